import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { FORMATS } from "../../server/concepts/index.js";
import { nameKey } from "../../server/core/text/fold.js";
import { type FormatColumn } from "../../server/files/format.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { listNamed } from "../support/importing.js";

describe("A format", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await loadedDatabase();
  });
  afterAll(() => database.close());

  it.each(FORMATS.map((format) => [format.name, format] as const))(
    "%s has a name of its own for each column, in both headers",
    (_name, { columns }) => {
      const names = columns.flatMap(({ name, headerVi }) => [...new Set([nameKey(name), nameKey(headerVi)])]);
      expect(names).toEqual([...new Set(names)]);
    },
  );

  it.each(FORMATS.map((format) => [format.name, format] as const))(
    "%s has an example that says what is on record",
    async (name, { columns }) => {
      const quoted = (cell: (column: FormatColumn) => string) => columns.map((column) => `"${cell(column)}"`).join(",");
      const content = `${quoted(({ headerVi }) => headerVi)}\n${quoted(({ example }) => example)}\n`;
      const file = { file: "mau.csv", content, document: "REGISTER", section: "mau.csv" };
      const tried = await importFile(database.db, listNamed(name), file, { dryRun: true });
      expect(tried).toEqual({
        file: "mau.csv",
        rows: 1,
        inserted: 0,
        changed: 0,
        loadedBefore: false,
        encoding: null,
        tidiedCells: 0,
      });
    },
  );
});
