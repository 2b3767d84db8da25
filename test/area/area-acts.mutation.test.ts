import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { faultsIn } from "../support/traces.js";

const AREA = `id version code name areaType validFrom validTo parent { code } children { code }
  changes { changedOn kind successor { code } legalDocument { number } noteVi noteEn }`;
const LAW = "1314/NQ-UBTVQH15";
/** An area that no law knows; its name says so. */
const WARD = {
  ...{ code: "90001", name: "Phường Giả Định", areaType: "COMMUNE", parent: "46", on: "2025-07-01" },
  ...{ noteVi: "Thử nghiệm.", noteEn: "A trial." },
};
const REASON = { reason: "Thử." };
const BASIS = { noteVi: "Thử nghiệm." };

describe("An area of the Department's own", () => {
  let server: TestServer;
  let department: Acting;
  let editor: Record<string, string>;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2026-07-02T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const { headers } = await signedIn(server, "sở");
    department = new Acting(server, headers, { area: AREA });
    editor = (await signedIn(server, "mắt")).headers;
  });
  afterAll(() => server.close());

  let made = 90100;
  const added = async (said: object = {}): Promise<Data> => {
    made += 1;
    return department.done("areaAdd", { ...WARD, code: `${made}`, name: `Phường Giả Định ${made}`, ...said });
  };
  const at = ({ id, version }: Data) => ({ id, expectedVersion: version });
  const other = (objects: Record<string, string>) => new Acting(server, department.headers, objects);
  const of = async (code: string, asOf: string | null = null): Promise<Data> =>
    (
      await dataOf(
        server,
        `query ($code: String!, $asOf: LocalDate) { area(code: $code, asOf: $asOf) { name code parent { code } validTo } }`,
        { code, asOf },
      )
    ).area;
  const messagesOf = async (field: string, input: object): Promise<string[]> =>
    Promise.all(
      ["en", "vi"].map(async (language) => {
        const { userErrors } = await department.payload(field, input, {
          ...department.headers,
          "accept-language": language,
        });
        return userErrors[0].message;
      }),
    );

  it("is added by the Department alone, once, and a retry does nothing twice", async () => {
    expect((await department.ask("areaAdd", WARD, editor)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect((await department.ask("areaAdd", WARD, {})).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    const input = { ...WARD, legalDocument: LAW, clientMutationId: "ward-1" };
    const first = await department.done("areaAdd", input);
    expect(first).toEqual({
      ...{ id: first.id, version: 1, code: "90001", name: "Phường Giả Định", areaType: "COMMUNE" },
      ...{ validFrom: "2025-07-01", validTo: null, parent: { code: "46" }, children: [] },
      changes: [
        {
          ...{ changedOn: "2025-07-01", kind: "ESTABLISHED", successor: null, legalDocument: { number: LAW } },
          ...{ noteVi: "Thử nghiệm.", noteEn: "A trial." },
        },
      ],
    });
    expect(await department.done("areaAdd", input)).toEqual(first);
    expect((await department.payload("areaAdd", WARD)).userErrors).toEqual([
      {
        ...{ path: ["code"], code: "TAKEN" },
        message: '"90001" denotes another area from 2025-07-01 until further notice; a code has one holder at a time.',
      },
    ]);
    expect([await of("90001", "2025-06-30"), (await of("90001", "2025-07-01")).name]).toEqual([
      null,
      "Phường Giả Định",
    ]);
    const { areas } = await dataOf(server, "{ areas { code } }");
    const codes = areas.map(({ code }: Data) => code);
    expect(codes).toEqual([...codes].sort());
  });

  it("is there since before the records, without a first day, and takes a code over that another one had", async () => {
    const old = await added({ on: null, parent: "46" });
    expect([old.validFrom, old.changes]).toEqual([null, []]);
    expect((await of(old.code, "1950-01-01")).name).toBe(old.name);
    const again = await added({ code: "478", on: "2025-07-01", areaType: "DISTRICT" });
    expect([(await of("478", "2025-06-30")).name, (await of("478")).name]).toEqual(["Huyện Phú Vang", again.name]);
  });

  it.each<[what: string, input: object, mistakes: [string, string][]]>([
    ["a code with blanks", { code: "9 1" }, [["code", "INVALID"]]],
    ["a code of a facility", { code: "BV-MAT" }, [["code", "TAKEN"]]],
    ["a code of another area", { code: "46" }, [["code", "TAKEN"]]],
    ["a name without letters", { name: "123" }, [["name", "INVALID"]]],
    ["no area above it", { parent: null }, [["parent", "INVALID"]]],
    ["an area above it that is none", { parent: "999" }, [["parent", "NOT_FOUND"]]],
    ["an area above it that had ended", { parent: "483" }, [["parent", "NOT_FOUND"]]],
    ["an area above it that has ended since", { parent: "483", on: "2024-01-01" }, [["parent", "INVALID"]]],
    ["an area above it that began later", { parent: "90001", on: "2025-06-30" }, [["parent", "NOT_FOUND"]]],
    ["an area above it that is younger than ever", { parent: "90001", on: null }, [["parent", "NOT_FOUND"]]],
    ["a country within something", { areaType: "COUNTRY" }, [["parent", "INVALID"]]],
    ["a day to come", { on: "2026-07-03" }, [["on", "INVALID"]]],
    ["a day that is not recorded", { on: "9999-12-31" }, [["on", "INVALID"]]],
    ["a law that is not on record", { legalDocument: "1/QĐ" }, [["legalDocument", "NOT_FOUND"]]],
    ["no reason and no law", { noteVi: " " }, [["legalDocument", "INVALID"]]],
    ["a spelling of another area", { spellings: ["Thừa Thiên Huế"] }, [["spellings", "TAKEN"]]],
  ])("is refused with %s, with all that is wrong", async (_, input, mistakes) => {
    expect(await department.refused("areaAdd", { ...WARD, code: "90002", ...input })).toEqual(mistakes);
  });

  it("is tried, and nothing is kept", async () => {
    const tried = { ...WARD, code: "90003", dryRun: true };
    expect(await department.payload("areaAdd", tried)).toEqual({ area: null, userErrors: [] });
    expect(await of("90003")).toBeNull();
    expect(await department.refused("areaAdd", { ...tried, parent: "999" })).toEqual([["parent", "NOT_FOUND"]]);
    const area = await added();
    for (const [field, input] of Object.entries({
      areaRename: { name: "Tên khác", on: "2026-01-01", ...BASIS },
      areaMove: { parent: "VN", on: "2026-01-01", ...BASIS },
      areaClose: { on: "2026-01-01", ...BASIS },
      areaCorrect: { name: "Tên khác", ...REASON },
    })) {
      const payload = await department.payload(field, { ...at(area), ...input, dryRun: true });
      expect([field, payload]).toEqual([field, { area, userErrors: [] }]);
    }
    expect(
      (await department.done("areaRename", { ...at(area), name: "Tên khác", on: "2026-01-01", ...BASIS })).version,
    ).toBe(2);
  });

  it("has a new name from a day on, and keeps the former one with its days", async () => {
    const area = await added({ areaType: "DISTRICT" });
    const renamed = await department.done("areaRename", {
      ...at(area),
      ...{ name: "  Phường   Đổi Tên ", on: "2026-01-01", legalDocument: LAW },
    });
    expect([renamed.name, renamed.version, renamed.changes.at(-1)]).toEqual([
      "Phường Đổi Tên",
      2,
      {
        changedOn: "2026-01-01",
        kind: "RENAMED",
        successor: null,
        legalDocument: { number: LAW },
        noteVi: null,
        noteEn: null,
      },
    ]);
    expect([(await of(area.code, "2025-12-31")).name, (await of(area.code, "2026-01-01")).name]).toEqual([
      area.name,
      "Phường Đổi Tên",
    ]);
    const again = (name: string, on: string, said: object = BASIS) =>
      department.refused("areaRename", { ...at(renamed), name, on, ...said });
    expect(await again("Tên ba", "2026-01-01")).toEqual([["on", "INVALID"]]);
    expect(await again("Tên ba", "2025-12-31")).toEqual([["on", "INVALID"]]);
    expect(await again("Tên ba", "2025-06-30")).toEqual([["on", "INVALID"]]);
    expect(await again("Tên ba", "2026-07-03")).toEqual([["on", "INVALID"]]);
    expect(await again("Phường Đổi Tên", "2026-02-01")).toEqual([["name", "INVALID"]]);
    expect(await again("Tên ba", "2026-02-01", {})).toEqual([["legalDocument", "INVALID"]]);
    expect(await again("...", "2026-02-01")).toEqual([["name", "INVALID"]]);
    expect(await department.refused("areaRename", { ...at(area), name: "Tên ba", on: "2026-02-01", ...BASIS })).toEqual(
      [["expectedVersion", "CONFLICT"]],
    );
    const by = async (subject: string, on: string) =>
      (
        await other({ report: "problems { column code }" }).payload("fileImport", {
          ...{ format: "OBSERVATIONS", dryRun: true },
          text: `metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nPOPULATION_MANAGED,${subject},,${on},1,,,,,\n`,
        })
      ).report.problems.map(({ column }: Data) => column);
    // Files know it by the name of the day.
    expect([await by(area.name, "2025-12-31"), await by("phường đổi tên", "2025-12-31")]).toEqual([[], ["subject"]]);
    expect([await by(area.name, "2026-01-01"), await by("phường đổi tên", "2026-01-01")]).toEqual([["subject"], []]);
  });

  it("lies in another area from a day on, and never within itself", async () => {
    const [outer, inner] = [await added(), await added()];
    const moved = await department.done("areaMove", { ...at(inner), parent: outer.code, on: "2026-01-01", ...BASIS });
    expect([moved.parent, moved.version, moved.changes.at(-1).kind]).toEqual([{ code: outer.code }, 2, "MOVED"]);
    expect([(await of(inner.code, "2025-12-31")).parent, (await of(inner.code, "2026-01-01")).parent]).toEqual([
      { code: "46" },
      { code: outer.code },
    ]);
    const circle = { ...at(outer), parent: inner.code, on: "2025-08-01", ...BASIS };
    expect(await department.refused("areaMove", circle)).toEqual([["parent", "INVALID"]]);
    expect(await messagesOf("areaMove", circle)).toEqual([
      `"${inner.code}" itself lies within "${outer.code}" on 2026-01-01, directly or not.`,
      `Vào ngày 01/01/2026 chính "${inner.code}" nằm trong "${outer.code}", trực tiếp hoặc gián tiếp.`,
    ]);
    expect(await department.refused("areaMove", { ...circle, parent: outer.code })).toEqual([["parent", "INVALID"]]);
    const refused = (parent: string, on: string) =>
      department.refused("areaMove", { ...at(moved), parent, on, ...BASIS });
    expect(await refused(outer.code, "2026-02-01")).toEqual([["parent", "INVALID"]]);
    expect(await refused("46", "2026-01-01")).toEqual([["on", "INVALID"]]);
    expect(await refused("999", "2026-02-01")).toEqual([["parent", "NOT_FOUND"]]);
    const { area: country } = await dataOf(server, '{ area(code: "VN") { id version } }');
    expect(await department.refused("areaMove", { ...at(country), parent: "46", on: "2026-01-01", ...BASIS })).toEqual([
      ["parent", "INVALID"],
    ]);
  });

  it("is closed once nothing is in it any more, alone or into another one", async () => {
    const [outer, inner, next] = [await added(), await added(), await added()];
    await department.done("areaMove", { ...at(inner), parent: outer.code, on: "2025-08-01", ...BASIS });
    const { facility } = await dataOf(server, '{ facility(code: "PK-AULAC") { id version } }');
    const facilities = other({ facility: "id version area { code }" });
    const placed = await facilities.done("facilityMove", { ...at(facility), area: outer.code, on: "2025-09-01" });
    const closing = { ...at(outer), on: "2026-01-01", into: next.code, ...BASIS };
    expect(await messagesOf("areaClose", closing)).toEqual([
      `In "${outer.code}" there are, on 2026-01-01 or later: areas ${inner.code}; facilities PK-AULAC. Say where they are from that day on first.`,
      `Từ ngày 01/01/2026, trong "${outer.code}" còn có: đơn vị hành chính ${inner.code}; cơ sở PK-AULAC. Trước hết hãy ghi từ ngày đó các đơn vị này thuộc đâu.`,
    ]);
    await department.done("areaMove", {
      ...at(inner),
      expectedVersion: 2,
      parent: next.code,
      on: "2026-01-01",
      ...BASIS,
    });
    await facilities.done("facilityMove", { ...at(placed), area: next.code, on: "2026-01-01" });
    const closed = await department.done("areaClose", closing);
    expect([closed.validTo, closed.version, closed.changes.at(-1)]).toEqual([
      "2026-01-01",
      2,
      {
        changedOn: "2026-01-01",
        kind: "MERGED",
        successor: { code: next.code },
        legalDocument: null,
        noteVi: "Thử nghiệm.",
        noteEn: null,
      },
    ]);
    expect([(await of(outer.code, "2025-12-31")).name, await of(outer.code, "2026-01-01")]).toEqual([outer.name, null]);
    const refused = (field: string, input: object) => department.refused(field, { ...at(closed), ...BASIS, ...input });
    expect(await refused("areaClose", { on: "2026-02-01" })).toEqual([["id", "ILLEGAL_STATE"]]);
    expect(await refused("areaRename", { name: "Tên", on: "2026-02-01" })).toEqual([["on", "ILLEGAL_STATE"]]);
    expect(await department.refused("areaClose", { ...at(next), into: next.code, on: "2026-02-01", ...BASIS })).toEqual(
      [["into", "INVALID"]],
    );
    expect(
      await department.refused("areaClose", { ...at(next), into: outer.code, on: "2026-02-01", ...BASIS }),
    ).toEqual([["into", "NOT_FOUND"]]);
    const taker = await added({ code: outer.code, on: "2026-01-01" });
    expect(taker.id).not.toBe(outer.id);
    const alone = await added();
    const ended = await department.done("areaClose", { ...at(alone), on: "2026-01-01", ...BASIS });
    expect(ended.changes.at(-1).kind).toBe("ABOLISHED");
  });

  it("is not closed under figures, which are named", async () => {
    const district = await added({ areaType: "DISTRICT" });
    const figures = other({ observation: "id version" });
    const figure = { metric: "POPULATION_MANAGED", subject: district.code, on: "2026-03-31", value: 5 };
    const { id, version } = await figures.done("observationRecord", figure);
    const closing = { ...at(district), on: "2026-03-01", ...BASIS };
    expect(await department.refused("areaClose", closing)).toEqual([["on", "ILLEGAL_STATE"]]);
    expect(await messagesOf("areaClose", closing)).toEqual([
      `There are figures of "${district.code}" of 2026-03-01 or later: POPULATION_MANAGED 2026-03-31. Withdraw them first, or record a later day.`,
      `Đã có số liệu của "${district.code}" từ ngày 01/03/2026: POPULATION_MANAGED 2026-03-31. Hãy rút các số liệu đó trước, hoặc ghi ngày sau đó.`,
    ]);
    expect(await department.refused("areaCorrect", { ...at(district), areaType: "COMMUNE", ...REASON })).toEqual([
      ["areaType", "ILLEGAL_STATE"],
    ]);
    await figures.done("observationWithdraw", { id, expectedVersion: version, ...REASON });
    expect((await department.done("areaClose", closing)).validTo).toBe("2026-03-01");
    expect(await figures.refused("observationRecord", figure)).toEqual([["subject", "NOT_FOUND"]]);
  });

  it("is corrected on every day, and goes on being known by its wrong name", async () => {
    const area = await added({ name: "Phường Ghi Nhầm" });
    const corrected = await department.done("areaCorrect", {
      ...at(area),
      ...{ name: "Phường Ghi Đúng", areaType: "DISTRICT", addSpellings: ["P. Ghi Đúng"], ...REASON },
    });
    expect([corrected.name, corrected.areaType, corrected.version]).toEqual(["Phường Ghi Đúng", "DISTRICT", 2]);
    expect((await of(area.code, "2025-07-01")).name).toBe("Phường Ghi Đúng");
    const spellings = await server.db.query<{ spelling: string }>(
      "SELECT s.spelling FROM area_spelling s JOIN area a ON a.id = s.area_id WHERE a.code = ? ORDER BY s.spelling",
      [area.code],
    );
    expect(spellings.map(({ spelling }) => spelling)).toEqual(["P. Ghi Đúng", "Phường Ghi Nhầm"]);
    const refused = (input: object) => department.refused("areaCorrect", { ...at(corrected), ...input, ...REASON });
    expect(await refused({ name: "Phường Ghi Đúng" })).toEqual([["", "INVALID"]]);
    expect(await refused({ areaType: "COUNTRY" })).toEqual([["areaType", "ILLEGAL_STATE"]]);
    expect(await refused({ addSpellings: ["Thừa Thiên Huế"] })).toEqual([["addSpellings", "TAKEN"]]);
    expect(await refused({ removeSpellings: ["Không có"] })).toEqual([["removeSpellings", "NOT_FOUND"]]);
    const removed = await department.done("areaCorrect", {
      ...at(corrected),
      removeSpellings: ["P. Ghi Đúng"],
      ...REASON,
    });
    const trail =
      "query ($id: ID!) { node(id: $id) { ... on Area { auditTrail { nodes { version act reason changes { field before after } } } } } }";
    const { data } = await runQuery(server, trail, { id: removed.id }, department.headers);
    const [last, second, first] = data.node.auditTrail.nodes;
    expect([first.act, second.act, second.reason, last.version]).toEqual(["areaAdd", "areaCorrect", "Thử.", 3]);
    expect(last.changes).toEqual([
      {
        field: "spellings",
        before: [{ spelling: "P. Ghi Đúng" }, { spelling: "Phường Ghi Nhầm" }],
        after: [{ spelling: "Phường Ghi Nhầm" }],
      },
    ]);
  });

  it("is changed by one of two who change it at once", async () => {
    const area = await added();
    const both = await Promise.all(
      ["Một", "Hai"].map((name) => department.payload("areaRename", { ...at(area), name, on: "2026-01-01", ...BASIS })),
    );
    const codes = both.map(({ userErrors }) => userErrors.map(({ code }: Data) => code).join());
    expect([...codes].sort()).toEqual(["", "CONFLICT"]);
    expect(both[0]?.area.name).toBe(both[1]?.area.name);
  });

  it("never gets into a circle, two moves at once included", async () => {
    for (let i = 0; i < 6; i += 1) {
      const [one, two] = [await added(), await added()];
      const both = await Promise.all([
        department.payload("areaMove", { ...at(one), parent: two.code, on: "2026-01-01", ...BASIS }),
        department.payload("areaMove", { ...at(two), parent: one.code, on: "2026-01-01", ...BASIS }),
      ]);
      expect(both.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    }
  });

  it("is not closed from under a figure, or a facility, that comes at the same moment", async () => {
    const figures = other({ observation: "id version" });
    const facilities = other({ facility: "id version" });
    for (let i = 0; i < 6; i += 1) {
      const [district, ward] = [await added({ areaType: "DISTRICT" }), await added()];
      const { facility } = await dataOf(server, '{ facility(code: "PK-CQN") { id version } }');
      const on = `2026-0${i + 1}-15`;
      const pairs = await Promise.all([
        department.payload("areaClose", { ...at(district), on: "2026-01-01", ...BASIS }),
        figures.payload("observationRecord", { metric: "POPULATION_MANAGED", subject: district.code, on, value: 1 }),
        department.payload("areaClose", { ...at(ward), on: "2026-01-01", ...BASIS }),
        facilities.payload("facilityMove", { ...at(facility), area: ward.code, on }),
      ]);
      const isDone = pairs.map(({ userErrors }) => userErrors.length === 0);
      expect([isDone[0] !== isDone[1], isDone[2] !== isDone[3]]).toEqual([true, true]);
    }
  });

  it("is told to copies", async () => {
    const since = async (cursor: string | null) =>
      (
        await dataOf(
          server,
          "query ($since: String) { changes(since: $since) { cursor nodes { kind type node { ... on Area { code name } } } } }",
          { since: cursor },
        )
      ).changes;
    const { cursor } = await since(null);
    const area = await added();
    await department.done("areaRename", { ...at(area), name: "Tên báo", on: "2026-01-01", ...BASIS });
    expect((await since(cursor)).nodes).toEqual([
      { kind: "CHANGED", type: "Area", node: { code: area.code, name: "Tên báo" } },
    ]);
  });

  it("leaves a trail that holds, and whoever changes it past the acts is found", async () => {
    const area = await added();
    const [row] = await server.db.query<{ id: number }>("SELECT id FROM area WHERE code = ?", [area.code]);
    const id = row?.id ?? 0;
    expect(await faultsIn(server.db)).toEqual([]);
    for (const sql of [
      "UPDATE area SET valid_from = '2020-01-01' WHERE id = ?",
      "UPDATE area_change SET kind = 'SPLIT' WHERE area_id = ?",
    ]) {
      const putBack = new Error();
      let found: string[] = [];
      const tried = server.db.transaction(async (tx) => {
        await tx.query(sql, [id]);
        found = await faultsIn({ ...tx, auditKeys: server.db.auditKeys });
        throw putBack;
      });
      await expect(tried).rejects.toBe(putBack);
      expect(found).toEqual([`Area ${id}: it is not as its last act has left it.`]);
    }
  });

  it("costs as many statements to add and to move among a thousand areas as among fifty", async () => {
    const cost = async (): Promise<number> => {
      const [outer, inner] = [await added(), await added()];
      const before = server.db.statements;
      await department.done("areaMove", { ...at(inner), parent: outer.code, on: "2026-01-01", ...BASIS });
      await added();
      return server.db.statements - before;
    };
    const few = await cost();
    const lines = Array.from({ length: 1000 }, (_, i) => `S${i},Xã Giả Định ${i},Xã,46,2025-07-01`);
    const { userErrors } = await other({}).payload("fileImport", {
      ...{ format: "AREAS", text: `code,name,area_type,parent,valid_from\n${lines.join("\n")}\n` },
    });
    expect(userErrors).toEqual([]);
    expect(await cost()).toBe(few);
  });
});
