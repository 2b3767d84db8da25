import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { openDatabase } from "../../server/database/data-source.js";
import { addTestAccount, PASSWORD, signedIn, startSession, viewerOf } from "../support/accounts.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";
import { type Answer, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

// The server loads the package with the first password, and finds what is put there now.
const verify = jest.spyOn(jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2"), "verify");

const MINUTE = 60_000;
const WRONG = "sai mật khẩu rồi nhé";

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

  it.each([
    ["an account that is there", "phú vang"],
    ["an account that is not there", "nobody of this name"],
  ])("is tried at most 10 times in 15 minutes at %s, over all servers and addresses", async (_what, name) => {
    const codes = [];
    for (let i = 0; i < 12; i += 1) {
      codes.push(codeOf(await startSession(i % 2 ? one : other, name, WRONG, from(`192.0.2.${i}`))));
    }
    expect(codes).toEqual([...Array(10).fill("NOT_ACCEPTED"), "RATE_LIMITED", "RATE_LIMITED"]);
    expect(verify).toHaveBeenCalledTimes(10);
    now += 5 * MINUTE;
    const { status, headers, errors, data } = await startSession(one, name);
    expect([status, headers.get("retry-after"), data]).toEqual([429, "600", { sessionStart: null }]);
    expect(errors).toMatchObject([
      {
        message: "There were too many attempts to sign in; try again in 10 minutes.",
        extensions: { code: "RATE_LIMITED" },
      },
    ]);
    expect(codeOf(await startSession(one, "bình điền"))).toBe("signed in");
    now += 10 * MINUTE;
    expect(codeOf(await startSession(one, name, WRONG))).toBe("NOT_ACCEPTED");
  });

  it("is tried at most 50 times in 15 minutes from one address, over all servers and names", async () => {
    const address = from("2001:db8:1:2:3::4");
    const codes = await Promise.all(
      Array.from({ length: 52 }, async (_, i) =>
        codeOf(await startSession(i % 2 ? one : other, `nobody ${i}`, WRONG, address)),
      ),
    );
    expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(2);
    expect(codes.filter((code) => code === "NOT_ACCEPTED")).toHaveLength(50);
    const neighbour = from("2001:db8:1:2:ffff::9");
    expect(codeOf(await startSession(one, "sở", PASSWORD, neighbour))).toBe("RATE_LIMITED");
    expect(codeOf(await startSession(one, "sở", PASSWORD, from("2001:db8:1:3::4")))).toBe("signed in");
  });

  it("is closed to nobody by who is refused for the address", async () => {
    const address = from("203.0.113.9");
    for (let i = 0; i < 50; i += 1) await startSession(one, `nobody ${i}`, WRONG, address);
    for (let i = 0; i < 12; i += 1) expect(codeOf(await startSession(one, "sở", WRONG, address))).toBe("RATE_LIMITED");
    expect(codeOf(await startSession(one, "sở"))).toBe("signed in");
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
    const response = await fetch(`${one.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { "apollo-require-preflight": "1" },
    });
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
    for (const table of ["account", "session", "sign_in_attempt"])
      rows.push(await one.db.query(`SELECT * FROM ${table}`));
    const written = JSON.stringify(rows);
    expect(written).toContain("$argon2id$");
    expect(written).not.toContain(PASSWORD);
    expect(written).not.toContain(refreshToken.split(".")[1]);
    expect([one.reported, other.reported]).toEqual([[], []]);
  });
});
