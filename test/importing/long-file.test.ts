import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { ImportRefused } from "../../server/files/reading/problems.js";
import { progressLine } from "../../server/files/reading/progress.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { FIGURES, problemsOf, readerNamed, rowCounts } from "../support/importing.js";

/** A row a day: about three pieces of a thousand rows. */
const DAYS = 2_600;
const day = (i: number) => new Date(Date.UTC(1990, 0, 1 + i)).toISOString().slice(0, 10);
const line = (i: number, value: string | number = i, subject = "BV-PHOI") =>
  `LINKUPS,${subject},,${day(i)},${value},,,,,`;
const lines = Array.from({ length: DAYS }, (_, i) => line(i));
const changed = (changes: Record<number, string>) => lines.map((each, i) => changes[i] ?? each);

describe("A long file", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await loadedDatabase();
  });
  afterAll(() => database.close());

  /** Imports lines as a stream whose parts end anywhere, also within a letter. */
  const importParts = (file: string, rows: readonly string[], size: number, progress?: (rows: number) => void) => {
    const bytes = Buffer.from([FIGURES, ...rows, ""].join("\n"));
    async function* parts() {
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    }
    const source = { file, content: parts, document: "REGISTER", section: file };
    return importFile(database.db, readerNamed("observations"), source, progress && { progress });
  };
  const figuresOf = (section: string) =>
    database.db.query(
      "SELECT o.subject_key, o.on_date, o.value, o.quote FROM observation o " +
        "JOIN source_section s ON s.id = o.section_id WHERE s.label = ? ORDER BY o.on_date, o.subject_key",
      [section],
    ) as Promise<{ on_date: string; value: number; quote: string | null }[]>;

  it("gives the same rows in parts of 7 bytes as in one part", async () => {
    const quoted = lines.slice(0, 1_200).map((each, i) => each.replace(/,,,,,$/, `,,,"dòng ${i}\nđã ký, ""đủ""",,`));
    expect(await importParts("whole.csv", quoted, 1e9)).toMatchObject({ rows: 1_200 });
    const whole = await figuresOf("whole.csv");
    await database.db.transaction((tx) => tx.query("DELETE FROM observation WHERE on_date < '2010-01-01'"));
    expect(await importParts("parts.csv", quoted, 7)).toMatchObject({ rows: 1_200 });
    expect(await figuresOf("parts.csv")).toEqual(whole);
    expect(whole[1_100]).toMatchObject({ on_date: day(1_100), value: 1_100, quote: 'dòng 1100\nđã ký, "đủ"' });
    await database.db.transaction((tx) => tx.query("DELETE FROM observation WHERE on_date < '2010-01-01'"));
  });

  it("of long texts is written in messages that a database takes", async () => {
    const text = "Đã đối chiếu với bệnh án. ".repeat(70);
    const long = lines.slice(0, 1_200).map((each) => each.replace(/,,,,,$/, `,,,"${text}","${text}","${text}"`));
    expect(await importParts("texts.csv", long, 1e6)).toMatchObject({ rows: 1_200, inserted: 1_200 });
    const corrected = long.map((each) => each.replaceAll("Đã", "Chưa"));
    expect(await importParts("texts.csv", corrected, 1e6)).toMatchObject({ rows: 1_200, changed: 1_200 });
    await database.db.transaction((tx) => tx.query("DELETE FROM observation WHERE on_date < '2010-01-01'"));
  });

  it("with a wrong last row leaves nothing of the others", async () => {
    const counts = await rowCounts(database.db);
    expect(
      await problemsOf(importParts("long.csv", changed({ [DAYS - 1]: line(DAYS - 1, "x") }), 10_000)),
    ).toMatchObject([{ line: DAYS + 1, column: "value", code: "NOT_A_NUMBER", value: "x" }]);
    expect(await rowCounts(database.db)).toEqual(counts);
  });

  it("that says the same twice, far apart, is told both lines", async () => {
    const again = line(3, 9, "Bệnh viện Lao và bệnh phổi");
    expect(
      await problemsOf(importParts("long.csv", changed({ 1500: again, 2500: line(1_499) }), 10_000)),
    ).toMatchObject([
      { line: 1_502, column: "subject", code: "DUPLICATE", message: "Line 5 is about the same." },
      { line: 2_502, column: "subject", code: "DUPLICATE", message: "Line 1501 is about the same." },
    ]);
  });

  it("has the problems of all its pieces told at once", async () => {
    const wrong = { 5: line(5, "x"), 1505: line(1_505, 1, "BV-PHOII"), 2505: line(5, 2), 2510: "LINKUPS,BV-PHOI\n" };
    const found = await problemsOf(importParts("long.csv", changed(wrong), 10_000));
    expect(found.map(({ line, code, message }) => [line, code, message.split(":")[0]])).toEqual([
      [7, "NOT_A_NUMBER", expect.stringContaining('"x" is not a number')],
      [1_507, "UNKNOWN_NAME", 'No area or facility is known as "BV-PHOII".'],
      [2_507, "DUPLICATE", "Line 7 is about the same."],
      [2_512, "UNREADABLE_FILE", "The file is not a table of comma-separated values"],
    ]);
  });

  it("with more than a thousand problems is told a thousand, and how many more there are", async () => {
    const rows = lines.map((_, i) => line(i, "x"));
    const refused: unknown = await importParts("long.csv", rows, 10_000).catch((error) => error);
    expect(refused).toBeInstanceOf(ImportRefused);
    const { problems, more, message } = refused as ImportRefused;
    expect([problems.length, more]).toEqual([1_000, DAYS - 1_000]);
    expect(message.split("\n").at(-1)).toBe(`long.csv: problems not told: ${DAYS - 1_000}.`);
  });

  it.each([2, 999, 1_000, 1_001, 1_999, 2_000, 2_001, 5_432])(
    "that says the same %d times is told of each time but the first",
    async (times) => {
      const refused: unknown = await importParts("long.csv", Array(times).fill(line(1)), 10_000).catch(
        (error) => error,
      );
      expect(refused).toBeInstanceOf(ImportRefused);
      const { problems, more, rows } = refused as ImportRefused;
      expect([problems.length + more, rows]).toEqual([times - 1, times]);
      expect(problems.at(-1)?.message.en).toBe("Line 2 is about the same.");
    },
  );

  it("is imported as a whole, tells how far it is, and changes nothing when it comes again", async () => {
    const told: number[] = [];
    const first = await importParts("long.csv", lines, 10_000, (rows) => told.push(rows));
    expect(first).toEqual({
      file: "long.csv",
      rows: DAYS,
      inserted: DAYS,
      changed: 0,
      loadedBefore: false,
      encoding: "utf-8",
      tidiedCells: 0,
    });
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBe(DAYS);
    expect(await figuresOf("long.csv")).toHaveLength(DAYS);
    const counts = await rowCounts(database.db);
    expect(await importParts("long.csv", lines, 999)).toEqual({
      ...first,
      inserted: 0,
      loadedBefore: true,
    });
    expect(await rowCounts(database.db)).toEqual(counts);
  });

  it("corrects its own figures, and is told the same twice among them too", async () => {
    const [before, counts] = [await figuresOf("long.csv"), await rowCounts(database.db)];
    const again = changed({ 7: line(7, 700), 2507: line(7, 800) });
    expect(await problemsOf(importParts("long.csv", again, 10_000))).toMatchObject([
      { line: 2_509, code: "DUPLICATE", message: "Line 9 is about the same." },
    ]);
    expect(await figuresOf("long.csv")).toEqual(before);

    await importParts("long.csv", changed({ 7: line(7, 700), 2507: line(2_507, 800) }), 10_000);
    const after = await figuresOf("long.csv");
    expect([after[7]?.value, after[2_507]?.value]).toEqual([700, 800]);
    // The import, and the two figures that it changed.
    const { audit_entry = 0, import_run = 0 } = counts;
    expect(await rowCounts(database.db)).toEqual({
      ...counts,
      audit_entry: audit_entry + 3,
      row_seal: expect.any(Number),
      import_run: import_run + 1,
    });
  });

  it("of another source changes nothing where it says the same", async () => {
    const counts = await rowCounts(database.db);
    expect(await importParts("same.csv", lines.slice(100, 2_300), 10_000)).toMatchObject({ inserted: 0, changed: 0 });
    expect(await rowCounts(database.db)).toEqual(counts);
  });

  it("of another source is told each figure that is on record otherwise", async () => {
    const others = lines.slice(100, 2_300).map((_, i) => line(100 + i, 1e6 + i));
    const found = await problemsOf(importParts("other.csv", [line(DAYS), ...others], 10_000));
    expect(found).toHaveLength(1_000);
    expect(found[0]).toMatchObject({ line: 3, code: "OTHER_SOURCE", value: "BV-PHOI" });
    expect(found[0]?.message).toMatch(/"long\.csv", and is not replaced\.$/);
  });

  it("that changes while it is read is refused", async () => {
    let times = 0;
    async function* content() {
      times += 1;
      yield Buffer.from(`${FIGURES}\n${line(DAYS + 1, times)}\n`);
    }
    const source = { file: "changing.csv", content, document: "REGISTER", section: "changing.csv" };
    expect(await problemsOf(importFile(database.db, readerNamed("observations"), source))).toMatchObject([
      { code: "UNREADABLE_FILE", message: "The file changed while it was read; import it again." },
    ]);
    expect(await figuresOf("changing.csv")).toEqual([]);
  });
});

describe("How far an import is", () => {
  const shown = (isTTY: boolean, every: number) => {
    const written: string[] = [];
    let now = 0;
    const out = { isTTY, write: (text: string) => written.push(text) };
    const { progress, end } = progressLine(2_000, out, () => now);
    for (let rows = 1_000; rows <= 4_000; rows += 1_000) {
      now += every;
      progress(rows, rows / 2);
    }
    end();
    return written;
  };

  it("is one line on a terminal, written anew and wiped at the end", () => {
    expect(shown(true, 60)).toEqual(["\r\x1b[K2,000 rows read, 50 %", "\r\x1b[K4,000 rows read, 100 %", "\r\x1b[K"]);
  });

  it("is a line now and then elsewhere, and none of a short file", () => {
    expect(shown(false, 6_000)).toEqual(["2,000 rows read, 50 %\n", "4,000 rows read, 100 %\n"]);
    expect(shown(false, 10)).toEqual([]);
  });
});
