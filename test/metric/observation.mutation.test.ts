import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting, mistakesIn, payloadOf } from "../support/acting.js";
import { addDecimalMetric, DECIMAL_METRIC } from "../support/importing.js";
import { stepsOf } from "../support/random.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const OBSERVATION = `id metric { code } subject { ... on Facility { code } ... on Area { code } } on from value
  ratio { numerator denominator percent } reported approximate noteVi source { document { code } section } version`;
const RECORD = "observationRecord";
const CORRECT = "observationCorrect";
const WITHDRAW = "observationWithdraw";
const ENTERED = { document: { code: "REGISTER" }, section: "Dữ liệu do người dùng nhập trên hệ thống" };

describe("An observation", () => {
  let server: TestServer;
  let department: Record<string, string>;
  let eye: Acting;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    department = (await signedIn(server, "sở")).headers;
    eye = new Acting(server, (await signedIn(server, "mắt")).headers, { observation: OBSERVATION });
  });
  afterAll(() => server.close());

  const record = (input: object, headers = eye.headers): Promise<Data> =>
    eye.done(RECORD, { metric: "LINKUPS", subject: "BV-MAT", ...input }, headers);
  const onRecord = async (id: string): Promise<Data> =>
    (await dataOf(server, `query ($id: ID!) { node(id: $id) { ... on Observation { ${OBSERVATION} } } }`, { id })).node;
  const total = async (on: string): Promise<Data> =>
    (await dataOf(server, `{ metric(code: "LINKUPS") { total(under: "BV-MAT", on: "${on}") { value reporting } } }`))
      .metric.total;

  it("is recorded by an editor of the facility, cites the register, and is read by everybody at once", async () => {
    for (let times = 0; times < 3; times += 1) await total("2026-01-31"); // from now on the answer is kept
    const observation = await record({ from: "2026-01-01", on: "2026-01-31", value: 1250, noteVi: "  Tháng 1. " });
    expect(observation).toEqual({
      id: expect.any(String),
      metric: { code: "LINKUPS" },
      subject: { code: "BV-MAT" },
      on: "2026-01-31",
      from: "2026-01-01",
      value: 1250,
      ratio: null,
      reported: true,
      approximate: false,
      noteVi: "Tháng 1.",
      source: ENTERED,
      version: 1,
    });
    expect(await onRecord(observation.id)).toEqual(observation);
    expect(await total("2026-01-31")).toEqual({ value: 1250, reporting: 1 });
  });

  it("is kept and summed in decimals, up to a thousand million millions", async () => {
    const on = "2017-03-31";
    const largest = await record({ on, value: 1e15 });
    expect(await onRecord(largest.id)).toEqual(largest);
    expect(await total(on)).toEqual({ value: 1e15, reporting: 1 });
    await addDecimalMetric(server.db);
    for (const [subject, value] of [
      ["BV-TAMTHAN", 0.1],
      ["BV-PHOI", 0.2],
    ] as const) {
      await record({ metric: DECIMAL_METRIC, subject, on: "2017-06-30", value }, department);
    }
    const { metric } = await dataOf(
      server,
      `{ metric(code: "${DECIMAL_METRIC}") { total(on: "2017-06-30") { value reporting } } }`,
    );
    expect(metric.total).toEqual({ value: 0.3, reporting: 2 });
  });

  it("is recorded as a ratio by its counts, and the percentage is computed", async () => {
    const input = {
      metric: "LINKUPS_SUCCEEDED",
      subject: "BV-MAT",
      on: "2026-01-31",
      numerator: 1200,
      denominator: 1250,
    };
    const { observation } = await eye.payload(RECORD, input);
    expect(observation).toMatchObject({ value: null, ratio: { numerator: 1200, denominator: 1250, percent: 96 } });
  });

  it("is not recorded a second time for the same day: the one on record is shown", async () => {
    const first = await record({ on: "2026-02-28", value: 10 });
    const again = await eye.ask(RECORD, { metric: "LINKUPS", subject: "BV-MAT", on: "2026-02-28", value: 11 });
    expect(mistakesIn(payloadOf(again))).toEqual([["on", "TAKEN"]]);
    expect(payloadOf(again).observation).toEqual(first);
  });

  it("is filled in where it was asked for and left blank", async () => {
    const [blank] = await server.db.query<{ metric: string; subject: string; on: string; id: number }>(
      "SELECT o.id, m.code AS metric, f.code AS subject, o.on_date AS `on` FROM observation o JOIN metric m ON m.id = o.metric_id " +
        "JOIN facility f ON f.id = o.facility_id WHERE o.reported = 0 AND m.kind = 'COUNT' AND m.subject_type = 'FACILITY' ORDER BY o.id LIMIT 1",
    );
    expect(blank).toBeDefined();
    const { id, ...input } = blank as NonNullable<typeof blank>;
    await server.db.transaction((tx) => tx.query("UPDATE observation SET quote = 'chưa có' WHERE id = ?", [id]));
    const payload = await eye.payload(RECORD, { ...input, value: 7 }, department);
    expect(payload.userErrors).toEqual([]);
    expect(payload.observation).toMatchObject({ value: 7, reported: true, version: 2, source: ENTERED });
    expect(await server.db.query("SELECT quote FROM observation WHERE id = ?", [id])).toEqual([{ quote: null }]);
  });

  it("is corrected for a reason, by whoever has seen it as it is", async () => {
    const { id } = await record({ on: "2026-03-31", value: 5 });
    const corrected = await eye.ask(CORRECT, { id, expectedVersion: 1, value: 6, reason: "Đếm thiếu một lượt." });
    expect(payloadOf(corrected)).toMatchObject({ observation: { value: 6, version: 2 }, userErrors: [] });
    expect(await onRecord(id)).toEqual(payloadOf(corrected).observation);
    const stale = await eye.ask(CORRECT, { id, expectedVersion: 1, value: 9, reason: "Người khác sửa." });
    expect(mistakesIn(payloadOf(stale))).toEqual([["expectedVersion", "CONFLICT"]]);
    expect(payloadOf(stale).observation).toEqual(await onRecord(id));
    expect((await onRecord(id)).value).toBe(6);
  });

  it("is withdrawn for a reason: no answer knows it any more, and its place is free", async () => {
    const { id } = await record({ on: "2026-04-30", value: 8 });
    const withdrawn = await eye.ask(WITHDRAW, { id, expectedVersion: 1, reason: "Ghi nhầm tháng." });
    expect(payloadOf(withdrawn)).toMatchObject({ observation: { id, value: 8, version: 2 }, userErrors: [] });
    expect(await onRecord(id)).toBeNull();
    expect(await total("2026-04-30")).toEqual({ value: 6, reporting: 1 }); // that of March
    const again = await eye.ask(WITHDRAW, { id, expectedVersion: 2, reason: "Ghi nhầm tháng." });
    expect(mistakesIn(payloadOf(again))).toEqual([["id", "NOT_FOUND"]]);
    const next = await record({ on: "2026-04-30", value: 9 });
    expect([next.id === id, next.version]).toEqual([false, 1]);
  });

  it("is answered as the first time when it is asked again under the same name, and done once", async () => {
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-05-31", value: 3, clientMutationId: "may-1" };
    const first = await eye.payload(RECORD, input);
    const { id } = first.observation;
    const correction = { id, expectedVersion: 1, value: 4, reason: "Đếm lại.", clientMutationId: "may-2" };
    const corrected = await eye.payload(CORRECT, correction);
    expect(await eye.payload(RECORD, input)).toEqual(first);
    expect(await eye.payload(CORRECT, correction)).toEqual(corrected);
    expect(await onRecord(id)).toMatchObject({ value: 4, version: 2 });
    expect(mistakesIn(await eye.payload(RECORD, { ...input, value: 30 }))).toEqual([
      ["clientMutationId", "IDEMPOTENCY_MISMATCH"],
    ]);
    expect(mistakesIn(await eye.payload(RECORD, { ...input, clientMutationId: "tháng 5" }))).toEqual([
      ["clientMutationId", "INVALID"],
    ]);
    // The name of another account's act is another name.
    expect(mistakesIn(await eye.payload(RECORD, input, department))).toEqual([["on", "TAKEN"]]);
  });

  it("is recorded once by many who send the same act at the same time", async () => {
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-06-30", value: 2, clientMutationId: "june" };
    const answers = await Promise.all(Array.from({ length: 12 }, () => eye.ask(RECORD, input)));
    const payloads = answers.map(payloadOf);
    for (const payload of payloads) expect(payload).toEqual(payloads[0]);
    expect(payloads[0].userErrors).toEqual([]);
    const [traced] = await server.db.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM audit_entry WHERE act = 'observationRecord' AND changes LIKE '%2026-06-30%'",
    );
    expect(Number(traced?.n)).toBe(1);
  });

  it("is answered to each of many who send the same act at the same time, day after day", async () => {
    for (let day = 1; day <= 12; day += 1) {
      const on = `2019-01-${String(day).padStart(2, "0")}`;
      const input = { metric: "LINKUPS", subject: "BV-MAT", on, value: 2, clientMutationId: `day-${day}` };
      const payloads = await Promise.all(Array.from({ length: 8 }, () => eye.payload(RECORD, input)));
      expect([on, new Set(payloads.map(({ observation }) => observation.id)).size]).toEqual([on, 1]);
      expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    }
  });

  it("is refused with all that is wrong, and nothing is written", async () => {
    const wrong = async (input: object, headers = eye.headers) =>
      mistakesIn(
        await eye.payload(
          RECORD,
          { metric: "LINKUPS", subject: "BV-MAT", on: "2026-07-31", value: 1, ...input },
          headers,
        ),
      );
    expect(await wrong({ metric: "LINKUP" })).toEqual([["metric", "NOT_FOUND"]]);
    expect(await wrong({ on: "2999-01-31", from: "2999-02-01" })).toEqual([
      ["on", "INVALID"],
      ["from", "INVALID"],
    ]);
    expect(await wrong({ value: null, numerator: 1 })).toEqual([
      ["value", "INVALID"],
      ["numerator", "INVALID"],
    ]);
    expect(await wrong({ metric: "LINKUPS_SUCCEEDED", value: null })).toEqual([["numerator", "INVALID"]]);
    expect(await wrong({ value: -1 })).toEqual([["value", "INVALID"]]);
    expect(await wrong({ value: 0.1234567, noteVi: "x".repeat(2001) })).toEqual([
      ["value", "INVALID"],
      ["noteVi", "INVALID"],
    ]);
    expect(await wrong({ value: 1e15 + 1 })).toEqual([["value", "INVALID"]]);
    expect(await wrong({ value: 1e300 })).toEqual([["value", "INVALID"]]);
    expect(await wrong({ subject: "46" }, department)).toEqual([["subject", "INVALID"]]);
    const { id } = await record({ on: "2026-07-31", value: 1 });
    expect(mistakesIn(await eye.payload(CORRECT, { id, expectedVersion: 1, value: 2, reason: " x " }))).toEqual([
      ["reason", "INVALID"],
    ]);
    expect(await onRecord(id)).toMatchObject({ value: 1, version: 1 });
  });

  it("says what is wrong in the language of whoever asks", async () => {
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-08-31", value: -1 };
    const messages = async (language: string) =>
      (await eye.payload(RECORD, input, { ...eye.headers, "accept-language": language })).userErrors[0].message;
    expect([await messages("en"), await messages("vi")]).toEqual([
      "A figure is 0 or more, not -1.",
      "Số liệu không âm, không thể là -1.",
    ]);
  });

  it("is refused alike where there is none and where it is another facility's", async () => {
    const { id } = await record({ subject: "BV-TAMTHAN", on: "2026-01-31", value: 4 }, department);
    const missing = Buffer.from("Observation:999999").toString("base64url");
    for (const document of [CORRECT, WITHDRAW]) {
      const input = { expectedVersion: 1, reason: "Thử.", ...(document === CORRECT ? { value: 1 } : {}) };
      const [others, none] = [
        await eye.ask(document, { id, ...input }),
        await eye.ask(document, { id: missing, ...input }),
      ];
      expect(payloadOf(others)).toEqual(payloadOf(none));
      expect(mistakesIn(payloadOf(others))).toEqual([["id", "NOT_FOUND"]]);
    }
    const nobody = await eye.ask(RECORD, { metric: "LINKUPS", subject: "BV-KHONGCO", on: "2026-02-28", value: 1 });
    const other = await eye.ask(RECORD, { metric: "LINKUPS", subject: "BV-TAMTHAN", on: "2026-02-28", value: 1 });
    expect(JSON.stringify(payloadOf(other)).replaceAll("BV-TAMTHAN", "BV-KHONGCO")).toBe(
      JSON.stringify(payloadOf(nobody)),
    );
    expect((await eye.ask(RECORD, {}, {})).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const asPublic = await eye.ask(RECORD, { metric: "LINKUPS", subject: "BV-MAT", on: "2026-02-27", value: 1 }, {});
    expect(asPublic.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });

  describe("that a document printed", () => {
    const printedAt = async (subject: string, metricCode = "LINKUPS") => {
      const [row] = await server.db.query<{ id: number; version: number }>(
        "SELECT o.id, o.version FROM observation o JOIN facility f ON f.id = o.facility_id JOIN metric m ON m.id = o.metric_id " +
          "JOIN source_section s ON s.id = o.section_id JOIN source_document d ON d.id = s.document_id " +
          "WHERE f.code = ? AND d.code <> 'REGISTER' AND o.reported = 1 AND m.code = ? ORDER BY o.id LIMIT 1",
        [subject, metricCode],
      );
      if (!row) throw new Error(`No document printed a figure of ${subject}.`);
      return { id: Buffer.from(`Observation:${row.id}`).toString("base64url"), expectedVersion: Number(row.version) };
    };

    it("is corrected and withdrawn by the Department alone; an editor of the facility is told so in both languages", async () => {
      const printed = await printedAt("BV-MAT");
      const before = await onRecord(printed.id);
      const refusal = async (document: string, input: object, language: string) => {
        const payload = await eye.payload(
          document,
          { ...printed, ...input },
          { ...eye.headers, "accept-language": language },
        );
        expect(payload.observation).toBeNull();
        return payload.userErrors;
      };
      const change = { value: before.value + 1, reason: "Đếm lại cho đúng." };
      for (const [document, input] of [
        [CORRECT, change],
        [WITHDRAW, { reason: "Đếm lại cho đúng." }],
      ] as const) {
        expect(await refusal(document, input, "en")).toEqual([
          {
            path: ["id"],
            code: "FORBIDDEN",
            message:
              "A document printed this figure, and it is cited under that document's name: only the Department may correct or withdraw it.",
          },
        ]);
        expect(await refusal(document, input, "vi")).toEqual([
          {
            path: ["id"],
            code: "FORBIDDEN",
            message: "Số liệu này do một tài liệu in và được dẫn theo tên tài liệu đó: chỉ Sở Y tế được sửa hoặc rút.",
          },
        ]);
      }
      expect(await onRecord(printed.id)).toEqual(before);
      expect(mistakesIn(await eye.payload(CORRECT, { ...printed, ...change }, department))).toEqual([]);
      const corrected = { ...printed, expectedVersion: printed.expectedVersion + 1 };
      // It stands in the place of what the document prints.
      expect(mistakesIn(await eye.payload(WITHDRAW, { ...corrected, reason: "Ghi nhầm." }))).toEqual([
        ["id", "FORBIDDEN"],
      ]);
      expect(mistakesIn(await eye.payload(WITHDRAW, { ...corrected, reason: "Ghi nhầm." }, department))).toEqual([]);
      const { metric, on } = before;
      expect(mistakesIn(await eye.payload(RECORD, { metric: metric.code, subject: "BV-MAT", on, value: 1 }))).toEqual(
        [],
      );
    });

    it("of another facility is for an editor as if there were none", async () => {
      const printed = await printedAt("BV-TAMTHAN");
      expect(mistakesIn(await eye.payload(WITHDRAW, { ...printed, reason: "Thử." }))).toEqual([["id", "NOT_FOUND"]]);
    });

    it("is not replaced by a file of an editor, whatever the file is called", async () => {
      const { id } = await printedAt("BV-MAT", "LINKUP_CONNECTED");
      const { metric, on, value, source } = await onRecord(id);
      const imported = async (input: object) =>
        (
          await runQuery(
            server,
            `mutation ($input: FileImportInput!) { fileImport(input: $input) {
              report { imported changed problems { code } } userErrors { path code } } }`,
            { input: { format: "OBSERVATIONS", ...input } },
            eye.headers,
          )
        ).data.fileImport;
      const text = `metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\n${metric.code},BV-MAT,,${on},${1 - value},,,,,\n`;
      for (const fileName of ["so-lieu.csv", source.section]) {
        expect(await imported({ text, fileName })).toEqual({
          report: { imported: false, changed: 0, problems: [{ code: "OTHER_SOURCE" }] },
          userErrors: [{ path: ["text"], code: "FILE_REFUSED" }],
        });
      }
      expect((await imported({ text, document: source.document.code })).userErrors).toEqual([
        { path: ["document"], code: "INVALID" },
      ]);
      expect((await onRecord(id)).value).toBe(value);
    });
  });

  it("loses no change of fifty clients who change it again and again", async () => {
    const { id } = await record({ on: "2026-09-30", value: 0 });
    const times = stepsOf(40);
    const accepted: { version: number; value: number }[] = [];
    let unexpected = 0;
    const client = async (number: number) => {
      let version = 1;
      for (let change = 0; change < times; change += 1) {
        const value = number * 1000 + change;
        const { observation, userErrors } = await eye.payload(CORRECT, {
          id,
          expectedVersion: version,
          value,
          reason: "Thử đồng thời.",
        });
        if (userErrors.length === 0) accepted.push({ version: observation.version, value: observation.value });
        else if (userErrors[0].code !== "CONFLICT") unexpected += 1;
        version = observation.version;
      }
    };
    await Promise.all(Array.from({ length: 50 }, (_, number) => client(number)));
    expect(unexpected).toBe(0);
    // Each accepted change made the next version, and the last one is what is on record.
    accepted.sort((a, b) => a.version - b.version);
    expect(accepted.map(({ version }) => version)).toEqual(accepted.map((_, i) => i + 2));
    expect(accepted.length).toBeGreaterThanOrEqual(times);
    expect(await onRecord(id)).toMatchObject(accepted.at(-1) as object);
    // The trail has every one of them, each beginning where the one before it ended.
    const trail = await server.db.query<{ changes: string }>(
      "SELECT changes FROM audit_entry WHERE object_type = 'Observation' AND object_id = ? ORDER BY version",
      [Number(Buffer.from(id, "base64url").toString().split(":")[1])],
    );
    const steps = trail.map(({ changes }) => JSON.parse(changes).value ?? [0, 0]);
    expect(steps.map(([, after]) => after)).toEqual([0, ...accepted.map(({ value }) => value)]);
    expect(steps.slice(1).map(([before]) => before)).toEqual([0, ...accepted.slice(0, -1).map(({ value }) => value)]);
  }, 180_000);
});
