import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Imported, importFile } from "../../server/concepts/import/importer.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { addDecimalMetric, DECIMAL_METRIC, FIGURES, readerNamed } from "../support/importing.js";
import { rowsFound } from "../support/rows-found.js";
import { faultsIn } from "../support/traces.js";

const dayOf = (n: number) => new Date(Date.UTC(1960, 0, 1 + n)).toISOString().slice(0, 10);
/** Figures of this many days, each with its day. */
const days = (count: number, subject: string, more = 0) =>
  Array.from({ length: count }, (_, i) => `LINKUPS,${subject},,${dayOf(i)},${i + more},,,,,`);

const ANY = [
  'COVID_DOSES_ENTERED,46,,2024-01-31,"94,20%",942,1000,"Đã nhập ""đủ"", kể cả dòng\nthứ hai",ghi chú,note',
  'COVID_DOSES_ENTERED,46,2024-02-01,2024-02-29,"94,21",,,,,',
  "LINKUPS,BV-PHOI,,2024-01-31,khoảng 120,,,,,",
  "LINKUPS,BV-PHOI,,2024-02-29,,,,,chưa có số,",
  "LINKUPS,BV-PHOI,2024-03-01,2024-03-31,0,,,,,",
  `${DECIMAL_METRIC},BV-PHOI,,2024-01-31,"12,345678",,,,,`,
  `${DECIMAL_METRIC},BV-PHOI,,2024-02-29,"0,1",,,,,`,
];

describe("Figures that a file brings are sealed as they are on record", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await loadedDatabase();
    await addDecimalMetric(database.db);
  });
  afterAll(() => database.close());

  const imported = (section: string, lines: readonly string[]): Promise<Imported> =>
    importFile(database.db, readerNamed("observations"), {
      ...{ file: `${section}.csv`, document: "REGISTER", section },
      content: `${[FIGURES, ...lines].join("\n")}\n`,
    });

  const noted = (subject: string) =>
    database.db.query(
      `SELECT o.value, o.numerator, o.denominator, o.reported, o.approximate, o.printed, o.quote,
         o.note_vi, o.note_en, o.recorded_on, o.from_date, o.from_key, o.area_id
       FROM observation o JOIN metric m ON m.id = o.metric_id JOIN facility f ON f.id = o.facility_id
       WHERE m.code = ? AND f.code = ? ORDER BY o.on_date`,
      [DECIMAL_METRIC, subject],
    );

  it("whatever is said of them", async () => {
    expect(await imported("any", ANY)).toMatchObject({ inserted: ANY.length });
    expect(await faultsIn(database.db)).toEqual([]);
  });

  it.each([
    ["a figure and what is noted", "BV-MAT", '"0,1",,,"câu in 0,1","ghi chú ""ệ""",note'],
    ["that nothing is known", "BV-YHCT", ",,,,chưa có số,"],
    ["a long one", "BV-RHM", '"123456789,345678",,,,,'],
  ])("whatever all of them have in common: %s", async (section, subject, said) => {
    const lines = Array.from({ length: 60 }, (_, i) => `${DECIMAL_METRIC},${subject},,${dayOf(i)},${said}`);
    await imported(section, lines.slice(0, 1));
    const first = await noted(subject);
    expect(await imported(section, lines)).toMatchObject({ inserted: 59, changed: 0 });
    expect(await noted(subject)).toEqual(Array.from({ length: 60 }, () => first[0]));
    expect(await faultsIn(database.db)).toEqual([]);
  });

  it("where some are new and others were on record, and where all of them were", async () => {
    await imported("some", days(1_500, "BV-MAT"));
    expect(await imported("some", days(3_000, "BV-MAT", 1))).toMatchObject({ inserted: 1_500, changed: 1_500 });
    expect(await imported("some", days(3_000, "BV-MAT", 2))).toMatchObject({ inserted: 0, changed: 3_000 });
    expect(await faultsIn(database.db)).toEqual([]);
  });

  it("and the new ones are not read again for it", async () => {
    expect(await rowsFound(database.db, () => imported("new", days(21_000, "BV-TAMTHAN")))).toBeLessThan(1_000);
    expect(await faultsIn(database.db)).toEqual([]);
  });

  it("where two files come at once", async () => {
    await Promise.all([imported("one", days(4_000, "BV-YHCT")), imported("other", days(4_000, "BV-RHM"))]);
    expect(await faultsIn(database.db)).toEqual([]);
  });

  it("where a file that comes with the product fills what was left blank", async () => {
    await imported("blank", [`LINKUPS,BV-PHOI,,${dayOf(30)},,,,,chưa có số,`]);
    const file = { file: "ours.csv", document: "REGISTER", section: "ours" };
    const content = `${FIGURES}\nLINKUPS,BV-PHOI,,${dayOf(30)},31,,,,,\n`;
    const ours = await importFile(database.db, readerNamed("observations"), { ...file, content }, { origin: "DATA" });
    expect(ours).toMatchObject({ changed: 1 });
    expect(await faultsIn(database.db)).toEqual([]);
  });

  it("so that one is found that was changed past the acts", async () => {
    const [{ id } = { id: 0 }] = await database.db.query<{ id: number }>(
      "SELECT o.id FROM observation o JOIN facility f ON f.id = o.facility_id WHERE f.code = 'BV-TAMTHAN' AND o.on_date = ?",
      [dayOf(7)],
    );
    await database.db.transaction((tx) => tx.query("UPDATE observation SET `value` = 1 WHERE id = ?", [id]));
    expect(await faultsIn(database.db)).toEqual([expect.stringContaining(`Observation ${id}`)]);
  });
});
