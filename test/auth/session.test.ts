import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openDatabase } from "../../server/core/database/data-source.js";
import { addTestAccount, bearer, PASSWORD, signedIn, startSession, viewerOf } from "../support/accounts.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { type Answer, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const REFRESH = `mutation ($t: Secret!) { sessionRefresh(input: { refreshToken: $t }) {
  session { accessToken refreshToken account { name } } userErrors { path code message } } }`;
const END = "mutation ($t: Secret!) { sessionEnd(input: { refreshToken: $t }) { ended userErrors { code } } }";

describe("A session", () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let now = 0;

  beforeAll(async () => {
    database = await loadedDatabase();
    one = await serve(database, { now: () => now });
    const db = await openDatabase(database.address);
    other = await serve({ db, address: database.address, close: () => db.close() }, { now: () => now });
    await addTestAccount(database.db, "Sở Y tế", "ADMIN");
    await addTestAccount(database.db, "phuvang", "FACILITY_EDITOR", "TTYT-PHUVANG");
  });
  beforeEach(() => {
    now = Date.parse("2026-11-22T08:00:00Z");
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const refresh = (server: TestServer, token: string): Promise<Answer> => runQuery(server, REFRESH, { t: token });
  const refreshed = async (server: TestServer, token: string) =>
    (await refresh(server, token)).data.sessionRefresh.session;
  const codeOf = ({ data }: Answer): string => data.sessionRefresh.userErrors[0]?.code;

  it("starts with name and password, and says who has signed in", async () => {
    const { status, data, errors } = await startSession(one, "phuvang");
    expect(errors).toBeUndefined();
    expect([status, data.sessionStart]).toEqual([
      200,
      {
        session: {
          accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
          expiresAt: "2026-11-22T08:15:00.000Z",
          refreshToken: expect.stringMatching(/^hhr_/),
          account: { name: "phuvang", role: "FACILITY_EDITOR", facility: { code: "TTYT-PHUVANG" } },
        },
        userErrors: [],
      },
    ]);
    expect(await viewerOf(other, bearer(data.sessionStart.session.accessToken))).toEqual({
      role: "FACILITY_EDITOR",
      scopes: [],
      account: { name: "phuvang", facility: { code: "TTYT-PHUVANG" } },
    });
  });

  it("starts with the name without accents, and with the password in any composition", async () => {
    const { data } = await startSession(one, "so y te", PASSWORD.normalize("NFD"));
    expect(data.sessionStart.session.account).toEqual({ name: "Sở Y tế", role: "ADMIN", facility: null });
  });

  it("is started by many at once, on two servers", async () => {
    const names = ["sở y tế", "phuvang"];
    const all = await Promise.all(
      Array.from({ length: 16 }, (_, i) => signedIn(i % 2 ? one : other, names[(i >> 1) % 2] ?? "")),
    );
    expect(new Set(all.map(({ refreshToken }) => refreshToken)).size).toBe(16);
  });

  it("costs no statement beyond the revision to recognise, once the accounts are held", async () => {
    const { headers } = await signedIn(one, "phuvang");
    await viewerOf(one, headers);
    const before = one.db.statements;
    await viewerOf(one, headers);
    expect(one.db.statements - before).toBe(1);
  });

  it("has an access token that is good for 15 minutes", async () => {
    const { headers } = await signedIn(one, "phuvang");
    now += 15 * MINUTE - 1000;
    expect((await viewerOf(one, headers)).role).toBe("FACILITY_EDITOR");
    now += 1000;
    expect(await viewerOf(one, headers)).toBe("UNAUTHENTICATED");
  });

  it("goes on with the next refresh token for as long as somebody refreshes it within 14 days", async () => {
    let { refreshToken } = await signedIn(one, "phuvang");
    for (const server of [one, other, one]) {
      now += 13 * DAY;
      const session = await refreshed(server, refreshToken);
      expect((await viewerOf(other, bearer(session.accessToken))).account.name).toBe("phuvang");
      expect(session.refreshToken).not.toBe(refreshToken);
      refreshToken = session.refreshToken;
    }
    now += 14 * DAY;
    expect(codeOf(await refresh(one, refreshToken))).toBe("NOT_ACCEPTED");
  });

  it("gives who asks again, since the answer was lost, the same next token, for a minute", async () => {
    const { refreshToken } = await signedIn(one, "phuvang");
    const lost = await refreshed(one, refreshToken);
    now += MINUTE;
    const again = await refreshed(other, refreshToken);
    expect(again.refreshToken).toBe(lost.refreshToken);
    expect((await refreshed(one, again.refreshToken)).account).toEqual({ name: "phuvang" });
  });

  it("is refreshed by many at once with the same next token", async () => {
    const { refreshToken } = await signedIn(one, "phuvang");
    const all = await Promise.all([one, other, one, other, one].map((server) => refreshed(server, refreshToken)));
    expect(new Set(all.map((session) => session.refreshToken)).size).toBe(1);
  });

  it.each([
    ["more than a minute after it was used", MINUTE + 1000, false],
    ["after the next one was used as well", 0, true],
  ])("ends for everybody when a refresh token comes again %s", async (_when, later, nextIsUsed) => {
    const { refreshToken: first } = await signedIn(one, "phuvang");
    const second = await refreshed(one, first);
    now += later;
    if (nextIsUsed) await refreshed(one, second.refreshToken);
    expect(codeOf(await refresh(other, first))).toBe("NOT_ACCEPTED");
    expect(codeOf(await refresh(one, second.refreshToken))).toBe("NOT_ACCEPTED");
    expect(await viewerOf(one, bearer(second.accessToken))).toBe("UNAUTHENTICATED");
    expect(await viewerOf(other, bearer(second.accessToken))).toBe("UNAUTHENTICATED");
  });

  it("ends on every server at once when its owner signs out; to sign out again changes nothing", async () => {
    const { headers, refreshToken } = await signedIn(one, "phuvang");
    const another = await signedIn(one, "phuvang");
    expect((await viewerOf(other, headers)).role).toBe("FACILITY_EDITOR");
    for (const server of [one, other]) {
      const { data } = await runQuery(server, END, { t: refreshToken });
      expect(data.sessionEnd).toEqual({ ended: true, userErrors: [] });
    }
    expect([await viewerOf(other, headers), await viewerOf(one, headers)]).toEqual([
      "UNAUTHENTICATED",
      "UNAUTHENTICATED",
    ]);
    expect(codeOf(await refresh(other, refreshToken))).toBe("NOT_ACCEPTED");
    expect((await viewerOf(other, another.headers)).role).toBe("FACILITY_EDITOR");
  });

  it.each([
    ["nothing", ""],
    ["anything", "hhr_x"],
    ["a token of no session", `hhr_${"a".repeat(22)}.${"b".repeat(43)}`],
  ])("is not refreshed or ended by %s", async (_what, token) => {
    const { data } = await runQuery(one, END, { t: token });
    expect(data.sessionEnd).toEqual({ ended: null, userErrors: [{ code: "NOT_ACCEPTED" }] });
    const answer = await refresh(one, token);
    expect([answer.status, answer.data.sessionRefresh]).toEqual([
      200,
      {
        session: null,
        userErrors: [
          {
            path: ["refreshToken"],
            code: "NOT_ACCEPTED",
            message: "The refresh token is not good, or not any more; sign in anew.",
          },
        ],
      },
    ]);
  });
});
