import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FACILITIES_LIST } from "../../server/concepts/facility/facility.format.js";
import { FORMATS } from "../../server/concepts/index.js";
import { addedTo, columnsIn } from "../../server/files/format.js";
import { OpenFile } from "../../server/files/reading/content.js";
import { Problems } from "../../server/files/reading/problems.js";
import { NOTHING_SEEN } from "../../server/files/reading/seen.js";
import { readRows } from "../../server/files/reading/sheet.js";
import { saved } from "../support/workbooks.js";

const TONES = ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const TO_1258 = new TextDecoder("windows-1258");
const BYTES = new Map(Array.from({ length: 256 }, (_, byte) => [TO_1258.decode(Uint8Array.of(byte)), byte]));

/** As Windows writes it: letters that the code page has, else the letter and then its tone. */
function in1258(text: string): Buffer {
  const bytes = Array.from(text.normalize("NFC")).flatMap((letter) => {
    const whole = BYTES.get(letter);
    if (whole !== undefined) return [whole];
    const tone = TONES.find((each) => letter.normalize("NFD").includes(each)) ?? "";
    const base = letter.normalize("NFD").replace(tone, "").normalize("NFC");
    return [base, tone].map((part) => BYTES.get(part) ?? 0x3f);
  });
  return Buffer.from(bytes);
}

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");
const BLANK = ";".repeat(addedTo(FACILITIES_LIST).length);
const HEADER = FACILITIES_LIST.columns.map(({ headerVi }) => headerVi).join(";");
const NAME = "Bệnh viện Đa khoa Thừa Thiên Huế: ữ ợ ặ ằ ẵ ỹ ỵ Ỷ ĐƯỜNG Ở đường";
const rowOf = (name: string) => ["X", name, ...FACILITIES_LIST.columns.slice(2).map(() => "")].join(";");
const ROW = rowOf(NAME);
const TEXT = `${HEADER}\r\n${ROW}\r\n`;

describe("A file of text", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hue-health-letters-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(bytes: Buffer, format = FACILITIES_LIST) {
    const content = await OpenFile.at(await saved(join(folder, "file"), bytes));
    const [problems, seen] = [new Problems(), { ...NOTHING_SEEN }];
    const names: (string | null)[] = [];
    try {
      for await (const rows of readRows({ file: "file", content }, columnsIn(format), problems, seen))
        for (const row of rows) names.push(row.text(format.columns[1]?.name ?? ""));
      await problems.refuse();
    } catch (error) {
      return { error: error as Error & { problems?: unknown }, message: (error as Error).message };
    } finally {
      await content.close();
    }
    return { names, encoding: seen.encoding };
  }

  it.each([
    ["UTF-8", Buffer.from(TEXT), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${TEXT}`), "utf-8"],
    ["UTF-16 of Windows", utf16(TEXT), "utf-16le"],
    ["UTF-16 of others", utf16(TEXT).swap16(), "utf-16be"],
    ["UTF-16 with tabs, as Excel writes it", utf16(TEXT.replaceAll(";", "\t")), "utf-16le"],
    ["windows-1258", in1258(TEXT), "windows-1258"],
    ["windows-1258 with commas", in1258(TEXT.replaceAll(";", ",")), "windows-1258"],
    [
      "windows-1258 with the columns that an export adds",
      in1258(`${HEADER};${addedTo(FACILITIES_LIST).join(";")}\r\n${ROW};Thành phố Huế${BLANK.slice(1)}\r\n`),
      "windows-1258",
    ],
    [
      "windows-1258 with a header without accents",
      in1258(`${FACILITIES_LIST.columns.map(({ name }) => name).join(",")}\n${ROW.replaceAll(";", ",")}\n`),
      "windows-1258",
    ],
  ])("in %s is read, to composed letters, and it is told what it was in", async (_which, bytes, encoding) => {
    expect(await read(bytes)).toEqual({ names: [NAME], encoding });
  });

  it("in windows-1258 may be cut anywhere: no letter loses its tone", async () => {
    for (let more = 0; more < 4; more += 1) {
      const written = Array.from({ length: 60 }, (_, i) => `${"x".repeat(i === 0 ? more : 0)}${"ệữặđ".repeat(300)}`);
      const lines = written.map((name) => `${rowOf(name)}\r\n`).join("");
      expect((await read(in1258(`${HEADER}\r\n${lines}`))).names).toEqual(written);
    }
  });

  const IN_TCVN3 = /^file, line 1: The file is in TCVN3 \(ABC\), an old Vietnamese code page: convert it to Unicode/;
  const IN_VNI = /^file, line 1: The file is in VNI, an old Vietnamese code page: convert it to Unicode/;
  const LOST =
    /^file, line 1: Letters of the file are lost: "M\? c\? s\?" was "Mã cơ sở"\. Take the file that it was saved/;
  const other = (name: string) => HEADER.replace("Mã cơ sở", name);
  it.each([
    ["TCVN3", Buffer.from(`${other("M· c¬ së")}\r\n`, "latin1"), IN_TCVN3],
    ["TCVN3, kept as UTF-8", Buffer.from(`${other("M· c¬ së")}\r\n`), IN_TCVN3],
    ["VNI", Buffer.from(`${other("Maõ cô sôû")}\r\n`, "latin1"), IN_VNI],
    ["VNI in capitals", Buffer.from(`${other("MAÕ CÔ SÔÛ")}\r\n`, "latin1"), IN_VNI],
    ["question marks for letters", Buffer.from(`${other("M? c? s?")}\r\n`), LOST],
  ])("in %s is refused by name, with what to do", async (_which, bytes, message) => {
    // What other code pages do to the other names of the header does not matter.
    const latin = Buffer.from(bytes.toString("latin1").replace(/[^\x20-\x7e\xa0-\xff\r\n;]/g, "x"), "latin1");
    expect((await read(bytes)).message ?? "").toMatch(message);
    expect((await read(latin)).message ?? "").toMatch(/line 1/);
  });

  it("in TCVN3 with a header without accents is not taken for windows-1258, though some of its bytes are letters there", async () => {
    const header = FACILITIES_LIST.columns.map(({ name }) => name).join(",");
    // "tuyền" and "bố" in TCVN3 are "tuyỷn" and "bè" in windows-1258.
    const bytes = Buffer.from(`${header}\nX,tuy\xd2n b\xe8,,,,,,,,,,\n`, "latin1");
    expect((await read(bytes)).message).toMatch(/^file, line 2: The file is not in UTF-8/);
  });

  it("in windows-1252 with a letter that Vietnamese does not have is not taken for windows-1258", async () => {
    const header = FACILITIES_LIST.columns.map(({ name }) => name).join(",");
    const bytes = Buffer.from(`${header}\nX,Stra\xdfe \xf0,,,,,,,,,,\n`, "latin1");
    expect((await read(bytes)).message).toMatch(/^file, line 2: The file is not in UTF-8/);
  });

  it("of every format has its names recognised in question marks", async () => {
    for (const format of FORMATS) {
      const names = format.columns.map(({ headerVi }) => headerVi);
      const header = names.map((name) => name.replace(/[^ -~]/g, "?")).join(",");
      expect((await read(Buffer.from(`${header}\n`), format)).message).toMatch(/Letters of the file are lost/);
    }
  });
});
