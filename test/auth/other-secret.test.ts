import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { AuthSettings } from "../../server/concepts/access/auth.js";
import { addTestAccount, bearer, PASSWORD, signedIn, startSession, viewerOf } from "../support/accounts.js";
import { Acting, mistakesIn } from "../support/acting.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { Told } from "../support/told.js";

const OLD = "the secret of tests before this one";
const NEW = "the secret of tests from now on, known";
const MINUTE = 60_000;

const REFRESH = `mutation ($t: Secret!) { sessionRefresh(input: { refreshToken: $t }) {
  session { accessToken refreshToken } userErrors { code } } }`;

/** Servers over one database that differ in what they sign with. */
describe("Another AUTH_SECRET", () => {
  let database: TestDatabase;
  let now = 0;
  const running: TestServer[] = [];
  const expiresOn = new Date(Date.now() + 30 * 24 * 60 * MINUTE).toISOString().slice(0, 10);

  beforeAll(async () => {
    database = await loadedDatabase();
    await addTestAccount(database.db, "sở", "ADMIN");
    now = Date.now();
  });
  afterEach(async () => {
    for (const server of running.splice(0)) {
      await server.shared.neighbours.leave();
      await server.close();
    }
  });
  afterAll(() => database.close());

  async function signing(secret: string, ...olderSecrets: string[]): Promise<TestServer & { log: Told }> {
    const log = new Told();
    const settings: Partial<AuthSettings> = { secret, olderSecrets, now: () => now };
    const server = await serve({ ...database, close: async () => {} }, settings, { log });
    running.push(server);
    return Object.assign(server, { log });
  }
  const refreshed = async (server: TestServer, token: string) =>
    (await runQuery(server, REFRESH, { t: token })).data.sessionRefresh;

  describe("in the place of the old one, which stands behind it", () => {
    it("takes access tokens that the old one has signed, and signs with the new one", async () => {
      const [before, after] = [await signing(OLD), await signing(NEW, OLD)];
      expect((await viewerOf(after, (await signedIn(before, "sở")).headers)).role).toBe("ADMIN");
      const { headers } = await signedIn(after, "sở");
      expect((await viewerOf(await signing(NEW), headers)).role).toBe("ADMIN");
      expect(await viewerOf(before, headers)).toBe("UNAUTHENTICATED");
    });

    it("refuses tokens of neither, and those that have ended", async () => {
      const [before, after, only] = [await signing(OLD), await signing(NEW, OLD), await signing(NEW)];
      const { headers } = await signedIn(before, "sở");
      expect(await viewerOf(only, headers)).toBe("UNAUTHENTICATED");
      now += 15 * MINUTE;
      expect(await viewerOf(after, headers)).toBe("UNAUTHENTICATED");
    });

    it("goes on with sessions, also for who lost the answer to a refresh on the way to the new one", async () => {
      const [before, after] = [await signing(OLD), await signing(NEW, OLD)];
      const { refreshToken } = await signedIn(before, "sở");
      const lost = await refreshed(before, refreshToken);
      const again = await refreshed(after, refreshToken);
      expect(again.session?.refreshToken).toBe(lost.session.refreshToken);
      const next = await refreshed(after, again.session.refreshToken);
      expect((await viewerOf(after, bearer(next.session.accessToken))).account.name).toBe("sở");
    });

    it("answers an act under the same name as it was answered, with the key that it has issued", async () => {
      const [before, after] = [await signing(OLD), await signing(NEW, OLD)];
      const { headers } = await signedIn(before, "sở");
      const asked = { apiKey: "id", key: "" };
      const input = { label: "Hue-S", scopes: ["READ"], expiresOn, clientMutationId: "once" };
      const first = await new Acting(before, headers, asked).did("apiKeyIssue", input);
      const acting = new Acting(after, headers, asked);
      expect(await acting.payload("apiKeyIssue", input)).toEqual(first);
      expect(mistakesIn(await acting.payload("apiKeyIssue", { ...input, label: "another" }))).toEqual([
        ["clientMutationId", "IDEMPOTENCY_MISMATCH"],
      ]);
      expect((await viewerOf(await signing(NEW), bearer(first.key))).role).toBe("INTEGRATOR");
    });

    it("hands out passwords for once that hold whatever the secret is by then", async () => {
      const before = await signing(OLD);
      const acting = new Acting(before, (await signedIn(before, "sở")).headers, { oneTimePassword: "" });
      const { oneTimePassword } = await acting.did("accountAdd", { name: "trước khi đổi", role: "ADMIN" });
      const after = await signing(NEW);
      const { data } = await startSession(after, "trước khi đổi", oneTimePassword, { newPassword: PASSWORD });
      expect(data.sessionStart.userErrors).toEqual([]);
    });
  });

  describe("than a neighbour's", () => {
    const ODD = { status: "AUTH_SECRET is not the same as at another server over this database" };
    const readiness = async ({ url }: TestServer): Promise<[number, unknown]> => {
      const answer = await fetch(`${url}/readyz`);
      return [answer.status, await answer.json()];
    };
    const look = async (...servers: TestServer[]) => {
      for (const { shared } of servers) await shared.neighbours.look();
    };
    const told = ({ log }: { log: Told }): string[] =>
      log.lines.filter(({ msg }) => msg.startsWith("AUTH_SECRET")).map(({ level }) => level);

    it("is told by both, and whoever has started later is not ready until they agree", async () => {
      const elder = await signing(OLD);
      now += 1000;
      const later = await signing(NEW);
      await look(elder, later, elder, later);
      expect([await readiness(elder), await readiness(later)]).toEqual([
        [200, { status: "ok" }],
        [503, ODD],
      ]);
      expect([told(elder), told(later)]).toEqual([["error"], ["error"]]);
      await elder.shared.neighbours.leave();
      await look(later);
      expect([await readiness(later), told(later)]).toEqual([
        [200, { status: "ok" }],
        ["error", "warn"],
      ]);
    });

    it("is another where only one of the two takes what the other signs", async () => {
      const elder = await signing(OLD);
      now += 1000;
      const later = await signing(NEW, OLD);
      await look(elder, later);
      expect((await readiness(later))[0]).toBe(503);
    });

    it("is none on the way from old to new by way of both", async () => {
      const steps: [string, ...string[]][] = [[OLD], [OLD, NEW], [NEW, OLD], [NEW]];
      for (const [i, step] of steps.slice(1).entries()) {
        const [one, other] = [await signing(...(steps[i] as [string])), await signing(...step)];
        await look(one, other, one);
        expect([await readiness(one), await readiness(other)].map(([status]) => status)).toEqual([200, 200]);
        for (const server of [one, other]) await server.shared.neighbours.leave();
      }
    });

    it("is forgotten a minute after a neighbour was killed", async () => {
      const killed = await signing(OLD);
      await look(killed);
      now += 1000;
      const after = await signing(NEW);
      now += MINUTE - 2000;
      await look(after);
      expect((await readiness(after))[0]).toBe(503);
      now += 2000;
      await look(after);
      expect((await readiness(after))[0]).toBe(200);
    });
  });
});
