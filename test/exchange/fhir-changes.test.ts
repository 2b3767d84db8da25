import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Organization, OrganizationAffiliation } from "@medplum/fhirtypes";
import { TABLES } from "../../server/exchange/fhir/last-changed.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { fetchFhir, fhirAt, idsIn, OURS, searchAt } from "../support/fhir.js";
import { dataIndex, readerNamed } from "../support/importing.js";
import { dataOf } from "../support/run-query.js";
import { serve, startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";
import { formOf, send } from "../support/uploads.js";

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

it("What FHIR dates a facility and an area by are all tables that write them, traced where it says so", async () => {
  const readers = [...new Set((await dataIndex()).map(({ reader }) => reader))].map(readerNamed);
  const writing = readers.filter(({ writes, name }) => writes === "FACILITY" || /^(?:areas?\b|terms$)/.test(name));
  const isTraced = (reader: (typeof readers)[number]) => "traces" in reader || "tracesItself" in reader;
  const named = (traced: boolean) => writing.filter((each) => isTraced(each) === traced).map(({ name }) => name);
  const { Facility, Area } = TABLES;
  expect([...Facility.traced, ...Area.traced].sort()).toEqual(named(true).sort());
  // Other spellings of an area are shown nowhere.
  expect([...Facility.others, ...Area.others, "area-spellings"].sort()).toEqual(named(false).sort());
});

describe("What has changed, in FHIR,", () => {
  let server: TestServer;
  let department: Acting;
  const began = new Date().toISOString();
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: "id version", area: "id" });
  });
  afterAll(async () => {
    expect(server.reported).toEqual([]);
    await server.close();
  });

  /** The object as it is now, to be acted on. */
  const at = async (code: string) => {
    const { facility } = await dataOf(server, `{ facility(code: "${code}") { id version } }`);
    return { id: facility.id, expectedVersion: facility.version };
  };
  const lastUpdatedOf = async (id: string) =>
    (await fhirAt<Organization>(server, `/Organization/${id}`)).meta?.lastUpdated ?? "";
  /** What has changed behind an instant, by type. */
  const since = async (instant: string) => {
    const of = async (type: string) => idsIn(await searchAt(server, `/${type}?_lastUpdated=gt${instant}`));
    return {
      organizations: await of("Organization"),
      locations: await of("Location"),
      roles: await of("OrganizationAffiliation"),
    };
  };

  it("is dated by when the files were loaded where no act has changed anything, and never by now", async () => {
    const [first, again] = [await lastUpdatedOf("facility-BV-MAT"), await lastUpdatedOf("facility-BV-MAT")];
    const [run] = await server.db.query<{ at: string }>(
      "SELECT MAX(imported_at) AS at FROM import_run WHERE format IN ('facilities', 'facility-places', " +
        "'survey-facilities', 'facility-spellings', 'facility-relations', 'facility-names', 'facility-ownership', 'terms')",
    );
    expect([first, again]).toEqual([run?.at, run?.at]);
    expect(first < new Date().toISOString()).toBe(true);
    expect(await since(first)).toEqual({ organizations: [], locations: [], roles: [] });
    expect(idsIn(await searchAt(server, `/Organization?type=facility&_lastUpdated=le${first}`))).toHaveLength(42);
    expect(began.length).toBe(first.length);
  });

  it("is a unit that closes: it is not active from the act on, and neither is who managed it", async () => {
    const before = await lastUpdatedOf("facility-TT-VCCC");
    await pause();
    const on = "2026-10-01";
    await department.did("facilityClose", { ...(await at("TT-VCCC")), on, reason: "Giải thể." });

    const closed = await fhirAt<Organization>(server, "/Organization/facility-TT-VCCC");
    const { lastUpdated = "" } = closed.meta ?? {};
    expect(closed).toMatchObject({
      active: false,
      extension: [{ url: `${OURS}/StructureDefinition/existence`, valuePeriod: { end: "2026-09-30" } }],
    });
    const [entry] = await server.db.query<{ at: string }>(
      "SELECT acted_at AS at FROM audit_entry WHERE act = 'facilityClose' ORDER BY id DESC",
    );
    expect(lastUpdated).toBe(entry?.at);
    expect(await since(before)).toEqual({
      organizations: ["facility-TT-VCCC"],
      locations: ["facility-TT-VCCC"],
      roles: ["TT-VCCC.manages"],
    });
    expect(idsIn(await searchAt(server, `/Location?status=inactive&_lastUpdated=ge${lastUpdated}`))).toEqual([
      "facility-TT-VCCC",
    ]);
    expect(await fhirAt<OrganizationAffiliation>(server, "/OrganizationAffiliation/TT-VCCC.manages")).toMatchObject({
      active: false,
      period: { end: "2026-09-30" },
    });
    // A closed unit that was opened again is active again, and comes once more.
    await pause();
    await department.did("facilityReopen", { ...(await at("TT-VCCC")), reason: "Ghi nhầm." });
    expect(await since(lastUpdated)).toMatchObject({ organizations: ["facility-TT-VCCC"] });
    expect(await fhirAt(server, "/Organization/facility-TT-VCCC")).not.toHaveProperty("extension");
  });

  it("is a unit that is merged, with what it went into", async () => {
    const before = await lastUpdatedOf("facility-TT-VCCC");
    await pause();
    const input = { on: "2026-10-02", into: "TTYT-TPHUE", reason: "Sắp xếp lại." };
    await department.did("facilityMerge", { ...(await at("BV-DALIEU")), ...input });
    expect(await fhirAt(server, "/Location/facility-BV-DALIEU")).toMatchObject({
      status: "inactive",
      extension: [
        { valuePeriod: { end: "2026-10-01" } },
        {
          url: `${OURS}/StructureDefinition/succeeded-by`,
          valueReference: { reference: "Location/facility-TTYT-TPHUE" },
        },
      ],
    });
    expect((await since(before)).organizations).toEqual(["facility-BV-DALIEU", "facility-TTYT-TPHUE"]);
  });

  it("is another name, another body, a new area, and a unit that a file brings", async () => {
    const steps: [act: () => Promise<unknown>, changed: string[]][] = [
      [
        async () =>
          department.did("facilityRename", { ...(await at("BV-MAT")), on: "2026-10-03", name: "Bệnh viện Mắt" }),
        ["facility-BV-MAT"],
      ],
      [
        () =>
          department.did("areaAdd", {
            code: "46_X",
            areaType: "COMMUNE",
            name: "Xã Thử",
            parent: "46",
            on: "2026-10-04",
            noteVi: "Thử.",
          }),
        ["area-46..X"],
      ],
      [
        async () => {
          const lines = "code,name,facility_type,ownership,area\nPK-MOI,Phòng khám đa khoa Mới,POLYCLINIC,PRIVATE,46\n";
          const { data } = await send(server, formOf({ format: "FACILITIES" }, lines, "a.csv"), department.headers);
          expect(data.fileImport).toMatchObject({ report: { inserted: 1 }, userErrors: [] });
        },
        ["facility-PK-MOI"],
      ],
    ];
    for (const [act, changed] of steps) {
      await pause();
      const instant = new Date().toISOString();
      await act();
      expect((await since(instant)).organizations).toEqual(changed);
    }
    expect(await fhirAt(server, "/Organization/facility-BV-MAT")).toMatchObject({
      name: "Bệnh viện Mắt",
      alias: expect.arrayContaining(["Bệnh viện Mắt Huế"]),
    });
    expect(await fhirAt(server, "/Location/area-46..X")).toMatchObject({ name: "Xã Thử", status: "active" });
  });

  it("is found by any part of an instant, in any zone, by any prefix", async () => {
    const at = await lastUpdatedOf("facility-BV-MAT");
    const [day, second] = [at.slice(0, 10), at.slice(0, 19)];
    const inVietnam = new Date(Date.parse(at) + 7 * 3_600_000).toISOString();
    for (const [value, isFound] of [
      [at, true],
      [`eq${at}`, true],
      [`ne${at}`, false],
      [`gt${at}`, false],
      [`ge${at}`, true],
      [`lt${at}`, false],
      [`le${at}`, true],
      [`sa${at}`, false],
      [`eb${at}`, false],
      [`${second}Z`, true],
      [`gt${second}Z`, false],
      [`${second.slice(0, 16)}Z`, true],
      [`${inVietnam.slice(0, 23)}%2B07:00`, true],
      [`${inVietnam.slice(0, 23)}+07:00`, true],
      [inVietnam.slice(0, 23), true],
      [inVietnam.slice(0, 10), true],
      [inVietnam.slice(0, 7), true],
      [`gt${inVietnam.slice(0, 4)}`, false],
      [`sa${Number(day.slice(0, 4)) - 1}`, true],
      [`eb${Number(day.slice(0, 4)) + 1}`, true],
    ] as const) {
      const bundle = await searchAt(server, `/Organization?_id=facility-BV-MAT&_lastUpdated=${value}`);
      expect([value, bundle.total]).toEqual([value, isFound ? 1 : 0]);
    }
  });
});

describe("Whoever asks FHIR again", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("is told that nothing has changed, by a tag of what it has", async () => {
    for (const path of ["/Organization/facility-SYT", "/Organization?type=facility", "/metadata"]) {
      const first = await fetchFhir(server, path);
      const etag = first.headers.get("etag") ?? "";
      const body = await first.text();
      expect([first.status, first.headers.get("cache-control"), etag]).toEqual([
        ...[200, "public, no-cache"],
        expect.stringMatching(/^W\/".+"$/),
      ]);
      const again = await fetchFhir(server, path, { headers: { "if-none-match": etag } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      const head = await fetchFhir(server, path, { method: "HEAD" });
      expect([head.status, head.headers.get("etag"), await head.text(), body.length > 100]).toEqual([
        200,
        etag,
        "",
        true,
      ]);
    }
  });

  it("is answered with as few statements whatever the size: one, but after a change", async () => {
    const counted = async (path: string) => {
      const before = server.db.statements;
      await searchAt(server, path);
      return server.db.statements - before;
    };
    const path = "/Organization?type=facility&_count=200&_revinclude=Location:organization";
    const sizes: number[][] = [];
    for (const size of [10, 500]) {
      await addSyntheticFacilities(server.db, size);
      sizes.push([await counted(path), await counted(path), await counted("/Location?name=phu")]);
    }
    const [[first = 0] = []] = sizes;
    expect(first).toBeGreaterThan(2);
    expect(sizes).toEqual([
      [first, 1, 1],
      [first, 1, 1],
    ]);
    expect((await searchAt(server, path)).total).toBe(542);
    const { entry = [] } = await searchAt(server, path);
    expect([entry.length, new Set(entry.map(({ fullUrl }) => fullUrl)).size]).toEqual([400, 400]);
  });

  it("is refused what would bring too much along, and told what to do", async () => {
    await addSyntheticFacilities(server.db, 1100);
    const response = await fetchFhir(
      server,
      "/Organization?_id=facility-TTYT-PHUVANG&_revinclude=OrganizationAffiliation:primary-organization",
    );
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { issue: [{ code: "too-costly", details: { text: expect.stringContaining("More than 1000 resources") } }] },
    ]);
    const { total } = await searchAt(server, "/OrganizationAffiliation?primary-organization=facility-TTYT-PHUVANG");
    expect(total).toBe(1100);
  });
});

describe("Pages in FHIR", () => {
  it("follow one another whatever changes between them", async () => {
    const server = await serve(await loadedDatabase());
    await addTestAccount(server.db, "sở", "ADMIN");
    const department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: "code" });
    const first = await searchAt(server, "/Organization?type=facility&_count=21");
    await department.did("facilityAdd", {
      ...{ code: "A-1", name: "Phòng khám đa khoa Một", facilityType: "POLYCLINIC", ownership: "PRIVATE", area: "46" },
      spellings: [],
    });
    const second = await (await fetch(first.link?.[1]?.url ?? "")).json();
    const [seen, rest] = [idsIn(first), idsIn(second)];
    expect([seen.length, rest.length, second.total]).toEqual([21, 21, 43]);
    expect(new Set([...seen, ...rest]).size).toBe(42);
    await server.close();
  });
});
