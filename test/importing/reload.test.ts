import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import { importFile } from "../../server/concepts/import/importer.js";
import { WHATEVER_ELSE, WORLD_OF_A_DAY } from "../support/everything.js";
import { dataIndex, FIGURES, importLines, readerNamed, rowCounts } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("Loading again", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const answers = async (): Promise<Data[]> => [
    await dataOf(server, WORLD_OF_A_DAY),
    await dataOf(server, WORLD_OF_A_DAY, { asOf: "2019-08-08" }),
    await dataOf(server, WORLD_OF_A_DAY, { asOf: "2022-12-07" }),
    await dataOf(server, WORLD_OF_A_DAY, { asOf: "2025-03-01" }),
    await dataOf(server, WHATEVER_ELSE),
  ];

  it("the same files reads none of them and keeps what was added in the meantime", async () => {
    await importLines(server.db, "observations", "phoi-2019.csv", [FIGURES, "LINKUPS,BV-PHOI,,31/07/2019,4.400,,,,,"]);
    const [before, counts] = [await answers(), await rowCounts(server.db)];

    const loaded = await loadDataset(server.db, "data");

    expect(loaded.filter(({ loadedBefore }) => !loadedBefore)).toEqual([]);
    expect(loaded).toHaveLength((await dataIndex()).length);
    expect(await rowCounts(server.db)).toEqual(counts);
    expect(await answers()).toEqual(before);
    const { metric } = await dataOf(server, '{ metric(code: "LINKUPS") { latest(subject: "BV-PHOI") { value } } }');
    expect(metric.latest).toEqual({ value: 4400 });
  });

  it("each file that changed by a blank line alone, the last one first, changes no answer", async () => {
    const [before, counts] = [await answers(), await rowCounts(server.db)];
    // Backwards, so that whatever two files both write is now written by the other one last. The letter leaves 2019
    // blank: read again, it does not take back the figure that was added above.
    for (const { file, reader, document, section } of (await dataIndex()).reverse()) {
      const content = `${await readFile(join("data", file), "utf8")}\n`;
      const done = await importFile(server.db, readerNamed(reader), { file, content, document, section });
      if (done.loadedBefore || done.rows === 0) throw new Error(`${file} was not read again.`);
    }
    expect(await answers()).toEqual(before);
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("a file that changed brings its new rows and its new values", async () => {
    const file = "register/terms.csv";
    const content = await readFile(join("data", file), "utf8");
    const changed = content.replace("Phòng khám đa khoa,Polyclinic", "Phòng khám đa khoa,General clinic");
    const source = { file, document: "REGISTER", section: "x" };
    await importFile(server.db, readerNamed("terms"), {
      ...source,
      content: `${changed}FACILITY_TYPE,MATERNITY_HOME,Nhà hộ sinh,Maternity home\n`,
    });
    const { terms } = await dataOf(server, '{ terms(vocabulary: "FACILITY_TYPE") { code labelVi labelEn } }');
    expect(terms).toHaveLength(9);
    expect(terms).toContainEqual({ code: "POLYCLINIC", labelVi: "Phòng khám đa khoa", labelEn: "General clinic" });
    expect(terms).toContainEqual({ code: "MATERNITY_HOME", labelVi: "Nhà hộ sinh", labelEn: "Maternity home" });

    await importFile(server.db, readerNamed("terms"), { ...source, content });
    const again = await dataOf(server, '{ terms(vocabulary: "FACILITY_TYPE") { code labelEn } }');
    expect(again.terms).toContainEqual({ code: "POLYCLINIC", labelEn: "Polyclinic" });
  });

  it("says of every file how many rows it holds and when it was loaded", async () => {
    const { importedFiles } = await dataOf(server, "{ importedFiles { file rowCount loadedAt } }");
    const appendix = importedFiles.find(({ file }: Data) => file === "letter-2019-08-08/appendix-2.csv");
    expect(appendix).toEqual({
      file: "letter-2019-08-08/appendix-2.csv",
      rowCount: 36,
      loadedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(importedFiles).toHaveLength((await dataIndex()).length + 1);
  });
});
