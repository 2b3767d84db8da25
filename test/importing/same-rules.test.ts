import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { rowCounts } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

/** What an act is asked, what a row of a file says, and where each is told that it cannot be. */
interface Rule {
  act: [field: string, input: object, path: string];
  file: [format: string, row: Record<string, string | number>, column: string];
}

const FIGURE = { metric: "LINKUPS", subject: "BV-MAT", on: "2021-05-31", value: 1 };
const figure = (said: object, path: string, row: object = said, column = path): Rule => ({
  act: ["observationRecord", { ...FIGURE, ...said }, path],
  file: ["OBSERVATIONS", { ...FIGURE, ...row }, column],
});

const FIGURES: [what: string, rule: Rule][] = [
  ["before its facility was opened", figure({ subject: "SYNTHETIC-2024", on: "2023-12-31" }, "subject")],
  ["of the day on which its facility closed", figure({ subject: "BV-CHANMAY", on: "2021-04-08" }, "subject")],
  ["long after its facility closed", figure({ subject: "BV-CHANMAY", on: "2025-01-01" }, "subject")],
  ["of a facility that is not there", figure({ subject: "BV-MATT" }, "subject")],
  ["of an area that had ended", figure({ metric: "POPULATION_MANAGED", subject: "483", on: "2025-01-01" }, "subject")],
  [
    "of an area that had not begun",
    figure({ metric: "POPULATION_MANAGED", subject: "475", on: "2024-12-31" }, "subject"),
  ],
  ["of another kind of subject than its metric has", figure({ subject: "478" }, "subject")],
  ["of no metric", figure({ metric: "LINKUP" }, "metric")],
  ["of a day to come", figure({ on: "2026-06-16" }, "on")],
  ["of a day that is not recorded", figure({ on: "1000-01-01" }, "on")],
  ["of a period that begins after its end", figure({ from: "2021-06-01" }, "from")],
  ["below 0", figure({ value: -1 }, "value")],
  ["of seven decimals", figure({ value: 0.1234567 }, "value", { value: "0,1234567" })],
  ["beyond what is kept exactly", figure({ value: 2e15 }, "value", { value: "2000000000000000" })],
  ["that is a count with a numerator", figure({ numerator: 1 }, "numerator")],
  ["that is a count with a denominator", figure({ denominator: 1 }, "denominator")],
  [
    "with a note that is too long",
    figure({ noteVi: "x".repeat(2001) }, "noteVi", { note_vi: "x".repeat(2001) }, "note_vi"),
  ],
];

const NEW_AREA = { code: "90001", name: "Xã SYNTHETIC", areaType: "COMMUNE", parent: "46", on: "2025-07-01" };
const area = (said: object, path: string, row: object = said, column = path): Rule => ({
  act: ["areaAdd", { ...NEW_AREA, noteVi: "Thử.", ...said }, path],
  file: [
    "AREAS",
    { code: "90001", name: "Xã SYNTHETIC", area_type: "Xã", parent: "46", valid_from: "2025-07-01", ...row },
    column,
  ],
});

const AREAS: [what: string, rule: Rule][] = [
  ["whose code has blanks", area({ code: "9 1" }, "code")],
  ["whose code is too long", area({ code: "9".repeat(51) }, "code")],
  ["whose code is that of a facility", area({ code: "BV-MAT" }, "code")],
  ["whose code names a facility, in other letters", area({ code: "bv-mat" }, "code")],
  ["whose code another one has", area({ code: "46" }, "code", { code: "46" }, "valid_from")],
  ["whose name has no letters", area({ name: "123" }, "name")],
  ["whose name is too long", area({ name: "A".repeat(401) }, "name")],
  ["in no area", area({ parent: null }, "parent", { parent: "" })],
  ["in an area that is not there", area({ parent: "999" }, "parent")],
  ["in an area that had ended", area({ parent: "483" }, "parent")],
  ["of a day to come", area({ on: "2026-06-16" }, "on", { valid_from: "2026-06-16" }, "valid_from")],
  ["of a day that is not recorded", area({ on: "1000-01-01" }, "on", { valid_from: "1000-01-01" }, "valid_from")],
];

const NEW = {
  code: "SYNTHETIC-NEW",
  name: "Cơ sở mới SYNTHETIC",
  facilityType: "POLYCLINIC",
  ownership: "PRIVATE",
  area: "46",
};
const NEW_ROW = { code: NEW.code, name: NEW.name, facility_type: "POLYCLINIC", ownership: "PRIVATE", area: "46" };
const added = (said: object, path: string, row: object, column: string): Rule => ({
  act: ["facilityAdd", { ...NEW, ...said }, path],
  file: ["FACILITIES", { ...NEW_ROW, ...row } as Record<string, string>, column],
});
/** `id` and `expectedVersion` are filled in by the code of the row. */
const changed = (
  field: string,
  said: object,
  path: string,
  row: Record<string, string | number>,
  column: string,
): Rule => ({
  act: [field, said, path],
  file: ["FACILITIES", row, column],
});
const REASON = { reason: "Thử." };

const FACILITIES: [what: string, rule: Rule][] = [
  ["whose code is none of the register", added({ code: "bv mới" }, "code", { code: "bv mới" }, "code")],
  ["whose code is too long", added({ code: "A".repeat(41) }, "code", { code: "A".repeat(41) }, "code")],
  ["whose code is that of an area", added({ code: "VN" }, "code", { code: "VN" }, "code")],
  ["whose name has no letters", added({ name: "123" }, "name", { name: "123" }, "name")],
  ["whose name is too long", added({ name: "A".repeat(201) }, "name", { name: "A".repeat(201) }, "name")],
  ["whose name is another's", added({ name: "Bệnh viện Mắt Huế" }, "name", { name: "Bệnh viện Mắt Huế" }, "name")],
  [
    "that is known before it opened",
    added(
      { on: "2026-01-01", openedOn: "2026-01-02" },
      "openedOn",
      { valid_from: "2026-01-01", opened_on: "2026-01-02" },
      "opened_on",
    ),
  ],
  ["that is known from a day to come", added({ on: "2026-06-16" }, "on", { valid_from: "2026-06-16" }, "valid_from")],
  ["of no type", added({ facilityType: "QUÁN" }, "facilityType", { facility_type: "QUÁN" }, "facility_type")],
  [
    "with more beds than there are",
    added({ actualBeds: 100_001 }, "actualBeds", { actual_beds: 100_001 }, "actual_beds"),
  ],
  ["in no area", added({ area: "999" }, "area", { area: "999" }, "area")],
  [
    "in an area that has ended",
    added({ area: "483", on: "2024-06-01" }, "area", { area: "483", valid_from: "2024-06-01" }, "area"),
  ],
  ["under nobody", added({ managedBy: "BV-MATT" }, "managedBy", { managed_by: "BV-MATT" }, "managed_by")],
  [
    "under a body that has closed",
    added({ managedBy: "BV-CHANMAY" }, "managedBy", { managed_by: "BV-CHANMAY" }, "managed_by"),
  ],
  [
    "under a body that was not there yet",
    added(
      { managedBy: "SYNTHETIC-2024", on: "2023-01-01" },
      "managedBy",
      { managed_by: "SYNTHETIC-2024", valid_from: "2023-01-01" },
      "managed_by",
    ),
  ],
  [
    "renamed on a day to come",
    changed(
      "facilityRename",
      { name: "Tên SYNTHETIC", on: "2026-06-16" },
      "on",
      { code: "BV-MAT", name: "Tên SYNTHETIC", valid_from: "2026-06-16" },
      "valid_from",
    ),
  ],
  [
    "renamed after it closed",
    changed(
      "facilityRename",
      { name: "Tên SYNTHETIC", on: "2025-01-01" },
      "on",
      { code: "BV-CHANMAY", name: "Tên SYNTHETIC", valid_from: "2025-01-01" },
      "closed_on",
    ),
  ],
  [
    "moved to an area that has ended",
    changed(
      "facilityMove",
      { area: "483", on: "2024-06-01" },
      "area",
      { code: "BV-MAT", area: "483", valid_from: "2024-06-01" },
      "area",
    ),
  ],
  [
    "given to a body that it manages",
    changed(
      "facilityReassign",
      { managedBy: "BV-MAT", on: "2026-01-01" },
      "managedBy",
      { code: "SYT", managed_by: "BV-MAT", valid_from: "2026-01-01" },
      "managed_by",
    ),
  ],
  [
    "given to itself",
    changed(
      "facilityReassign",
      { managedBy: "BV-MAT", on: "2026-01-01" },
      "managedBy",
      { code: "BV-MAT", managed_by: "BV-MAT", valid_from: "2026-01-01" },
      "managed_by",
    ),
  ],
  [
    "closed while it manages others",
    changed(
      "facilityClose",
      { on: "2026-06-01", ...REASON },
      "id",
      { code: "SYT", closed_on: "2026-06-01" },
      "closed_on",
    ),
  ],
  [
    "closed on a day to come",
    changed(
      "facilityClose",
      { on: "2026-06-16", ...REASON },
      "on",
      { code: "BV-MAT", closed_on: "2026-06-16" },
      "closed_on",
    ),
  ],
  [
    "closed once more",
    changed(
      "facilityClose",
      { on: "2025-01-01", ...REASON },
      "id",
      { code: "BV-CHANMAY", closed_on: "2025-01-01" },
      "closed_on",
    ),
  ],
  [
    "opened later than it is known",
    changed(
      "facilityCorrect",
      { openedOn: "2024-02-01", ...REASON },
      "openedOn",
      { code: "SYNTHETIC-2024", opened_on: "2024-02-01" },
      "opened_on",
    ),
  ],
];

describe("A rule holds for acts and files alike:", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2026-06-15T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
    const made = {
      ...NEW,
      code: "SYNTHETIC-2024",
      name: "Cơ sở 2024 SYNTHETIC",
      openedOn: "2024-01-01",
      on: "2024-01-01",
    };
    await new Acting(server, headers, { facility: "id" }).done("facilityAdd", made);
    const round = { code: "OLD", year: 2023, openedOn: "2023-01-01" };
    await new Acting(server, headers, { round: "id" }).done("assessmentRoundOpen", round);
  });
  afterAll(() => server.close());

  const problemsOf = async (format: string, rows: readonly Record<string, string | number>[]): Promise<Data[]> => {
    const columns = Object.keys(rows[0] ?? {});
    const lines = rows.map((row) =>
      columns.map((column) => `"${String(row[column]).replaceAll('"', '""')}"`).join(","),
    );
    const input = { format, text: `${columns.join(",")}\n${lines.join("\n")}\n` };
    const { data, errors } = await runQuery(server, FILE_IMPORT, { input }, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.fileImport.report.problems;
  };
  const columnsOf = async (format: string, row: Record<string, string | number>) =>
    (await problemsOf(format, [row])).map(({ column }) => column);
  const pathsOf = async (object: string, field: string, input: object): Promise<string[]> => {
    const { data, errors } = await new Acting(server, headers, { [object]: "id" }).ask(field, input);
    if (errors) throw new Error(JSON.stringify(errors));
    return data[field].userErrors.map(({ path }: Data) => path.join("."));
  };

  it.each(FIGURES)("no figure %s", async (_what, { act: [field, input, path], file: [format, row, column] }) => {
    const counts = await rowCounts(server.db);
    expect(await pathsOf("observation", field, input)).toEqual([path]);
    expect(await columnsOf(format, row)).toEqual([column]);
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it.each(AREAS)("no area %s", async (_what, { act: [field, input, path], file: [format, row, column] }) => {
    const counts = await rowCounts(server.db);
    expect(await pathsOf("area", field, input)).toEqual([path]);
    expect(await columnsOf(format, row)).toEqual([column]);
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it.each(FACILITIES)("no facility %s", async (_what, { act: [field, input, path], file: [format, row, column] }) => {
    const counts = await rowCounts(server.db);
    const { facility } = await dataOf(server, `{ facility(code: "${row.code}") { id version } }`);
    const meant = field === "facilityAdd" ? {} : { id: facility.id, expectedVersion: facility.version };
    expect(await pathsOf("facility", field, { ...meant, ...input })).toEqual([path]);
    expect(await columnsOf(format, row)).toEqual([column]);
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("no assessment, and no stated need, of a facility that was not there in the round", async () => {
    const place = { round: "OLD", facility: "SYNTHETIC-2024" };
    expect(await pathsOf("draft", "assessmentStart", place)).toEqual(["facility"]);
    expect(await columnsOf("ASSESSMENTS", { ...place, reported_level: 2 })).toEqual(["facility"]);
    expect(await columnsOf("STATED_NEEDS", { ...place, system: "EMR", needed: "YES" })).toEqual(["facility"]);
  });

  it.each([
    ["PLANNED", "year", 1999],
    ["PLANNED", "year", 2101],
    ["DONE", "year", 2028],
    ["DONE", "status", "CANCELLED"],
    ["CANCELLED", "status", "DONE"],
  ] as const)("nothing becomes of a milestone that is %s by the %s %s", async (status, column, value) => {
    const query = "{ roadmap { milestones { id version titleVi status year track { code } } } }";
    const { id, titleVi, track } = (await dataOf(server, query)).roadmap.milestones[0];
    await server.db.transaction((tx) =>
      tx.query("UPDATE milestone SET status = ?, year = 2026 WHERE title_vi = ?", [status, titleVi]),
    );
    // Servers hold the roadmap until its revision moves.
    await server.db.transaction((tx) =>
      tx.query("UPDATE data_revision SET revision = revision + 1 WHERE scope = 'REFERENCE' AND slot = 0"),
    );
    const { version } = (await dataOf(server, query)).roadmap.milestones[0];
    const meant = { id, expectedVersion: version };
    const told =
      column === "year"
        ? await pathsOf("milestone", "milestoneReplan", { ...meant, year: value, ...REASON })
        : value === "CANCELLED"
          ? await pathsOf("milestone", "milestoneCancel", { ...meant, ...REASON })
          : await pathsOf("progress", "milestoneRecordProgress", {
              milestone: id,
              facility: "BV-MAT",
              on: "2026-01-02",
              status: value,
            });
    expect(told).toHaveLength(1);
    expect(await columnsOf("MILESTONES", { track: track.code, title: titleVi, [column]: value })).toEqual([column]);
  });
});
