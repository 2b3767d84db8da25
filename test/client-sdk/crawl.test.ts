import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { callExamples } from "../../client-sdk/codegen/example-calls.js";
import type { Client } from "../../client-sdk/index.js";
import type { Clients } from "../../client-sdk/operations/examples.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { crawl, type QueryMethod, type World, worldOf } from "../support/crawl.js";
import { loadedDatabase } from "../support/database.js";
import { done } from "../support/done.js";
import { exampleClients, MORNING } from "../support/example-clients.js";
import { SDKS, type Sdk } from "../support/sdks.js";
import { serve, type TestServer } from "../support/server.js";

/** Every method that asks, by the documents of an SDK. */
const queriesOf = (sdk: Sdk) =>
  Object.values(sdk).flatMap((each) =>
    typeof each === "object" && "kind" in each && each.kind === "query"
      ? `${(each.name[0] ?? "").toLowerCase()}${each.name.slice(1)}`
      : [],
  ) as QueryMethod[];
/** For the Department alone; everybody else is told so. */
const FOR_DEPARTMENT: readonly QueryMethod[] = [
  "accounts",
  "accountPage",
  "apiKeys",
  "apiKeyPage",
  "auditChain",
  "auditEntries",
  "auditTrail",
  "auditVerification",
];
/** On a machine that has much else to do; alone it is a few seconds. */
const SLOWEST_MS = 180_000;

describe("A crawl of everything on record, through every query of the SDK", () => {
  let server: TestServer;
  const called = new Set<string>();
  let clients: Clients;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => MORNING });
    clients = await exampleClients(server);
  });
  afterAll(() => server.close());

  /** The same client, which notes what is called. */
  const noting = (client: Client): Client =>
    new Proxy(client, {
      get(methods, name: keyof Client) {
        called.add(name);
        return methods[name];
      },
    });

  /** Rejects with the first error; each query must have been called. */
  async function crawled(client: Client, world: World, methods: readonly QueryMethod[]): Promise<void> {
    called.clear();
    for (const method of methods) await crawl[method](noting(client), world);
    expect(methods.filter((method) => !called.has(method))).toEqual([]);
    expect(server.reported).toEqual([]);
  }

  /** The same person, by another SDK. */
  const by = (sdk: Sdk, token?: string): Client =>
    sdk.createClient({ url: `${server.url}/graphql`, token, language: "en", retries: 0 });

  it.each(SDKS)("has an entry for each of them, SDK %s", (_, sdk) => {
    const missing = queriesOf(sdk).filter((method) => !(method in crawl));
    const what = missing.map((method) => `Say in test/support/crawl.ts with what "${method}" is to be asked.`);

    expect(what).toEqual([]);
    expect(queriesOf(sdk).length).toBeGreaterThan(10);
  });

  it.each(SDKS)(
    "meets no null where there may be none, in what the documents say, SDK %s",
    async (_, sdk) => {
      const world = await worldOf(server.db, clients.PUBLIC);
      await crawled(
        by(sdk),
        world,
        queriesOf(sdk).filter((method) => !FOR_DEPARTMENT.includes(method)),
      );
    },
    SLOWEST_MS,
  );

  describe("after acts of every kind", () => {
    let since: string;
    let department: string;
    let editor: string;

    beforeAll(async () => {
      const { changes } = await clients.PUBLIC.changes();
      since = changes.cursor;
      await callExamples(clients);
      await more();
      await addTestAccount(server.db, "another", "FACILITY_EDITOR", "BV-MAT");
      department = (await signedIn(server, "so.yte")).accessToken;
      editor = (await signedIn(server, "another")).accessToken;
    });

    it.each(SDKS)(
      "meets none, whoever asks, SDK %s",
      async (_, sdk) => {
        const world = await worldOf(server.db, clients.PUBLIC, since);
        await crawled(by(sdk, department), world, queriesOf(sdk));
        const ofEditors = (["assessmentInProgress", "assessmentsInProgress"] as const).filter((each) =>
          queriesOf(sdk).includes(each),
        );
        await crawled(by(sdk, editor), world, ofEditors);
      },
      SLOWEST_MS,
    );
  });

  /** What else the Department and an editor do, to units that the documents know. */
  async function more(): Promise<void> {
    const { ADMIN } = clients;
    const reason = { reason: "Thử." };
    const { facilities } = await ADMIN.facilityList({ first: 100 });
    const at = (code: string) => ({
      id: facilities.nodes.find((facility) => facility.code === code)?.id ?? "",
      expectedVersion: 1,
    });
    done(
      await ADMIN.mergeFacility({ input: { ...at("BV-BINHDIEN"), into: "TTYT-PHUVANG", on: "2026-01-10", ...reason } }),
    );
    done(await ADMIN.closeFacility({ input: { ...at("PK-BVSKCB"), on: "2026-01-10", ...reason } }));
    const { metric } = await ADMIN.metricSeries({ code: "LINKUPS", subject: "BV-MAT" });
    for (const { id } of metric?.series.slice(0, 1) ?? [])
      done(await ADMIN.withdrawObservation({ input: { id, expectedVersion: 1, ...reason } }));
    done(await ADMIN.startAssessment({ input: { facility: "BV-PHOI", round: "2026" } }));
  }
});
