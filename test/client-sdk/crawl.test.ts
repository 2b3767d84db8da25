import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { callExamples } from "../../client-sdk/codegen/example-calls.js";
import * as sdk from "../../client-sdk/index.js";
import { type Client, createClient } from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { crawl, type QueryMethod, type World, worldOf } from "../support/crawl.js";
import { loadedDatabase } from "../support/database.js";
import { done } from "../support/done.js";
import { serve, type TestServer } from "../support/server.js";

/** Every method that asks, by the documents of the SDK. */
const QUERIES = Object.values(sdk).flatMap((each) =>
  typeof each === "object" && "kind" in each && each.kind === "query"
    ? `${(each.name[0] ?? "").toLowerCase()}${each.name.slice(1)}`
    : [],
) as QueryMethod[];
/** For the Department alone; everybody else is told so. */
const FOR_DEPARTMENT: readonly QueryMethod[] = ["accounts", "apiKeys", "auditEntries", "auditTrail"];

describe("A crawl of everything on record, through every query of the SDK", () => {
  let server: TestServer;
  const called = new Set<string>();
  const clients = {} as Record<"PUBLIC" | "FACILITY_EDITOR" | "ADMIN", Client>;

  beforeAll(async () => {
    const now = Date.parse("2026-01-15T02:00:00Z");
    server = await serve(await loadedDatabase(), { now: () => now });
    await addTestAccount(server.db, "so.yte", "ADMIN");
    await addTestAccount(server.db, "bv.mat", "FACILITY_EDITOR", "BV-MAT");
    const clientOf = async (name?: string) =>
      createClient({
        url: `${server.url}/graphql`,
        token: name && (await signedIn(server, name)).accessToken,
      });
    clients.PUBLIC = await clientOf();
    clients.FACILITY_EDITOR = await clientOf("bv.mat");
    clients.ADMIN = await clientOf("so.yte");
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

  it("has an entry for each of them", () => {
    const missing = QUERIES.filter((method) => !(method in crawl));
    const what = missing.map((method) => `Say in test/support/crawl.ts with what "${method}" is to be asked.`);

    expect(what).toEqual([]);
    expect(QUERIES.length).toBeGreaterThan(35);
  });

  it("meets no null where there may be none, in what the documents say and after acts of every kind", async () => {
    const world = await worldOf(server.db, clients.PUBLIC);
    const { changes } = await clients.PUBLIC.changes();
    await crawled(
      clients.PUBLIC,
      world,
      QUERIES.filter((method) => !FOR_DEPARTMENT.includes(method)),
    );

    await callExamples(clients);
    await more();
    const changed = await worldOf(server.db, clients.PUBLIC, changes.cursor);
    await crawled(clients.ADMIN, changed, QUERIES);
    await crawled(clients.FACILITY_EDITOR, changed, ["assessmentInProgress", "assessmentsInProgress"]);
  });

  /** What else the Department and an editor do, to units that the documents know. */
  async function more(): Promise<void> {
    const { ADMIN, FACILITY_EDITOR } = clients;
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
      done(await FACILITY_EDITOR.withdrawObservation({ input: { id, expectedVersion: 1, ...reason } }));
    done(await ADMIN.startAssessment({ input: { facility: "BV-PHOI", round: "2026" } }));
  }
});
