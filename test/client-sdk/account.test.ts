import { afterAll, beforeAll, expect } from "@jest/globals";
import { type Client, everyNode, toArray } from "../../client-sdk/index.js";
import { addTestAccount, PASSWORD } from "../support/accounts.js";
import { done } from "../support/done.js";
import { eachSdk } from "../support/sdks.js";
import { startTestServer, type TestServer } from "../support/server.js";

eachSdk("The SDK of somebody who signs in", ({ createClient }, needing) => {
  let server: TestServer;
  let stranger: Client;
  const clientWith = (token?: string): Client => createClient({ url: `${server.url}/graphql`, token, language: "en" });

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    stranger = clientWith();
  });
  afterAll(() => server.close());

  const start = async (name: string, password: string, newPassword?: string): Promise<Client> => {
    const { session } = done(await stranger.startSession({ name, password, newPassword }));
    return clientWith(session.accessToken);
  };

  needing("addAccount", "changeAccount")(
    "adds an editor, who signs in, changes the password, and is closed",
    async () => {
      const department = await start("sở", PASSWORD);
      const input = { name: "bs.lan", role: "FACILITY_EDITOR", facility: "BV-MAT" } as const;
      const { oneTimePassword } = done(await department.addAccount({ input }));
      const editor = await start("bs.lan", oneTimePassword, "bưởi chín bên hàng rào");
      expect((await editor.viewer()).viewer).toMatchObject({
        role: "FACILITY_EDITOR",
        account: { name: "bs.lan", facility: { code: "BV-MAT" }, version: 2 },
      });
      await editor.changePassword({ currentPassword: "bưởi chín bên hàng rào", newPassword: "mưa dầm suốt cả tuần" });
      await expect(editor.accounts()).rejects.toMatchObject({ kind: "forbidden", code: "FORBIDDEN", status: 403 });
      const { accounts } = await department.accounts();
      const lan = accounts.find(({ name }) => name === "bs.lan");
      await department.changeAccount({
        input: { id: lan?.id ?? "", expectedVersion: lan?.version ?? 0, active: false },
      });
      await expect(editor.viewer()).rejects.toMatchObject({ kind: "unauthenticated", status: 401 });
      await expect(stranger.accounts()).rejects.toMatchObject({ kind: "unauthenticated", code: "UNAUTHENTICATED" });
    },
  );

  needing("refreshSession", "endSession")("refreshes and ends a session", async () => {
    const first = done(await stranger.startSession({ name: "sở", password: PASSWORD })).session;
    const { session } = done(await stranger.refreshSession({ refreshToken: first.refreshToken }));
    const next = clientWith(session.accessToken);
    expect((await next.viewer()).viewer.role).toBe("ADMIN");
    expect(await stranger.endSession({ refreshToken: session.refreshToken })).toEqual({ ok: true, ended: true });
    await expect(next.viewer()).rejects.toMatchObject({ kind: "unauthenticated" });
  });

  needing("issueApiKey", "revokeApiKey")("issues, uses and revokes a key, and resets a password", async () => {
    const department = await start("sở", PASSWORD);
    const expiresOn = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString().slice(0, 10);
    const { key } = done(await department.issueApiKey({ input: { label: "Hue-S", scopes: ["READ"], expiresOn } }));
    const integrator = clientWith(key);
    expect((await integrator.viewer()).viewer).toEqual({ role: "INTEGRATOR", scopes: ["READ"], account: null });
    const { apiKeys } = await department.apiKeys();
    await department.revokeApiKey({ id: apiKeys[0]?.id ?? "" });
    await expect(integrator.viewer()).rejects.toMatchObject({ kind: "unauthenticated" });
    const { accounts } = await department.accounts();
    const lan = accounts.find(({ name }) => name === "bs.lan");
    const input = { id: lan?.id ?? "", expectedVersion: lan?.version ?? 0 };
    expect(done(await department.resetPassword({ input })).oneTimePassword).toMatch(/^[a-z2-9-]{23}$/);
  });

  needing("accountPage", "apiKeyPage")(
    "goes through accounts and keys page by page, as the Department alone may",
    async () => {
      const department = await start("sở", PASSWORD);
      const first = 1;
      const { accounts } = await department.accounts();
      const accountPages = everyNode(
        async (after) => (await department.accountPage({ first, after })).accountConnection,
      );
      expect(await toArray(accountPages, { max: 10 })).toEqual(accounts);
      const { apiKeys } = await department.apiKeys();
      const keyPages = everyNode(async (after) => (await department.apiKeyPage({ first, after })).apiKeyConnection);
      expect(await toArray(keyPages, { max: 10 })).toEqual(apiKeys);
      expect([accounts.length, apiKeys.map(({ label }) => label)]).toEqual([2, ["Hue-S"]]);
      await expect(stranger.accountPage()).rejects.toMatchObject({ kind: "unauthenticated" });
      await expect(stranger.apiKeyPage()).rejects.toMatchObject({ kind: "unauthenticated" });
    },
  );

  needing("startSession")("is told to wait after too many attempts", async () => {
    for (let i = 0; i < 10; i += 1) await stranger.startSession({ name: "ai đó", password: "không phải mật khẩu" });
    await expect(stranger.startSession({ name: "ai đó", password: PASSWORD })).rejects.toMatchObject({
      kind: "rate-limited",
      code: "RATE_LIMITED",
      status: 429,
    });
  });
});
