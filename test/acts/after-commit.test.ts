import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Driver } from "../../server/core/database/database.js";
import { asLost } from "../../server/core/database/unavailable.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Answer, type Data, dataOf, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const lost = () => Object.assign(new Error("Connection lost"), { code: "PROTOCOL_CONNECTION_LOST" });

/** When the connection to the database is lost. */
type Cut =
  | "never"
  | "after COMMIT"
  | "after COMMIT, silently"
  | "during COMMIT, which is done"
  | "during COMMIT, which is not done";

/** Acts of several kinds, each asking for much of what it changed. */
const ACTS: Record<string, { asked: Record<string, string>; input: (n: number) => object }> = {
  facilityRename: {
    asked: {
      facility:
        "id name parent { name } children { name } latestAssessment { reportedLevel } latestObservations { value } statedNeeds { situation }",
    },
    input: (n) => ({ code: "BV-MAT", name: `Bệnh viện Mắt SYNTHETIC ${n}`, on: `2026-01-${9 + n}` }),
  },
  observationRecord: {
    asked: {
      observation: 'id value metric { code series(subject: "BV-PHOI") { value } } auditTrail { nodes { act } }',
    },
    input: (n) => ({ metric: "LINKUPS", subject: "BV-MAT", on: `2025-01-${9 + n}`, value: n }),
  },
  accountAdd: {
    asked: { account: "id name", oneTimePassword: "" },
    input: (n) => ({ name: `người mới ${n}`, role: "ADMIN" }),
  },
  apiKeyIssue: {
    asked: { apiKey: "id label", key: "" },
    input: (n) => ({ label: `Cổng ${n}`, scopes: ["READ"], expiresOn: inAMonth() }),
  },
  discrepancyAnnotate: {
    asked: { discrepancy: "id kind note { textVi version }" },
    input: (n) => ({ textVi: `Ghi chú ${n}.`, expectedVersion: 0 }),
  },
  fileImport: {
    asked: { report: "rows inserted imported" },
    input: (n) => ({
      format: "OBSERVATIONS",
      text: `metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nLINKUPS,BV-MAT,,2024-01-${9 + n},${n},,,,,\n`,
    }),
  },
};
const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

describe("Where the database is lost while an act is done", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  let cut: Cut = "never";
  let isCut = false;
  /** What the database owes an answer to. */
  const unanswered: ((error: Error) => void)[] = [];
  let n = 0;
  let targets: Data;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), {}, { limits: { seconds: 3 } });
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
    targets = await dataOf(server, `{ facility(code: "BV-MAT") { id version } discrepancies { id note { version } } }`);
    const inner = server.db as unknown as { driver: Driver };
    const { driver } = inner;
    inner.driver = {
      dialect: driver.dialect,
      load: () => driver.load(),
      close: () => driver.close(),
      query: (sql, params) => {
        if (!isCut) return driver.query(sql, params);
        return cut === "after COMMIT" ? Promise.reject(lost()) : new Promise((_, reject) => unanswered.push(reject));
      },
      async transaction(work) {
        if (isCut) throw lost();
        if (cut === "during COMMIT, which is not done") throw asLost(lost());
        const done = await driver.transaction(work);
        isCut = cut.startsWith("after");
        if (cut === "during COMMIT, which is done") throw asLost(lost());
        return done;
      },
    };
  });
  afterAll(() => {
    isCut = false;
    return server.close();
  });
  beforeEach(() => {
    n += 1;
    cut = "never";
    isCut = false;
  });

  /** What is on record of an act done under this name. */
  const recorded = async (act: string): Promise<number> =>
    Number((await server.db.query<{ n: number }>("SELECT COUNT(*) AS n FROM audit_entry WHERE act = ?", [act]))[0]?.n);

  async function inputOf(act: string): Promise<object> {
    const name = `${act}-${n}`;
    const input = { ...ACTS[act]?.input(n), clientMutationId: name };
    if (act === "facilityRename") {
      const { code, ...rest } = input as Data;
      const { facility } = await dataOf(server, `{ facility(code: "${code}") { id version } }`);
      return { ...rest, id: facility.id, expectedVersion: facility.version };
    }
    return act === "discrepancyAnnotate" ? { ...input, id: targets.discrepancies[n].id } : input;
  }
  const ask = (act: string, input: object): Promise<Answer> =>
    new Acting(server, headers, ACTS[act]?.asked ?? {}).ask(act, input);

  describe.each(Object.keys(ACTS))("%s", (act) => {
    it("answers as it does otherwise, or that it was saved, where it is lost after COMMIT; and the same when asked again", async () => {
      const input = await inputOf(act);
      const before = await recorded(act);
      cut = "after COMMIT";
      const { status, data, errors = [] } = await ask(act, input);
      expect(isCut).toBe(true);
      expect(status).toBe(200);
      for (const { message, extensions } of errors) {
        expect(message).toBe("This was saved, and cannot be shown just now; ask for it again in a moment.");
        expect(extensions).toEqual({ code: "SAVED_NOT_SHOWN" });
      }
      if (errors.length === 0) expect(data[act].userErrors).toEqual([]);
      cut = "never";
      isCut = false;
      expect(await recorded(act)).toBeGreaterThan(before);
      const once = await recorded(act);
      const again = await ask(act, input);
      expect(again.errors).toBeUndefined();
      expect(again.data[act].userErrors).toEqual([]);
      expect(await recorded(act)).toBe(once);
    });

    it("answers as it does otherwise where no answer to COMMIT came, and its name is on record", async () => {
      const input = await inputOf(act);
      cut = "during COMMIT, which is done";
      const { data, errors } = await ask(act, input);
      expect(errors).toBeUndefined();
      expect(data[act].userErrors).toEqual([]);
      cut = "never";
      const once = await recorded(act);
      expect((await ask(act, input)).data).toEqual(data);
      expect(await recorded(act)).toBe(once);
    });

    it("says that nobody knows where its name is not on record, and is done when it is sent again", async () => {
      const input = await inputOf(act);
      const before = await recorded(act);
      cut = "during COMMIT, which is not done";
      const { status, errors = [] } = await ask(act, input);
      expect(status).toBe(503);
      expect(errors.map(({ message, extensions }) => [message, extensions.code])).toEqual([
        [
          "The database did not answer while this was saved; whether it was is not known. An act with a `clientMutationId` may be sent again: it is done once.",
          "DATABASE_UNAVAILABLE",
        ],
      ]);
      cut = "never";
      expect(await recorded(act)).toBe(before);
      expect((await ask(act, input)).data[act].userErrors).toEqual([]);
      expect(await recorded(act)).toBeGreaterThan(before);
    });
  });

  it("an act that is on record when its time is over was saved", async () => {
    const input = await inputOf("facilityRename");
    cut = "after COMMIT, silently";
    const { status, errors } = await ask("facilityRename", input);
    expect(isCut).toBe(true);
    expect(status).toBe(200);
    expect(errors).toMatchObject([{ extensions: { code: "SAVED_NOT_SHOWN" } }]);
    for (const end of unanswered) end(lost());
  });

  it("what somebody asked wrongly of an act that is on record is told as that where the rest is shown", async () => {
    const document = `mutation ($input: ObservationRecordInput!, $round: String = "2022") {
      observationRecord(input: $input) { observation { subject { ... on Facility {
        code assessment(round: $round) { id } } } } userErrors { code } } }`;
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2023-03-03", value: 3 };
    const { data, errors } = await runQuery(server, document, { input, round: null }, headers);
    expect(data.observationRecord).toEqual({
      observation: { subject: { code: "BV-MAT", assessment: null } },
      userErrors: [],
    });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  });

  it("two acts of one request are each told as they went", async () => {
    const [one, two] = [`a-${n}`, `b-${n}`];
    const document = `mutation ($one: AccountAddInput!, $two: AccountAddInput!) {
      one: accountAdd(input: $one) { account { id name } userErrors { code } }
      two: accountAdd(input: $two) { account { id name } userErrors { code } } }`;
    cut = "after COMMIT";
    const input = (clientMutationId: string) => ({
      name: `cùng lúc ${clientMutationId}`,
      role: "ADMIN",
      clientMutationId,
    });
    const { data, errors } = await runQuery(server, document, { one: input(one), two: input(two) }, headers);
    expect(data).toEqual({
      one: { account: { id: expect.any(String), name: `cùng lúc ${one}` }, userErrors: [] },
      two: null,
    });
    expect(errors).toMatchObject([{ path: ["two"], extensions: { code: "DATABASE_UNAVAILABLE" } }]);
    expect(errors?.[0]?.message).toMatch(/nothing was changed/);
  });
});
