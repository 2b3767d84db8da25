import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, isObjectType, parse } from "graphql";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { assessing } from "../support/assessments.js";
import { TYPES, withId } from "../support/nodes.js";
import { NormalisedCache, wholeSelection } from "../support/normalised.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
const keys = JSON.parse(readFileSync("client-sdk/key-fields.json", "utf8")) as Record<string, string[] | null>;

/** The latest state, both documents' days, between the changes of the areas, and after the acts. */
const DAYS = [undefined, "2019-08-08", "2021-03-01", "2022-12-07", "2025-03-01", "2026-01-12"];
/** As it is on record, and as it was before a figure was corrected and one withdrawn. */
const RECORDED = [undefined, "2026-01-12"];
const MOST_OF_TYPE = 8;
/** Whose figures and result are changed on record. */
const CHANGED = "BV-MAT";

type Asked = Parameters<NormalisedCache["write"]>;

/** A figure is corrected, and another one withdrawn. */
async function correctFigures(server: TestServer, headers: Record<string, string>): Promise<void> {
  const { facility } = await dataOf(
    server,
    `{ facility(code: "${CHANGED}") { latestObservations(metrics: ["LINKUPS", "LINKUPS_SUCCEEDED"]) { id version } } }`,
  );
  const acting = new Acting(server, headers, { observation: "id" });
  const [one, other] = facility.latestObservations.map(({ id, version }: Data) => ({
    ...{ id, expectedVersion: version, reason: "Chép nhầm." },
  }));
  await acting.done("observationCorrect", { ...one, value: 1 });
  await acting.done("observationWithdraw", other);
}

/** The result of one facility is opened again and published with another level. */
async function publishAgain(server: TestServer, headers: Record<string, string>): Promise<void> {
  const { facility } = await dataOf(
    server,
    `{ facility(code: "${CHANGED}") { assessment(round: "2022") { id version } } }`,
  );
  let object = facility.assessment;
  for (const [field, more] of [
    ["assessmentReopen", { reason: "Bổ sung minh chứng." }],
    ["assessmentSave", { reportedLevel: 5 }],
    ["assessmentSubmit", {}],
    ["assessmentVerify", {}],
    ["assessmentPublish", {}],
  ] as const) {
    const input = { id: object.id, expectedVersion: object.version, ...more };
    object = await assessing(server, headers).done(field, input);
  }
}

describe("An object that a cache keeps by its key fields", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  const answers: Asked[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    await addSyntheticFacilities(server.db, 2);
    await addTestAccount(server.db, "sở", "ADMIN");
    ({ headers } = await signedIn(server, "sở"));
    await correctFigures(server, headers);
    await publishAgain(server, headers);
    for (const type of Object.keys(TYPES)) await askOnEachDay(type);
  });
  afterAll(() => server.close());

  const idsOf = async (type: string): Promise<string[]> => {
    const { facility } = await dataOf(server, `{ facility(code: "${CHANGED}") { id } }`);
    const found = new Set<string>(type === "Facility" ? [facility.id] : []);
    const [list = ""] = TYPES[type] ?? [];
    const ofDay = list.replace(/^facilities\(/, "facilities(asOf: $asOf, ").replace(/^areas /, "areas(asOf: $asOf) ");
    const declared = ofDay.includes("$asOf") ? "($asOf: LocalDate)" : "";
    for (const asOf of DAYS) {
      for (const { id } of withId(await dataOf(server, `query ${declared} { ${ofDay} }`, { asOf }))) found.add(id);
    }
    return [...found].slice(0, MOST_OF_TYPE);
  };

  /** Everything about some objects of a type, on each day and as it was on record. */
  async function askOnEachDay(type: string): Promise<void> {
    const ids = await idsOf(type);
    const document = `query ($ids: [ID!]!, $asOf: LocalDate, $recordedAsOf: LocalDate) {
      nodes(ids: $ids, asOf: $asOf) { __typename ... on ${type} ${wholeSelection(schema, keys, type, 1)} }
      facility(code: "${CHANGED}", asOf: $asOf) { __typename id asOf
        assessments(recordedAsOf: $recordedAsOf) { __typename id asOf recordedAsOf
          discrepancies ${wholeSelection(schema, keys, "Discrepancy", 0)} } }
    }`;
    for (const asOf of DAYS) {
      for (const recordedAsOf of RECORDED) {
        const variables = { ids, asOf, recordedAsOf };
        const { data, errors } = await runQuery(server, document, variables, headers);
        if (errors) throw new Error(JSON.stringify(errors));
        answers.push([parse(document), variables, data]);
      }
    }
  }

  const cachedBy = (by: typeof keys): NormalisedCache => {
    const cache = new NormalisedCache(schema, by);
    for (const answer of answers) cache.write(...answer);
    return cache;
  };

  it("is never two things, on whatever day it was asked about", () => {
    const cache = cachedBy(keys);
    expect(cache.conflicts.slice(0, 5)).toEqual([]);
    for (const type of Object.keys(TYPES)) expect([type, cache.countOf(type) > 1]).toEqual([type, true]);
  });

  const DATED = Object.entries(keys).flatMap(([type, parts]) =>
    (parts ?? []).filter((part) => part !== "id" && type in TYPES).map((part) => [type, part] as const),
  );
  it.each(DATED)("would be two things without one of its fields: %s without %s", (type, part) => {
    const fewer = { ...keys, [type]: (keys[type] ?? []).filter((each) => each !== part) };
    expect(cachedBy(fewer).conflicts).not.toEqual([]);
  });

  it("is of a type that the map of key fields names, as does every part", () => {
    const roots = ["Query", "Mutation"];
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const named = types.map(({ name }) => name).filter((name) => !name.startsWith("__") && !roots.includes(name));
    expect(Object.keys(keys).sort()).toEqual(named.sort());
    const nodes = types.filter((type) => type.getInterfaces().some(({ name }) => name === "Node"));
    expect(nodes.filter(({ name }) => !keys[name]?.includes("id"))).toEqual([]);
  });
});
