import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Imported, importFile } from "../../server/concepts/import/importer.js";
import { EXPORTS, FORMATS } from "../../server/concepts/index.js";
import { OpenFile } from "../../server/files/reading/content.js";
import { download } from "../support/downloads.js";
import { importLines, listNamed, rowCounts } from "../support/importing.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("What is exported and imported again", () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    server = await startTestServer();
    folder = await mkdtemp(join(tmpdir(), "hue-exports-"));
    await importLines(server.db, "observations", "la.csv", [
      "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en",
      'LINKUPS,BV-MAT,,2021-01-31,"35",,,"=1+1; ""đủ""\ndòng 2",\'\'=x,@y',
      'ID_CARD_FACILITIES,46,,2021-01-31,"57,22 %",~107,187,\'-5,,',
    ]);
    await importLines(server.db, "campaigns-list", "đợt.csv", [
      "campaign,line,form,number,title,recipient,facility,due_before,formula,negative,metric,on",
      "2022-T3,CAMPAIGN,,12/SYT-VP,Báo cáo tháng 3,,,,,,,",
      "2022-T3,FORM,Mẫu 1,,Liên thông,,,,,,,",
      "2022-T3,COLUMN,Mẫu 1,(1),Kỳ này,,,,,,LINKUPS,2022-03-31",
      "2022-T3,COLUMN,Mẫu 1,(2),Kỳ trước,,,,,,,",
      "2022-T3,COLUMN,Mẫu 1,(3),Chênh lệch,,,,(3)=(1)-(2),YES,,",
      "2022-T3,FORM,Mẫu 2,,Chỉ số liệu,,,,,,,",
      "2022-T3,COLUMN,Mẫu 2,(1),Lượt,,,,,,,",
      "2022-T3,PART,Mẫu 2,,,,,,,,,",
      "2022-T3,RECIPIENT,,,,Bệnh viện,BV-MAT,,,,,",
      "2022-T3,RECIPIENT,,,,Viettel,,,,,,",
      "2022-T3,DUE,Mẫu 1,,,Bệnh viện,,2022-04-10,,,,",
      "2022-T3,DUE,Mẫu 2,,,Bệnh viện,,2022-04-12,,,,",
    ]);
    await importLines(server.db, "form-answers", "trả lời.csv", [
      "campaign,form,facility,column,value,submit",
      "2022-T3,Mẫu 1,BV-MAT,(1),1.250,Có",
      '2022-T3,Mẫu 1,BV-MAT,(2),"1.300,5",',
      '2022-T3,Mẫu 1,BV-MAT,(3),"-50,5",',
      "2022-T3,Mẫu 1,BV-MAT,B,Thiếu máy,",
    ]);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** Downloads a file and imports it as it came. */
  async function again(path: string, format: string, file: string, section = file): Promise<Imported> {
    const response = await download(server, path);
    const at = join(folder, file);
    await writeFile(at, Buffer.from(await response.arrayBuffer()));
    const content = await OpenFile.at(at);
    const source = { file, content, document: "REGISTER", section };
    return importFile(server.db, listNamed(format), source).finally(() => content.close());
  }

  /** How many rows there are, but for what is noted of the files themselves. */
  async function counted(): Promise<Record<string, number>> {
    const { imported_file: _, import_run: __, source_section: ___, ...counts } = await rowCounts(server.db);
    return counts;
  }

  const LISTS = EXPORTS.flatMap(({ name, format }) =>
    format ? ["csv", "xlsx"].map((kind) => [name, kind, format.name] as const) : [],
  );

  it.each(LISTS)("%s.%s changes nothing", async (name, kind, format) => {
    const before = await counted();
    const imported = await again(`/export/${name}.${kind}`, format, `${name}.${kind}`);
    expect(imported).toMatchObject({ inserted: 0, changed: 0, loadedBefore: false });
    expect(imported.rows).toBeGreaterThan(0);
    expect(await counted()).toEqual(before);
  });

  it.each(["csv", "xlsx"])(
    "by %s changes no letter of its texts, where they are from the same source",
    async (kind) => {
      const path = `/export/observations.${kind}?from=2021-01-31&to=2021-01-31`;
      const imported = await again(path, "observations", `la.${kind}`, "la.csv");
      expect(imported).toMatchObject({ rows: 2, inserted: 0, changed: 0 });
    },
  );

  it.each(FORMATS.flatMap(({ name }) => ["csv", "xlsx"].map((kind) => [name, kind] as const)))(
    "as the template %s.%s that nobody filled in is a table of no rows",
    async (format, kind) => {
      const imported = await again(`/template/${format}.${kind}`, format, `mau-${format}.${kind}`);
      expect(imported).toMatchObject({ rows: 0, inserted: 0, changed: 0 });
    },
  );
});
