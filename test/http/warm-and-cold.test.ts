import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse, validate } from "graphql";
import { dayAt } from "../../server/core/time/clock.js";
import { ImportRefused } from "../../server/files/reading/problems.js";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { actsOnFacilities, PREPARED } from "../support/acts-on-facilities.js";
import { assessing, openRound } from "../support/assessments.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { daysAround, ENDS, plusDays } from "../support/days.js";
import { importLines } from "../support/importing.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { type Asked, QUESTIONS, RandomQuestions } from "../support/random-questions.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { fieldsOf, heldBy, readAnew } from "../support/snapshot-fields.js";
import { type Served, twoServers } from "../support/two-servers.js";

const SEED = newSeed("warm and cold servers");
const STEPS = stepsOf(40);
const QUESTIONS_A_STEP = 3;
const FIRST_DAY = Date.parse("2026-06-15T08:00:00+07:00");
const DAY_MS = 86_400_000;

/** Of which data is entered, and one that opens and closes beside them. */
const UNITS = ["BV-MAT", "BV-TAMTHAN", "TTYT-PHUVANG", "PK-MEDIC-69NH"];
const FLEETING = "BV-GTVT";

describe("Servers over one database, asked and acted on at random", () => {
  const random = randomOf(SEED);
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  const questions = new RandomQuestions(random);
  const schema = createSchema();
  const warm: Served[] = [];
  let database: TestDatabase;
  let now = FIRST_DAY;
  let key: Record<string, string>;
  let viewers: Record<string, Record<string, string>>;
  let step = 0;

  beforeAll(async () => {
    database = await loadedDatabase();
    const clock = { now: () => now };
    warm.push(...(await twoServers(database, clock, { schema })));
    await warm[0]?.shared?.snapshots.holdLate();
    await addTestAccount(database.db, "sở", "ADMIN");
    await addTestAccount(database.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const [server] = warm as [Served];
    const { headers } = await signedIn(server, "sở");
    key = (await issuedKey(server, headers, { expiresOn: "2027-01-01" })).headers;
    await newDay(0);
  });
  afterAll(async () => {
    for (const server of warm.reverse()) await server.close();
  });

  /** Tokens of yesterday are good no more. */
  async function newDay(days: number): Promise<void> {
    now += days * DAY_MS;
    const [admin, editor] = [await signedIn(pick(warm), "sở"), await signedIn(pick(warm), "mắt")];
    viewers = { public: {}, editor: editor.headers, admin: admin.headers, key };
    await lookAtDays();
  }

  async function lookAtDays(): Promise<void> {
    const today = dayAt(now);
    const often = [...ENDS, ...[-1, 0, 1].map((days) => plusDays(today, days))];
    questions.days = [...often, ...often, ...(await daysAround(database.db))];
  }

  /** Everything that leaves a server but what is new each time. */
  async function sent(
    server: Pick<TestServer, "url">,
    asked: Asked,
    headers: Record<string, string>,
  ): Promise<unknown> {
    const { path, query, variables } = asked;
    const response = path
      ? await fetch(`${server.url}${path}`, { headers })
      : await fetch(`${server.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify({ query, variables }),
        });
    const own = ["date", "x-request-id", "transfer-encoding", "connection", "keep-alive"];
    return [response.status, [...response.headers].filter(([name]) => !own.includes(name)), await response.text()];
  }

  /** What a server sends that was asked of nothing before. */
  async function sentByNew(asked: Asked, headers: Record<string, string>): Promise<unknown> {
    const cold = await serve({ ...database, close: async () => {} }, { now: () => now }, { schema });
    try {
      return await sent(cold, asked, headers);
    } finally {
      await cold.close();
    }
  }

  const department = (objects: Record<string, string>) => new Acting(pick(warm), viewers.admin ?? {}, objects);

  const toRegister = async (field: string, values: object, code = pick([...UNITS, FLEETING])): Promise<Data> => {
    const { facility } = await dataOf(pick(warm), `{ facility(code: "${code}") { id version } }`);
    const input = { id: facility.id, expectedVersion: facility.version, ...values };
    return department({ facility: REGISTER }).ask(field, input);
  };
  const toArea = async (field: string, values: object, code = pick(["46", "474", "478"])): Promise<Data> => {
    const { area } = await dataOf(pick(warm), `{ area(code: "${code}") { id version } }`);
    return department({ area: "name" }).ask(field, { id: area.id, expectedVersion: area.version, ...values });
  };
  const REGISTER = "code name version area { name } parent { name } children { code }";
  const sentAsList = (format: string, text: string): Promise<Data> =>
    department({ report: "imported" }).ask("fileImport", { format, fileName: "list.csv", text });
  const on = () => plusDays(dayAt(now), -random(5));

  /** An assessment from its draft to where everybody sees it. */
  async function publish(): Promise<void> {
    const [server, headers] = [pick(warm), viewers.admin ?? {}];
    const round = `R${SEED % 1000}-${step}`;
    await openRound(assessing(server, headers), round);
    let draft = await assessing(server, headers).done("assessmentStart", { facility: pick(UNITS), round });
    for (const [field, more] of [
      ["assessmentSave", { reportedLevel: 1 + random(4), components: [{ component: "HIS", level: 1 + random(7) }] }],
      ["assessmentSubmit", {}],
      ["assessmentVerify", {}],
      ["assessmentPublish", {}],
    ] as const) {
      const input = { id: draft.id, expectedVersion: draft.version, ...more };
      draft = await assessing(pick(warm), headers).done(field, input);
    }
  }

  /** What may be done between two questions; some of it is refused, which is as good. */
  const ACTS: readonly (() => Promise<unknown>)[] = [
    () => toRegister("facilityRename", { on: on(), name: `Tên mới ${step}` }),
    () => toRegister("facilityMove", { on: on(), area: pick(["474", "478", "46"]) }),
    () => toRegister("facilityReassign", { on: on(), managedBy: pick([...UNITS, "SYT", null]) }),
    () => toRegister("facilityProfileChange", { on: on(), actualBeds: random(500) }),
    () => toRegister("facilityClose", { on: on(), reason: "Thử." }, FLEETING),
    () => toRegister("facilityMerge", { on: on(), into: pick(UNITS), reason: "Thử." }, FLEETING),
    () => toRegister("facilityCorrect", { name: `Tên đúng ${step}`, reason: "Thử." }),
    () =>
      department({ facility: REGISTER }).ask("facilityAdd", {
        ...{ code: `MOI-${step}`, name: `Cơ sở mới ${step}`, facilityType: "POLYCLINIC", ownership: "PRIVATE" },
        ...{ area: pick(["474", "46"]), managedBy: pick([...UNITS, null]), on: on() },
      }),
    () => toRegister("facilityReopen", { reason: "Thử." }, FLEETING),
    () => toRegister("facilityCorrect", { noteVi: `Ghi chú ${step}`, openedOn: "1990-01-02", reason: "Thử." }),
    () => toRegister("facilityWithdrawChange", { aspect: pick(["NAME", "PLACE"]), reason: "Thử." }),
    publish,
    async () => {
      const prepare = pick(Object.values(actsOnFacilities));
      const { field, input } = await prepare(pick(UNITS), department(PREPARED));
      return department(PREPARED).ask(field, input);
    },
    () =>
      importLines(database.db, "facility-names", `own-${step}.csv`, [
        "facility,name,valid_from,valid_to,legal_document,note_vi",
        `${pick(UNITS)},Tên trước ${step},,200${random(10)}-03-0${1 + random(9)},,`,
      ]).catch(unlessRefused),
    () => {
      const [today, body] = [dayAt(now), pick(["", "SYT", ...UNITS])];
      const line = pick([
        `${FLEETING},,,,${random(500)},,,${pick(["", today])},${today}`,
        `${pick(UNITS)},Tên theo tệp ${step},,,,${pick(["", "478", "46"])},${body},,${today}`,
        `TEP-${random(9)},Cơ sở theo tệp ${step},POLYCLINIC,PRIVATE,,46,${body},,${today}`,
      ]);
      const header = "code,name,facility_type,ownership,actual_beds,area,managed_by,closed_on,valid_from";
      return sentAsList("FACILITIES", `${header}\n${line}`);
    },
    async () => {
      if (random(2) > 0) await openRound(assessing(pick(warm), viewers.admin ?? {}), `L${SEED % 1000}-${step}`);
      const { assessmentRounds } = await dataOf(pick(warm), "{ assessmentRounds { code state } }");
      const open = assessmentRounds.filter(({ state }: Data) => state === "OPEN");
      const units = [...UNITS, "SYT"].filter(() => random(2) > 0);
      const lines = units.map((unit) => `${open.at(-1)?.code},${unit},${1 + random(4)},${1 + random(7)}`);
      return sentAsList("ASSESSMENTS", ["round,facility,reported_level,HIS", ...lines].join("\n"));
    },
    () => {
      const line = `X-${random(9)},Xã ${step},COMMUNE,46,2025-08-01`;
      return sentAsList("AREAS", `code,name,area_type,parent,valid_from\n${line}`);
    },
    () => toArea("areaRename", { on: on(), name: `Địa bàn ${step}`, noteVi: "Thử." }),
    () => toArea("areaCorrect", { addSpellings: [`dia ban ${step}`], reason: "Thử." }),
    () =>
      department({ area: "code" }).ask("areaAdd", {
        ...{ code: `Y-${step}`, name: `Xã ${step}`, areaType: "COMMUNE", parent: pick(["46", "474"]) },
        ...{ on: on(), noteVi: "Thử." },
      }),
    async () => {
      const { roadmap } = await dataOf(pick(warm), "{ roadmap { milestones { id version } } }");
      const { id, version } = pick(roadmap.milestones) as Data;
      const input = { id, expectedVersion: version, year: 2023 + random(8), reason: "Thử." };
      return department({ milestone: "year" }).ask("milestoneReplan", input);
    },
    () =>
      department({ legalDocument: "number" }).ask("legalDocumentAdd", {
        ...{ number: `${step}/2026/SYNTHETIC`, kind: "DECISION", titleVi: "Quyết định SYNTHETIC" },
      }),
    () =>
      department({ campaign: "code" }).ask("reportingCampaignOpen", {
        ...{ code: `C-${step}`, titleVi: "Báo cáo thử", issuedOn: on() },
        recipients: [{ nameVi: "Đơn vị", units: [{ facility: pick(UNITS) }] }],
        forms: [{ code: "Mẫu", titleVi: "Mẫu", columns: [{ number: "(1)", labelVi: "Số lượng" }] }],
        demands: [{ recipient: "Đơn vị", form: "Mẫu", dueBefore: "2026-12-31" }],
      }),
    () => addTestAccount(pick(warm).db, `khác ${step}`, "FACILITY_EDITOR", pick(UNITS)),
    () => newDay(1),
  ];

  const unlessRefused = (error: unknown) => {
    if (!(error instanceof ImportRefused)) throw error;
  };

  const QUESTION = { headers: {} as Record<string, string>, asked: {} as Asked };
  const question = (): typeof QUESTION => {
    const headers = { "accept-language": pick(["en", "vi"]), ...viewers[pick(Object.keys(viewers))] };
    return { headers, asked: questions.next() };
  };

  /** What each server has made of the snapshot before and of what has changed is what it would have loaded anew. */
  async function expectHeldAsRead(): Promise<void> {
    const here = warm.filter((server): server is TestServer => server.shared !== undefined);
    if (here.length === 0) return;
    const anew = await readAnew(pick(here));
    const days = [pick(questions.days), pick(questions.days), plusDays(dayAt(now), -random(5))];
    for (const server of here) {
      const [held, read] = [await heldBy(server), anew].map((snapshot) => fieldsOf(snapshot, days));
      // Where too much has changed at once it is read again while others are answered.
      expect({ step, ...held, results: held?.results ?? read?.results }).toEqual({ step, ...read });
    }
  }

  it("are asked what the schema knows", () => {
    for (const [query] of QUESTIONS) expect([query, validate(schema, parse(query))]).toEqual([query, []]);
  });

  it("send the same bytes, whatever they were asked before, and as a new one does", async () => {
    const outcomes = new Map<string, number>();
    const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    let known: (typeof QUESTION)[] = [];
    for (step = 0; step < STEPS; step += 1) {
      if (random(3) > 0) {
        // Whatever is read while this is done must not be taken for what is on record after it.
        const racing = known.map(({ headers, asked }) => sent(pick(warm), asked, headers));
        await pick(ACTS)();
        await Promise.all(racing);
        await lookAtDays();
        await expectHeldAsRead();
        count("act");
      }
      const next = Array.from({ length: QUESTIONS_A_STEP }, question);
      for (const { headers, asked } of [...next, ...(known[0] ? [known[0]] : [])]) {
        const expected = await sentByNew(asked, headers);
        const answers: unknown[] = [];
        for (const server of [...warm, ...warm, pick(warm)]) answers.push(await sent(server, asked, headers));
        for (const answer of answers) expect([step, asked, headers, answer]).toEqual([step, asked, headers, expected]);
        const [status, , text] = expected as [number, unknown, string];
        questions.learn(text);
        count(status === 200 && !text.includes('"errors"') ? "answered" : "refused");
      }
      known = next;
    }
    for (const server of warm) expect(server.reported).toEqual([]);
    expect(outcomes.get("act")).toBeGreaterThan(STEPS / 4);
    expect(outcomes.get("answered")).toBeGreaterThan(outcomes.get("refused") ?? 0);
  }, 600_000);
});
