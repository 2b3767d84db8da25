import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { AREAS_LIST } from "../../server/concepts/area/area.format.js";
import { STATED_NEEDS_LIST } from "../../server/concepts/assessment/need/stated-need.format.js";
import { ASSESSMENTS_LIST } from "../../server/concepts/assessment/result/assessment.format.js";
import { FACILITIES_LIST } from "../../server/concepts/facility/facility.format.js";
import { OBSERVATIONS } from "../../server/concepts/metric/observation/observation.format.js";
import { MILESTONES_LIST } from "../../server/concepts/roadmap/milestone/milestone.format.js";
import { type Format } from "../../server/files/format.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { csvAt } from "../support/downloads.js";
import { rowCounts } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

type Line = Readonly<Record<string, string | number | null>>;

const cell = (value: string | number | null = null): string =>
  value === null ? "" : `"${String(value).replaceAll('"', '""')}"`;
/** Lines of a format; `vi`: under its Vietnamese header. */
const textOf = ({ columns }: Format, lines: readonly Line[], vi = false): string =>
  [
    columns.map(({ name, headerVi }) => cell(vi ? headerVi : name)).join(","),
    ...lines.map((line) => columns.map(({ name }) => cell(line[name])).join(",")),
  ].join("\n");

describe("A list", () => {
  let server: TestServer;
  let headers: Record<string, string>;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2026-06-15T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  async function importLines(format: string, columns: Format, lines: readonly Line[], more: object = {}) {
    const input = { format, text: textOf(columns, lines), ...more };
    const { data, errors } = await runQuery(server, FILE_IMPORT, { input }, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.fileImport.report;
  }
  /** Where each problem is, with its code. */
  const problemsOf = async (format: string, columns: Format, lines: readonly Line[], more: object = {}) => {
    const report = await importLines(format, columns, lines, more);
    expect(report.imported).toBe(false);
    return report.problems.map(({ row, column, code }: Data) => [row, column, code]);
  };
  const changesOf = async (type: string): Promise<Data[]> => {
    const rows: { version: number; changes: string }[] = await server.db.query(
      "SELECT version, changes FROM audit_entry WHERE object_type = ? ORDER BY id",
      [type],
    );
    return rows.map(({ version, changes }) => [version, JSON.parse(changes)]);
  };

  describe("of facilities", () => {
    const LISTED = `{ facilities(first: 100) { nodes {
      code name ownership actualBeds openedOn closedOn facilityType { labelVi } serviceLevel { code } hospitalClass { labelVi }
      area { code } parent { name } } } }`;
    const onRecord = async (): Promise<Line[]> =>
      (await dataOf(server, LISTED)).facilities.nodes.map((node: Data) => ({
        code: node.code,
        name: node.name,
        facility_type: node.facilityType.labelVi,
        ownership: node.ownership,
        service_level: node.serviceLevel?.code ?? null,
        hospital_class: node.hospitalClass?.labelVi ?? null,
        actual_beds: node.actualBeds,
        area: node.area?.code ?? null,
        managed_by: node.parent?.name ?? null,
        opened_on: node.openedOn,
        closed_on: node.closedOn,
      }));
    const facility = async (code: string, asOf: string | null = null): Promise<Data> =>
      (
        await dataOf(
          server,
          `query ($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) {
            name actualBeds openedOn closedOn ownership facilityType { code } hospitalClass { code } area { name } parent { code } } }`,
          { code, asOf },
        )
      ).facility;

    it("that says what is on record changes nothing, in either header", async () => {
      const counts = await rowCounts(server.db);
      const lines = await onRecord();
      for (const vi of [false, true]) {
        const report = await importLines("FACILITIES", FACILITIES_LIST, [], {
          text: textOf(FACILITIES_LIST, lines, vi),
        });
        expect(report).toMatchObject({ imported: true, rows: 42, inserted: 0, changed: 0, unchanged: 42 });
      }
      expect(await rowCounts(server.db)).toEqual(counts);
    });

    it("changes what differs from the day on that it says, and leaves what it leaves blank", async () => {
      const before = await facility("TTYT-PHUVANG");
      const line = { code: "TTYT-PHUVANG", name: "Trung tâm Y tế khu vực Phú Vang", actual_beds: 260 };
      const report = await importLines("FACILITIES", FACILITIES_LIST, [{ ...line, valid_from: "2026-01-01" }]);
      expect(report).toMatchObject({ imported: true, inserted: 0, changed: 1 });
      expect(await facility("TTYT-PHUVANG", "2025-12-31")).toMatchObject({ name: before.name, actualBeds: 250 });
      const now = { ...before, name: line.name, actualBeds: 260 };
      expect(await facility("TTYT-PHUVANG")).toEqual(now);
      const [[version, changes], ...more] = await changesOf("Facility");
      expect([version, more, Object.keys(changes)]).toEqual([2, [], ["names", "profiles"]]);
      expect(changes.names).toEqual([
        [{ name: "Trung tâm Y tế huyện Phú Vang", from: null, to: null }],
        [
          { name: "Trung tâm Y tế huyện Phú Vang", from: null, to: "2026-01-01" },
          { name: "Trung tâm Y tế khu vực Phú Vang", from: "2026-01-01", to: null },
        ],
      ]);
      const search = '{ facilities(filter: { search: "khu vuc phu vang" }) { nodes { code } } }';
      expect((await dataOf(server, search)).facilities.nodes).toEqual([{ code: "TTYT-PHUVANG" }]);
    });

    it("adds facilities, one of which may manage another further up in the same list", async () => {
      const lines = [
        {
          ...{ code: "SYNTHETIC-TRAM", name: "Trạm tổng hợp SYNTHETIC", facility_type: "Phòng khám đa khoa" },
          ...{ ownership: "công lập", area: "46", managed_by: "SYNTHETIC-TT" },
        },
        {
          ...{ code: "SYNTHETIC-TT", name: "Trung tâm tổng hợp SYNTHETIC", facility_type: "HEALTH_CENTRE" },
          ...{
            ownership: "PUBLIC",
            hospital_class: "Hạng II",
            actual_beds: 12,
            area: "46",
            managed_by: "SYT",
            opened_on: "01/02/2026",
          },
        },
      ];
      expect(await importLines("FACILITIES", FACILITIES_LIST, lines)).toMatchObject({ imported: true, inserted: 2 });
      expect(await facility("SYNTHETIC-TT")).toEqual({
        ...{ name: "Trung tâm tổng hợp SYNTHETIC", actualBeds: 12, openedOn: "2026-02-01", closedOn: null },
        ...{ ownership: "PUBLIC", facilityType: { code: "HEALTH_CENTRE" }, hospitalClass: { code: "CLASS_2" } },
        ...{ area: { name: "Thành phố Huế" }, parent: { code: "SYT" } },
      });
      expect(await facility("SYNTHETIC-TRAM")).toMatchObject({ parent: { code: "SYNTHETIC-TT" } });
      expect(await importLines("FACILITIES", FACILITIES_LIST, lines)).toMatchObject({ inserted: 0, unchanged: 2 });
    });

    it("adds a facility whose place is known until its area ended, where the list says so, and hands it on", async () => {
      const kind = { facility_type: "HEALTH_CENTRE", ownership: "PUBLIC" };
      const unit = { ...kind, code: "SYNTHETIC-AL", name: "Trạm SYNTHETIC A Lưới", area: "481" };
      const import_ = (more: Line) => importLines("FACILITIES", FACILITIES_LIST, [{ ...unit, ...more }]);
      const sentences = async (more: Line) =>
        (await import_(more)).problems.map(({ column, message }: Data) => [column, message]);
      expect(await sentences({ valid_from: "2025-01-01" })).toEqual([
        [
          "area",
          expect.stringContaining('"481" ended on 2025-07-01; name the area where it stands since, or give that'),
        ],
      ]);
      expect(await sentences({ area_until: "2025-06-01" })).toEqual([
        ["area_until", 'area_until is the day on which the area ended; "481" ended on 2025-07-01.'],
      ]);
      expect(await sentences({ area: "46", area_until: "2025-07-01" })).toEqual([
        ["area_until", 'area_until is the day on which the area ended; "46" goes on.'],
      ]);
      expect(await sentences({ opened_on: "2025-07-01", area_until: "2025-07-01" })).toEqual([
        ["area_until", "Where it stands is known until 2025-07-01 only; that begins before this day."],
      ]);
      const known = { code: "TTYT-ALUOI", area: "481", area_until: "2025-06-01" };
      expect(await problemsOf("FACILITIES", FACILITIES_LIST, [known])).toEqual([[2, "area_until", "INCONSISTENT"]]);
      expect(await import_({ area_until: "2025-07-01" })).toMatchObject({ imported: true, inserted: 1 });
      expect(await import_({ area_until: "2025-07-01" })).toMatchObject({ imported: true, unchanged: 1 });
      const placeOf = async (asOf: string | null) => (await facility("SYNTHETIC-AL", asOf)).area;
      expect(await placeOf("2025-06-30")).toEqual({ name: "Huyện A Lưới" });
      expect(await placeOf("2025-07-01")).toBeNull();
      const exported = async (asOf: string) => {
        const path = `/export/facilities.csv?search=a luoi&orderBy=CODE&asOf=${asOf}`;
        const [header = [], ...rows] = await csvAt(server, path);
        return rows.map((row) =>
          ["Mã cơ sở", "Địa bàn", "Biết ở địa bàn đến ngày"].map((of) => row[header.indexOf(of)]),
        );
      };
      expect(await exported("")).toEqual([
        ["SYNTHETIC-AL", "481", "2025-07-01"],
        ["TTYT-ALUOI", "481", "2025-07-01"],
      ]);
      expect(await exported("2025-06-30")).toEqual([
        ["SYNTHETIC-AL", "481", ""],
        ["TTYT-ALUOI", "481", ""],
      ]);
    });

    it("is told of a change without a day, before what is on record, in a circle, or of a name that is taken", async () => {
      expect(
        await problemsOf("FACILITIES", FACILITIES_LIST, [
          { code: "BV-MAT", name: "Bệnh viện Mắt tỉnh" },
          { code: "TTYT-PHUVANG", actual_beds: 270, valid_from: "2022-01-01" },
          { code: "SYT", managed_by: "BV-MAT", valid_from: "2026-01-01" },
          { code: "BV-PHOI", name: "Bệnh viện Tâm thần", valid_from: "2026-01-01" },
          { code: "BV-RHM", managed_by: "BV-RHM", valid_from: "2026-01-01" },
          { code: "BV-MAT", actual_beds: "nhiều" },
          {
            code: "SYNTHETIC-X",
            name: "Cơ sở SYNTHETIC",
            facility_type: "Quán",
            area: "46",
            closed_on: "2020-01-01",
            opened_on: "2021-01-01",
          },
        ]),
      ).toEqual([
        [2, "valid_from", "MISSING_VALUE"],
        [3, "valid_from", "INCONSISTENT"],
        [4, "managed_by", "INCONSISTENT"],
        [5, "name", "INCONSISTENT"],
        [6, "managed_by", "INCONSISTENT"],
        [7, "code", "DUPLICATE"],
        [7, "actual_beds", "NOT_A_NUMBER"],
        [8, "ownership", "MISSING_VALUE"],
        [8, "facility_type", "UNKNOWN_NAME"],
        [8, "closed_on", "INCONSISTENT"],
      ]);
    });
  });

  describe("of facilities, which holds what acts hold", () => {
    const LINES = {
      closed: { code: "BV-MAT", closed_on: "2026-06-01" },
      again: { code: "BV-MAT", actual_beds: 90, valid_from: "2026-06-02" },
    };
    const parentAt = async (code: string, asOf: string): Promise<string | undefined> =>
      (await dataOf(server, `{ facility(code: "${code}", asOf: "${asOf}") { parent { code } } }`)).facility?.parent
        ?.code;

    it("is told of days to come, of more beds than there can be, and of a code that names another", async () => {
      expect(
        await problemsOf("FACILITIES", FACILITIES_LIST, [
          { code: "BV-MAT", closed_on: "2026-06-16" },
          { code: "BV-PHOI", actual_beds: 100_001, valid_from: "2026-06-16" },
          {
            ...{ code: "Bệnh viện Mắt Huế", name: "Cơ sở SYNTHETIC", facility_type: "HEALTH_CENTRE" },
            ...{ ownership: "PUBLIC", area: "46", opened_on: "2027-01-01" },
          },
        ]),
      ).toEqual([
        [2, "closed_on", "INCONSISTENT"],
        [3, "valid_from", "INCONSISTENT"],
        [3, "actual_beds", "NOT_A_NUMBER"],
        [4, "opened_on", "INCONSISTENT"],
        [4, "code", "INCONSISTENT"],
      ]);
    });

    it("closes nobody who manages or guides others, unless they get another body, or close with it", async () => {
      const closed = { code: "SYNTHETIC-TT", closed_on: "2026-06-01" };
      expect(await problemsOf("FACILITIES", FACILITIES_LIST, [closed])).toEqual([[2, "closed_on", "INCONSISTENT"]]);
      const later = { code: "SYNTHETIC-TRAM", managed_by: "SYT", valid_from: "2026-06-02" };
      expect(await problemsOf("FACILITIES", FACILITIES_LIST, [closed, later])).toEqual([
        [2, "closed_on", "INCONSISTENT"],
      ]);
      const both = [closed, { ...later, valid_from: "2026-06-01" }];
      expect(await importLines("FACILITIES", FACILITIES_LIST, both)).toMatchObject({ imported: true, changed: 2 });
      expect(await parentAt("SYNTHETIC-TRAM", "2026-05-31")).toBe("SYNTHETIC-TT");
      expect(await parentAt("SYNTHETIC-TRAM", "2026-06-01")).toBe("SYT");
      const under = { code: "BV-RHM", managed_by: "SYNTHETIC-TT", valid_from: "2026-06-02" };
      expect(await problemsOf("FACILITIES", FACILITIES_LIST, [under])).toEqual([[2, "managed_by", "INCONSISTENT"]]);
    });

    it("ends what a facility stood in when it closes, and changes nothing of it from then on", async () => {
      expect(await importLines("FACILITIES", FACILITIES_LIST, [LINES.closed])).toMatchObject({ changed: 1 });
      const [, changes] = (await changesOf("Facility")).at(-1);
      expect(changes).toEqual({
        closedOn: [null, "2026-06-01"],
        managedBy: [[{ code: "SYT", from: null, to: null }], [{ code: "SYT", from: null, to: "2026-06-01" }]],
      });
      expect(await problemsOf("FACILITIES", FACILITIES_LIST, [LINES.again])).toEqual([
        [2, "closed_on", "INCONSISTENT"],
      ]);
      expect(await importLines("FACILITIES", FACILITIES_LIST, [LINES.closed])).toMatchObject({ unchanged: 1 });
    });
  });

  describe("of areas", () => {
    it("that says what is on record changes nothing", async () => {
      const counts = await rowCounts(server.db);
      const { areas } = await dataOf(server, "{ areas { code name areaType validFrom validTo parent { code } } }");
      const lines = areas.map(({ code, name, areaType, validFrom, validTo, parent }: Data) => ({
        ...{ code, name, area_type: areaType, valid_from: validFrom, valid_to: validTo, parent: parent?.code ?? null },
      }));
      expect(lines.filter(({ code }: Line) => code === "474")).toHaveLength(2);
      const report = await importLines("AREAS", AREAS_LIST, lines);
      expect(report).toMatchObject({ imported: true, rows: lines.length, inserted: 0, changed: 0 });
      expect(await rowCounts(server.db)).toEqual(counts);
    });

    it("may write the tone marks of a name either way", async () => {
      const inCity = { area_type: "Xã", parent: "46", valid_from: "2025-07-01" };
      const lines = [
        ...["Phường Thuận Hoá", "Phường Thuận Hóa"].map((name) => ({ code: "19789", name, ...inCity })),
        ...["Phường Thuỷ Xuân", "Phường Thủy Xuân"].map((name) => ({ code: "19813", name, ...inCity })),
        ...["Phường Thanh Thuỷ", "Phường Thanh Thủy"].map((name) => ({ code: "19969", name, ...inCity })),
        ...["Phường Hương Thuỷ", "Phường Hương Thủy"].map((name) => ({ code: "19975", name, ...inCity })),
        ...["Phường Hoá Châu", "Phường Hóa Châu"].map((name) => ({ code: "20014", name, ...inCity })),
        ...["Thị xã Hương Thuỷ", "Thị xã Hương Thủy"].map((name) => ({ code: "479", name })),
      ];
      for (const line of lines) {
        const report = await importLines("AREAS", AREAS_LIST, [line]);
        expect([line.name, report]).toMatchObject([line.name, { imported: true, unchanged: 1, problems: [] }]);
      }
    });

    it("adds areas from their first day on, and ends one", async () => {
      const ward = { area_type: "Xã", parent: "46", valid_from: "2025-07-01" };
      const lines = [
        { ...ward, code: "99001", name: "Phường SYNTHETIC Một" },
        { ...ward, code: "99002", name: "Phường SYNTHETIC Hai" },
      ];
      expect(await importLines("AREAS", AREAS_LIST, lines)).toMatchObject({ imported: true, inserted: 2 });
      const area =
        'query ($asOf: LocalDate) { area(code: "99001", asOf: $asOf) { name areaType validTo parent { code } } }';
      expect((await dataOf(server, area)).area).toEqual({
        ...{ name: "Phường SYNTHETIC Một", areaType: "COMMUNE", validTo: null, parent: { code: "46" } },
      });
      expect((await dataOf(server, area, { asOf: "2025-06-30" })).area).toBeNull();
      const ended = [{ ...lines[0], valid_to: "2026-06-01" }];
      expect(await importLines("AREAS", AREAS_LIST, ended)).toMatchObject({ inserted: 0, changed: 1 });
      expect((await dataOf(server, area, { asOf: "2026-06-01" })).area).toBeNull();
      expect((await dataOf(server, area, { asOf: "2026-05-31" })).area).toMatchObject({ name: "Phường SYNTHETIC Một" });
    });

    it("keeps apart those that have one code one after the other, and what lies in each of them", async () => {
      const first = { code: "99021", name: "Huyện SYNTHETIC Trước", area_type: "Huyện", parent: "46" };
      const second = { ...first, name: "Quận SYNTHETIC Sau", valid_from: "2020-01-01" };
      const lies = { area_type: "Xã", parent: "99021" };
      const lines = [
        second,
        { ...first, valid_to: "2020-01-01" },
        { ...lies, code: "99022", name: "Xã SYNTHETIC Sau", valid_from: "2021-01-01" },
        { ...lies, code: "99023", name: "Xã SYNTHETIC Trước", valid_from: "2019-01-01", valid_to: "2020-01-01" },
      ];
      expect(await problemsOf("AREAS", AREAS_LIST, [first, { ...second, name: "Quận SYNTHETIC Khác" }])).toEqual([
        [3, "valid_from", "INCONSISTENT"],
      ]);
      expect(await importLines("AREAS", AREAS_LIST, lines)).toMatchObject({ imported: true, inserted: 4 });
      const above = async (code: string, asOf: string) =>
        (
          await dataOf(
            server,
            "query ($code: String!, $asOf: LocalDate) { area(code: $code, asOf: $asOf) { name parent { name } } }",
            { code, asOf },
          )
        ).area;
      expect([await above("99022", "2021-01-01"), await above("99023", "2019-06-01")]).toEqual([
        { name: "Xã SYNTHETIC Sau", parent: { name: "Quận SYNTHETIC Sau" } },
        { name: "Xã SYNTHETIC Trước", parent: { name: "Huyện SYNTHETIC Trước" } },
      ]);
      expect(await importLines("AREAS", AREAS_LIST, lines)).toMatchObject({ inserted: 0, changed: 0 });
    });

    it("is told of what is still in an area that is to end, and of its later figures", async () => {
      const end = (code: string, day: string) => [{ code, valid_to: day }];
      // Its health centre stands there until the district level ends.
      expect(await problemsOf("AREAS", AREAS_LIST, end("480", "2025-06-30"))).toEqual([
        [2, "valid_to", "INCONSISTENT"],
      ]);
      const [outer, inner, counted] = ["99011", "99012", "99013"];
      const ward = { area_type: "Xã", valid_from: "2025-07-01" };
      const lines = [
        { ...ward, code: outer, name: "Phường SYNTHETIC Ngoài", parent: "46" },
        { ...ward, code: inner, name: "Phường SYNTHETIC Trong", parent: outer },
        { ...ward, code: counted, name: "Huyện SYNTHETIC", area_type: "Huyện", parent: "46" },
      ];
      expect(await importLines("AREAS", AREAS_LIST, lines)).toMatchObject({ imported: true, inserted: 3 });
      const figure = { metric: "POPULATION_MANAGED", subject: counted, on: "2026-05-31", value: "5" };
      expect(await importLines("OBSERVATIONS", OBSERVATIONS, [figure])).toMatchObject({ inserted: 1 });
      expect(await problemsOf("AREAS", AREAS_LIST, end(counted, "2026-05-31"))).toEqual([
        [2, "valid_to", "INCONSISTENT"],
      ]);
      expect(await importLines("AREAS", AREAS_LIST, end(counted, "2026-06-01"))).toMatchObject({ changed: 1 });
      expect(await problemsOf("AREAS", AREAS_LIST, end(outer, "2026-06-01"))).toEqual([
        [2, "valid_to", "INCONSISTENT"],
      ]);
      const both = [...end(outer, "2026-06-01"), ...end(inner, "2026-06-01")];
      expect(await importLines("AREAS", AREAS_LIST, both)).toMatchObject({ imported: true, changed: 2 });
    });

    it("is told of another name, a holder of the same time, an unknown parent, and an end before the beginning", async () => {
      expect(
        await problemsOf("AREAS", AREAS_LIST, [
          { code: "478", name: "Huyện Phú Vinh" },
          { code: "478", name: "Huyện khác", area_type: "Huyện", parent: "46", valid_from: "2020-01-01" },
          { code: "99003", name: "Xã SYNTHETIC", area_type: "Làng", parent: "4646", valid_from: "2026-01-01" },
          { code: "99001", valid_from: "2025-07-01", valid_to: "2025-01-01" },
        ]),
      ).toEqual([
        [2, "name", "INCONSISTENT"],
        [3, "valid_from", "INCONSISTENT"],
        [4, "area_type", "NOT_A_CHOICE"],
        [4, "parent", "UNKNOWN_NAME"],
        [5, "valid_to", "INCONSISTENT"],
      ]);
    });
  });

  describe("of assessments", () => {
    const SOURCE = {
      document: "BRIEFING-2022-12-07",
      section: "Kết quả đánh giá mức ứng dụng công nghệ thông tin năm 2022 (năm 2020)",
    };
    const LISTED = `{ assessmentRounds { code } facilities(first: 100) { nodes { code assessments {
      round { code } reportedLevel components { component level grade } } } } }`;
    const onRecord = async (): Promise<Line[]> =>
      (await dataOf(server, LISTED)).facilities.nodes.flatMap(({ code, assessments }: Data) =>
        assessments.map(({ round, reportedLevel, components }: Data) => ({
          ...{ round: round.code, facility: code, reported_level: reportedLevel },
          ...Object.fromEntries(components.map(({ component, level, grade }: Data) => [component, level ?? grade])),
        })),
      );

    it("that says what is on record changes nothing, whatever source it names", async () => {
      const counts = await rowCounts(server.db);
      const lines = await onRecord();
      const report = await importLines("ASSESSMENTS", ASSESSMENTS_LIST, lines);
      expect(report).toMatchObject({ imported: true, rows: 38, inserted: 0, changed: 0 });
      expect(await rowCounts(server.db)).toEqual(counts);
    });

    it("is locked in a closed round, until that is reopened for a reason", async () => {
      const lines = [
        { round: "2022", facility: "BV-GTVT", reported_level: 4 },
        { round: "2022", facility: "SYT", reported_level: 2 },
      ];
      const locked = [
        [2, "round", "LOCKED"],
        [3, "round", "LOCKED"],
      ];
      expect(await problemsOf("ASSESSMENTS", ASSESSMENTS_LIST, lines, SOURCE)).toEqual(locked);
      const { problems } = await importLines("ASSESSMENTS", ASSESSMENTS_LIST, lines, SOURCE);
      expect(problems[0].message).toBe(
        'Round "2022" is CLOSED, and what is published of it is locked; reopen the round or the assessment, for a reason.',
      );
      const need = { round: "2022", facility: "SYT", system: "EMR", needed: "có" };
      expect(await problemsOf("STATED_NEEDS", STATED_NEEDS_LIST, [need])).toEqual([[2, "round", "LOCKED"]]);

      const { assessmentRound } = await dataOf(server, '{ assessmentRound(code: "2022") { id version } }');
      const input = { id: assessmentRound.id, expectedVersion: assessmentRound.version, reason: "Bổ sung kết quả." };
      const department = new Acting(server, headers, { round: "state" });
      expect(await department.payload("assessmentRoundReopen", input)).toEqual({
        round: { state: "OPEN" },
        userErrors: [],
      });
    });

    it("adds published results, and corrects those of its own section", async () => {
      const line = { round: "2022", facility: "Bệnh viện Giao thông vận tải", reported_level: "Mức 4", LIS: "cơ bản" };
      expect(await problemsOf("ASSESSMENTS", ASSESSMENTS_LIST, [line])).toEqual([[2, "facility", "OTHER_SOURCE"]]);
      expect(await importLines("ASSESSMENTS", ASSESSMENTS_LIST, [line], SOURCE)).toMatchObject({ changed: 1 });
      expect((await changesOf("Assessment")).at(-1)).toEqual([
        2,
        {
          reportedLevel: [3, 4],
          "component LIS": [
            { level: null, grade: "ADVANCED" },
            { level: null, grade: "BASIC" },
          ],
        },
      ]);
      const asked = "version reportedLevel components { component grade }";
      const { facility: gtvt } = await dataOf(
        server,
        `{ facility(code: "BV-GTVT") { now: assessment(round: "2022") { ${asked} }
          then: assessment(round: "2022", recordedAsOf: "2024-12-31") { ${asked} } } }`,
      );
      const lis = ({ components }: Data) => components.find(({ component }: Data) => component === "LIS").grade;
      expect([gtvt.now, gtvt.then].map((each) => [each.version, each.reportedLevel, lis(each)])).toEqual([
        [2, 4, "BASIC"],
        [1, 3, "ADVANCED"],
      ]);
      const fresh = {
        round: "2022",
        facility: "SYT",
        reported_level: 2,
        HIS: "Mức 2",
        MANAGEMENT: "Nâng cao",
      };
      expect(await importLines("ASSESSMENTS", ASSESSMENTS_LIST, [fresh])).toMatchObject({ inserted: 1 });
      const { facility } = await dataOf(
        server,
        '{ facility(code: "SYT") { assessments { reportedLevel status source { section } components { component level grade } } } }',
      );
      expect(facility.assessments).toMatchObject([
        { reportedLevel: 2, status: "PUBLISHED", source: { section: "assessments-list.csv" } },
      ]);
      expect(facility.assessments[0].components).toHaveLength(6);
      expect(facility.assessments[0].components).toContainEqual({ component: "HIS", level: 2, grade: null });
      expect(facility.assessments[0].components).toContainEqual({ component: "EMR", level: null, grade: null });
    });

    it("is told of levels and grades that are none, of a row twice, and of one that says nothing", async () => {
      expect(
        await problemsOf("ASSESSMENTS", ASSESSMENTS_LIST, [
          { round: "2022", facility: "BV-MAT", reported_level: 8, HIS: "Cơ bản", LIS: "Mức 2" },
          { round: "2022", facility: "Bệnh viện Mắt Huế", reported_level: 2 },
          { round: "2021", facility: "BV-PHOII", reported_level: 2 },
          { round: "2022", facility: "PK-MEDIC-01BN" },
        ]),
      ).toEqual([
        [2, "reported_level", "NOT_A_NUMBER"],
        [2, "HIS", "NOT_A_NUMBER"],
        [2, "LIS", "NOT_A_CHOICE"],
        [3, "facility", "DUPLICATE"],
        [4, "round", "UNKNOWN_NAME"],
        [4, "facility", "UNKNOWN_NAME"],
        [5, "reported_level", "MISSING_VALUE"],
      ]);
    });
  });

  describe("of stated needs", () => {
    it("that says what is on record changes nothing, and adds what is not", async () => {
      const counts = await rowCounts(server.db);
      const { facilities } = await dataOf(
        server,
        "{ facilities(first: 100) { nodes { code statedNeeds { round { code } system { labelVi } needed } } } }",
      );
      const lines = facilities.nodes.flatMap(({ code, statedNeeds }: Data) =>
        statedNeeds.map(({ round, system, needed }: Data) => ({
          ...{ round: round.code, facility: code, system: system.labelVi, needed: needed ? "Có" : "Không" },
        })),
      );
      expect(await importLines("STATED_NEEDS", STATED_NEEDS_LIST, lines)).toMatchObject({ rows: 190, unchanged: 190 });
      expect(await rowCounts(server.db)).toEqual(counts);
      const fresh = { round: "2022", facility: "SYT", system: "EMR", needed: "có" };
      expect(await importLines("STATED_NEEDS", STATED_NEEDS_LIST, [fresh])).toMatchObject({ inserted: 1 });
      expect(await changesOf("StatedNeed")).toMatchObject([[1, { needed: [null, 1] }]]);
      const other = { ...fresh, needed: "Không" };
      const twice = [other, { ...other, system: "emr" }, { ...fresh, system: "Fax", needed: "x" }];
      expect(await problemsOf("STATED_NEEDS", STATED_NEEDS_LIST, twice)).toEqual([
        [3, "system", "DUPLICATE"],
        [4, "system", "UNKNOWN_NAME"],
        [4, "needed", "NOT_A_CHOICE"],
      ]);
      expect(await importLines("STATED_NEEDS", STATED_NEEDS_LIST, [other])).toMatchObject({ changed: 1 });
    });
  });

  describe("of milestones", () => {
    const ITEMS = "{ roadmap { milestones { track { labelVi } year titleVi status noteVi } } }";
    const item = { track: "INVESTMENT", title: "Xây dựng kho dữ liệu ngành Y tế" };

    it("that says what is on record changes nothing; progress and new items are taken up", async () => {
      const counts = await rowCounts(server.db);
      const { roadmap } = await dataOf(server, ITEMS);
      const lines = roadmap.milestones.map(({ track, year, titleVi, status, noteVi }: Data) => ({
        ...{ track: track.labelVi, year, title: titleVi, status, note_vi: noteVi },
      }));
      const report = await importLines("MILESTONES", MILESTONES_LIST, lines);
      expect(report).toMatchObject({ imported: true, rows: lines.length, unchanged: lines.length });
      expect(await rowCounts(server.db)).toEqual(counts);

      const changed = [
        { ...item, year: 2023, status: "đang thực hiện" },
        { track: "Đầu tư", title: "Việc tổng hợp SYNTHETIC", year: 2026 },
      ];
      expect(await importLines("MILESTONES", MILESTONES_LIST, changed)).toMatchObject({ inserted: 1, changed: 1 });
      const now = (await dataOf(server, ITEMS)).roadmap.milestones;
      expect(now).toHaveLength(lines.length + 1);
      expect(now.find(({ titleVi }: Data) => titleVi === item.title)).toMatchObject({
        year: 2023,
        status: "IN_PROGRESS",
      });
      expect(
        (await changesOf("Milestone")).map(([version, changes]) => [version, Object.keys(changes).sort()]),
      ).toEqual([
        [2, ["status", "year"]],
        [1, expect.any(Array)],
      ]);
    });

    it("is told of a track, a year and a status that are none, and of an item twice", async () => {
      const lines = [
        { ...item, year: 202 },
        { ...item, status: "Xong" },
        { ...item, track: "Đầu tư công" },
      ];
      expect(await problemsOf("MILESTONES", MILESTONES_LIST, lines)).toEqual([
        [2, "year", "NOT_A_NUMBER"],
        [3, "status", "NOT_A_CHOICE"],
        [3, "title", "DUPLICATE"],
        [4, "track", "UNKNOWN_NAME"],
      ]);
    });
  });
});
