import "reflect-metadata";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { GraphQLSchema } from "graphql";
import type { AuthSettings } from "../../server/concepts/access/auth.js";
import { sharedOver } from "../../server/concepts/shared.js";
import { type Shared } from "../../server/core/context.js";
import type { Connections } from "../../server/core/database/database.js";
import { DEFAULT_LIMITS, type Limits } from "../../server/core/limits/limits.js";
import type { Log } from "../../server/core/log/log.js";
import type { CodeMap } from "../../server/exchange/dhis2/code-map.js";
import { accessLog } from "../../server/http/access-log.js";
import type { Pace } from "../../server/http/connection-watch.js";
import { createHttp } from "../../server/http/server.js";
import { loadedDatabase, type TestDatabase } from "./database.js";

export interface TestServer {
  /** Such as http://127.0.0.1:40123; the API is at /graphql. */
  url: string;
  db: Connections;
  shared: Shared;
  http: Server;
  /** What the server recorded as its own errors. */
  reported: unknown[];
  close(): Promise<void>;
}

/** The real server over the real data, on a free port. */
export const startTestServer = async (): Promise<TestServer> => serve(await loadedDatabase());

/** The same for all servers, as those over one database have it. */
export const TEST_AUTH: AuthSettings = { secret: "a secret of tests that everybody knows", oidc: null, proxies: 1 };

/** The real server over a database that the test made. */
export async function serve(
  database: TestDatabase,
  auth: Partial<AuthSettings> = {},
  {
    limits,
    schema,
    pace,
    log,
    publicUrl,
    codes,
  }: {
    limits?: Partial<Limits>;
    schema?: GraphQLSchema;
    pace?: Pace;
    log?: Log;
    publicUrl?: string;
    codes?: CodeMap;
  } = {},
): Promise<TestServer> {
  const reported: unknown[] = [];
  const shared = sharedOver(database.db, { ...TEST_AUTH, ...auth }, { ...DEFAULT_LIMITS, ...limits }, undefined, log);
  const witnesses = log && [accessLog(log)];
  const http = await createHttp(shared, (error) => reported.push(error), { schema, pace, witnesses, publicUrl, codes });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    url,
    db: database.db,
    shared,
    http,
    reported,
    async close() {
      http.close();
      await once(http, "close");
      await database.close();
    },
  };
}
