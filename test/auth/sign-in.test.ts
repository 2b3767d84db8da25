import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { SIGN_IN_ATTEMPT } from "../../server/concepts/access/session/session.row.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { upsert } from "../../server/core/database/upsert.js";
import { fold } from "../../server/core/text/fold.js";
import { addTestAccount, PASSWORD, signedIn, startSession, viewerOf } from "../support/accounts.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";
import { type Answer, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

// The server loads the package with the first password, and finds what is put there now.
const verify = jest.spyOn(jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2"), "verify");

const MINUTE = 60_000;
const WRONG = "sai mật khẩu rồi nhé";

/** Writes down how often a name was tried from all places that it does not know. */
const countedElsewhere = (db: Connections, name: string, attempts: number, until: string): Promise<unknown> =>
  db.transaction(async (tx) => {
    const hash = createHash("sha256")
      .update(`elsewhere ${fold(name)}`)
      .digest("base64url");
    await upsert(tx, SIGN_IN_ATTEMPT, ["subjectHash"], [{ subjectHash: hash, attempts, endsAt: until }]);
  });

const CHANGE = `mutation ($old: Secret!, $new: Secret!) {
  passwordChange(input: { currentPassword: $old, newPassword: $new }) {
    account { name version } userErrors { path code message } } }`;

describe("Signing in", () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let now = Date.parse("2026-11-22T08:00:00Z");

  beforeAll(async () => {
    database = await emptyDatabase();
    one = await serve(database, { now: () => now });
    const db = await openDatabase(database.address);
    other = await serve({ db, address: database.address, close: () => db.close() }, { now: () => now });
    for (const name of ["sở", "phú vang", "bình điền"]) await addTestAccount(database.db, name, "ADMIN");
  });
  beforeEach(() => {
    now += 16 * MINUTE; // no attempt of another test counts any more
    verify.mockClear();
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
  const codeOf = ({ data, errors }: Answer): string =>
    errors?.[0]?.extensions.code ?? data.sessionStart.userErrors[0]?.code ?? "signed in";

  it("is answered alike for a wrong name, a wrong password and a closed account, after the same work", async () => {
    const closed = await addTestAccount(database.db, "đã nghỉ", "ADMIN");
    await database.db.transaction((tx) => tx.query("UPDATE account SET active = 0 WHERE id = ?", [closed]));
    await addTestAccount(database.db, "qua nhà phát hành", "ADMIN");
    await database.db.transaction((tx) =>
      tx.query("UPDATE account SET password_hash = NULL WHERE folded_name LIKE 'qua %'"),
    );
    const tries = [
      ["nobody", WRONG],
      ["sở", WRONG],
      ["sở", "x".repeat(5000)],
      ["đã nghỉ", PASSWORD],
      ["qua nhà phát hành", PASSWORD],
      ["", ""],
    ] as const;
    await startSession(one, "nobody", WRONG); // what is held in memory is there before counting
    const seen: object[] = [];
    for (const [name, password] of tries) {
      verify.mockClear();
      const before = one.db.statements;
      const { status, data, errors } = await startSession(one, name, password);
      seen.push({ status, data, errors, verified: verify.mock.calls.length, statements: one.db.statements - before });
    }
    expect(seen[0]).toEqual({
      status: 200,
      data: {
        sessionStart: {
          session: null,
          userErrors: [
            {
              path: [],
              code: "NOT_ACCEPTED",
              message: "Name and password do not go together, or the account is closed.",
            },
          ],
        },
      },
      errors: undefined,
      verified: 1,
      statements: expect.any(Number),
    });
    expect(seen).toEqual(tries.map(() => seen[0]));
    const parametersOf = (hash: string) => hash.split("$").slice(0, 4).join("$");
    await startSession(one, "nobody", WRONG);
    await startSession(one, "sở", WRONG);
    const [nobodys, somebodys] = verify.mock.calls.slice(-2).map(([hash]) => parametersOf(String(hash)));
    expect(nobodys).toBe(somebodys);
    expect(somebodys).toBe("$argon2id$v=19$m=19456,t=2,p=1");
  });

  it("is refused in Vietnamese to whoever reads Vietnamese", async () => {
    const { data } = await startSession(one, "sở", WRONG, { headers: { "accept-language": "vi" } });
    expect(data.sessionStart.userErrors[0].message).toBe(
      "Tên đăng nhập và mật khẩu không khớp, hoặc tài khoản đã bị khóa.",
    );
  });

  const HOUR = 60 * MINUTE;
  /** Wrong passwords at a name, each from an address that nobody has seen before. */
  let addresses = 0;
  const guesses = async (name: string, count: number, tries = 1): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (let i = 0; i < count; i += 1) {
      addresses += 1;
      const headers = from(`10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`);
      for (let time = 0; time < tries; time += 1) {
        const code = codeOf(await startSession(addresses % 2 ? one : other, name, WRONG, headers));
        counts[code] = (counts[code] ?? 0) + 1;
      }
    }
    return counts;
  };
  /** As if so many had been wrong at a name today, from everywhere. */
  const wrongElsewhere = (name: string, attempts: number) =>
    countedElsewhere(database.db, name, attempts, new Date(now + 24 * HOUR).toISOString());

  it.each([
    ["an account that is there", "phú vang"],
    ["an account that is not there", "nobody of this name"],
  ])("is tried at most 10 times in 15 minutes at %s from one address, over all servers", async (_what, name) => {
    const address = from("192.0.2.1");
    const codes = [];
    for (let i = 0; i < 12; i += 1) codes.push(codeOf(await startSession(i % 2 ? one : other, name, WRONG, address)));
    expect(codes).toEqual([...Array(10).fill("NOT_ACCEPTED"), "RATE_LIMITED", "RATE_LIMITED"]);
    expect(verify).toHaveBeenCalledTimes(10);
    now += 5 * MINUTE;
    const { status, headers, errors, data } = await startSession(one, name, PASSWORD, address);
    expect([status, headers.get("retry-after"), data]).toEqual([429, "600", { sessionStart: null }]);
    expect(errors).toMatchObject([
      {
        message: "There were too many attempts to sign in; try again in 10 minutes.",
        extensions: { code: "RATE_LIMITED" },
      },
    ]);
    // Another port, another way to write it, are the same address.
    for (const same of ["192.0.2.1:40000", "192.0.2.1:40001", "[::ffff:192.0.2.1]:443", "::ffff:c000:201"]) {
      expect(codeOf(await startSession(one, name, PASSWORD, from(same)))).toBe("RATE_LIMITED");
    }
    expect(codeOf(await startSession(one, "bình điền", PASSWORD, address))).toBe("signed in");
    now += 10 * MINUTE;
    expect(codeOf(await startSession(one, name, WRONG, address))).toBe("NOT_ACCEPTED");
  });

  it("is kept from nobody by strangers, however many of them guess and from wherever", async () => {
    const [home, phone] = [from("198.51.100.20"), from("198.51.100.21")];
    await addTestAccount(database.db, "người dùng", "ADMIN");
    expect(codeOf(await startSession(one, "người dùng", PASSWORD, home))).toBe("signed in");
    now += 20 * MINUTE;
    expect(await guesses("người dùng", 14, 12)).toEqual({ NOT_ACCEPTED: 10 * 10 + 4 * 2, RATE_LIMITED: 60 });
    // From where the owner was before nothing has changed, and from elsewhere one who knows the password gets in.
    expect(codeOf(await startSession(other, "người dùng", PASSWORD, home))).toBe("signed in");
    expect(codeOf(await startSession(other, "người dùng", PASSWORD, phone))).toBe("signed in");
    await wrongElsewhere("người dùng", 1000);
    for (let i = 0; i < 11; i += 1) {
      expect(codeOf(await startSession(i % 2 ? one : other, "người dùng", PASSWORD, i % 2 ? home : phone))).toBe(
        "signed in",
      );
    }
    expect(codeOf(await startSession(one, "người dùng", PASSWORD, from("198.51.100.22")))).toBe("RATE_LIMITED");
  });

  it("is tried 1,000 times a day at a name from all places that it does not know, over all servers, and no more", async () => {
    await addTestAccount(database.db, "bị đoán", "ADMIN");
    for (const name of ["bị đoán", "nobody is guessed at"]) {
      await wrongElsewhere(name, 990);
      expect(await guesses(name, 25)).toEqual({ NOT_ACCEPTED: 10, RATE_LIMITED: 15 });
      now += 23 * HOUR;
      expect(await guesses(name, 2)).toEqual({ RATE_LIMITED: 2 });
      // Nor does it help to have it right.
      expect(codeOf(await startSession(one, name, PASSWORD, from("198.51.100.30")))).toBe("RATE_LIMITED");
      now += HOUR;
      expect(await guesses(name, 2)).toEqual({ NOT_ACCEPTED: 2 });
    }
  });

  it("is tried twice only from each place that the name does not know, once a hundred were wrong that day", async () => {
    for (const name of ["bình điền", "nobody is attacked"]) {
      await wrongElsewhere(name, 98);
      expect(await guesses(name, 3, 4)).toEqual({ NOT_ACCEPTED: 6, RATE_LIMITED: 6 });
    }
  });

  it("many at once are not more than many in turn", async () => {
    const name = "nobody at once";
    await wrongElsewhere(name, 995);
    const codes = await Promise.all(Array.from({ length: 20 }, () => guesses(name, 1)));
    expect(codes.filter((counts) => counts.NOT_ACCEPTED === 1)).toHaveLength(5);
  });

  it("does the same work for a name that is guessed at, whether somebody has it or not", async () => {
    await addTestAccount(database.db, "đông người", "ADMIN");
    const seen = [];
    for (const name of ["đông người", "nobody in a crowd"]) {
      await wrongElsewhere(name, 1000);
      verify.mockClear();
      const before = one.db.statements;
      const { status, data, errors } = await startSession(one, name, WRONG, from(`203.0.113.${seen.length + 1}`));
      seen.push({ status, data, errors, verified: verify.mock.calls.length, statements: one.db.statements - before });
    }
    expect(seen[0]).toMatchObject({ status: 429, verified: 1 });
    expect(seen[1]).toEqual(seen[0]);
  });

  it("lets in with a password for once from anywhere, whatever strangers try: nobody guesses that one", async () => {
    const admin = (await signedIn(one, "sở")).headers;
    const added = await runQuery(
      one,
      'mutation { accountAdd(input: { name: "mới vào", role: ADMIN }) { account { id version } oneTimePassword } }',
      {},
      admin,
    );
    const { account, oneTimePassword } = added.data.accountAdd;
    await wrongElsewhere("mới vào", 1000);
    const elsewhere = from("203.0.113.77");
    const own = { newPassword: "một mật khẩu của riêng tôi", ...elsewhere };
    expect(codeOf(await startSession(one, "mới vào", oneTimePassword, own))).toBe("signed in");
    expect(codeOf(await startSession(one, "mới vào", own.newPassword, elsewhere))).toBe("signed in");
    // A reset makes strangers of all places: whoever had the password may be at one of them.
    const reset = await runQuery(
      one,
      "mutation ($id: ID!, $v: Int!) { passwordReset(input: { id: $id, expectedVersion: $v }) { oneTimePassword } }",
      { id: account.id, v: account.version + 1 },
      admin,
    );
    expect(codeOf(await startSession(one, "mới vào", WRONG, elsewhere))).toBe("RATE_LIMITED");
    const again = { newPassword: "và một mật khẩu khác nữa", ...from("203.0.113.78") };
    const once = reset.data.passwordReset.oneTimePassword;
    expect(codeOf(await startSession(one, "mới vào", once, again))).toBe("signed in");
  });

  it("is tried at most 50 times in 15 minutes from one address, over all servers and names, but for those it knows", async () => {
    const address = from("2001:db8:1:2:3::4");
    const home = from("2001:db8:1:2::7");
    expect(codeOf(await startSession(one, "sở", PASSWORD, home))).toBe("signed in");
    const codes = await Promise.all(
      Array.from({ length: 52 }, async (_, i) =>
        codeOf(await startSession(i % 2 ? one : other, `nobody ${i}`, WRONG, address)),
      ),
    );
    expect(codes.sort()).toEqual([...Array(50).fill("NOT_ACCEPTED"), ...Array(2).fill("RATE_LIMITED")]);
    const neighbour = from("2001:db8:1:2:ffff::9");
    expect(codeOf(await startSession(one, "phú vang", PASSWORD, neighbour))).toBe("RATE_LIMITED");
    expect(codeOf(await startSession(one, "sở", PASSWORD, neighbour))).toBe("signed in");
    expect(codeOf(await startSession(one, "phú vang", PASSWORD, from("2001:db8:1:3::4")))).toBe("signed in");
  });

  it("is no attempt at a name that is refused for the address", async () => {
    const address = from("203.0.113.9");
    for (let i = 0; i < 50; i += 1) await startSession(one, `nobody ${i}`, WRONG, address);
    await wrongElsewhere("phú vang", 999);
    for (let i = 0; i < 12; i += 1) {
      expect(codeOf(await startSession(one, "phú vang", WRONG, address))).toBe("RATE_LIMITED");
    }
    expect(await guesses("phú vang", 2)).toEqual({ NOT_ACCEPTED: 1, RATE_LIMITED: 1 });
  });

  it("does not know a place any more after ninety days", async () => {
    const home = from("198.51.100.40");
    await addTestAccount(database.db, "lâu không vào", "ADMIN");
    expect(codeOf(await startSession(one, "lâu không vào", PASSWORD, home))).toBe("signed in");
    now += 89 * 24 * HOUR;
    await wrongElsewhere("lâu không vào", 1000);
    expect(codeOf(await startSession(one, "lâu không vào", PASSWORD, home))).toBe("signed in");
    now += 91 * 24 * HOUR;
    await wrongElsewhere("lâu không vào", 1000);
    expect(codeOf(await startSession(one, "lâu không vào", PASSWORD, home))).toBe("RATE_LIMITED");
  });

  it("does not believe what a client says of its own address", async () => {
    const codes = [];
    for (let i = 0; i < 51; i += 1) {
      codes.push(codeOf(await startSession(one, `nobody ${i}`, WRONG, from(`10.0.0.${i}, 198.51.100.7`))));
    }
    expect(codes.at(-1)).toBe("RATE_LIMITED");
  });

  it("that succeeds does not count", async () => {
    for (let i = 0; i < 12; i += 1) expect(codeOf(await startSession(one, "sở"))).toBe("signed in");
  });

  it("is counted for each alias of one request", async () => {
    const aliases = Array.from(
      { length: 12 },
      (_, i) => `a${i}: sessionStart(input: { name: "phú vang", password: $p }) { userErrors { code } }`,
    );
    const answer = await runQuery(
      one,
      `mutation ($p: Secret!) { ${aliases.join(" ")} }`,
      { p: WRONG },
      from("192.0.2.77").headers,
    );
    expect(verify).toHaveBeenCalledTimes(10);
    expect([answer.data.a9, answer.data.a10, answer.data.a11]).toEqual([
      { userErrors: [{ code: "NOT_ACCEPTED" }] },
      null,
      null,
    ]);
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["a10"], "RATE_LIMITED"],
      [["a11"], "RATE_LIMITED"],
    ]);
    expect(answer.headers.get("retry-after")).toBe("900");
  });

  it("is not possible by GET", async () => {
    const query = 'mutation { sessionStart(input: { name: "a", password: "b" }) { userErrors { code } } }';
    const response = await fetch(`${one.url}/graphql?query=${encodeURIComponent(query)}`, {});
    expect(response.status).toBe(405);
    expect(verify).not.toHaveBeenCalled();
  });

  it.each([
    [
      "as a number",
      'mutation ($p: Secret!) { sessionStart(input: { name: "a", password: $p }) { userErrors { code } } }',
      { p: 12345678901234 },
    ],
    [
      "in an input with a field too many",
      "mutation ($i: SessionStartInput!) { sessionStart(input: $i) { userErrors { code } } }",
      { i: { name: "a", password: "12345678901234", nothing: 1 } },
    ],
    [
      "in an input with a field too few",
      "mutation ($i: SessionStartInput!) { sessionStart(input: $i) { userErrors { code } } }",
      { i: { password: "12345678901234" } },
    ],
    [
      "as a number in the document",
      'mutation { sessionStart(input: { name: "a", password: 12345678901234 }) { userErrors { code } } }',
      {},
    ],
  ])("never repeats a password that was sent %s", async (_how, query, variables) => {
    const { status, errors } = await runQuery(one, query, variables);
    expect([status, errors?.length]).toEqual([400, 1]);
    expect(JSON.stringify(errors)).not.toContain("12345678901234");
  });

  it("takes a new password in the place of the old one, and ends the other sessions", async () => {
    const [here, there] = [await signedIn(one, "bình điền"), await signedIn(other, "bình điền")];
    const change = async (old: string, next: string) =>
      (await runQuery(one, CHANGE, { old, new: next }, here.headers)).data.passwordChange;
    const codesOf = async (old: string, next: string) =>
      (await change(old, next)).userErrors.map(({ path, code }: { path: string[]; code: string }) => [path, code]);
    expect(await codesOf(WRONG, "một mật khẩu rất mới")).toEqual([[[], "NOT_ACCEPTED"]]);
    expect(await codesOf(PASSWORD, "ngắn quá")).toEqual([[["newPassword"], "INVALID"]]);
    expect(await codesOf(PASSWORD, PASSWORD)).toEqual([[["newPassword"], "INVALID"]]);
    expect(await codesOf(PASSWORD, "x".repeat(129))).toEqual([[["newPassword"], "INVALID"]]);
    expect(await change(PASSWORD, "một mật khẩu rất mới")).toMatchObject({ account: { version: 2 }, userErrors: [] });
    expect((await viewerOf(other, here.headers)).role).toBe("ADMIN");
    expect(await viewerOf(other, there.headers)).toBe("UNAUTHENTICATED");
    expect(codeOf(await startSession(one, "bình điền"))).toBe("NOT_ACCEPTED");
    expect(codeOf(await startSession(one, "bình điền", "một mật khẩu rất mới"))).toBe("signed in");
  });

  it("does not take the name for a password", async () => {
    const name = "Nguyễn Văn Đường";
    await addTestAccount(database.db, name, "ADMIN");
    const { headers } = await signedIn(one, name);
    const { data } = await runQuery(one, CHANGE, { old: PASSWORD, new: "nguyen-van-duong" }, headers);
    expect(data.passwordChange.userErrors).toMatchObject([{ path: ["newPassword"], code: "INVALID" }]);
  });

  it("leaves no password and no token on record as it is", async () => {
    const { refreshToken } = await signedIn(one, "sở");
    const rows = [];
    for (const table of ["account", "session", "sign_in_attempt", "sign_in_place"])
      rows.push(await one.db.query(`SELECT * FROM ${table}`));
    const written = JSON.stringify(rows);
    expect(written).toContain("$argon2id$");
    expect(written).not.toContain(PASSWORD);
    expect(written).not.toContain(refreshToken.split(".")[1]);
    expect([one.reported, other.reported]).toEqual([[], []]);
  });
});
