import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";

/** After all tests: what they made their databases of. */
export default async function forgetTemplates() {
  const { TEST_RUN: run, TEST_DATABASE_URL: server } = process.env;
  await rm(join(tmpdir(), `hue-health-${run}`), { recursive: true, force: true });
  if (!server) return;
  const connection = await createConnection(server);
  await connection.query(`DROP DATABASE IF EXISTS hue_test_${run}`);
  await connection.end();
}
