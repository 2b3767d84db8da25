import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema } from "graphql";
import { TYPES, withId } from "../support/nodes.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { addSyntheticFacilities } from "../support/synthetic.js";

const NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";

describe("An id", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await addSyntheticFacilities(server.db, 2);
  });
  afterAll(() => server.close());

  const found = async (type: string): Promise<Data[]> => {
    const [list = "", telling = ""] = TYPES[type] ?? [];
    return withId(await dataOf(server, `{ ${list.replace("{ id }", `{ id ${telling} }`)} }`)).slice(0, 60);
  };

  it("belongs to each of the nineteen types that are nodes; what is worked on, and who acts, is for the eyes of some only", () => {
    const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
    const node = schema.getType("Node") as Parameters<typeof schema.getPossibleTypes>[0];
    expect(
      schema
        .getPossibleTypes(node)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(
      [
        ...[...Object.keys(TYPES), "AssessmentDraft", "FormAnswer", "ReportingCampaign"],
        ...["Account", "ApiKey", "ApiKeyDocument", "AuditEntry"],
      ].sort(),
    );
    expect(Object.keys(TYPES)).toHaveLength(12);
  });

  it.each(Object.keys(TYPES))(
    "of %s leads back to the same object, alone and among others, in the order asked",
    async (type) => {
      const objects = await found(type);
      expect(objects.length).toBeGreaterThan(1);
      expect(new Set(objects.map(({ id }) => id)).size).toBe(objects.length);
      const backwards = [...objects].reverse();
      const { nodes } = await dataOf(
        server,
        `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on ${type} { ${TYPES[type]?.[1]} } } }`,
        { ids: backwards.map(({ id }) => id) },
      );
      expect(nodes).toEqual(backwards.map((object) => ({ __typename: type, ...object })));
      const { node } = await dataOf(server, "query ($id: ID!) { node(id: $id) { __typename id } }", {
        id: objects[0].id,
      });
      expect(node).toEqual({ __typename: type, id: objects[0].id });
    },
  );

  it("is unique over all types", async () => {
    const all: Data[] = [];
    for (const type of Object.keys(TYPES)) all.push(...(await found(type)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it("that nothing has is null, each in its place, and one asked twice is answered twice", async () => {
    const [[facility], [metric]] = [await found("Facility"), await found("Metric")];
    const encoded = (plain: string) => Buffer.from(plain).toString("base64url");
    const wrong = [
      ...["", "x", "%", "Facility:1", encoded("Facility:999999"), encoded("Facility:0"), encoded("Facility:1.5")],
      ...[encoded("Facility:-1"), encoded("Facility:1 OR 1=1"), encoded("Nothing:1"), encoded("Query:1")],
      ...["__proto__:1", "constructor:undefined", "hasOwnProperty:1", "toString:undefined"].map(encoded),
      ...[encoded("constructor:1"), encoded("Discrepancy:TOTAL.NONE.VALUE.2018-12-31"), `${facility.id}=`],
    ];
    const { nodes } = await dataOf(server, NODES, { ids: [facility.id, ...wrong, metric.id, facility.id] });
    expect(nodes).toEqual([
      { __typename: "Facility", id: facility.id },
      ...wrong.map(() => null),
      { __typename: "Metric", id: metric.id },
      { __typename: "Facility", id: facility.id },
    ]);
    expect(await dataOf(server, NODES, { ids: [] })).toEqual({ nodes: [] });
  });

  it("denotes the object in its latest known state, or as it was on a day", async () => {
    const { then } = await dataOf(server, '{ then: facility(code: "BV-PHOI", asOf: "2019-08-08") { id name } }');
    const { now, then: again } = await dataOf(
      server,
      `query ($id: ID!) {
        now: node(id: $id) { ... on Facility { asOf name } }
        then: node(id: $id, asOf: "2019-08-08") { ... on Dated { asOf } ... on Facility { name } }
      }`,
      then,
    );
    expect(now).toEqual({ asOf: null, name: "Bệnh viện Phổi" });
    expect(again).toEqual({ asOf: "2019-08-08", name: "Bệnh viện Lao và bệnh phổi" });
  });

  it("finds on a day only what was there by then; what does not depend on the day is there on every day", async () => {
    const { facility, areas, metric } = await dataOf(
      server,
      `{ facility(code: "BV-MAT") { assessments { id round { code } } latestObservations(metrics: ["LINKUPS"]) { id on } }
         areas { id code validFrom } metric(code: "LINKUPS") { id } }`,
    );
    const district = areas.find(({ code, validFrom }: Data) => code === "475" && validFrom);
    const ids = [...facility.assessments, ...facility.latestObservations, district, metric].map(({ id }) => id);
    const at = async (asOf: string) => {
      const asked = "query ($ids: [ID!]!, $asOf: LocalDate) { nodes(ids: $ids, asOf: $asOf) { id } }";
      return (await dataOf(server, asked, { ids, asOf })).nodes.map((node: Data) => node !== null);
    };
    expect([facility.assessments.map(({ round }: Data) => round.code), facility.latestObservations[0].on]).toEqual([
      ["2022", "2020"],
      "2018-12-31",
    ]);
    expect(await at("2018-12-30")).toEqual([false, false, false, false, true]);
    expect(await at("2021-06-01")).toEqual([false, true, true, false, true]);
    expect(await at("2025-03-01")).toEqual([true, true, true, true, true]);
  });

  it("is one of at most 100 at once", async () => {
    const [facility] = await found("Facility");
    expect((await dataOf(server, NODES, { ids: Array(100).fill(facility.id) })).nodes).toHaveLength(100);
    const { status, errors } = await runQuery(server, NODES, { ids: Array(101).fill(facility.id) });
    expect([status, errors?.map(({ message, extensions }) => [message, extensions.code])]).toEqual([
      400,
      [["101 ids are too many; at most 100 at once.", "BAD_USER_INPUT"]],
    ]);
  });
});
