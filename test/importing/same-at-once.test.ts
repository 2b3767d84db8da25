import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { ImportRefused } from "../../server/files/reading/problems.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { ASSESSMENT, DRAFT, openRound } from "../support/assessments.js";
import { FIGURES, importLines, listNamed, readerNamed } from "../support/importing.js";
import { meanwhile } from "../support/meanwhile.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { faultsIn } from "../support/traces.js";

const REASON = { reason: "Thử." };
/** No write of these asks as many statements. */
const MOST_STATEMENTS = 90;
const SYSTEMS = ["EMR", "LIS", "PORTAL", "HIS", "RIS_PACS", "MANAGEMENT", "CITIZEN_APP", "TELEHEALTH"];
const RECORDED = { metric: "LINKUPS", subject: "BV-TAMTHAN", value: 5 };
const TITLE = "Xây dựng kho dữ liệu ngành Y tế";

type Write = () => Promise<unknown>;
/** The write of a number: what it says differs from that of the number before. */
type Writes = (n: number) => Write;

describe("Two that write the same object at once", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const objects = {
      draft: DRAFT,
      assessment: ASSESSMENT,
      round: "id",
      answer: "id version",
      milestone: "id version",
    };
    department = new Acting(server, (await signedIn(server, "sở")).headers, objects);
    await openRound(department, "2026");
    await importLines(server.db, "campaigns-list", "đợt.csv", [
      "campaign,line,form,number,title,recipient,facility,due_before",
      "2026-T3,CAMPAIGN,,12/SYT-VP,Báo cáo tháng 3,,,",
      "2026-T3,FORM,Mẫu 1,,Liên thông,,,",
      "2026-T3,COLUMN,Mẫu 1,(1),Kỳ này,,,",
      "2026-T3,RECIPIENT,,,,Bệnh viện,BV-MAT,",
      "2026-T3,DUE,Mẫu 1,,,Bệnh viện,,2035-04-10",
    ]);
  });
  afterAll(() => server.close());

  const source = { file: "tệp.csv", document: "REGISTER", section: "tệp" };
  const list =
    (name: string, header: string, lineOf: (n: number) => string): Writes =>
    (n) =>
    () =>
      importFile(
        server.db,
        name === "observations" ? readerNamed(name) : listNamed(name),
        { ...source, content: `${header}\n${lineOf(n)}\n` },
        { mayUndoActs: true },
      );
  const asked = async (query: string): Promise<Data> =>
    (await runQuery(server, `{ ${query} }`, {}, department.headers)).data;
  const act = (field: string, inputOf: () => Promise<object>) => async (): Promise<Write> => {
    const input = await inputOf();
    return () => department.payload(field, input);
  };

  const ROUNDS = 'assessmentDraft(round: "2026") { id version status } assessment(round: "2026") { id version }';
  /** A draft of this facility, whatever has become of the last one. */
  async function draftOf(facility: string): Promise<Data> {
    const { assessmentDraft: draft, assessment } = (await asked(`facility(code: "${facility}") { ${ROUNDS} }`))
      .facility;
    if (draft?.status === "DRAFT") return draft;
    if (draft) return department.done("assessmentReturn", { id: draft.id, expectedVersion: draft.version, ...REASON });
    return assessment
      ? department.done("assessmentReopen", { id: assessment.id, expectedVersion: assessment.version, ...REASON })
      : department.done("assessmentStart", { facility, round: "2026" });
  }
  const next = async (field: string, { id, version }: Data, more = {}): Promise<Data> =>
    department.done(field, { id, expectedVersion: version, ...more });

  const needs = (
    facilityOf: (n: number) => string,
    systemOf: (n: number) => string,
    isNeeded: (n: number) => boolean,
  ): Writes =>
    list("stated-needs", "round,facility,system,needed", (n) =>
      [2026, facilityOf(n), systemOf(n), isNeeded(n) ? "Có" : "Không"].join(","),
    );
  const systemOf = (n: number) => SYSTEMS[n % SYSTEMS.length] ?? "";
  const figures = (value: number): Writes =>
    list("observations", FIGURES, (n) => `LINKUPS,BV-MAT,,2019-01-01,${value + n},,,,,`);
  const results = (lineOf: (n: number) => string): Writes =>
    list("assessments", "round,facility,reported_level,HIS", (n) => `2026,BV-MAT,${lineOf(n)}`);
  const milestones = (year: number): Writes =>
    list("milestones", "track,year,title,status", (n) => `INVESTMENT,${year + (n % 3)},${TITLE},đang thực hiện`);
  const beds = (shift: number): Writes =>
    list("facilities", "code,actual_beds,valid_from", (n) => `BV-MAT,${shift * 100 + n},${dayOf(2 * n + shift)}`);
  const dayOf = (n: number) => new Date(Date.UTC(2023, 0, n)).toISOString().slice(0, 10);
  const areas = (name: string): Writes =>
    list("areas", "code,name,area_type,parent,valid_from", (n) => `9${n},${name} ${n},PROVINCE,VN,2023-01-01`);
  const cells = (value: number): Writes =>
    list("form-answers", "campaign,form,facility,column,value", (n) => `2026-T3,Mẫu 1,BV-MAT,(1),${value + n}`);
  const answers = (shift: number): Writes =>
    list(
      "assessment-answers",
      "round,facility,criterion,answer",
      (n) => `2026,BV-PHOI,LIS_8${n % 3},${["MET", "NEEDS_UPGRADE", "NOT_NEEDED"][(n + shift) % 3]}`,
    );

  /** The second one is done before each statement of the first one in turn. */
  const PAIRS: [what: string, one: (n: number) => Promise<Write>, other: (n: number) => Promise<Write>][] = [];
  const files = (what: string, one: Writes, other: Writes) =>
    PAIRS.push([what, async (n) => one(n), async (n) => other(n)]);
  const fileAndAct = (what: string, file: Writes, acting: (n: number) => Promise<Write>) => {
    PAIRS.push([`${what}, the file first`, async (n) => file(n), acting]);
    PAIRS.push([`${what}, the act first`, acting, async (n) => file(n)]);
  };
  files("two files of a figure", figures(1000), figures(2000));
  files(
    "two lists of a need",
    needs(
      () => "BV-MAT",
      () => "LIS",
      (n) => n % 2 === 0,
    ),
    needs(
      () => "BV-MAT",
      () => "LIS",
      (n) => n % 2 === 1,
    ),
  );
  files(
    "two lists of levels, of which each leaves blank what the other says",
    results((n) => `${1 + (n % 2)},`),
    results((n) => `,${3 + (n % 2)}`),
  );
  PAIRS.push([
    "a file that brings figures and replaces one, and the recording of another",
    async (n) => {
      const rows = ["2019-01-01", ...[1, 2, 3].map((day) => dayOf(10 * n + day))];
      const lines = rows.map((on) => `LINKUPS,BV-MAT,,${on},${7000 + n},,,,,`);
      return list("observations", FIGURES, () => lines.join("\n"))(n);
    },
    async (n) => () => department.payload("observationRecord", { ...RECORDED, on: dayOf(n) }),
  ]);
  files("two lists of a milestone", milestones(2023), milestones(2026));
  files("two lists of a facility", beds(0), beds(1));
  files("two lists of a new area", areas("Tỉnh một"), areas("Tỉnh hai"));
  files("two lists of a cell of a form", cells(1000), cells(2000));
  for (const [isFileFirst, facilities] of [
    [true, ["BV-TAMTHAN", "TTYT-PHUVANG", "TTYT-PHULOC", "TTYT-ALUOI"]],
    [false, ["TTYT-QUANGDIEN", "TTYT-PHONGDIEN", "TTYT-HUONGTRA", "TTYT-HUONGTHUY"]],
  ] as const) {
    // What a publication has stated no file changes: each time it is another need.
    const facilityOf = (n: number) => facilities[Math.floor(n / SYSTEMS.length)] ?? "";
    const file = needs(facilityOf, systemOf, (n) => n % 2 === 1);
    const publication = async (n: number): Promise<Write> => {
      const statedNeeds = [{ system: systemOf(n), needed: n % 2 === 0 }];
      const reportedLevel = 1 + (n % 3);
      const saved = await next("assessmentSave", await draftOf(facilityOf(n)), { reportedLevel, statedNeeds });
      const draft = await next("assessmentVerify", await next("assessmentSubmit", saved), { reportedLevel });
      return () => department.payload("assessmentPublish", { id: draft.id, expectedVersion: draft.version });
    };
    if (isFileFirst)
      PAIRS.push(["a list of a need, and the publication that states it", async (n) => file(n), publication]);
    else PAIRS.push(["the publication that states a need, and a list of it", publication, async (n) => file(n)]);
  }
  fileAndAct("a list of answers and their entering", answers(0), async (n) => {
    const draft = await draftOf("BV-PHOI");
    const entry = { criterion: `LIS_8${n % 3}`, answer: ["NEEDS_UPGRADE", "NOT_NEEDED", "MET"][n % 3] };
    const input = { id: draft.id, expectedVersion: draft.version, answers: [entry] };
    return () => department.payload("assessmentSave", input);
  });
  fileAndAct("a list of a milestone and its planning", milestones(2023), (n) =>
    act("milestoneReplan", async () => {
      const { nodes, ...roadmap } = (await asked("roadmap { milestones { id version titleVi } }")).roadmap;
      const found = (nodes ?? roadmap.milestones).find(({ titleVi }: Data) => titleVi === TITLE);
      return { id: found.id, expectedVersion: found.version, year: 2027 + (n % 3), ...REASON };
    })(),
  );
  fileAndAct("a list of a cell and its entering", cells(3000), (n) =>
    act("formAnswerSave", async () => {
      const [answer] = await server.db.query<{ version: number }>("SELECT version FROM form_answer");
      const place = { campaign: "2026-T3", form: "Mẫu 1", facility: "BV-MAT" };
      return { ...place, expectedVersion: answer?.version ?? null, cells: [{ column: "(1)", value: 5000 + n }] };
    })(),
  );

  it.each(PAIRS)(
    "are both told what became of it, and leave trails without a fault: %s",
    async (what, one, other) => {
      const told = new Set<string>();
      let statement = 1;
      for (; statement < MOST_STATEMENTS; statement += 1) {
        const [first, second] = [await one(statement), await other(statement)];
        const both = await meanwhile(server.db, statement, first, second);
        if (!both.other) break;
        told.add(`one ${whatBecame(both.one)}`);
        told.add(`other ${whatBecame(both.other)}`);
      }
      expect(statement).toBeGreaterThan(4);
      expect(statement).toBeLessThan(MOST_STATEMENTS);
      // On the embedded database there is one writer, and a publication holds the needs that it states from the beginning:
      // the other comes second, and may be refused.
      const isSecond = server.db.dialect !== "mysql" || what.startsWith("the publication");
      for (const side of isSecond ? ["one"] : ["one", "other"]) expect(told).toContain(`${side} done`);
      expect(await faultsIn(server.db)).toEqual([]);
    },
    120_000,
  );

  /** Anything but a refusal that says why is an error. */
  function whatBecame(done: PromiseSettledResult<unknown>): string {
    if (done.status === "rejected") {
      if (done.reason instanceof ImportRefused) return done.reason.problems.map(({ code }) => code).join();
      throw done.reason;
    }
    const { userErrors = [] } = done.value as { userErrors?: Data[] };
    return userErrors.map(({ code }) => code).join() || "done";
  }
});
