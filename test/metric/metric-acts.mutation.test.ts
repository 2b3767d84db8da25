import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { brokenBy } from "../../server/concepts/metric/definition/metric-uses.store.js";
import { mistakesIn as mistakesInFigure } from "../../server/concepts/metric/observation/observation-rules.js";
import { statesOf } from "../../server/core/mutation/object-state.store.js";
import { recordOf } from "../../server/core/mutation/row-seal.js";
import { addRecords } from "../../server/core/mutation/row-seal.store.js";
import { type Fault, faultsOfRows } from "../../server/core/mutation/row-verification.js";
import { SEALED_TABLES } from "../../server/core/mutation/traced-table.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { faultsIn } from "../support/traces.js";

const METRIC = `id version code nameVi nameEn kind subjectType direction unit { code } programme { code }
  numeratorVi numeratorEn denominatorVi denominatorEn numeratorUnit { code } denominatorUnit { code } unitsBasisVi unitsBasisEn
  counts least most rulesBasisVi rulesBasisEn expectedOf expectedForm expectedBasisVi expectedBasisEn
  legalDocument { number } noteVi noteEn`;

const RULES = { rulesBasisVi: "Đếm từng cuộc gọi.", rulesBasisEn: "Counted call by call." };
const DUE = { expectedBasisVi: "Mọi cơ sở đều nhận cuộc gọi.", expectedBasisEn: "Every facility takes calls." };
/** A metric that no document knows; its name says so. */
const CALLS = {
  ...{ code: "SYNTHETIC_CALLS", nameVi: "Số cuộc gọi (chỉ số giả định)", nameEn: "Calls (a made-up metric)" },
  ...{ kind: "COUNT", subjectType: "FACILITY", direction: "MORE_IS_BETTER", programme: "PROJECT_06", unit: "LOOKUP" },
  ...{ counts: "WHOLE", ...RULES, expectedOf: "ALL_SUBJECTS", ...DUE },
};
const SHARE = {
  ...CALLS,
  ...{ code: "SYNTHETIC_ANSWERED", nameVi: "Tỷ lệ cuộc gọi được trả lời (chỉ số giả định)" },
  ...{ nameEn: "Share of calls answered (a made-up metric)", kind: "RATIO", unit: "PERCENT" },
  ...{ numeratorVi: "Cuộc gọi được trả lời", numeratorEn: "Calls answered" },
  ...{ denominatorVi: "Cuộc gọi", denominatorEn: "Calls", numeratorUnit: "LOOKUP", denominatorUnit: "LOOKUP" },
  most: "DENOMINATOR",
};
const REASON = { reason: "Thử." };

describe("A metric of the Department's own", () => {
  let server: TestServer;
  let department: Acting;
  let figures: Acting;
  let editor: Record<string, string>;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse("2026-07-02T08:00:00+07:00") });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const { headers } = await signedIn(server, "sở");
    department = new Acting(server, headers, { metric: METRIC });
    figures = new Acting(server, headers, { observation: "id version value" });
    editor = (await signedIn(server, "mắt")).headers;
  });
  afterAll(() => server.close());

  let made = 0;
  const added = async (said: object = {}): Promise<Data> => {
    made += 1;
    return department.done("metricAdd", { ...CALLS, code: `SYNTHETIC_${made}`, ...said });
  };
  const at = ({ id, version }: Data) => ({ id, expectedVersion: version });
  const messageOf = async (field: string, input: object, language: string): Promise<string> =>
    (await department.payload(field, input, { ...department.headers, "accept-language": language })).userErrors[0]
      .message;

  it("is added by the Department alone, once under its code, and a retry does nothing twice", async () => {
    expect((await department.ask("metricAdd", CALLS, editor)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect((await department.ask("metricAdd", CALLS, {})).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    const input = { ...CALLS, clientMutationId: "calls-1" };
    const first = await department.done("metricAdd", input);
    expect(first).toEqual({
      ...{ id: first.id, version: 1, ...CALLS, unit: { code: "LOOKUP" }, programme: { code: "PROJECT_06" } },
      ...{ numeratorVi: null, numeratorEn: null, denominatorVi: null, denominatorEn: null },
      ...{ numeratorUnit: null, denominatorUnit: null, unitsBasisVi: null, unitsBasisEn: null },
      ...{ least: "ZERO", most: "NO_LIMIT", expectedForm: null, legalDocument: null, noteVi: null, noteEn: null },
    });
    expect(await department.done("metricAdd", input)).toEqual(first);
    const { metric, userErrors } = await department.payload("metricAdd", CALLS);
    expect([metric, userErrors]).toEqual([
      first,
      [
        {
          ...{ path: ["code"], code: "TAKEN" },
          message: 'There is a metric "SYNTHETIC_CALLS" already; change that one.',
        },
      ],
    ]);
    const { metrics } = await dataOf(server, "{ metrics { code } }");
    expect(metrics.at(-1)).toEqual({ code: "SYNTHETIC_CALLS" });
  });

  it("takes figures by its rules, and counts of whom they are due", async () => {
    const { code } = await added();
    const on = { metric: code, on: "2026-06-30" };
    expect(await figures.refused("observationRecord", { ...on, subject: "BV-MAT", value: 1.5 })).toEqual([
      ["value", "INVALID"],
    ]);
    await figures.done("observationRecord", { ...on, subject: "BV-MAT", value: 7 });
    const total = `{ metric(code: "${code}") { total { value reporting expected } } facilities { totalCount } }`;
    const { metric } = await dataOf(server, total);
    expect([metric.total.value, metric.total.reporting]).toEqual([7, 1]);
    expect(metric.total.expected).toBeGreaterThan(30);
  });

  it("is tried, and nothing is kept", async () => {
    const tried = { ...CALLS, code: "SYNTHETIC_TRIED", dryRun: true, clientMutationId: "tried-1" };
    const of = async () => (await dataOf(server, '{ metric(code: "SYNTHETIC_TRIED") { code } }')).metric;
    expect(await department.payload("metricAdd", tried)).toEqual({ metric: null, userErrors: [] });
    expect(await of()).toBeNull();
    expect(await department.refused("metricAdd", { ...tried, unit: "LOOKUPS" })).toEqual([["unit", "NOT_FOUND"]]);
    const metric = await added();
    const input = { ...at(metric), nameVi: "Tên khác", ...REASON };
    expect(await department.payload("metricChange", { ...input, dryRun: true })).toEqual({ metric, userErrors: [] });
    expect(await department.payload("metricWithdraw", { ...at(metric), ...REASON, dryRun: true })).toEqual({
      metric,
      userErrors: [],
    });
    expect((await department.done("metricChange", input)).version).toBe(2);
  });

  it.each<[what: string, input: object, mistakes: [string, string][]]>([
    ["a code that is none", { code: "calls" }, [["code", "INVALID"]]],
    ["a blank name", { nameVi: " " }, [["nameVi", "INVALID"]]],
    [
      "an unknown unit and programme",
      { unit: "GỌI", programme: "GỌI" },
      [
        ["programme", "NOT_FOUND"],
        ["unit", "NOT_FOUND"],
      ],
    ],
    ["a count in percent", { unit: "PERCENT" }, [["unit", "INVALID"]]],
    ["a count that is a part", { most: "DENOMINATOR" }, [["most", "INVALID"]]],
    ["a count whose numerator is counted", { numeratorUnit: "LOOKUP" }, [["numeratorUnit", "INVALID"]]],
    ["a ratio of one unit", { ...SHARE, code: "SYNTHETIC_X", denominatorUnit: null }, [["denominatorUnit", "INVALID"]]],
    ["a ratio of no words", { ...SHARE, numeratorEn: null }, [["numeratorEn", "INVALID"]]],
    ["a ratio of no units", { ...SHARE, numeratorUnit: null, denominatorUnit: null }, [["kind", "INVALID"]]],
    ["a ratio of yes and no", { ...SHARE, counts: "YES_NO" }, [["counts", "INVALID"]]],
    [
      "link-ups over children",
      { ...SHARE, numeratorUnit: "LINKUP", denominatorUnit: "CHILD" },
      [["denominatorUnit", "INVALID"]],
    ],
    ["rules without a reason", { rulesBasisEn: "" }, [["rulesBasisEn", "INVALID"]]],
    ["dues without a reason", { expectedBasisVi: " " }, [["expectedBasisVi", "INVALID"]]],
    ["the form of all", { expectedForm: "APPENDIX_2" }, [["expectedForm", "NOT_FOUND"]]],
    ["a law that is not on record", { legalDocument: "1/QĐ" }, [["legalDocument", "NOT_FOUND"]]],
  ])("is refused with %s, with all that is wrong", async (_, input, mistakes) => {
    expect(await department.refused("metricAdd", { ...CALLS, code: "SYNTHETIC_REFUSED", ...input })).toEqual(mistakes);
  });

  it("is changed at the version that was seen, and its trail tells what it was", async () => {
    const metric = await added(SHARE);
    const said = { nameEn: "Answered (made up)", direction: "NEITHER", most: "NO_LIMIT", ...REASON };
    const basis = { rulesBasisVi: "Có cuộc gọi lại.", rulesBasisEn: "Some are called back." };
    const changed = await department.done("metricChange", { ...at(metric), ...said, ...basis });
    const { reason: _, ...now } = said;
    expect(changed).toEqual({ ...metric, ...now, ...basis, version: 2 });
    expect(await department.payload("metricChange", { ...at(metric), nameVi: "Tên", ...REASON })).toEqual({
      metric: changed,
      userErrors: [
        {
          ...{ path: ["expectedVersion"], code: "CONFLICT" },
          message: "The metric is at version 2, not 1: it has been changed since.",
        },
      ],
    });
    expect(await department.refused("metricChange", { ...at(changed), nameEn: changed.nameEn, ...REASON })).toEqual([
      ["", "INVALID"],
    ]);
    const trail = `query ($id: ID!) { node(id: $id) { ... on Metric { auditTrail { nodes { version act reason changes { field before after } } } } } }`;
    const { data } = await runQuery(server, trail, { id: metric.id }, department.headers);
    const [last, first] = data.node.auditTrail.nodes;
    expect([first.version, first.act, last.version, last.act, last.reason]).toEqual([
      1,
      "metricAdd",
      2,
      "metricChange",
      "Thử.",
    ]);
    expect(last.changes).toEqual([
      { field: "direction", before: "MORE_IS_BETTER", after: "NEITHER" },
      { field: "most", before: "DENOMINATOR", after: "NO_LIMIT" },
      { field: "nameEn", before: SHARE.nameEn, after: "Answered (made up)" },
      { field: "rulesBasisEn", before: RULES.rulesBasisEn, after: basis.rulesBasisEn },
      { field: "rulesBasisVi", before: RULES.rulesBasisVi, after: basis.rulesBasisVi },
    ]);
    expect(first.changes.find(({ field }: Data) => field === "unit").after).toBe("PERCENT");
  });

  it("keeps its kind, subject and unit where figures would be of something else", async () => {
    const metric = await added();
    const record = (subject: string, on: string) =>
      figures.done("observationRecord", { metric: metric.code, subject, on, value: 3 });
    await record("BV-MAT", "2026-05-31");
    await record("BV-PHOI", "2026-06-30");
    const other = { kind: "RATIO", unit: "PERCENT", subjectType: "PROVINCE" };
    const words = { numeratorVi: "A", numeratorEn: "A", denominatorVi: "B", denominatorEn: "B" };
    const input = { ...at(metric), ...other, ...words, numeratorUnit: "LOOKUP", denominatorUnit: "LOOKUP", ...REASON };
    expect(await department.refused("metricChange", input)).toEqual([
      ["kind", "ILLEGAL_STATE"],
      ["subjectType", "ILLEGAL_STATE"],
      ["unit", "ILLEGAL_STATE"],
      ["numeratorUnit", "ILLEGAL_STATE"],
      ["denominatorUnit", "ILLEGAL_STATE"],
    ]);
    const unit = { ...at(metric), unit: "DOSE", ...REASON };
    expect([await messageOf("metricChange", unit, "en"), await messageOf("metricChange", unit, "vi")]).toEqual([
      `unit of "${metric.code}" stays: figures (BV-PHOI 2026-06-30, BV-MAT 2026-05-31) would be of something else. Add another metric instead.`,
      `unit của "${metric.code}" phải giữ nguyên, nếu không thì số liệu (BV-PHOI 30/06/2026, BV-MAT 31/05/2026) sẽ mang nghĩa khác. Hãy thêm một chỉ số khác.`,
    ]);
    const unused = await added();
    expect((await department.done("metricChange", { ...unit, ...at(unused) })).unit).toEqual({ code: "DOSE" });
  });

  it("takes no rule that figures on record break, and says which", async () => {
    const metric = await added({ counts: "DECIMAL", least: "NEGATIVE" });
    for (const [month, value] of [2.5, -1, 3].entries())
      await figures.done("observationRecord", {
        metric: metric.code,
        subject: "BV-MAT",
        on: `2026-0${month + 1}-28`,
        value,
      });
    const stricter = { ...at(metric), counts: "WHOLE", least: "ZERO", ...REASON };
    expect((await department.payload("metricChange", stricter)).userErrors).toEqual([
      {
        ...{ path: ["counts"], code: "ILLEGAL_STATE" },
        message: `Figures of "${metric.code}" on record are not so: BV-MAT 2026-01-28. Correct them first.`,
      },
      {
        ...{ path: ["least"], code: "ILLEGAL_STATE" },
        message: `Figures of "${metric.code}" on record are not so: BV-MAT 2026-02-28. Correct them first.`,
      },
    ]);
    expect(await messageOf("metricChange", stricter, "vi")).toBe(
      `Số liệu của "${metric.code}" trong sổ không đúng như vậy: BV-MAT 28/01/2026. Hãy sửa các số liệu đó trước.`,
    );
    const { series } = (
      await dataOf(server, `{ metric(code: "${metric.code}") { series(subject: "BV-MAT") { id version } } }`)
    ).metric;
    await figures.done("observationCorrect", { ...at(series[0]), value: 2, ...REASON });
    await figures.done("observationWithdraw", { ...at(series[1]), ...REASON });
    expect((await department.done("metricChange", stricter)).counts).toBe("WHOLE");
  });

  it("is withdrawn while nobody has recorded a figure, and named as in use after that", async () => {
    const unused = await added();
    const input = { ...at(unused), ...REASON, clientMutationId: "withdrawn-1" };
    expect((await department.done("metricWithdraw", input)).version).toBe(2);
    expect((await department.done("metricWithdraw", input)).version).toBe(2);
    expect((await dataOf(server, `{ metric(code: "${unused.code}") { code } }`)).metric).toBeNull();
    expect(await department.refused("metricWithdraw", { ...at(unused), ...REASON })).toEqual([["id", "NOT_FOUND"]]);
    const used = await added();
    const figure = await figures.done("observationRecord", {
      metric: used.code,
      subject: "BV-MAT",
      on: "2026-06-30",
      value: 1,
    });
    expect(await messageOf("metricWithdraw", { ...at(used), ...REASON }, "en")).toBe(
      `"${used.code}" is in use and cannot be withdrawn: figures (BV-MAT 2026-06-30).`,
    );
    await figures.done("observationWithdraw", { ...at(figure), ...REASON });
    expect(await messageOf("metricWithdraw", { ...at(used), ...REASON }, "vi")).toBe(
      `"${used.code}" đang được dùng, không rút được: số liệu đã rút hoặc đã sửa.`,
    );
    expect((await added({ code: unused.code })).version).toBe(1);
  });

  it("is in use by forms, campaigns, targets and statements as well", async () => {
    const asked = await added();
    const { userErrors } = await new Acting(server, department.headers, {}).payload("reportingCampaignOpen", {
      ...{ code: "SYNTHETIC", titleVi: "Đợt giả định" },
      recipients: [{ nameVi: "Mắt", units: [{ facility: "BV-MAT" }] }],
      forms: [
        { code: "M", titleVi: "M", columns: [{ number: "(1)", labelVi: "Gọi", metric: asked.code, on: "2026-06-30" }] },
      ],
      demands: [{ recipient: "Mắt", form: "M", dueBefore: "2026-08-01" }],
    });
    expect(userErrors).toEqual([]);
    expect(await messageOf("metricWithdraw", { ...at(asked), ...REASON }, "en")).toBe(
      `"${asked.code}" is in use and cannot be withdrawn: forms of campaigns (SYNTHETIC).`,
    );
    const aimedAt = await added();
    await new Acting(server, department.headers, { target: "id" }).done("targetAdd", {
      ...{ legalDocument: "07/CT-TTg", year: 2027, statementVi: "Mục tiêu giả định", metric: aimedAt.code, value: 5 },
    });
    expect(await messageOf("metricWithdraw", { ...at(aimedAt), ...REASON }, "en")).toBe(
      `"${aimedAt.code}" is in use and cannot be withdrawn: targets of legal documents (07/CT-TTg).`,
    );
    const { metric } = await dataOf(server, '{ metric(code: "HEALTH_RECORDS") { id version } }');
    const message = await messageOf("metricWithdraw", { ...at(metric), ...REASON }, "en");
    expect(message).toContain("statements that a document prints");
  });

  it("is due from the recipients of a campaign, or of an appendix, by its own word", async () => {
    const due = { expectedOf: "CAMPAIGN_RECIPIENTS", ...DUE };
    const metric = await added(due);
    await figures.done("observationRecord", { metric: metric.code, subject: "BV-MAT", on: "2026-06-30", value: 1 });
    const total = async () =>
      (await dataOf(server, `{ metric(code: "${metric.code}") { total { reporting expected } } }`)).metric.total;
    expect((await total()).expected).toBe(0);
    const { metrics } = await dataOf(server, "{ metrics { id code expectedOf expectedForm } }");
    const linkups = metrics.find(({ code }: Data) => code === "LINKUPS");
    expect([linkups.expectedOf, typeof linkups.expectedForm]).toEqual(["CAMPAIGN_RECIPIENTS", "string"]);
    const other = { ...DUE, expectedBasisEn: "As the appendix asks." };
    const changed = await department.done("metricChange", {
      ...at(metric),
      ...{ expectedForm: linkups.expectedForm, ...other, ...REASON },
    });
    expect([changed.expectedForm, changed.expectedBasisEn]).toEqual([linkups.expectedForm, "As the appendix asks."]);
    const recipients = { expectedForm: null, expectedOf: "CAMPAIGN_RECIPIENTS", ...REASON };
    expect(await department.refused("metricChange", { id: linkups.id, expectedVersion: 1, ...recipients })).toEqual([
      ["expectedForm", "INVALID"],
    ]);
    const all = { ...at(changed), expectedOf: "ALL_SUBJECTS", ...REASON };
    expect(await department.refused("metricChange", { ...all, expectedForm: linkups.expectedForm })).toEqual([
      ["expectedForm", "INVALID"],
    ]);
    expect((await department.done("metricChange", all)).expectedForm).toBeNull();
    expect((await total()).expected).toBeGreaterThan(30);
  });

  it("is changed by one of two who change it at once", async () => {
    const metric = await added();
    const both = await Promise.all(
      ["Một", "Hai"].map((nameVi) => department.payload("metricChange", { ...at(metric), nameVi, ...REASON })),
    );
    const codes = both.map(({ userErrors }) => userErrors.map(({ code }: Data) => code).join());
    expect([...codes].sort()).toEqual(["", "CONFLICT"]);
    const names = both.map(({ metric: now }) => [now.nameVi, now.version]);
    expect(names[0]).toEqual(names[1]);
  });

  it("has no figure that its rules refuse, whoever records while they change", async () => {
    for (let day = 1; day <= 8; day += 1) {
      const metric = await added({ counts: "DECIMAL" });
      const figure = { metric: metric.code, subject: "BV-MAT", on: `2026-04-0${day}`, value: 0.5 };
      const [changed, recorded] = await Promise.all([
        department.payload("metricChange", { ...at(metric), counts: "WHOLE", ...REASON }),
        figures.payload("observationRecord", figure),
      ]);
      expect([changed, recorded].filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    }
  });

  it("is not withdrawn from under a figure", async () => {
    for (let day = 1; day <= 8; day += 1) {
      const metric = await added();
      const figure = { metric: metric.code, subject: "BV-MAT", on: `2026-04-0${day}`, value: 1 };
      const [withdrawn, recorded] = await Promise.all([
        department.payload("metricWithdraw", { ...at(metric), ...REASON }),
        figures.payload("observationRecord", figure),
      ]);
      expect([withdrawn, recorded].filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    }
  });

  it("is told to copies, and gone from them when it is withdrawn", async () => {
    const since = async (cursor: string | null) =>
      (
        await dataOf(
          server,
          "query ($since: String) { changes(since: $since) { cursor nodes { kind type node { ... on Metric { code } } } } }",
          { since: cursor },
        )
      ).changes;
    const { cursor } = await since(null);
    const metric = await added();
    const told = await since(cursor);
    expect(told.nodes).toEqual([{ kind: "CHANGED", type: "Metric", node: { code: metric.code } }]);
    await department.done("metricWithdraw", { ...at(metric), ...REASON });
    expect((await since(told.cursor)).nodes).toEqual([{ kind: "REMOVED", type: "Metric", node: null }]);
  });

  it("leaves a trail that holds, and whoever changes it past the acts is found", async () => {
    const metric = await added();
    const [row] = await server.db.query<{ id: number }>("SELECT id FROM metric WHERE code = ?", [metric.code]);
    const foundAfter = async (sql: string, params: (string | number)[]): Promise<string[]> => {
      const putBack = new Error();
      let found: string[] = [];
      const tried = server.db.transaction(async (tx) => {
        await tx.query(sql, params);
        found = await faultsIn({ ...tx, auditKeys: server.db.auditKeys });
        throw putBack;
      });
      await expect(tried).rejects.toBe(putBack);
      return found;
    };
    const id = row?.id ?? 0;
    expect(await foundAfter("UPDATE metric SET name_vi = 'Tên khác' WHERE id = ?", [id])).toEqual([
      expect.stringContaining(`Metric ${id}: it is not as its last act has left it`),
    ]);
    const due = await foundAfter("UPDATE metric_expectation SET expected_of = 'X' WHERE metric_id = ?", [id]);
    expect(due).toEqual([expect.stringMatching(/^metric_expectation \d+: it is not as it was loaded/)]);
    const rule = await foundAfter("UPDATE metric_rule SET counts = 'DECIMAL' WHERE metric_code = ?", [metric.code]);
    expect(rule).toEqual([expect.stringMatching(/^metric_rule \d+: it is not as it was loaded/)]);
  });
});

describe("A change of a metric", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await serve(await loadedDatabase());
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, {
      metric: "id version",
      observation: "id",
    });
  });
  afterAll(() => server.close());

  it("costs as many statements to change with a thousand figures as with one", async () => {
    const costOf = async (count: number): Promise<number> => {
      const code = `SYNTHETIC_${count}`;
      const metric = await department.done("metricAdd", { ...CALLS, code, counts: "DECIMAL", least: "NEGATIVE" });
      const [{ id: metricId } = { id: 0 }] = await server.db.query<{ id: number }>(
        "SELECT id FROM metric WHERE code = ?",
        [code],
      );
      await department.done("observationRecord", { metric: code, subject: "BV-MAT", on: "2020-01-01", value: 1 });
      const places = Array.from({ length: count }, (_, i) =>
        new Date(Date.UTC(2021, 0, 1 + i)).toISOString().slice(0, 10),
      );
      await server.db.transaction(async (tx) => {
        for (const on of places)
          await tx.query(
            "INSERT INTO observation (metric_id, section_id, facility_id, subject_key, on_date, `value`, approximate, reported) " +
              "SELECT metric_id, section_id, facility_id, subject_key, ?, 1, 0, 1 FROM observation WHERE metric_id = ? AND on_date = '2020-01-01'",
            [on, metricId],
          );
      });
      const before = server.db.statements;
      await department.done("metricChange", {
        id: metric.id,
        expectedVersion: 1,
        counts: "WHOLE",
        least: "ZERO",
        ...REASON,
      });
      return server.db.statements - before;
    };
    const few = await costOf(1);
    expect(await costOf(1000)).toBe(few);
  });
});

describe("A metric that was sealed when only files brought it", () => {
  it("stands as it was sealed, and is found when somebody changes it", async () => {
    const database = await loadedDatabase();
    const { db } = database;
    const { auditKeys } = db;
    const putBack = new Error();
    const found: Fault[][] = [];
    const tried = db.transaction(async (tx) => {
      const now = async () => {
        const faults: Fault[] = [];
        for await (const fault of faultsOfRows(tx, auditKeys)) faults.push(fault);
        found.push(faults);
      };
      const former = SEALED_TABLES.find(({ type }) => type === "Metric");
      if (!former) throw new Error("Metrics are not sealed.");
      const states = await statesOf(tx, former, { from: 1, to: 100 });
      await tx.query("DELETE FROM row_seal WHERE object_type = 'Metric'");
      await now();
      const records = [...states].map(([id, { rows }]) => recordOf(auditKeys.newest, id, { version: 0, rows }));
      await addRecords(tx, auditKeys.newest, "metric", 0, records);
      await tx.query("UPDATE row_seal SET scope = 'REFERENCE', place = 1 WHERE object_type = 'metric'");
      await now();
      await tx.query("UPDATE metric SET kind = 'RATIO' WHERE code = 'LINKUPS'");
      await now();
      throw putBack;
    });
    await expect(tried).rejects.toBe(putBack);
    const [unsealed, sealed, changed] = found;
    expect([unsealed?.length, sealed]).toEqual([35, []]);
    expect(changed).toEqual([["Metric", expect.any(Number), ["it is not as it was loaded"]]]);
    await database.close();
  });
});

describe("What figures on record would break a rule", () => {
  it("is the same in the database as by an act, for any figure", async () => {
    const database = await loadedDatabase();
    const { db } = database;
    const [metric] = await db.query<{ id: number; section: number; area: number }>(
      "SELECT MIN(m.id) AS id, (SELECT MIN(id) FROM source_section) AS section, (SELECT MIN(id) FROM area) AS area FROM metric m",
    );
    const FIGURES = [null, -1, -0.5, 0, 0.5, 1, 2, 99.99, 100, 100.01, 1e15];
    const figures = FIGURES.flatMap((value) =>
      [null, 0, 1, 2.5].flatMap((numerator) => [null, 1, 2].map((denominator) => ({ value, numerator, denominator }))),
    );
    await db.transaction(async (tx) => {
      await tx.query("DELETE FROM observation WHERE metric_id = ?", [metric?.id ?? 0]);
      for (const [i, { value, numerator, denominator }] of figures.entries())
        await tx.query(
          "INSERT INTO observation (metric_id, section_id, area_id, subject_key, on_date, `value`, numerator, denominator, approximate, reported) VALUES (?, ?, ?, ?, '2026-01-01', ?, ?, ?, 0, 1)",
          [metric?.id ?? 0, metric?.section ?? 0, metric?.area ?? 0, `T${i}`, value, numerator, denominator],
        );
    });
    for (const kind of ["COUNT", "RATIO"])
      for (const counts of ["WHOLE", "YES_NO", "DECIMAL"] as const)
        for (const least of ["ZERO", "NEGATIVE"] as const)
          for (const most of ["DENOMINATOR", "NO_LIMIT"] as const) {
            const rules = { code: "X", kind, subjectType: "FACILITY", counts, least, most };
            const rows = await db.query<{ key: string }>(
              `SELECT subject_key AS \`key\` FROM observation o WHERE metric_id = ? AND (${brokenBy(rules)})`,
              [metric?.id ?? 0],
            );
            const broken = figures.flatMap((figure, i) => (mistakesInFigure(rules, figure).length > 0 ? `T${i}` : []));
            expect([rules, rows.map(({ key }) => key).sort()]).toEqual([rules, broken.sort()]);
          }
    await database.close();
  });
});
