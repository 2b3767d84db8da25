import { expect, it } from "@jest/globals";
import type { AnswerList } from "../../playground/src/answer-lists.js";
import { csvFile, workbookFile } from "../../playground/src/table-files.js";
import { sheetsOf } from "../support/workbook.js";

const list: AnswerList = {
  path: "facilities",
  columns: [
    { header: "name", holds: "TEXT" },
    { header: "value", holds: "NUMBER" },
    { header: "on", holds: "DAY" },
  ],
  lines: [
    ["Bệnh viện Mắt Huế", 1.5, "2022-10-27"],
    ['=HYPERLINK("http://x";"Bấm")', null, null],
  ],
};

it("gives a table as CSV as the server does: for Excel with Vietnamese settings, and without formulas", async () => {
  const bytes = new Uint8Array(await (await csvFile(list)).arrayBuffer());
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).toBe(
    '\ufeffname;value;on\r\nBệnh viện Mắt Huế;1,5;2022-10-27\r\n"\'=HYPERLINK(""http://x"";""Bấm"")";;\r\n',
  );
});

it("gives a table as a workbook that others read, its texts as texts", async () => {
  const bytes = new Uint8Array(await (await workbookFile(list, "Bảng")).arrayBuffer());
  const [sheet, ...others] = await sheetsOf(bytes);
  expect(others).toEqual([]);
  expect(sheet?.sheet).toBe("Bảng");
  expect(sheet?.data[0]).toEqual(["name", "value", "on"]);
  expect(sheet?.data[1]?.slice(0, 2)).toEqual(["Bệnh viện Mắt Huế", 1.5]);
  expect(sheet?.data[2]).toEqual(['=HYPERLINK("http://x";"Bấm")', null, null]);
});
