import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { globalId } from "../../server/core/schema/global-id.js";
import { ImportRefused } from "../../server/files/reading/problems.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { importLines, listNamed } from "../support/importing.js";
import { meanwhile } from "../support/meanwhile.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { faultsIn } from "../support/traces.js";

const REASON = { reason: "Thử." };
/** No write of these asks as many statements. */
const MOST_STATEMENTS = 120;
const METRIC = {
  ...{ nameVi: "Số cuộc gọi (chỉ số giả định)", nameEn: "Calls (a made-up metric)" },
  ...{ kind: "COUNT", subjectType: "FACILITY", direction: "MORE_IS_BETTER", programme: "PROJECT_06", unit: "LOOKUP" },
  ...{ counts: "WHOLE", rulesBasisVi: "Đếm từng cuộc gọi.", rulesBasisEn: "Counted call by call." },
  ...{ expectedOf: "ALL_SUBJECTS", expectedBasisVi: "Mọi cơ sở.", expectedBasisEn: "Every facility." },
};
const REPORT = ["document", "sections", "figures", "statements"].map((sheet) => ({
  sheet,
  text: readFileSync(`test/importing/bao-cao-thu/${sheet}.csv`, "utf8"),
}));
const IMPORT =
  "mutation ($input: FileImportInput!) { fileImport(input: $input) { report { problems { code } } userErrors { code } } }";

const at = ({ id, version }: Data) => ({ id, expectedVersion: version });

describe("While something is written, before each of its statements in turn, somebody else", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const objects = { answer: "id version", metric: "id version", progress: "id version on" };
    department = new Acting(server, (await signedIn(server, "sở")).headers, objects);
    await importLines(server.db, "campaigns-list", "đợt.csv", [
      "campaign,line,form,number,title,recipient,facility,due_before",
      "2026-T3,CAMPAIGN,,12/SYT-VP,Báo cáo tháng 3,,,",
      "2026-T3,FORM,Mẫu 1,,Liên thông,,,",
      "2026-T3,COLUMN,Mẫu 1,(1),Kỳ này,,,",
      "2026-T3,COLUMN,Mẫu 1,(2),Kỳ trước,,,",
      "2026-T3,RECIPIENT,,,,Bệnh viện,BV-MAT,",
      "2026-T3,DUE,Mẫu 1,,,Bệnh viện,,2035-04-10",
    ]);
  });
  afterAll(() => server.close());

  const list = (name: string, lines: readonly string[]) => () =>
    importFile(
      server.db,
      listNamed(name),
      { file: "tệp.csv", document: "REGISTER", section: "tệp", content: `${lines.join("\n")}\n` },
      { mayUndoActs: true },
    );
  const cell = (column: string, value: number) =>
    list("form-answers", ["campaign,form,facility,column,value", `2026-T3,Mẫu 1,BV-MAT,${column},${value}`]);

  /** Does the one and, before each of its statements in turn, or so many apart, the other; tells whether each was done. */
  async function inTurn(
    prepared: (n: number) => Promise<{ one: () => Promise<unknown>; other: () => Promise<unknown> }>,
    check: (n: number, wasDone: { one: boolean; other: boolean }) => Promise<void>,
    apart = 1,
  ): Promise<void> {
    let statement = 1;
    for (; statement < MOST_STATEMENTS; statement += apart) {
      const { one, other } = await prepared(statement);
      const both = await meanwhile(server.db, statement, one, other);
      if (!both.other) break;
      await check(statement, { one: isDone(both.one), other: isDone(both.other) });
    }
    expect(statement).toBeGreaterThan(4);
    expect(statement).toBeLessThan(MOST_STATEMENTS);
    expect(await faultsIn(server.db)).toEqual([]);
  }

  function isDone(done: PromiseSettledResult<unknown>): boolean {
    if (done.status === "fulfilled") return ((done.value as Data).userErrors ?? []).length === 0;
    if (done.reason instanceof ImportRefused) return false;
    throw done.reason;
  }

  const answer = async (): Promise<Data> => {
    const [{ id, content, ...row } = {} as Data] = await server.db.query<Data>(
      "SELECT id, version, status, content FROM form_answer",
    );
    return { id: globalId("FormAnswer", id), ...row, figures: Object.values(JSON.parse(content).cells)[0] };
  };

  it("fills in another cell of the same form: none is lost", async () => {
    await inTurn(
      async (n) => ({ one: cell("(1)", 1000 + n), other: cell("(2)", 2000 + n) }),
      async (n, wasDone) => {
        expect(wasDone).toEqual({ one: true, other: true });
        expect((await answer()).figures).toEqual({ "(1)": 1000 + n, "(2)": 2000 + n });
      },
    );
  });

  it("submits the form: it is not taken back", async () => {
    await inTurn(
      async (n) => {
        const before = await answer();
        if (before.status === "SUBMITTED") await department.did("formAnswerReturn", { ...at(before), ...REASON });
        const draft = await answer();
        return { one: cell("(1)", 3000 + n), other: () => department.payload("formAnswerSubmit", at(draft)) };
      },
      async (_, wasDone) => {
        expect([wasDone.one, wasDone.other].sort()).toEqual([false, true]);
        expect((await answer()).status).toBe(wasDone.other ? "SUBMITTED" : "DRAFT");
      },
    );
  });

  it("withdraws a metric that a form is to ask for: only one of both is done", async () => {
    await inTurn(
      async (n) => {
        const metric = await department.done("metricAdd", { code: `SYNTHETIC_${n}`, ...METRIC });
        const campaign = list("campaigns", [
          "campaign,line,form,number,title,recipient,facility,due_before,metric,on",
          `M-${n},CAMPAIGN,,${n}/SYT-VP,Báo cáo ${n},,,,,`,
          `M-${n},FORM,Mẫu 1,,Liên thông,,,,,`,
          `M-${n},COLUMN,Mẫu 1,(1),Kỳ này,,,,SYNTHETIC_${n},2026-03-31`,
          `M-${n},RECIPIENT,,,,Bệnh viện,BV-MAT,,,`,
          `M-${n},DUE,Mẫu 1,,,Bệnh viện,,2035-04-10,,`,
        ]);
        return { one: campaign, other: () => department.payload("metricWithdraw", { ...at(metric), ...REASON }) };
      },
      async (_, wasDone) => expect([wasDone.one, wasDone.other].sort()).toEqual([false, true]),
    );
  });

  it("records the next step of a milestone, while the one before it moves behind it: only one of both is done", async () => {
    const { milestones } = (await dataOf(server, "{ roadmap { milestones { id status } } }")).roadmap;
    const { facilities } = await dataOf(server, '{ facilities(first: 40, asOf: "2023-03-01") { nodes { code } } }');
    const milestone = milestones.find(({ status }: Data) => status === "PLANNED").id;
    const report = (n: number, on: string, status: string) =>
      department.payload("milestoneRecordProgress", { milestone, facility: facilities.nodes[n].code, on, status });
    for (const isCorrectionFirst of [true, false]) {
      await inTurn(
        async (n) => {
          const place = isCorrectionFirst ? n : n + 20;
          const { progress } = await report(place, "2023-03-01", "IN_PROGRESS");
          const correct = () =>
            department.payload("milestoneCorrectProgress", { ...at(progress), on: "2023-06-01", ...REASON });
          const record = () => report(place, "2023-05-01", "DONE");
          return isCorrectionFirst ? { one: correct, other: record } : { one: record, other: correct };
        },
        async (_, wasDone) => expect([wasDone.one, wasDone.other].sort()).toEqual([false, true]),
      );
    }
  });

  it("withdraws a figure that a report is to replace: it does not come back", async () => {
    const imported = async (value: number, more: object = {}) => {
      const texts = REPORT.map(({ sheet, text }) => ({ sheet, text: text.replace(",50,", `,${value},`) }));
      const input = { format: "REPORT", texts, ...more };
      const { data, errors } = await runQuery(server, IMPORT, { input }, department.headers);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.fileImport;
    };
    const series = '{ metric(code: "LINKUPS") { series(subject: "BV-TAMTHAN") { id version on value } } }';
    const figure = async (): Promise<Data> =>
      (await dataOf(server, series)).metric.series.find(({ on }: Data) => on === "2026-04-30");
    const withdrawn = async () => department.did("observationWithdraw", { ...at(await figure()), ...REASON });
    for (const value of [901, 902]) {
      await imported(value, { mayUndoActs: true });
      await withdrawn();
    }
    // What somebody enters in the place of a figure that was withdrawn gets its print.
    const entered = { metric: "LINKUPS", subject: "BV-TAMTHAN", from: "2026-04-01", on: "2026-04-30", value: 903 };
    await department.did("observationRecord", entered);
    await imported(904, { mayUndoActs: true });
    expect(await faultsIn(server.db)).toEqual([]);
    await withdrawn();
    await inTurn(
      async (n) => {
        await imported(1000 + n, { mayUndoActs: true });
        const found = await figure();
        return {
          one: () => imported(2000 + n),
          other: () => department.payload("observationWithdraw", { ...at(found), ...REASON }),
        };
      },
      async (n, wasDone) => {
        expect([wasDone.one, wasDone.other].sort()).toEqual([false, true]);
        expect((await figure())?.value).toBe(wasDone.other ? undefined : 2000 + n);
      },
      3,
    );
  });
});
