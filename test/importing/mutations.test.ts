import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES, rowCounts } from "../support/importing.js";
import { newSeed, randomOf } from "../support/random.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { formOf, send } from "../support/uploads.js";
import { type Part, partsOfWorkbook, textRow, zipOf } from "../support/workbooks.js";

const ROWS = Array.from(
  { length: 60 },
  (_, i) => `LINKUPS,BV-MAT,,2019-03-${10 + (i % 20)},${i},,,"ghi ""chú"" ${i}",,`,
);
const CSV = Buffer.from([FIGURES, ...ROWS, ""].join("\n"));
const SHEET = ROWS.map((row) => textRow(...row.replaceAll('"', "").split(","))).join("");
const TEXTS = Array.from({ length: 50 }, (_, i) => `<si><t>chữ ${i}</t></si>`).join("");
const PARTS = partsOfWorkbook({ rows: textRow(...FIGURES.split(",")) + SHEET, texts: TEXTS });

/** How long one file may take, and how much more memory all of them. */
const [LONGEST_MS, MOST_BYTES] = [20_000, 400 * 2 ** 20];

describe("A good file of which something was changed", () => {
  const random = randomOf(newSeed("changed files"));
  let server: TestServer;
  let headers: Record<string, string>;
  let counts: Record<string, number>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
    counts = await rowCounts(server.db);
  });
  afterAll(() => server.close());

  /** Sends it as a trial beside another client; whatever it holds, it is answered with a report, and so is the other. */
  async function send1(bytes: Buffer, what: string): Promise<void> {
    const began = performance.now();
    const [{ status, data, errors }, other] = await Promise.all([
      send(server, formOf({ format: "OBSERVATIONS", dryRun: true }, new Uint8Array(bytes), "thử"), headers),
      dataOf(server, '{ facility(code: "BV-MAT") { code } }'),
    ]);
    expect({ what, status, errors }).toEqual({ what, status: 200, errors: undefined });
    const { report, userErrors } = data.fileImport;
    expect({ what, codes: userErrors.map(({ code }: { code: string }) => code) }).toEqual({
      what,
      codes: report.problemCount > 0 ? ["FILE_REFUSED"] : [],
    });
    expect(other.facility.code).toBe("BV-MAT");
    expect({ what, isSoon: performance.now() - began < LONGEST_MS }).toEqual({ what, isSoon: true });
    expect({ what, reported: server.reported }).toEqual({ what, reported: [] });
  }

  /** Some of its bits turned, its end cut, a part of it repeated or taken out. */
  function changed(good: Buffer): Buffer {
    const bytes = Buffer.from(good);
    const at = random(bytes.length);
    const some = bytes.subarray(at, at + 1 + random(200));
    const kind = random(5);
    if (kind === 0) return bytes.subarray(0, at);
    if (kind === 1)
      return Buffer.concat([
        bytes.subarray(0, at),
        ...Array.from({ length: 1 + random(50) }, () => some),
        bytes.subarray(at),
      ]);
    if (kind === 2) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + some.length)]);
    for (let times = 0; times <= random(8); times += 1) {
      const place = random(bytes.length);
      bytes[place] = kind === 3 ? (bytes[place] ?? 0) ^ (1 << random(8)) : random(256);
    }
    return bytes;
  }

  it("that is a table is answered with a report", async () => {
    for (let round = 0; round < 80; round += 1) await send1(changed(CSV), `table ${round}`);
  });

  it("that is a workbook is answered with a report, its packing changed or a part of it", async () => {
    const packed = zipOf(PARTS);
    for (let round = 0; round < 40; round += 1) await send1(changed(packed), `packing ${round}`);
    for (let round = 0; round < 80; round += 1) {
      const place = random(PARTS.length);
      const parts = PARTS.map(
        (part, i): Part => (i === place ? { ...part, content: changed(Buffer.from(part.content)) } : part),
      );
      await send1(zipOf(parts), `part ${PARTS[place]?.name} ${round}`);
    }
  });

  const part = (name: string, content: string | Buffer) =>
    zipOf([...PARTS.filter((each) => each.name !== name), { name, content }]);
  const sheet = (rows: string, before = "") =>
    part("xl/worksheets/sheet1.xml", `${before}<worksheet><sheetData>${rows}</sheetData></worksheet>`);
  const head = textRow(...FIGURES.split(","));
  const lol = `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">${"bcdefghij"
    .split("")
    .map((name, i) => `<!ENTITY ${name} "${`&${"abcdefghij"[i]};`.repeat(10)}">`)
    .join("")}]>`;
  it.each([
    ["entities of entities", () => sheet(textRow("&j;"), lol)],
    ["an entity of a file", () => sheet(textRow("&x;"), '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
    ["tags in tags", () => sheet(head + "<row>".repeat(5000))],
    ["rows in rows", () => sheet(`${head}${"<row><c>".repeat(40)}${"</c></row>".repeat(40)}`)],
    [
      "a million shared texts",
      () => part("xl/sharedStrings.xml", `<sst>${"<si><t>x1</t></si>".repeat(1_000_000)}</sst>`),
    ],
    [
      "a thousand sheets",
      () => part("xl/workbook.xml", `<workbook>${'<sheet name="x" r:id="rId1"/>'.repeat(1000)}</workbook>`),
    ],
    ["cells without end", () => sheet(`${head}<row>${"<c/>".repeat(200_000)}</row>`)],
    ["a million rows without cells", () => sheet(head + "<row/>".repeat(1_100_000))],
    ["packed blanks", () => sheet(head + " ".repeat(5e7))],
    ["one row of commas", () => Buffer.from(`${FIGURES}\n${",".repeat(2e7)}`)],
    ["rows of commas", () => Buffer.from(`${FIGURES}\n${`${",".repeat(9)}\n`.repeat(200_000)}`)],
    ["a header of 140,000 columns", () => Buffer.from(`${"cột,".repeat(140_000)}\n`)],
    ["blank lines", () => Buffer.from(`${FIGURES}\n${"\n".repeat(1e7)}`)],
    ["quotation marks", () => Buffer.from(`${FIGURES}\n${'"'.repeat(1e7)}`)],
    ["returns", () => Buffer.from(`${FIGURES}\r${"\r".repeat(1e6)}`)],
    ["nothing but zeros", () => Buffer.alloc(1e6)],
    ["a mark of UTF-16 and noise", () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(1e6, 0xd8)])],
    ["bytes of every kind", () => Buffer.from(Array.from({ length: 1e6 }, () => random(256)))],
    ["the end of an archive alone", () => Buffer.from(`PK\x05\x06${"\xff".repeat(18)}`, "latin1")],
    ["an archive of more than four gigabytes, as it says", () => zip64()],
    ["an archive with a password", () => locked()],
  ] as const)("of %s is answered soon, and within its memory", async (what, made) => {
    const before = process.memoryUsage().rss;
    await send1(made(), what);
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_BYTES);
  });

  /** Sizes that are to be looked up in fields that are not there. */
  function zip64(): Buffer {
    const bytes = zipOf(PARTS);
    for (let at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4))
      bytes.fill(0xff, at + 20, at + 28);
    return bytes;
  }

  /** Every part says that it is encrypted. */
  function locked(): Buffer {
    const bytes = zipOf(PARTS);
    for (const [sign, flags] of [
      ["PK\x01\x02", 8],
      ["PK\x03\x04", 6],
    ] as const)
      for (let at = bytes.indexOf(sign); at >= 0; at = bytes.indexOf(sign, at + 4))
        bytes[at + flags] = 1 | (bytes[at + flags] ?? 0);
    return bytes;
  }

  it("leaves every table as it was", async () => {
    expect(await rowCounts(server.db)).toEqual(counts);
  });
});
