import { addAccount } from "../../server/concepts/access/account/account.store.js";
import { hashOf } from "../../server/concepts/access/account/password.js";
import type { Role } from "../../server/core/access/role.js";
import type { Connections } from "../../server/core/database/database.js";
import { bySystem, traced } from "../../server/core/mutation/trail.js";
import { instant } from "../../server/core/time/clock.js";
import { Acting } from "./acting.js";
import { type Answer, type Data, runQuery } from "./run-query.js";
import type { TestServer } from "./server.js";

/** The password of every account that a test makes. */
export const PASSWORD = "bốn mùa ở xứ Huế";

/** An account that can sign in; of a facility if it is an editor. */
export async function addTestAccount(db: Connections, name: string, role: Role, facility?: string): Promise<number> {
  const [found] = facility
    ? await db.query<{ id: number }>("SELECT id FROM facility WHERE code = ?", [facility])
    : [{ id: null }];
  const values = { role, facilityId: found?.id ?? null, passwordHash: await hashOf(PASSWORD) };
  const added = await traced(db, bySystem("test", "accountAdd", instant(Date.now())), (tx, trail) =>
    addAccount(tx, trail, name, values),
  );
  return added.id;
}

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

const SESSION_START = `mutation ($name: String!, $password: Secret!, $newPassword: Secret) {
  sessionStart(input: { name: $name, password: $password, newPassword: $newPassword }) {
    session { accessToken expiresAt refreshToken account { name role facility { code } } }
    userErrors { path code message }
  }
}`;

export const startSession = (
  server: Pick<TestServer, "url">,
  name: string,
  password = PASSWORD,
  more: { newPassword?: string; headers?: Record<string, string> } = {},
): Promise<Answer> => runQuery(server, SESSION_START, { name, password, newPassword: more.newPassword }, more.headers);

/** The tokens of somebody who has signed in. */
export async function signedIn(
  server: Pick<TestServer, "url">,
  name: string,
): Promise<{ accessToken: string; refreshToken: string; headers: Record<string, string> }> {
  const { data } = await startSession(server, name);
  const { session } = data.sessionStart;
  if (!session) throw new Error(JSON.stringify(data));
  return { ...session, headers: bearer(session.accessToken) };
}

/** A key that the Department issues to Hue-S; good for thirty days if nothing else is said. */
export async function issuedKey(
  server: Pick<TestServer, "url">,
  department: Record<string, string>,
  { scopes = ["READ"], expiresOn = inThirtyDays() }: { scopes?: string[]; expiresOn?: string } = {},
): Promise<{ id: string; key: string; headers: Record<string, string> }> {
  const acting = new Acting(server, department, { apiKey: "id", key: "" });
  const { apiKey, key } = await acting.did("apiKeyIssue", { label: "Hue-S", scopes, expiresOn });
  return { id: apiKey.id, key, headers: bearer(key) };
}

const inThirtyDays = (): string => new Date(Date.now() + 30 * 24 * 3_600_000).toISOString().slice(0, 10);

export const VIEWER = "{ viewer { role scopes account { name facility { code } } } }";

export async function viewerOf(server: Pick<TestServer, "url">, headers: Record<string, string>): Promise<Data> {
  const { data, errors } = await runQuery(server, VIEWER, {}, headers);
  return errors ? errors[0]?.extensions.code : data.viewer;
}
