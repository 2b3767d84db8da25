import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FacilityCard, LevelDistribution, RecordObservation, Viewer } from "../../client-sdk/index.js";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("A document that is asked by its id", () => {
  let server: TestServer;
  let department: Record<string, string>;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  const addressOf = (documentId = "", variables?: object) =>
    `${server.url}/graphql?documentId=${documentId}${variables ? `&variables=${encodeURIComponent(JSON.stringify(variables))}` : ""}`;
  const get = (documentId: string | undefined, variables?: object, headers: Record<string, string> = {}) =>
    fetch(addressOf(documentId, variables), { headers });
  const post = (question: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(question),
    });
  const codeOf = async (response: Response): Promise<[number, string]> => {
    const { errors } = (await response.json()) as Data;
    return [response.status, errors[0].extensions.code];
  };

  it("is answered as its words are, by GET and by POST, however often", async () => {
    const variables = { round: "2022" };
    const query = `query ($round: String!) { assessmentRound(code: $round) { levelDistribution { level count } } }`;
    const { levelDistribution } = (await runQuery(server, query, variables)).data.assessmentRound;
    expect(levelDistribution).toEqual([
      { level: 2, count: 14 },
      { level: 3, count: 5 },
    ]);
    for (let times = 0; times < 4; times += 1) {
      for (const response of [
        await get(LevelDistribution.id, variables),
        await post({ documentId: LevelDistribution.id, variables }),
      ]) {
        const { data } = (await response.json()) as Data;
        expect(data.assessmentRound.levelDistribution).toMatchObject(levelDistribution);
      }
    }
  });

  it("may be kept by whatever lies between, which asks each time whether it still holds", async () => {
    const first = await get(FacilityCard.id, { code: "BV-MAT" });
    const etag = first.headers.get("etag") ?? "";
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "cache-control": "public, no-cache",
      vary: "accept, accept-encoding, accept-language, authorization",
    });
    for (let times = 0; times < 4; times += 1) {
      const again = await get(FacilityCard.id, { code: "BV-MAT" }, { "if-none-match": `"other", ${etag}` });
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    const other = await get(FacilityCard.id, { code: "BV-TAMTHAN" }, { "if-none-match": etag });
    expect([other.status, other.headers.get("etag") === etag]).toEqual([200, false]);
    const own = await get(FacilityCard.id, { code: "BV-MAT" }, department);
    expect(own.headers.get("cache-control")).toBe("private, no-cache");
  });

  it("does not hold any more once something it shows has changed", async () => {
    const variables = { code: "LINKUPS", subject: "BV-MAT", from: "2026-01-01" };
    const { MetricSeries } = await import("../../client-sdk/index.js");
    const before = await get(MetricSeries.id, variables);
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-01-31", value: 5 };
    await post({ documentId: RecordObservation.id, variables: { input } }, department);
    const after = await get(MetricSeries.id, variables, { "if-none-match": before.headers.get("etag") ?? "" });
    expect(after.status).toBe(200);
    expect(((await after.json()) as Data).data.metric.series).toMatchObject([{ on: "2026-01-31", value: 5 }]);
  });

  it("is refused where the server does not know it, or its variables are no JSON", async () => {
    expect(await codeOf(await get("AAAAAAAAAAAAAAAAAAAAAA"))).toEqual([400, "PERSISTED_DOCUMENT_UNKNOWN"]);
    expect(await codeOf(await get("constructor"))).toEqual([400, "PERSISTED_DOCUMENT_UNKNOWN"]);
    expect(await codeOf(await post({ documentId: 7 }))).toEqual([400, "PERSISTED_DOCUMENT_UNKNOWN"]);
    const wrong = await fetch(`${addressOf(Viewer.id)}&variables={`);
    expect(await codeOf(wrong)).toEqual([400, "BAD_USER_INPUT"]);
    const type = await get(LevelDistribution.id, { round: 2022 }, { accept: "application/graphql-response+json" });
    expect(await codeOf(type)).toEqual([400, "BAD_USER_INPUT"]);
  });

  it("is never an act by GET", async () => {
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-02-28", value: 5 };
    for (let times = 0; times < 3; times += 1) {
      expect(await codeOf(await get(RecordObservation.id, { input }, department))).toEqual([405, "METHOD_NOT_ALLOWED"]);
      await post({ documentId: RecordObservation.id, variables: { input } }, department); // known from the second on
    }
  });

  it("is all that a key may ask that is marked so", async () => {
    const { headers: key } = await issuedKey(server, department, { scopes: ["READ", "DOCUMENTS_ONLY"] });
    expect((await get(FacilityCard.id, { code: "BV-MAT" }, key)).status).toBe(200);
    expect((await post({ documentId: Viewer.id }, key)).status).toBe(200);
    const query = "{ viewer { role } }";
    for (let times = 0; times < 3; times += 1) {
      expect(await codeOf(await post({ query }, key))).toEqual([403, "PERSISTED_DOCUMENTS_ONLY"]);
      expect(await codeOf(await fetch(`${server.url}/graphql?query=${query}`, { headers: key }))).toEqual([
        403,
        "PERSISTED_DOCUMENTS_ONLY",
      ]);
      await post({ query }); // the same words are known to the server by now
    }
  });
});
