import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { WORLD_OF_A_DAY } from "../support/everything.js";
import { importLines } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const TODAY = "2026-06-15";
const FACILITY = `id code name aliases ownership facilityType { code } serviceLevel { code } hospitalClass { code } actualBeds
  openedOn closedOn noteVi profileFrom profileSource { document { code } section } area { code } parent { code } guidedBy { code }
  successor { code } predecessors { code } children { code } guides { code } version
  names { name validFrom validTo legalDocument { number } }`;
const ENTERED = { document: { code: "REGISTER" }, section: "Dữ liệu do người dùng nhập trên hệ thống" };
const CLINIC = {
  code: "PK-SYNTHETIC",
  name: "Phòng khám SYNTHETIC",
  facilityType: "POLYCLINIC",
  ownership: "PRIVATE",
  area: "46",
};

describe("A facility of the register", () => {
  let server: TestServer;
  let department: Acting;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse(`${TODAY}T08:00:00+07:00`) });
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: FACILITY });
  });
  afterAll(() => server.close());

  const facility = async (code: string, asOf?: string, fields = FACILITY): Promise<Data> =>
    (
      await dataOf(
        server,
        `query ($code: String, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) { ${fields} } }`,
        {
          code,
          asOf,
        },
      )
    ).facility;
  const at = async (code: string) => {
    const { id, version } = await facility(code, undefined, "id version");
    return { id, expectedVersion: version };
  };
  const worldOf = async (asOf: string): Promise<string> =>
    JSON.stringify(await dataOf(server, WORLD_OF_A_DAY, { asOf }));
  const searched = async (search: string, asOf?: string): Promise<string[]> =>
    (
      await dataOf(
        server,
        "query ($search: String, $asOf: LocalDate) { facilities(filter: { search: $search }, asOf: $asOf) { nodes { code } } }",
        { search, asOf },
      )
    ).facilities.nodes.map(({ code }: Data) => code);
  const trailOf = async (id: string): Promise<Data[]> => {
    const rowId = Number(Buffer.from(id, "base64url").toString().split(":")[1]);
    const rows = await server.db.query<Data>(
      "SELECT version, act, actor, reason, changes FROM audit_entry WHERE object_type = 'Facility' AND object_id = ? ORDER BY version",
      [rowId],
    );
    return rows.map(({ changes, ...row }) => ({ ...row, changes: JSON.parse(changes) }));
  };

  it("is added with all that is known of it, is found at once, and no earlier day knows it", async () => {
    const before = await worldOf("2026-06-14");
    const added = await department.done("facilityAdd", {
      ...{ ...CLINIC, actualBeds: 12, serviceLevel: "PROVINCE", managedBy: "SYT", openedOn: "2026-06-15" },
      ...{ spellings: ["PKSYNTHETIC"], noteVi: " Thử. ", name: "  Phòng  khám SYNTHETIC " },
    });
    expect(added).toEqual({
      ...{ id: expect.any(String), code: "PK-SYNTHETIC", name: "Phòng khám SYNTHETIC", aliases: ["PKSYNTHETIC"] },
      ...{ ownership: "PRIVATE", facilityType: { code: "POLYCLINIC" }, serviceLevel: { code: "PROVINCE" } },
      ...{ hospitalClass: null, actualBeds: 12, openedOn: TODAY, closedOn: null, noteVi: "Thử." },
      ...{ profileFrom: TODAY, profileSource: ENTERED, area: { code: "46" }, parent: { code: "SYT" }, guidedBy: null },
      ...{ successor: null, predecessors: [], children: [], guides: [], version: 1 },
      names: [{ name: "Phòng khám SYNTHETIC", validFrom: TODAY, validTo: null, legalDocument: null }],
    });
    expect(await facility("PK-SYNTHETIC")).toEqual(added);
    expect(await worldOf("2026-06-14")).toBe(before);
    expect(await facility("PK-SYNTHETIC", "2026-06-14")).toBeNull();
    expect(await searched("pk synthetic")).toEqual(["PK-SYNTHETIC"]);
    const { matchNames } = await dataOf(
      server,
      '{ matchNames(names: ["PKSYNTHETIC", "phòng khám synthetic"]) { status facility { code } } }',
    );
    const matched = { status: "MATCHED", facility: { code: "PK-SYNTHETIC" } };
    expect(matchNames).toEqual([matched, matched]);
    expect((await trailOf(added.id)).map(({ version, act, actor }) => [version, act, actor])).toEqual([
      [1, "facilityAdd", "sở"],
    ]);
  });

  it("of which no first day is known is known from today on", async () => {
    const added = await department.done("facilityAdd", {
      ...CLINIC,
      code: "PK-SYNTHETIC-2",
      name: "Phòng khám SYNTHETIC hai",
    });
    expect(added).toMatchObject({ openedOn: null, profileFrom: TODAY });
    expect(await facility("PK-SYNTHETIC-2", "2026-06-14")).toBeNull();
    expect(await facility("PK-SYNTHETIC-2", TODAY, "code")).toEqual({ code: "PK-SYNTHETIC-2" });
  });

  it("gets a new name from a day on: earlier days keep the former one, and imports know both", async () => {
    const before = await worldOf("2026-02-28");
    const then = await facility("BV-PHCN", "2022-12-07");
    const renamed = await department.done("facilityRename", {
      ...{ ...(await at("BV-PHCN")), name: "Bệnh viện Phục hồi chức năng SYNTHETIC", on: "2026-03-01" },
      ...{ legalDocument: "175/2024/qh15", basisVi: "Quyết định đổi tên." },
    });
    expect(renamed).toMatchObject({
      name: "Bệnh viện Phục hồi chức năng SYNTHETIC",
      version: 2,
      names: [
        { name: "Bệnh viện Phục hồi chức năng", validFrom: null, validTo: "2026-03-01", legalDocument: null },
        {
          ...{ name: "Bệnh viện Phục hồi chức năng SYNTHETIC", validFrom: "2026-03-01", validTo: null },
          legalDocument: { number: "175/2024/QH15" },
        },
      ],
    });
    expect(renamed.aliases).toContain("Bệnh viện Phục hồi chức năng");
    expect(await worldOf("2026-02-28")).toBe(before);
    expect(await facility("BV-PHCN", "2022-12-07")).toEqual({ ...then, version: 2 });
    expect((await facility("BV-PHCN", "2026-03-01", "name")).name).toBe("Bệnh viện Phục hồi chức năng SYNTHETIC");
    expect(await searched("phcn synthetic")).toEqual(["BV-PHCN"]);
    await importLines(server.db, "observations", "renamed.csv", [
      "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en",
      "LINKUPS,Bệnh viện Phục hồi chức năng SYNTHETIC,,31/03/2026,7,,,,,",
      "LINKUPS,Bệnh viện Phục hồi chức năng,,28/02/2026,6,,,,,",
    ]);
    const { metric } = await dataOf(
      server,
      '{ metric(code: "LINKUPS") { series(subject: "BV-PHCN", from: "2026-01-01") { on value } } }',
    );
    expect(metric.series).toEqual([
      { on: "2026-02-28", value: 6 },
      { on: "2026-03-31", value: 7 },
    ]);
  });

  it("moves from a day on, and the areas count it where it stands on each day", async () => {
    const inProvince = async (asOf: string) =>
      (await dataOf(server, `{ area(code: "46", asOf: "${asOf}") { facilities(first: 1) { totalCount } } }`)).area
        .facilities.totalCount;
    await department.done("facilityAdd", {
      ...{ ...CLINIC, code: "PK-SYNTHETIC-3", name: "Phòng khám SYNTHETIC ba" },
      ...{ area: "VN", openedOn: "2025-08-01" },
    });
    const before = await worldOf("2025-12-31");
    const [inside, outside] = [await inProvince("2026-01-01"), await inProvince("2025-12-31")];
    const moved = await department.done("facilityMove", {
      ...{ ...(await at("PK-SYNTHETIC-3")), area: "46", on: "2026-01-01", basisVi: "Địa chỉ mới." },
    });
    expect(moved).toMatchObject({ area: { code: "46" }, version: 2 });
    expect((await facility("PK-SYNTHETIC-3", "2025-12-31", "area { code }")).area.code).toBe("VN");
    expect([await inProvince("2026-01-01"), await inProvince("2025-12-31")]).toEqual([inside + 1, outside]);
    expect(await worldOf("2025-12-31")).toBe(before);
    const [, entry] = await trailOf(moved.id);
    expect(entry).toMatchObject({
      act: "facilityMove",
      changes: {
        basisVi: [null, "Địa chỉ mới."],
        places: [
          [{ area: "VN", from: "2025-08-01", to: null }],
          [
            { area: "VN", from: "2025-08-01", to: "2026-01-01" },
            { area: "46", from: "2026-01-01", to: null },
          ],
        ],
      },
    });
  });

  it("gets another managing body, and is guided no longer by who manages it", async () => {
    const before = await worldOf("2026-01-31");
    const chain = async (asOf?: string) =>
      facility("BV-HVT", asOf, "parent { code } guidedBy { code } ancestors { code }");
    expect(await chain()).toMatchObject({ parent: null, guidedBy: { code: "SYT" } });
    await department.done("facilityReassign", { ...(await at("BV-HVT")), managedBy: "SYT", on: "2026-02-01" });
    expect(await chain()).toEqual({ parent: { code: "SYT" }, guidedBy: null, ancestors: [{ code: "SYT" }] });
    expect(await chain("2026-01-31")).toEqual({ parent: null, guidedBy: { code: "SYT" }, ancestors: [] });
    const passed = await department.done("facilityReassign", {
      ...{ ...(await at("BV-HVT")), managedBy: null, guidedBy: "SYT", on: "2026-04-01" },
      ...{ basisVi: "Chuyển giao; Sở tiếp tục hướng dẫn." },
    });
    expect(passed).toMatchObject({ parent: null, guidedBy: { code: "SYT" }, version: 3 });
    expect(await chain("2026-03-31")).toMatchObject({ parent: { code: "SYT" }, guidedBy: null });
    expect(await worldOf("2026-01-31")).toBe(before);
    expect((await trailOf(passed.id)).at(-1)?.changes).toMatchObject({
      managedBy: [
        [{ code: "SYT", from: "2026-02-01", to: null }],
        [{ code: "SYT", from: "2026-02-01", to: "2026-04-01" }],
      ],
    });
  });

  it("is something else from a day on, and the survey of 2022 keeps what it says", async () => {
    const before = await worldOf("2026-05-31");
    const changed = await department.done("facilityProfileChange", {
      ...{ ...(await at("BV-BINHDIEN")), actualBeds: 80, hospitalClass: null, on: "2026-06-01" },
      basisVi: "Biên bản kiểm kê.",
    });
    expect(changed).toMatchObject({
      ...{ actualBeds: 80, hospitalClass: null, facilityType: { code: "GENERAL_HOSPITAL" }, ownership: "PUBLIC" },
      ...{ profileFrom: "2026-06-01", profileSource: ENTERED, version: 2 },
    });
    expect((await facility("BV-BINHDIEN", "2022-12-07", "actualBeds")).actualBeds).toBe(65);
    expect(await worldOf("2026-05-31")).toBe(before);
    // What it rests on stands in the trail; on what it rests who owns it is as it was.
    const trail = await trailOf(changed.id);
    expect(trail.at(-1)?.changes.basisVi).toEqual([null, "Biên bản kiểm kê."]);
    const owner = "ownershipBasisVi";
    expect(await facility("BV-BINHDIEN", TODAY, owner)).toEqual(await facility("BV-BINHDIEN", "2026-05-31", owner));
  });

  it("is corrected for a reason: every day for which it was recorded has it right", async () => {
    const corrected = await department.done("facilityCorrect", {
      ...{ ...(await at("BV-RHM")), actualBeds: 41, openedOn: "1999-01-01", noteVi: "Ghi chú đúng." },
      ...{ name: "Bệnh viện Răng Hàm Mặt SYNTHETIC", addSpellings: ["BV RHM SYNTHETIC"], reason: "Chép sai." },
    });
    expect(corrected).toMatchObject({
      ...{ name: "Bệnh viện Răng Hàm Mặt SYNTHETIC", actualBeds: 41, openedOn: "1999-01-01", noteVi: "Ghi chú đúng." },
      ...{ version: 2, names: [{ name: "Bệnh viện Răng Hàm Mặt SYNTHETIC", validFrom: null }] },
      profileSource: { document: { code: "BRIEFING-2022-12-07" } },
    });
    // The wrong name goes on naming it: documents may have it.
    expect(corrected.aliases).toEqual(expect.arrayContaining(["Bệnh viện Răng Hàm Mặt Huế", "BV RHM SYNTHETIC"]));
    expect(await facility("BV-RHM", "2022-12-07", "name actualBeds")).toEqual({
      ...{ name: "Bệnh viện Răng Hàm Mặt SYNTHETIC", actualBeds: 41 },
    });
    expect(await facility("BV-RHM", "1998-12-31")).toBeNull();
    const removed = await department.done("facilityCorrect", {
      ...{
        id: corrected.id,
        expectedVersion: 2,
        removeSpellings: ["BV RHM SYNTHETIC"],
        openedOn: null,
        reason: "Thử lại.",
      },
    });
    expect(removed).toMatchObject({ openedOn: null, actualBeds: 41, version: 3 });
    expect(removed.aliases).not.toContain("BV RHM SYNTHETIC");
    expect(await searched("rhm synthetic")).toEqual(["BV-RHM"]);
    const entry = (await trailOf(corrected.id))[0];
    expect([entry?.reason, entry?.changes.openedOn]).toEqual(["Chép sai.", [null, "1999-01-01"]]);
  });

  it("keeps hundreds of spellings of 200 letters, in the trail as well, and answers again as it did", async () => {
    const spelled = (act: number) => Array.from({ length: 50 }, (_, i) => `SYNTHETIC ${act} ${i} `.padEnd(200, "ệ"));
    const correction = async (act: number) => ({
      ...{ ...(await at("PK-SYNTHETIC")), addSpellings: spelled(act), reason: "Chép thêm." },
      clientMutationId: `spelled-${act}`,
    });
    for (let act = 0; act < 7; act += 1) await department.done("facilityCorrect", await correction(act));
    const last = await correction(7);
    const corrected = await department.done("facilityCorrect", last);
    expect(corrected.aliases).toEqual(expect.arrayContaining(spelled(0).concat(spelled(7))));
    expect(await department.done("facilityCorrect", last)).toEqual(corrected);
    const { changes } = (await trailOf(corrected.id)).at(-1) as Data;
    expect(changes.spellings.map(({ length }: string[]) => length)).toEqual([351, 401]);
    expect(await searched("synthetic 7 49")).toEqual(["PK-SYNTHETIC"]);
  });

  it("is merged into another one, which then manages and guides whom it managed and guided", async () => {
    for (const [code, managedBy] of [
      ["SYNTHETIC-A", "SYT"],
      ["SYNTHETIC-B", "SYT"],
      ["SYNTHETIC-A1", "SYNTHETIC-A"],
      ["SYNTHETIC-A2", null],
    ]) {
      await department.done("facilityAdd", {
        ...CLINIC,
        code,
        name: `Cơ sở ${code}`,
        managedBy,
        openedOn: "2025-09-01",
      });
    }
    await department.done("facilityReassign", {
      ...(await at("SYNTHETIC-A2")),
      guidedBy: "SYNTHETIC-A",
      on: "2025-10-01",
    });
    await department.done("facilityReassign", {
      ...(await at("SYNTHETIC-B")),
      guidedBy: "SYNTHETIC-A",
      on: "2025-10-01",
    });
    const before = await worldOf("2026-01-31");
    const merged = await department.done("facilityMerge", {
      ...{ ...(await at("SYNTHETIC-A")), into: "SYNTHETIC-B", on: "2026-02-01", reason: "Sắp xếp lại." },
      ...{ legalDocument: "1314/NQ-UBTVQH15" },
    });
    expect(merged).toMatchObject({
      ...{ closedOn: "2026-02-01", successor: { code: "SYNTHETIC-B" }, parent: { code: "SYT" }, version: 2 },
      ...{ children: [], guides: [] },
    });
    expect(await facility("SYNTHETIC-B")).toMatchObject({
      ...{
        predecessors: [{ code: "SYNTHETIC-A" }],
        children: [{ code: "SYNTHETIC-A1" }],
        guides: [{ code: "SYNTHETIC-A2" }],
      },
      ...{ guidedBy: null, parent: { code: "SYT" }, version: 3 },
    });
    expect(await facility("SYNTHETIC-A1")).toMatchObject({ parent: { code: "SYNTHETIC-B" }, version: 2 });
    expect(await facility("SYNTHETIC-A2")).toMatchObject({ guidedBy: { code: "SYNTHETIC-B" }, version: 3 });
    expect(await worldOf("2026-01-31")).toBe(before);
    expect(await facility("SYNTHETIC-A", "2026-02-01")).toBeNull();
    const { facilities } = await dataOf(
      server,
      '{ facilities(filter: { under: "SYNTHETIC-B" }, asOf: "2026-02-01") { nodes { code } } }',
    );
    expect(facilities.nodes.map(({ code }: Data) => code)).toEqual(["SYNTHETIC-A1", "SYNTHETIC-B"]);
    const touched = await Promise.all(
      ["SYNTHETIC-A", "SYNTHETIC-B", "SYNTHETIC-A1", "SYNTHETIC-A2"].map(async (code) =>
        (await trailOf((await at(code)).id)).filter(({ act }) => act === "facilityMerge").map(({ reason }) => reason),
      ),
    );
    expect(touched).toEqual(Array(4).fill(["Sắp xếp lại."]));
  });

  it("ends on a day for a reason, and is opened again where that was a mistake", async () => {
    const before = await worldOf("2026-05-31");
    const open = await facility("PK-CQN");
    const closed = await department.done("facilityClose", {
      ...{ ...(await at("PK-CQN")), on: "2026-06-01", reason: "Ngừng hoạt động." },
    });
    // A closed unit keeps who guided it last.
    expect(closed).toEqual({ ...open, closedOn: "2026-06-01", version: 2 });
    expect(await facility("PK-CQN", "2026-06-01")).toBeNull();
    expect(await worldOf("2026-05-31")).toBe(before);
    const reopened = await department.done("facilityReopen", {
      ...{ id: closed.id, expectedVersion: 2, reason: "Ghi nhầm cơ sở." },
    });
    expect(reopened).toEqual({ ...open, version: 3 });
    expect(await facility("PK-CQN", TODAY, "guidedBy { code }")).toEqual({ guidedBy: { code: "SYT" } });
    expect((await trailOf(closed.id)).map(({ act, reason, changes }) => [act, reason, changes.closedOn])).toEqual([
      ["facilityClose", "Ngừng hoạt động.", [null, "2026-06-01"]],
      ["facilityReopen", "Ghi nhầm cơ sở.", ["2026-06-01", null]],
    ]);
  });

  it("that was merged by mistake is opened again; what was passed on stays until it is reassigned", async () => {
    const reopened = await department.done("facilityReopen", {
      ...(await at("SYNTHETIC-A")),
      reason: "Sáp nhập nhầm.",
    });
    expect(reopened).toMatchObject({ closedOn: null, successor: null, parent: { code: "SYT" }, children: [] });
    expect(await facility("SYNTHETIC-B")).toMatchObject({ predecessors: [], children: [{ code: "SYNTHETIC-A1" }] });
  });

  it("is put right where a change, or its day, was recorded wrongly: what held before goes on", async () => {
    const fields = "name actualBeds area { code } parent { code } guidedBy { code } names { name validTo }";
    const before = await facility("BV-QY268", undefined, fields);
    const change = async (field: string, input: object) =>
      department.done(field, { ...(await at("BV-QY268")), ...input });
    await change("facilityRename", { name: "Bệnh viện Quân y SYNTHETIC", on: "2026-02-01" });
    await change("facilityMove", { area: "VN", on: "2026-02-01" });
    await change("facilityProfileChange", { actualBeds: 7, on: "2026-02-01" });
    await change("facilityReassign", { managedBy: "SYT", on: "2026-02-01" });
    await change("facilityReassign", { managedBy: null, on: "2026-03-01" });
    for (const aspect of ["NAME", "PLACE", "PROFILE", "MANAGEMENT"]) {
      await change("facilityWithdrawChange", { aspect, reason: "Ghi nhầm." });
    }
    // Of two changes of the managing body the last one, its end, was taken back.
    expect(await facility("BV-QY268", TODAY, fields)).toEqual({ ...before, parent: { code: "SYT" }, guidedBy: null });
    expect(
      await department.refused("facilityWithdrawChange", {
        ...(await at("BV-QY268")),
        aspect: "GUIDANCE",
        reason: "Thử.",
      }),
    ).toEqual([["aspect", "ILLEGAL_STATE"]]);
    await change("facilityWithdrawChange", { aspect: "MANAGEMENT", reason: "Ghi nhầm." });
    await change("facilityWithdrawChange", { aspect: "GUIDANCE", reason: "Ghi nhầm." });
    expect(await facility("BV-QY268", undefined, fields)).toEqual(before);
    expect(await facility("BV-QY268", TODAY, fields)).toEqual(before);
    const trail = await trailOf((await at("BV-QY268")).id);
    expect(trail.map(({ act }) => act).slice(-2)).toEqual(["facilityWithdrawChange", "facilityWithdrawChange"]);
  });

  it("that has closed is still told of its days before, and stays closed", async () => {
    const renamed = await department.done("facilityRename", {
      ...{ ...(await at("BV-CHANMAY")), name: "Bệnh viện Chân Mây SYNTHETIC", on: "2020-01-01" },
    });
    expect(renamed).toMatchObject({
      name: "Bệnh viện Chân Mây SYNTHETIC",
      closedOn: "2021-04-08",
      parent: { code: "SYT" },
    });
    expect((await facility("BV-CHANMAY", "2019-12-31", "name")).name).toBe("Bệnh viện Đa khoa Chân Mây");
    expect((await facility("BV-CHANMAY", "2021-04-07", "name")).name).toBe("Bệnh viện Chân Mây SYNTHETIC");
    const passed = await department.done("facilityReassign", {
      ...{ ...(await at("BV-CHANMAY")), managedBy: "TTYT-PHULOC", on: "2021-01-01" },
    });
    expect(passed).toMatchObject({ parent: { code: "TTYT-PHULOC" }, successor: { code: "TTYT-PHULOC" } });
    expect(await facility("BV-CHANMAY", "2021-04-08")).toBeNull();
    for (const aspect of ["NAME", "MANAGEMENT"]) {
      await department.done("facilityWithdrawChange", { ...(await at("BV-CHANMAY")), aspect, reason: "Thử." });
    }
    expect(await facility("BV-CHANMAY")).toMatchObject({ name: "Bệnh viện Đa khoa Chân Mây", parent: { code: "SYT" } });
  });

  it("leaves the 2022 roll-up, and every other world of that day, as they were", async () => {
    const untouched = await serve(await loadedDatabase());
    try {
      const query = `{ assessmentRound(code: "2022") { levelDistribution { level count } under: levelDistribution(under: "SYT") { level count } }
        metrics { code total(under: "46", on: "2022-12-07") { on value reporting expected } }
        facilities(asOf: "2022-12-07", first: 100) { totalCount nodes { code ancestors { code } area { code } } } }`;
      expect(await dataOf(server, query)).toEqual(await dataOf(untouched, query));
      expect((await dataOf(server, query)).facilities.totalCount).toBe(41);
    } finally {
      await untouched.close();
    }
  });

  it("is changed once by many who send the same act, and answers each as the first time", async () => {
    const input = {
      ...{ ...(await at("PK-NXD")), name: "Phòng khám Nguyễn Xuân Dũ SYNTHETIC", on: "2026-05-01" },
      clientMutationId: "rename-1",
    };
    const payloads = await Promise.all(Array.from({ length: 8 }, () => department.payload("facilityRename", input)));
    for (const payload of payloads) expect(payload).toEqual(payloads[0]);
    expect(payloads[0]).toMatchObject({ userErrors: [], facility: { version: 2 } });
    const id = payloads[0].facility.id;
    await department.done("facilityCorrect", { id, expectedVersion: 2, actualBeds: 3, reason: "Ghi bổ sung." });
    expect(await department.payload("facilityRename", input)).toEqual(payloads[0]);
    expect((await facility("PK-NXD")).version).toBe(3);
  });

  it("is changed by one of two who change it at the same time; the other sees what it has become", async () => {
    const seen = await at("PK-VIETNHAT");
    const names = Array.from({ length: 20 }, (_, i) => `Phòng khám Việt Nhật SYNTHETIC ${i}`);
    const payloads = await Promise.all(
      names.map((name) => department.payload("facilityRename", { ...seen, name, on: "2026-05-01" })),
    );
    const done = payloads.filter(({ userErrors }) => userErrors.length === 0);
    const refused = payloads.filter(({ userErrors }) => userErrors.length > 0);
    expect([done.length, refused.length]).toEqual([1, 19]);
    for (const { userErrors, facility: asItIs } of refused) {
      expect(userErrors).toMatchObject([{ path: ["expectedVersion"], code: "CONFLICT" }]);
      expect(asItIs).toEqual(done[0].facility);
    }
  });
});
