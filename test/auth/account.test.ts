import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase } from "../../server/core/database/data-source.js";
import { addTestAccount, signedIn, startSession, viewerOf } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

/** What is asked of each act. */
const ASKED = {
  accountAdd: { account: "id name role active version facility { code name }", oneTimePassword: "" },
  accountChange: { account: "role active version facility { code }" },
  passwordReset: { account: "name version", oneTimePassword: "" },
};

describe("Accounts", () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let admin: Record<string, string>;

  beforeAll(async () => {
    database = await loadedDatabase();
    one = await serve(database);
    const db = await openDatabase(database.address);
    other = await serve({ db, address: database.address, close: () => db.close() });
    await addTestAccount(database.db, "sở", "ADMIN");
    admin = (await signedIn(one, "sở")).headers;
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const act = (field: keyof typeof ASKED, input: object): Promise<Data> =>
    new Acting(one, admin, ASKED[field]).payload(field, input);

  it("are added by the Department, with a password that the first sign-in replaces", async () => {
    const { account, oneTimePassword } = await act("accountAdd", {
      name: "Trạm A",
      role: "FACILITY_EDITOR",
      facility: "TTYT-PHUVANG",
    });
    expect(account).toMatchObject({
      name: "Trạm A",
      role: "FACILITY_EDITOR",
      active: true,
      version: 1,
      facility: { code: "TTYT-PHUVANG" },
    });
    const start = async (password: string, newPassword?: string) => {
      const { data } = await startSession(other, "trạm a", password, newPassword === undefined ? {} : { newPassword });
      const { session, userErrors } = data.sessionStart;
      return session
        ? session.account.name
        : userErrors.map(({ path, code }: { path: string[]; code: string }) => [path, code]);
    };
    expect(await start(oneTimePassword)).toEqual([[["newPassword"], "PASSWORD_CHANGE_REQUIRED"]]);
    expect(await start(oneTimePassword, "ngắn")).toEqual([[["newPassword"], "INVALID"]]);
    expect(await start(oneTimePassword, oneTimePassword)).toEqual([[["newPassword"], "INVALID"]]);
    expect(await start("sai rồi, sai rồi", "một mật khẩu của riêng tôi")).toEqual([[[], "NOT_ACCEPTED"]]);
    expect(await start(oneTimePassword, "một mật khẩu của riêng tôi")).toBe("Trạm A");
    expect(await start(oneTimePassword)).toEqual([[[], "NOT_ACCEPTED"]]);
    expect(await start("một mật khẩu của riêng tôi")).toBe("Trạm A");
  });

  it.each([
    ["a name that reads like another one", { name: "TRAM-A", role: "ADMIN" }, [["name"]], /already/],
    ["a name of signs", { name: "<b>", role: "ADMIN" }, [["name"]], /3 to 40 Latin letters/],
    ["a role of keys", { name: "hue-s", role: "INTEGRATOR" }, [["role"]], /other systems ask with a key/],
    ["an editor of nothing", { name: "ai đó", role: "FACILITY_EDITOR" }, [["facility"]], /needs the code/],
    [
      "a facility that is not on record",
      { name: "ai đó", role: "FACILITY_EDITOR", facility: "BV-MATT" },
      [["facility"]],
      /No facility has code "BV-MATT"\. Nearest known: "BV-MAT"/,
    ],
    [
      "the Department at a facility",
      { name: "ai đó", role: "ADMIN", facility: "SYT" },
      [["facility"]],
      /Only a FACILITY_EDITOR/,
    ],
    ["several at once", { name: "!", role: "PUBLIC", facility: "SYT" }, [["name"], ["role"]], /./],
  ])("are not added with %s", async (_what, input, paths, message) => {
    const before = await one.db.query("SELECT id FROM account");
    const { account, oneTimePassword, userErrors } = await act("accountAdd", input);
    expect([account, oneTimePassword]).toEqual([null, null]);
    expect(userErrors.map(({ path }: Data) => path)).toEqual(paths);
    expect(userErrors[0]?.message).toMatch(message);
    expect(await one.db.query("SELECT id FROM account")).toEqual(before);
  });

  it("have the new role, and are closed, on every server with the next request", async () => {
    await addTestAccount(database.db, "người nhập", "FACILITY_EDITOR", "BV-MAT");
    const { headers } = await signedIn(other, "người nhập");
    const viewer = async () => Promise.all([viewerOf(one, headers), viewerOf(other, headers)]);
    const { data } = await runQuery(one, "{ accounts { id name version } }", {}, admin);
    const { id } = data.accounts.find(({ name }: { name: string }) => name === "người nhập");
    expect(await viewer()).toMatchObject([{ role: "FACILITY_EDITOR" }, { account: { facility: { code: "BV-MAT" } } }]);

    await act("accountChange", { id, expectedVersion: 1, facility: "BV-PHOI" });
    expect(await viewer()).toMatchObject(Array(2).fill({ account: { facility: { code: "BV-PHOI" } } }));
    await act("accountChange", { id, expectedVersion: 2, role: "ADMIN" });
    expect(await viewer()).toMatchObject(Array(2).fill({ role: "ADMIN", account: { facility: null } }));
    expect((await runQuery(other, "{ accounts { name } }", {}, headers)).status).toBe(200);
    await act("accountChange", { id, expectedVersion: 3, active: false });
    expect(await viewer()).toEqual(["UNAUTHENTICATED", "UNAUTHENTICATED"]);
    const { data: closed } = await startSession(one, "người nhập");
    expect(closed.sessionStart.userErrors).toMatchObject([{ code: "NOT_ACCEPTED" }]);
    await act("accountChange", { id, expectedVersion: 4, active: true });
    // Sessions from before are over for good.
    expect(await viewer()).toEqual(["UNAUTHENTICATED", "UNAUTHENTICATED"]);
    expect((await viewerOf(one, (await signedIn(one, "người nhập")).headers)).role).toBe("ADMIN");
  });

  it("are not changed by who saw an older version, and are shown as they are now", async () => {
    const { account } = await act("accountAdd", { name: "hai người sửa", role: "FACILITY_EDITOR", facility: "BV-MAT" });
    const change = { id: account.id, expectedVersion: 1 };
    const [first, second] = await Promise.all([
      act("accountChange", { ...change, facility: "BV-PHOI" }),
      act("accountChange", { ...change, facility: "TTYT-PHULOC" }),
    ]);
    const [done, refused] = first.userErrors.length === 0 ? [first, second] : [second, first];
    expect(done.userErrors).toEqual([]);
    expect(refused).toEqual({
      account: done.account,
      userErrors: [
        {
          path: ["expectedVersion"],
          code: "CONFLICT",
          message: "The account is at version 2, not 1: it has been changed since.",
        },
      ],
    });
  });

  it("keep one of the Department that may sign in, also when two close each other at once", async () => {
    const { data } = await runQuery(one, "{ accounts { id name role active version } }", {}, admin);
    type Listed = { id: string; name: string; role: string; active: boolean; version: number };
    const admins = (data.accounts as Listed[]).filter(({ role, active }) => role === "ADMIN" && active);
    const sessions = await Promise.all(admins.map(({ name }) => signedIn(one, name)));
    const closing = admins.map(({ id, version }, i) =>
      new Acting(i % 2 ? one : other, sessions[i]?.headers ?? {}, ASKED.accountChange).ask("accountChange", {
        ...{ id, expectedVersion: version, active: false },
      }),
    );
    const answers = await Promise.all(closing);
    const refused = answers.filter(({ data: answer }) => answer.accountChange?.userErrors?.length > 0);
    expect(refused.map(({ data: answer }) => answer.accountChange.userErrors[0].message)).toEqual([
      "This is the last account of the Department; add another one first.",
    ]);
    const [left] = await one.db.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM account WHERE role = 'ADMIN' AND active = 1",
    );
    expect(Number(left?.n)).toBe(1);
    for (const { headers } of sessions) if ((await viewerOf(one, headers)) !== "UNAUTHENTICATED") admin = headers;
  });

  it("get another password for once where their own is forgotten", async () => {
    const { account } = await act("accountAdd", { name: "hay quên", role: "FACILITY_EDITOR", facility: "BV-MAT" });
    const { oneTimePassword, ...reset } = await act("passwordReset", { id: account.id, expectedVersion: 1 });
    expect(reset).toEqual({ account: { name: "hay quên", version: 2 }, userErrors: [] });
    const { data } = await startSession(one, "HAY QUEN", oneTimePassword, { newPassword: "lần này thì nhớ kỹ" });
    expect(data.sessionStart.session.account.name).toBe("hay quên");
    // Whatever was typed, the trail calls it as everybody does.
    const entry = "SELECT actor FROM audit_entry WHERE act = 'sessionStart' ORDER BY id DESC LIMIT 1";
    expect(await one.db.query(entry)).toEqual([{ actor: "hay quên" }]);
  });

  it("that are not there are not found, whatever the id says", async () => {
    for (const id of [
      "",
      "x",
      Buffer.from("Account:999999").toString("base64url"),
      Buffer.from("Facility:1").toString("base64url"),
    ]) {
      const { account, userErrors } = await act("accountChange", { id, expectedVersion: 1, active: false });
      expect([account, userErrors]).toMatchObject([null, [{ path: ["id"], code: "NOT_FOUND" }]]);
    }
  });

  it("cost no statement to list, nor do their facilities; what is asked of those, one for all", async () => {
    const ask = "{ accounts { name facility { name area { name } statedNeeds { needed } } } }";
    await runQuery(one, ask, {}, admin);
    const before = one.db.statements;
    await runQuery(one, ask, {}, { ...admin, "cache-control": "no-cache" });
    expect(one.db.statements - before).toBe(2); // the revision, and the needs
  });
});
