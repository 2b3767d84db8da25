import { readdirSync, readlinkSync } from "node:fs";
import { request as httpRequest } from "node:http";
import os from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES, rowCounts } from "../support/importing.js";
import { type Answer, type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT, formOf, send } from "../support/uploads.js";
import { textRow, workbookOf } from "../support/workbooks.js";

/** Long enough for a whole import on a busy machine. */
const LONGEST_MS = 50_000;

/** What holds after a while, asked again and again: servers notice after a moment that somebody has gone. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (const until = performance.now() + LONGEST_MS; ; await wait(10)) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
  }
}

const textOf = (...lines: string[]): string => `${[FIGURES, ...lines].join("\n")}\n`;

describe("A file of figures", () => {
  let server: TestServer;
  let department: Record<string, string>;
  let eye: Record<string, string>;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    department = (await signedIn(server, "sở")).headers;
    eye = (await signedIn(server, "mắt")).headers;
  });
  afterAll(() => server.close());

  const ask = (input: object, headers = department): Promise<Answer> =>
    runQuery(server, FILE_IMPORT, { input: { format: "OBSERVATIONS", ...input } }, headers);
  const payloadOf = ({ data, errors }: Answer): Data => {
    if (errors) throw new Error(`${JSON.stringify(errors)} ${server.reported}`);
    return data.fileImport;
  };
  const importText = async (input: object, headers = department): Promise<Data> => payloadOf(await ask(input, headers));
  const entriesOf = (type: string): Promise<Data[]> =>
    server.db.query(
      "SELECT object_id AS id, version, act, role, actor, changes FROM audit_entry WHERE object_type = ? AND actor <> 'data files' ORDER BY id",
      [type],
    );
  const seriesOf = async (subject: string): Promise<Data[]> =>
    (await dataOf(server, `{ metric(code: "LINKUPS") { series(subject: "${subject}") { on value version } } }`)).metric
      .series;
  const done = {
    ...{ format: "OBSERVATIONS", imported: true, dryRun: false, loadedBefore: false },
    ...{ inserted: 0, changed: 0, unchanged: 0, problemCount: 0, problems: [] },
  };
  const JUNE = textOf("LINKUPS,BV-MAT,,30/06/2021,1.000,,,,,", "LINKUPS,Bệnh viện Phổi,,30/06/2021,2.000,,,,,");

  it("is only tried by a dry run, which answers what an import would, and leaves nothing", async () => {
    const counts = await rowCounts(server.db);
    const input = { text: JUNE, fileName: "thang-6.csv", dryRun: true, clientMutationId: "tried" };
    expect(await importText(input)).toEqual({
      report: { ...done, file: "thang-6.csv", imported: false, dryRun: true, rows: 2, inserted: 2 },
      userErrors: [],
    });
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("is imported as a whole, and its trail says by whom, with how many rows", async () => {
    expect(await importText({ text: JUNE, fileName: "thang-6.csv" })).toEqual({
      report: { ...done, file: "thang-6.csv", rows: 2, inserted: 2 },
      userErrors: [],
    });
    expect((await seriesOf("BV-MAT")).at(-1)).toEqual({ on: "2021-06-30", value: 1000, version: 1 });
    const [entry, ...more] = await entriesOf("Import");
    expect(more).toEqual([]);
    expect({ ...entry, changes: JSON.parse(entry.changes) }).toEqual({
      ...{ id: expect.any(Number), version: 1, act: "fileImport", role: "ADMIN", actor: "sở" },
      changes: {
        file: [null, "thang-6.csv"],
        format: [null, "observations"],
        document: [null, "REGISTER"],
        section: [null, "thang-6.csv"],
        rows: [null, 2],
        inserted: [null, 2],
        changed: [null, 0],
        sha256: [null, expect.stringMatching(/^[0-9a-f]{64}$/)],
      },
    });
    const figures = await server.db.query("SELECT recorded_on AS day FROM observation WHERE import_id = ?", [entry.id]);
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(figures).toEqual([{ day: today }, { day: today }]);
  });

  it("that comes again changes nothing and leaves no trace, also under another name or in another order", async () => {
    const counts = await rowCounts(server.db);
    expect((await importText({ text: JUNE, fileName: "thang-6.csv" })).report).toEqual({
      ...{ ...done, file: "thang-6.csv", loadedBefore: true, rows: 2, unchanged: 2 },
    });
    const [header, ...lines] = JUNE.trim().split("\n");
    const turned = `${[header, ...lines.reverse()].join("\n")}\n`;
    for (const fileName of ["thang-6.csv", "lai-thang-6.csv"]) {
      const { report } = await importText({ text: turned, fileName });
      expect(report).toEqual({ ...done, file: fileName, rows: 2, unchanged: 2 });
    }
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("traces each figure that it changes, before and after, and moves the version of no other", async () => {
    const corrected = JUNE.replace("1.000", "1.001");
    const { report } = await importText({ text: corrected, fileName: "thang-6.csv" });
    expect(report).toEqual({ ...done, file: "thang-6.csv", rows: 2, changed: 1, unchanged: 1 });
    expect((await seriesOf("BV-MAT")).at(-1)).toEqual({ on: "2021-06-30", value: 1001, version: 2 });
    expect((await seriesOf("BV-PHOI")).at(-1)).toEqual({ on: "2021-06-30", value: 2000, version: 1 });
    const [entry, ...more] = await entriesOf("Observation");
    expect(more).toEqual([]);
    expect({ ...entry, changes: JSON.parse(entry.changes) }).toEqual({
      ...{ id: expect.any(Number), version: 2, act: "fileImport", role: "ADMIN", actor: "sở" },
      changes: { value: [1000, 1001], version: [1, 2] },
    });
    const slots = await server.db.query("SELECT COUNT(*) AS n FROM audit_entry WHERE slot < 0 OR revision = 0");
    expect(Number((slots[0] as { n: number }).n)).toBe(0);
  });

  it("is kept from no reader: what was answered before is asked anew", async () => {
    const total = '{ metric(code: "LINKUPS") { total(under: "BV-MAT", on: "2021-07-31") { value } } }';
    for (let times = 0; times < 3; times += 1) await dataOf(server, total);
    await importText({ text: textOf("LINKUPS,BV-MAT,,31/07/2021,7,,,,,") });
    expect((await dataOf(server, total)).metric.total).toEqual({ value: 7 });
  });

  it("with problems is refused with all of them, in the language of the reader, and nothing of it is done", async () => {
    const counts = await rowCounts(server.db);
    const text = textOf("LINKUPS,BV-MAT,,31/08/2021,8,,,,,", "LINKUPS,BV-MATT,,31/08/2021,tám,,,,,");
    const problem = { row: 3, column: "subject", code: "UNKNOWN_NAME", value: "BV-MATT", nearest: expect.any(Array) };
    const answers: Data[] = [];
    for (const language of ["en", "vi"]) {
      const { report, userErrors } = await importText(
        { text, dryRun: true },
        {
          ...department,
          "accept-language": language,
        },
      );
      expect(report).toMatchObject({ imported: false, dryRun: true, rows: 2, inserted: 0, unchanged: 0 });
      expect([report.problemCount, report.problems.length]).toEqual([2, 2]);
      answers.push([report.problems[0], report.problems[1].message, userErrors]);
    }
    expect(answers).toEqual([
      [
        { ...problem, message: 'No area or facility is known as "BV-MATT".' },
        '"tám" is not a number; write 1.234.567 or 1234567, and 94,22 for a fraction.',
        [
          {
            ...{ path: ["text"], code: "FILE_REFUSED" },
            message: 'Nothing of "observations.csv" was imported; problems: 2.',
          },
        ],
      ],
      [
        { ...problem, message: 'Không có đơn vị hành chính hay cơ sở nào mang tên "BV-MATT".' },
        '"tám" không phải là số; hãy viết 1.234.567 hoặc 1234567, và 94,22 với số thập phân.',
        [
          {
            ...{ path: ["text"], code: "FILE_REFUSED" },
            message: 'Chưa nhập dòng nào của "observations.csv"; số lỗi: 2.',
          },
        ],
      ],
    ]);
    const real = await importText({ text });
    expect(real.report).toMatchObject({ imported: false, dryRun: false, problemCount: 2 });
    expect(await rowCounts(server.db)).toEqual(counts);
  });

  it("may have the Vietnamese header, in any case and spacing, and problems then name its columns", async () => {
    const header = "chỉ số;ĐỐI TƯỢNG;Từ ngày;Tính  đến ngày;Giá trị;Tử số;Mẫu số;Trích dẫn;Ghi chú;Ghi chú tiếng Anh";
    const right = await importText({ text: `${header}\nLINKUPS;BV-MAT;;31/10/2021;10;;;;;\n` });
    expect(right.report).toMatchObject({ imported: true, inserted: 1 });
    const wrong = await importText({ text: `${header}\nLINKUPS;BV-MAT;;31/11/2021;10;;;;;\n` });
    expect(wrong.report.problems).toMatchObject([{ row: 2, column: "Tính  đến ngày", code: "NOT_A_DATE" }]);
  });

  it("is done once under a key, however often it is sent, also when something else has changed since", async () => {
    const input = { text: textOf("LINKUPS,BV-MAT,,30/11/2021,11,,,,,"), fileName: "khoa.csv", clientMutationId: "k1" };
    const first = await importText(input);
    expect(first.report).toMatchObject({ imported: true, loadedBefore: false, inserted: 1 });
    const counts = await rowCounts(server.db);
    expect(await importText(input)).toEqual(first);
    expect(await rowCounts(server.db)).toEqual(counts);
    // By now the same rows would be refused.
    await server.db.transaction((tx) =>
      tx.query("UPDATE observation SET `value` = 12, section_id = 1 WHERE on_date = '2021-11-30'"),
    );
    await server.db.transaction((tx) => tx.query("DELETE FROM import_run WHERE file = 'khoa.csv'"));
    expect(await importText(input)).toEqual(first);
    const other = await importText({ ...input, text: textOf("LINKUPS,BV-MAT,,30/11/2021,13,,,,,") });
    expect(other.userErrors).toMatchObject([{ path: ["clientMutationId"], code: "IDEMPOTENCY_MISMATCH" }]);
  });

  it("sent by several at the same moment is imported once", async () => {
    const days = Array.from({ length: 1500 }, (_, i) => new Date(Date.UTC(1950, 0, 1 + i)).toISOString().slice(0, 10));
    const text = textOf(...days.map((day) => `LINKUPS,BV-MAT,,${day},1,,,,,`));
    const before = await rowCounts(server.db);
    const alike = { text, fileName: "cung-luc.csv" };
    const answers = await Promise.all(
      [alike, alike, { ...alike, fileName: "khac.csv" }].map((input) => importText(input)),
    );
    expect(answers.map(({ report }) => report.inserted).sort()).toEqual([0, 0, 1500]);
    const keyed = { text: textOf("LINKUPS,BV-MAT,,01/01/1940,1,,,,,"), clientMutationId: "cung-luc" };
    const [one, other] = await Promise.all([importText(keyed), importText(keyed)]);
    expect([one.report.inserted, other]).toEqual([1, one]);
    const { observation = 0, import_run = 0 } = before;
    expect(await rowCounts(server.db)).toMatchObject({ observation: observation + 1501, import_run: import_run + 2 });
  });

  it("needs one of file and text", async () => {
    for (const input of [{}, { text: null }]) {
      const { report, userErrors } = await importText(input);
      expect([report, userErrors]).toEqual([
        null,
        [{ path: ["file"], code: "INVALID", message: "Send either `file` or `text`." }],
      ]);
    }
  });

  describe("of an editor", () => {
    it("is imported for its own facility, and is told the same of what is not its own and what is not there", async () => {
      const own = await importText({ text: textOf("LINKUPS,BV-MAT,,31/12/2021,12,,,,,") }, eye);
      expect(own.report).toMatchObject({ imported: true, inserted: 1 });
      const text = textOf(
        "LINKUPS,BV-MAT,,31/01/2022,1,,,,,",
        "LINKUPS,BV-PHOI,,31/01/2022,1,,,,,",
        "LINKUPS,BV-PHOX,,31/01/2022,1,,,,,",
        "LINKUPS,46,,31/01/2022,1,,,,,",
      );
      const { report } = await importText({ text }, eye);
      const problem = (row: number, value: string) => ({
        ...{ row, column: "subject", code: "UNKNOWN_NAME", value },
        message: `No facility of yours is known as "${value}".`,
        nearest: [],
      });
      expect(report.problems).toEqual([problem(3, "BV-PHOI"), problem(4, "BV-PHOX"), problem(5, "46")]);
    });

    it("is told so even where the Department has imported just this file", async () => {
      const input = { text: textOf("LINKUPS,BV-PHOI,,28/02/2022,2,,,,,"), fileName: "phoi.csv" };
      expect((await importText(input)).report).toMatchObject({ imported: true });
      expect((await importText(input, eye)).report).toMatchObject({ imported: false, problemCount: 1 });
    });

    it("is of figures only, and says of no document that it comes from there", async () => {
      const input = { text: JUNE, format: "FACILITIES", document: "BRIEFING-2022-12-07", section: "x" };
      const { report, userErrors } = await importText(input, eye);
      expect(report).toBeNull();
      expect(userErrors.map(({ path, code }: Data) => [path.join("."), code])).toEqual([
        ["format", "INVALID"],
        ["document", "INVALID"],
        ["section", "INVALID"],
      ]);
    });
  });

  describe("as an upload", () => {
    const april = textOf("LINKUPS,BV-MAT,,30/04/2022,4,,,,,");

    it("is imported as a text is, under its own name", async () => {
      const answer = await send(server, formOf({ format: "OBSERVATIONS" }, april, "Tháng 4.csv"), department);
      expect(payloadOf(answer)).toEqual({
        report: { ...done, file: "Tháng 4.csv", rows: 1, inserted: 1 },
        userErrors: [],
      });
    });

    it("may be a workbook with typed cells, which says the same as the text and then changes nothing", async () => {
      const serial = (day: string) => Date.parse(day) / 86_400_000 + 25_569;
      const figure = (day: string, value: number) =>
        `<row><c t="str"><v>LINKUPS</v></c><c t="str"><v>BV-MAT</v></c><c/><c s="1"><v>${serial(day)}</v></c><c><v>${value}</v></c></row>`;
      const rows = `${textRow(...FIGURES.split(","))}${figure("2022-07-31", 1234)}${figure("2022-08-31", 1_084_417)}`;
      const book = new Uint8Array(workbookOf({ rows }));
      const imported = await send(server, formOf({ format: "OBSERVATIONS" }, book, "7-8.xlsx"), department);
      expect(payloadOf(imported).report).toEqual({ ...done, file: "7-8.xlsx", rows: 2, inserted: 2 });
      const text = textOf("LINKUPS,BV-MAT,,31/07/2022,1.234,,,,,", "LINKUPS,BV-MAT,,2022-08-31,1.084.417,,,,,");
      for (const fileName of ["7-8.xlsx", "khac.csv"]) {
        expect((await importText({ text, fileName })).report).toMatchObject({ imported: true, unchanged: 2 });
      }
      const asText = await importText({ text: Buffer.from(book).toString("latin1") });
      expect(asText.report.problems).toMatchObject([
        { code: "UNREADABLE_FILE", message: "This is a workbook: send it as a file, not as text." },
      ]);
    });

    it("is done once under a key, which stands for its content too", async () => {
      const input = { format: "OBSERVATIONS", clientMutationId: "up" };
      const may = textOf("LINKUPS,BV-MAT,,31/05/2022,5,,,,,");
      const first = payloadOf(await send(server, formOf(input, may, "5.csv"), department));
      expect(first.report).toMatchObject({ imported: true, inserted: 1 });
      expect(payloadOf(await send(server, formOf(input, may, "5.csv"), department))).toEqual(first);
      const other = payloadOf(await send(server, formOf(input, `${may}\n`, "5.csv"), department));
      expect(other.userErrors).toMatchObject([{ code: "IDEMPOTENCY_MISMATCH" }]);
    });

    it.each([
      ["of the public", {}, 401, "UNAUTHENTICATED"],
      ["with a token that is not good", { authorization: "Bearer x" }, 401, "UNAUTHENTICATED"],
    ] as const)("%s is not taken in", async (_who, headers, status, code) => {
      const answer = await send(server, formOf({ format: "OBSERVATIONS" }, april, "4.csv"), headers);
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([status, code]);
    });

    it("needs no header but who sends it, which a form of another page cannot say", async () => {
      const asked = formOf({ format: "OBSERVATIONS", dryRun: true }, april, "4.csv");
      const accept = { accept: "application/graphql-response+json" };
      const sent = (headers: Record<string, string>) =>
        fetch(`${server.url}/graphql`, { method: "POST", headers: { ...accept, ...headers }, body: asked });
      const [taken, refused] = [await sent(department), await sent({ cookie: department.authorization ?? "" })];
      expect([taken.status, refused.status]).toEqual([200, 401]);
    });

    const form = (fields: Record<string, string>, file = true): FormData => {
      const made = new FormData();
      for (const [name, value] of Object.entries(fields)) made.set(name, value);
      if (file) made.set("0", new Blob([april]), "4.csv");
      return made;
    };
    const operations = JSON.stringify({
      query: FILE_IMPORT,
      variables: { input: { format: "OBSERVATIONS", file: null } },
    });
    const map = '{ "0": ["variables.input.file"] }';
    it.each([
      ["without operations", form({ map })],
      ["without a map", form({ operations })],
      ["without a file", form({ operations, map }, false)],
      ["whose map names another file", form({ operations, map: '{ "1": ["variables.input.file"] }' })],
      ["whose map names a field that is no null", form({ operations, map: '{ "0": ["variables.input.format"] }' })],
      ["whose map reaches for what every object has", form({ operations, map: '{ "0": ["__proto__.file"] }' })],
      ["with two fields too many", form({ operations, map, more: "x", evenMore: "y" })],
      ["that is no JSON", form({ operations: "{", map })],
    ])("%s cannot be read", async (_what, made) => {
      const { status, errors } = await send(server, made, department);
      expect([status, errors?.[0]?.extensions.code]).toEqual([400, "BAD_REQUEST"]);
    });

    const events = async (form: FormData, accept: string) => {
      const headers = { accept, ...department };
      const response = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: form });
      return { response, text: await response.text() };
    };
    const importedAs = (clientKey: string): Promise<Data[]> =>
      server.db.query("SELECT client_key FROM act_key WHERE client_key = ?", [clientKey]);
    const long = (end: string): string =>
      textOf(
        ...Array.from({ length: 30_000 }, (_, i) => {
          const day = new Date(Date.UTC(1850, 0, 1 + i)).toISOString().slice(0, 10);
          return `LINKUPS,BV-MAT,,${day},1,,,,,`;
        }),
        end,
      );

    it("that takes a while tells in events how far it is, and at last what has become of it", async () => {
      const input = { format: "OBSERVATIONS", dryRun: true };
      for (const [end, report] of [
        ["LINKUPS,BV-MAT,,30/06/2022,1,,,,,", { imported: false, inserted: 30_001, problemCount: 0 }],
        ["LINKUPS,BV-MATT,,30/06/2022,1,,,,,", { imported: false, inserted: 0, problemCount: 1 }],
      ] as const) {
        const { response, text } = await events(formOf(input, long(end), "dài.csv"), "text/event-stream");
        expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
          ...[200, "text/event-stream; charset=utf-8", "no-store"],
        ]);
        const told = text.split("\n\n").map((event) => /^event: (\w+)\ndata: (.*)$/.exec(event)?.slice(1));
        const names = told.map((event) => event?.[0]);
        const steps = names.lastIndexOf("progress") + 1;
        expect(names).toEqual([...Array.from({ length: steps }, () => "progress"), "next", "complete", undefined]);
        expect(steps).toBeGreaterThan(0);
        const size = Buffer.byteLength(long(end));
        expect(JSON.parse(told[0]?.[1] ?? "")).toEqual({ rows: expect.any(Number), bytes: expect.any(Number), size });
        expect(JSON.parse(told[steps]?.[1] ?? "").data.fileImport.report).toMatchObject({ rows: 30_001, ...report });
      }
    });

    it("whose sender goes away while it is imported is imported all the same, and once", async () => {
      const form = () => {
        const text = long("LINKUPS,BV-MAT,,30/06/2022,1,,,,,").replaceAll("BV-MAT", "BV-PHOI");
        return formOf({ format: "OBSERVATIONS", clientMutationId: "gone" }, text, "dài.csv");
      };
      const leaving = new AbortController();
      const headers = { accept: "text/event-stream", ...department };
      const init = { method: "POST", headers, body: form(), signal: leaving.signal };
      const response = await fetch(`${server.url}/graphql`, init);
      expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
      leaving.abort();
      await expect(response.text()).rejects.toThrow();
      await eventually(async () => expect((await importedAs("gone")).length).toBe(1));
      const again = payloadOf(await send(server, form(), department));
      expect(again).toEqual({
        report: { ...done, file: "dài.csv", rows: 30_001, inserted: 30_001 },
        userErrors: [],
      });
      expect(server.reported).toEqual([]);
    });

    it("that is done at once, or refused, is answered as ever, also to those who like events", async () => {
      const input = { format: "OBSERVATIONS", dryRun: true };
      for (const accept of ["text/event-stream", "application/json;q=0.5, text/event-stream"]) {
        const { response, text } = await events(formOf(input, april, "4.csv"), accept);
        expect([response.status, response.headers.get("content-type")]).toEqual([
          200,
          "application/json; charset=utf-8",
        ]);
        expect(JSON.parse(text).data.fileImport.report).toMatchObject({ dryRun: true, rows: 1 });
      }
      const unreadable = formOf(input, april, "4.csv");
      unreadable.set("map", "{");
      expect((await events(unreadable, "text/event-stream")).response.status).toBe(400);
    });

    it.each(["application/json", "application/json, text/event-stream", "*/*"])(
      "tells those who like %s the answer alone",
      async (accept) => {
        const form = formOf(
          { format: "OBSERVATIONS", dryRun: true },
          long("LINKUPS,BV-MAT,,30/06/2022,1,,,,,"),
          "dài.csv",
        );
        const { response, text } = await events(form, accept);
        expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
        expect(JSON.parse(text).data.fileImport.report).toMatchObject({ rows: 30_001, inserted: 30_001 });
      },
    );

    it("cannot be named in a request without a file", async () => {
      const { status, errors } = await ask({ file: "4.csv" });
      expect([status, errors?.[0]?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    });

    it("whose name is longer than any that is kept is refused", async () => {
      const answer = await send(
        server,
        formOf({ format: "OBSERVATIONS" }, april, `${"x".repeat(400)}.csv`),
        department,
      );
      expect(payloadOf(answer)).toEqual({
        report: null,
        userErrors: [{ path: ["file"], code: "INVALID", message: "A name has at most 400 characters." }],
      });
    });

    it("that the disk does not take is told so, and takes no place from others", async () => {
      const nowhere = jest.spyOn(os, "tmpdir").mockReturnValue(join(os.tmpdir(), "no such folder"));
      for (let times = 0; times < 5; times += 1) {
        const answer = await send(server, formOf({ format: "OBSERVATIONS" }, april, "4.csv"), department);
        expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
      }
      nowhere.mockRestore();
      const answer = await send(server, formOf({ format: "OBSERVATIONS", dryRun: true }, april, "4.csv"), department);
      expect(payloadOf(answer).report).toMatchObject({ dryRun: true, rows: 1 });
    });

    it("whose sender goes away in the middle takes no place from others", async () => {
      const boundary = "xxxx";
      const begun =
        `--${boundary}\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${operations}\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="4.csv"\r\n\r\n${april}`;
      for (let times = 0; times < 6; times += 1) {
        const request = httpRequest(`${server.url}/graphql`, {
          method: "POST",
          headers: {
            ...department,
            "content-type": `multipart/form-data; boundary=${boundary}`,
          },
        });
        request.on("error", () => undefined);
        await new Promise((resolve) => request.write(begun, resolve));
        // Some have gone before anybody has looked, some while the file is read.
        await wait(times * 5);
        request.destroy();
      }
      await eventually(async () => {
        const answer = await send(server, formOf({ format: "OBSERVATIONS", dryRun: true }, april, "4.csv"), department);
        expect(payloadOf(answer).report).toMatchObject({ dryRun: true, rows: 1 });
      });
    });

    it("leaves nothing on the disk, and no file open", async () => {
      expect(readdirSync(os.tmpdir()).filter((name) => name.startsWith("hue-health-upload-"))).toEqual([]);
      const isUpload = (fd: string): boolean => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).includes("hue-health-upload-");
        } catch {
          return false;
        }
      };
      await eventually(async () => expect(readdirSync("/proc/self/fd").filter(isUpload)).toEqual([]));
    });
  });
});
