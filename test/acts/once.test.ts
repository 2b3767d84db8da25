import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { isInputObjectType, isNonNullType } from "graphql";
import { forgetSeeds } from "../../server/core/mutation/act-key.store.js";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount, bearer, PASSWORD, signedIn, startSession, viewerOf } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const ACCOUNT = "id name role active version";
const ASKED = {
  ...{ account: ACCOUNT, oneTimePassword: "", apiKey: "id label prefix revokedAt", key: "" },
  discrepancy: "id note { textVi notedAt version }",
};

const DAY_MS = 24 * 3_600_000;
const dayLater = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

describe("An act with a name", () => {
  let server: TestServer;
  let department: Acting;
  let later = 0;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.now() + later });
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, ASKED);
  });
  afterAll(() => server.close());

  /** The payload without the words of its mistakes. */
  const done = async (act: string, input: object, headers = department.headers): Promise<Data> => {
    const payload = await department.payload(act, input, headers);
    return { ...payload, userErrors: payload.userErrors.map(({ message: _, ...each }: Data) => each) };
  };
  /** Asks twice, as somebody who lost the answer; both answers must be the same. */
  const twice = async (act: string, input: object, headers = department.headers): Promise<Data> => {
    const first = await done(act, { ...input, clientMutationId: `twice-${act}` }, headers);
    expect(first.userErrors).toEqual([]);
    expect(await done(act, { ...input, clientMutationId: `twice-${act}` }, headers)).toEqual(first);
    return first;
  };
  const entries = async (act: string): Promise<number> =>
    Number((await server.db.query<{ n: number }>("SELECT COUNT(*) AS n FROM audit_entry WHERE act = ?", [act]))[0]?.n);

  it("can be every one but those of sessions, which are no data and may be sent again as they are", () => {
    const fields = Object.values(createSchema().getMutationType()?.getFields() ?? {});
    const named = fields.filter(({ args: [input] }) => {
      const type = input && isNonNullType(input.type) ? input.type.ofType : undefined;
      return isInputObjectType(type) && type.getFields().clientMutationId !== undefined;
    });
    const others = fields.filter((field) => !named.includes(field)).map(({ name }) => name);
    expect(others.sort()).toEqual(["sessionEnd", "sessionRefresh", "sessionStart"]);
  });

  it("hands out the same password for an account once added, and the database keeps nothing of it", async () => {
    const { account, oneTimePassword } = await twice("accountAdd", { name: "bệnh viện", role: "ADMIN" });
    expect(account).toMatchObject({ name: "bệnh viện", version: 1 });
    expect(await entries("accountAdd")).toBe(2); // with the one that the test made
    const kept = await server.db.query<{ answer: string }>("SELECT answer FROM act_key");
    expect(kept.some(({ answer }) => answer.includes(oneTimePassword))).toBe(false);
    const { data } = await startSession(server, "bệnh viện", oneTimePassword, { newPassword: PASSWORD });
    expect(data.sessionStart.userErrors).toEqual([]);
  });

  it("changes an account, resets and changes a password once", async () => {
    const { account } = await done("accountAdd", { name: "người khác", role: "ADMIN" });
    const changed = await twice("accountChange", { id: account.id, expectedVersion: 1, active: false });
    expect(changed.account).toMatchObject({ active: false, version: 2 });
    await done("accountChange", { id: account.id, expectedVersion: 2, active: true });
    const { oneTimePassword } = await twice("passwordReset", { id: account.id, expectedVersion: 3 });
    await startSession(server, "người khác", oneTimePassword, { newPassword: PASSWORD });
    const other = (await signedIn(server, "người khác")).headers;
    const passwords = { currentPassword: PASSWORD, newPassword: `${PASSWORD} và Đà Nẵng` };
    expect((await twice("passwordChange", passwords, other)).account.version).toBe(6);
  });

  it("hands out the same key once issued, and the database keeps nothing of it", async () => {
    const expiresOn = dayLater(30);
    const { apiKey, key } = await twice("apiKeyIssue", { label: "Hue-S", scopes: ["READ"], expiresOn });
    expect((await viewerOf(server, bearer(key))).role).toBe("INTEGRATOR");
    const [issued] = await server.db.query<{ n: number }>("SELECT COUNT(*) AS n FROM api_key");
    expect(Number(issued?.n)).toBe(1);
    const kept = await server.db.query<{ answer: string }>("SELECT answer FROM act_key");
    expect(kept.some(({ answer }) => answer.includes(key))).toBe(false);
    expect((await twice("apiKeyRevoke", { id: apiKey.id })).apiKey.revokedAt).not.toBeNull();
    expect([await entries("apiKeyIssue"), await entries("apiKeyRevoke")]).toEqual([1, 1]);
  });

  describe("that hands out a secret", () => {
    const MINUTE = 60_000;
    const seeds = async () =>
      (await server.db.query("SELECT client_key FROM act_key WHERE seed IS NOT NULL AND client_key LIKE 'secret-%'"))
        .length;
    const expiresOn = dayLater(30);

    it.each<[string, string, () => object | Promise<object>]>([
      ["apiKeyIssue", "key", () => ({ label: "Hue-S", scopes: ["READ"], expiresOn })],
      ["accountAdd", "oneTimePassword", () => ({ name: "chỉ mười phút", role: "ADMIN" })],
      [
        "passwordReset",
        "oneTimePassword",
        async () => {
          const { account } = await done("accountAdd", { name: "quên mật khẩu", role: "ADMIN" });
          return { id: account.id, expectedVersion: account.version };
        },
      ],
    ])("shows it again for ten minutes, then says that it is not shown any more: %s", async (act, secret, inputOf) => {
      const input = { ...(await inputOf()), clientMutationId: `secret-${act}` };
      const first = await done(act, input);
      expect(first[secret]).toEqual(expect.any(String));
      const begun = later;
      const at = async (ms: number) => {
        later = begun + ms;
        try {
          return await done(act, input, (await signedIn(server, "sở")).headers);
        } finally {
          later = begun;
        }
      };
      expect(await at(9 * MINUTE)).toEqual(first);
      // The server forgets it on its way, or has not come to that yet: who asks hears the same.
      for (const forgets of [false, true]) {
        if (forgets) await forgetSeeds(server.db, new Date(Date.now() + later + 10 * MINUTE).toISOString());
        const late = await at(10 * MINUTE + 1000);
        expect(late).toMatchObject({ [secret]: null, userErrors: [{ path: [], code: "NOT_SHOWN_AGAIN" }] });
        expect(await at(23 * 60 * MINUTE)).toEqual(late);
      }
      expect(await seeds()).toBe(0);
      later = begun + 10 * MINUTE;
      const { userErrors } = await department.payload(act, input, { ...department.headers, "accept-language": "vi" });
      later = begun;
      expect(userErrors[0].message).toBe(
        "Việc này đã thực hiện, và mã đã cấp không hiện lại được: đã quá mười phút. Nếu bị mất, hãy thu hồi khóa hoặc đặt lại mật khẩu để được cấp mã khác.",
      );
    });

    it("keeps nothing of it elsewhere: in the answer, in the trail", async () => {
      const { key } = await done("apiKeyIssue", {
        label: "Hue-S",
        scopes: ["READ"],
        expiresOn,
        clientMutationId: "secret-1",
      });
      const [{ seed }] = (await server.db.query("SELECT seed FROM act_key WHERE client_key = 'secret-1'")) as [
        { seed: string },
      ];
      const kept = JSON.stringify([
        await server.db.query("SELECT answer FROM act_key"),
        await server.db.query("SELECT * FROM audit_entry"),
        await server.db.query("SELECT * FROM account"),
        await server.db.query("SELECT * FROM api_key"),
      ]);
      expect([kept.includes(seed), kept.includes(key)]).toEqual([false, false]);
    });
  });

  it("answers with the note of then, also when it has been changed since", async () => {
    const { data } = await runQuery(server, "{ discrepancies { id note { version } } }");
    const { id } = data.discrepancies[0];
    const first = await twice("discrepancyAnnotate", { id, expectedVersion: 0, textVi: "Một." });
    expect(first.discrepancy.note).toMatchObject({ textVi: "Một.", version: 1 });
    await done("discrepancyAnnotate", { id, expectedVersion: 1, textVi: "Hai." });
    const again = { id, expectedVersion: 0, textVi: "Một.", clientMutationId: "twice-discrepancyAnnotate" };
    expect(await done("discrepancyAnnotate", again)).toEqual(first);
  });

  it("is done once by many who send it at the same time", async () => {
    const input = { name: "đồng thời", role: "ADMIN", clientMutationId: "at-once" };
    const answers = await Promise.all(Array.from({ length: 8 }, () => done("accountAdd", input)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it("is forgotten after 24 hours: its name may be given to another one", async () => {
    const input = { name: "hôm qua", role: "ADMIN", clientMutationId: "yesterday" };
    await done("accountAdd", input);
    later = DAY_MS - 60_000;
    const stillKnown = (await signedIn(server, "sở")).headers;
    expect((await done("accountAdd", { ...input, name: "hôm nay" }, stillKnown)).userErrors).toEqual([
      { path: ["clientMutationId"], code: "IDEMPOTENCY_MISMATCH" },
    ]);
    later = DAY_MS + 60_000;
    const nextDay = (await signedIn(server, "sở")).headers;
    expect((await done("accountAdd", { ...input, name: "hôm nay" }, nextDay)).userErrors).toEqual([]);
    expect((await done("accountAdd", { ...input, name: "hôm nay" }, nextDay)).userErrors).toEqual([]);
  });

  it("is told to come again where the database gives it up for others, each time that it is tried", async () => {
    const { db } = server;
    const { headers } = await signedIn(server, "sở");
    const given = jest.spyOn(db, "transaction").mockImplementation(() => {
      throw Object.assign(new Error("Deadlock found"), { code: "ER_LOCK_DEADLOCK" });
    });
    try {
      const { errors, headers: told } = await department.ask(
        "apiKeyIssue",
        { label: "Cổng thông tin", scopes: ["READ"], expiresOn: dayLater(30) },
        headers,
      );
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["DATABASE_UNAVAILABLE"]);
      expect(told.get("retry-after")).toBe("3");
      expect(given).toHaveBeenCalledTimes(10);
    } finally {
      given.mockRestore();
    }
  });
});
