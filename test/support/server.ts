import "reflect-metadata";
import type { FastifyInstance } from "fastify";
import type { Connections } from "../../server/database/database.js";
import { createHttp } from "../../server/http.js";
import { loadedDatabase, type TestDatabase } from "./database.js";

export interface TestServer {
  /** Such as http://127.0.0.1:40123; the API is at /graphql. */
  url: string;
  db: Connections;
  http: FastifyInstance;
  /** What the server recorded as its own errors. */
  reported: unknown[];
  close(): Promise<void>;
}

/** The real server over the real data, on a free port. */
export const startTestServer = async (): Promise<TestServer> => serve(await loadedDatabase());

/** The real server over a database that the test made. */
export async function serve(database: TestDatabase): Promise<TestServer> {
  const reported: unknown[] = [];
  const http = await createHttp(database.db, (error) => reported.push(error));
  const url = await http.listen({ host: "127.0.0.1", port: 0 });
  return {
    url,
    db: database.db,
    http,
    reported,
    async close() {
      await http.close();
      await database.close();
    },
  };
}
