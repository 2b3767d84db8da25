import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import {
  decided,
  IMPORT_NEED,
  IMPORT_RESULT,
  keyOf,
  type Model,
  ordersOf,
  type Said,
  type Seen,
  type Step,
  seen,
  type Thing,
  tried,
} from "../support/assessment-model.js";
import { assessing, openRound } from "../support/assessments.js";
import { loadedDatabase } from "../support/database.js";
import { newSeed, randomOf, stepsOf } from "../support/random.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { faultsIn } from "../support/traces.js";
import { type Served, twoServers } from "../support/two-servers.js";

const FACILITIES = ["BV-MAT", "BV-TAMTHAN", "PK-MEDIC-69NH"];
const ROUNDS = ["2022", "2026"];
const EDITORS = [
  { name: "BV-MAT", facilities: ["BV-MAT"] },
  { name: "SYT", facilities: ["BV-MAT", "BV-TAMTHAN"] },
] as const;
const DEPARTMENT = { name: "sở", facilities: "ALL" } as const;
const WORK = [
  "Start",
  "Save",
  "Save",
  "Submit",
  "Submit",
  "Return",
  "Verify",
  "Verify",
  "Publish",
  "Publish",
  "Reopen",
];
const ACTS = [
  ...[...WORK, ...WORK, "RoundClose", "RoundReopen", "RoundReopen"].map((name) => `assessment${name}`),
  ...[IMPORT_RESULT, IMPORT_RESULT, IMPORT_RESULT, IMPORT_NEED, IMPORT_NEED, IMPORT_NEED],
];
/** What somebody would try who has looked, so that not all is refused. */
const LIKELY: Record<string, readonly string[]> = {
  NONE: ["assessmentStart"],
  DRAFT: ["assessmentSave", "assessmentSave", "assessmentSubmit"],
  SUBMITTED: ["assessmentVerify", "assessmentVerify", "assessmentReturn"],
  VERIFIED: ["assessmentPublish", "assessmentPublish", "assessmentReturn"],
  PUBLISHED: ["assessmentReopen"],
};

const OUTCOMES = ["CONFLICT", "DONE", "FILE_REFUSED", "FORBIDDEN", "ILLEGAL_STATE", "NOT_FOUND"];

const SAYS = "version reportedLevel components { component level } answers { criterion { code } answer }";
const EVERYTHING = `{ facilities(first: 100) { nodes { code ${ROUNDS.map(
  (
    round,
  ) => `published${round}: assessment(round: "${round}") { ${SAYS} } needs${round}: statedNeeds(round: "${round}") { system { code } needed }
    draft${round}: assessmentDraft(round: "${round}") { status ${SAYS} statedNeeds { system { code } needed } }`,
).join(" ")} } } }`;

const saidIn = ({ reportedLevel, components, answers }: Data, needs: Data[]): Said => ({
  reportedLevel,
  his: components.find(({ component }: Data) => component === "HIS")?.level ?? null,
  lis80: answers.find(({ criterion }: Data) => criterion.code === "LIS_80")?.answer ?? null,
  emr: neededIn(needs, "EMR"),
});

const withoutNeed = ({ emr: _, ...said }: Said): Omit<Said, "emr"> => said;

const neededIn = (needs: Data[], code: string): boolean | null =>
  needs.find(({ system }) => system.code === code)?.needed ?? null;

describe("Acts and files at random on assessments and rounds", () => {
  const servers: Served[] = [];
  const headers: Record<string, Record<string, string>> = {};
  let model: Model;
  let versionsAtFirst: number;

  beforeAll(async () => {
    const database = await loadedDatabase();
    servers.push(...(await twoServers(database)));
    const [server] = servers as [Served];
    await addTestAccount(server.db, "sở", "ADMIN");
    for (const { name } of EDITORS) await addTestAccount(server.db, name, "FACILITY_EDITOR", name);
    for (const { name } of [DEPARTMENT, ...EDITORS]) headers[name] = (await signedIn(server, name)).headers;
    await openRound(assessing(server, headers.sở ?? {}), "2026");
    const { assessmentRounds } = await dataOf(server, "{ assessmentRounds { id code state version } }");
    const things = await onRecord();
    model = {
      rounds: Object.fromEntries(
        assessmentRounds.map(({ id, code, state, version }: Data) => [code, { id, open: state === "OPEN", version }]),
      ),
      things: Object.fromEntries(
        Object.entries(things).map(([key, { version, published, needs }]): [string, Thing] => {
          const source = "DOCUMENT" as const;
          const of = ({ needs: { EMR, LIS } }: Seen) => ({
            EMR: { needed: EMR, source },
            LIS: { needed: LIS, source },
          });
          const said = published && { version: published.version, said: withoutNeed(published.said), source };
          return [
            key,
            { id: null, version, draft: null, published: said, needs: of({ version, draft: null, published, needs }) },
          ];
        }),
      ),
    };
    const { facilities } = await dataOf(
      server,
      `{ facilities(first: 100) { nodes { code assessment(round: "2022") { id } } } }`,
    );
    for (const { code, assessment } of facilities.nodes) {
      const thing = model.things[`${code} 2022`];
      if (thing && assessment) Object.assign(thing, { id: assessment.id });
    }
    versionsAtFirst = versionsIn(model);
  });
  afterAll(async () => {
    for (const server of servers.reverse()) await server.close();
  });

  /** What everybody reads, and what the Department reads of the drafts, as the model has it. */
  const onRecord = async (): Promise<Record<string, Seen>> => {
    const [server] = servers as [Served];
    const { data, errors } = await runQuery(server, EVERYTHING, {}, headers.sở);
    if (errors) throw new Error(JSON.stringify(errors));
    const found = data.facilities.nodes.filter(({ code }: Data) => FACILITIES.includes(code));
    return Object.fromEntries(
      found.flatMap((node: Data) =>
        ROUNDS.map((round) => {
          const [draft, published, needs] = [`draft${round}`, `published${round}`, `needs${round}`].map((f) => node[f]);
          const thing: Seen = {
            version: draft?.version ?? published?.version ?? 0,
            draft: draft && { status: draft.status, said: saidIn(draft, draft.statedNeeds) },
            published: published && { version: published.version, said: saidIn(published, needs) },
            needs: { EMR: neededIn(needs, "EMR"), LIS: neededIn(needs, "LIS") },
          };
          return [`${node.code} ${round}`, thing] as const;
        }),
      ),
    );
  };
  const inModel = (): Record<string, Seen> =>
    Object.fromEntries(Object.entries(model.things).map(([key, thing]) => [key, seen(thing)]));
  /** Each step that is accepted and changes something makes one version more of one assessment or round. */
  const versionsIn = ({ things, rounds }: Model): number =>
    [...Object.values(things), ...Object.values(rounds)].reduce((sum, { version }) => sum + version, 0);

  const below = randomOf(newSeed("acts and files on assessments"));
  const random = { below, one: <T>(of: readonly T[]): T => of[below(of.length)] as T };
  const step = (facility = random.one(FACILITIES), round = random.one(["2026", ...ROUNDS])): Step => {
    const { draft, published } = model.things[`${facility} ${round}`] as Thing;
    const likely = LIKELY[draft?.status ?? (published ? "PUBLISHED" : "NONE")] ?? [];
    const name = random.one(random.below(2) === 0 ? likely : ACTS);
    const ofRound = name.startsWith("assessmentRound");
    const { id, version } = (ofRound ? model.rounds[round] : model.things[`${facility} ${round}`]) as Thing;
    const all: Said = {
      reportedLevel: random.one([null, 1, 2, 3]),
      his: random.one([null, 1, 5, 7]),
      lis80: random.one([null, "MET", "NOT_NEEDED"]),
      emr: random.one([null, true, false]),
    };
    return {
      act: name,
      by: name.startsWith("import")
        ? DEPARTMENT
        : random.below(4) === 0 || (ofRound && random.below(3) > 0)
          ? random.one(EDITORS)
          : DEPARTMENT,
      facility,
      round,
      id: random.below(30) === 0 ? "none" : (id ?? "none"),
      expectedVersion: version + random.one([0, 0, 0, 0, 0, 0, 0, 0, -1, 1]),
      entry: Object.fromEntries(Object.entries(all).filter(() => random.below(2) === 0)),
      file: {
        reportedLevel: random.one([null, 1, 2, 3]),
        his: random.one([1, 5, 7]),
        system: random.one(["EMR", "LIS"]),
        needed: random.one([true, false]),
      },
    };
  };

  const fileOf = ({ act: name, facility, round, file }: Step): object => {
    const { reportedLevel, his, system, needed } = file;
    const [header, row] =
      name === IMPORT_RESULT
        ? [
            "round,facility,reported_level,HIS,LIS,RIS_PACS,EMR,MANAGEMENT,INFRASTRUCTURE",
            `${round},${facility},${reportedLevel ?? ""},${his},,,,,`,
          ]
        : ["round,facility,system,needed", `${round},${facility},${system},${needed ? "Có" : "Không"}`];
    return { format: name.slice("import ".length), fileName: "kết quả.csv", text: `${header}\n${row}\n` };
  };
  const inputOf = ({ act: name, facility, round, id, expectedVersion, entry }: Step): object => {
    if (name === "assessmentStart") return { facility, round };
    const { reportedLevel, his, lis80, emr } = entry;
    const reason = { reason: "Thử ngẫu nhiên." };
    const more: Record<string, object> = {
      assessmentReturn: reason,
      assessmentReopen: reason,
      assessmentRoundReopen: reason,
      assessmentVerify: "reportedLevel" in entry ? decided(entry) : {},
      assessmentSave: {
        ...(reportedLevel === undefined ? {} : { reportedLevel }),
        ...(his === undefined ? {} : { components: [{ component: "HIS", level: his }] }),
        ...(lis80 === undefined ? {} : { answers: [{ criterion: "LIS_80", answer: lis80 }] }),
        ...(emr === undefined ? {} : { statedNeeds: [{ system: "EMR", needed: emr }] }),
      },
    };
    return { id, expectedVersion, ...more[name] };
  };

  /** What the server makes of a step: DONE, or the one code that it is refused by. */
  const asked = async (each: Step): Promise<{ outcome: string; payload: Data }> => {
    if (each.act.startsWith("import")) {
      const document = "mutation ($input: FileImportInput!) { fileImport(input: $input) { userErrors { code } } }";
      const input = fileOf(each);
      const { data, errors } = await runQuery(random.one(servers), document, { input }, headers.sở);
      return { outcome: errors?.[0]?.extensions.code ?? data.fileImport.userErrors[0]?.code ?? "DONE", payload: null };
    }
    const input =
      each.id === "none" && each.act.startsWith("assessmentRound") ? { ...inputOf(each), id: "x" } : inputOf(each);
    const { data, errors } = await assessing(random.one(servers), headers[each.by.name] ?? {}).ask(each.act, input);
    if (errors) return { outcome: errors[0]?.extensions.code ?? "?", payload: null };
    const payload: Data = Object.values(data)[0];
    return { outcome: payload.userErrors[0]?.code ?? "DONE", payload };
  };
  /** The ids that the server has made are taken over; the model knows only that there is one. */
  const learn = async ({ facility, round }: Step): Promise<void> => {
    const thing = model.things[keyOf({ facility, round })];
    if (thing?.id !== "begun") return;
    const asking = `{ facility(code: "${facility}") { assessment(round: "${round}") { id } assessmentDraft(round: "${round}") { id } } }`;
    const { data } = await runQuery(servers[0] as Served, asking, {}, headers.sở);
    thing.id = (data.facility.assessmentDraft ?? data.facility.assessment).id;
  };

  it("are accepted and refused as on paper, one after the other, and lead to what stands there", async () => {
    const outcomes = new Map<string, number>();
    // As long as it takes until all of it has happened, so that this tells something.
    const hasAll = () => OUTCOMES.every((outcome) => outcomes.has(outcome)) && (outcomes.get("DONE") ?? 0) > 100;
    for (let i = 0; i < 600 || (i < 6000 && !hasAll()); i += 1) {
      const each = step();
      if (each.act.startsWith("assessmentRound") && each.id === "none") continue;
      const answer = await asked(each);
      expect([i, each, answer.outcome]).toEqual([i, each, tried(model, each)]);
      await learn(each);
      outcomes.set(answer.outcome, (outcomes.get(answer.outcome) ?? 0) + 1);
      if (i % 20 === 0) expect(await onRecord()).toEqual(inModel());
    }
    expect(await onRecord()).toEqual(inModel());
    expect([...outcomes.keys()].sort()).toEqual(OUTCOMES);
    expect(outcomes.get("DONE")).toBeGreaterThan(100);
  }, 120_000);

  it("are accepted as if they came one after the other in some order when they come at once", async () => {
    for (let i = stepsOf(40); i > 0; i -= 1) {
      const [facility, round] = [random.one(FACILITIES), random.one(ROUNDS)];
      const burst = Array.from({ length: 2 + random.below(4) }, () => step(facility, round)).filter(
        ({ act: name, id }) => !name.startsWith("assessmentRound") || id !== "none",
      );
      const answers = await Promise.all(burst.map(asked));
      for (const { outcome } of answers) expect(OUTCOMES).toContain(outcome);
      const after = await onRecord();
      const fits = ordersOf([...burst.keys()]).find((order) => {
        const guess = structuredClone(model);
        const all = order.every((at) => {
          const expected = tried(guess, burst[at] as Step) === "DONE";
          return expected === (answers[at]?.outcome === "DONE");
        });
        const thing = seen(guess.things[`${facility} ${round}`] as Thing);
        return all && isDeepStrictEqual(thing, after[`${facility} ${round}`]);
      });
      expect([i, burst, answers.map(({ outcome }) => outcome), fits !== undefined, after]).toEqual([
        i,
        burst,
        expect.anything(),
        true,
        after,
      ]);
      for (const at of fits ?? []) {
        tried(model, burst[at] as Step);
        await learn(burst[at] as Step);
      }
      expect(await onRecord()).toEqual(inModel());
    }
  }, 120_000);

  it("leave a trail of every one that was accepted, each version in its place", async () => {
    const [server] = servers as [Served];
    const trail = await server.db.query<{ objectType: string; objectId: number; version: number }>(
      "SELECT object_type AS objectType, object_id AS objectId, version FROM audit_entry " +
        "WHERE object_type IN ('Assessment', 'AssessmentRound') ORDER BY object_type, object_id, version",
    );
    expect(trail).toHaveLength(versionsIn(model) - versionsAtFirst + 1); // the round was opened
    const [late] = await server.db.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM assessment a WHERE a.version <> COALESCE((SELECT MAX(e.version) FROM audit_entry e " +
        "WHERE e.object_type = 'Assessment' AND e.object_id = a.id), 1)",
    );
    expect(Number(late?.n)).toBe(0);
    for (const [i, { objectType, objectId, version }] of trail.entries()) {
      const before = trail[i - 1];
      if (before?.objectType === objectType && before.objectId === objectId) expect(version).toBe(before.version + 1);
    }
    expect(await faultsIn(server.db)).toEqual([]);
  });
});
