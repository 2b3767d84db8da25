// Imports 10,000 figures through the importer and over the API, and writes the same rows as plain batched inserts in one
// transaction, in turn; tells the milliseconds of all three. Run as a process of its own: `node bench/import.mjs SCALE TRIES`.
import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import libsql from "libsql";
import mysql from "mysql2/promise";
import { addAccount } from "../dist/server/concepts/access/account/account.store.js";
import { importFile } from "../dist/server/concepts/import/importer.js";
import { READERS } from "../dist/server/concepts/index.js";
import { sharedOver } from "../dist/server/concepts/shared.js";
import { readDatabaseAddress } from "../dist/server/config.js";
import { openDatabase } from "../dist/server/core/database/data-source.js";
import { bySystem, traced } from "../dist/server/core/mutation/trail.js";
import { createHttp } from "../dist/server/http/server.js";
import { forget, linesOf, newFigures } from "./data/new-figures.mjs";
import { median } from "./processes.mjs";

const ROWS = 10_000;
const AT_ONCE = 1_000;
const LONG = 20_000;
const TODAY = new Date().toISOString().slice(0, 10);
const [scaleName, tries] = [process.argv[2], Number(process.argv[3])];

const FILE = "M2.csv";
const rows = [...newFigures(scaleName, ROWS)];
const content = [...linesOf(rows)].join("");
const database = readDatabaseAddress(process.env);
const db = await openDatabase(database);
const plain = database.kind === "mysql" ? await mariadbInserts(database.url) : embeddedInserts(database.file);
const reader = READERS.find("observations");

const api = await openApi();

const taken = { ours: [], api: [], plain: [] };
for (let i = 0; i < tries; i += 1) {
  await forget(db, FILE);
  taken.plain.push(await timed(() => plain.write(rows)));
  await forget(db, FILE);
  taken.ours.push(
    await timed(() => importFile(db, reader, { file: FILE, content, document: "SYNTHETIC", section: "M2" })),
  );
  await forget(db, FILE);
  taken.api.push(await timed(() => api.send(i)));
  if (taken.ours[0] > LONG) break;
}
await forget(db, FILE);
await api.close();
await plain.close();
await db.close();
const ratioOf = (kind) => median(taken[kind].map((ms, i) => ms / taken.plain[i]));
console.log(
  JSON.stringify({
    scale: scaleName,
    ours: median(taken.ours),
    api: median(taken.api),
    plain: median(taken.plain),
    ratio: ratioOf("ours"),
    apiRatio: ratioOf("api"),
  }),
);

/** The whole server, and the Department's request with the file as a text: sign-in, policy, key and trail included. */
async function openApi() {
  const shared = sharedOver(db, { secret: randomBytes(32).toString("base64url"), oidc: null, proxies: 0 });
  const http = await createHttp(shared, (error) => console.error(error));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const name = `SYNTHETIC ${randomBytes(8).toString("hex")}`;
  const doing = bySystem("bench", "accountAdd", new Date().toISOString());
  const { id } = await traced(db, doing, (tx, trail) =>
    addAccount(tx, trail, name, { role: "ADMIN", facilityId: null, passwordHash: null }),
  );
  const { token } = await shared.auth.tokens.makeAccess({ accountId: id, sessionId: 0 }, Date.now());
  const query = `mutation ($input: FileImportInput!) {
    fileImport(input: $input) { report { imported inserted problemCount } userErrors { code message } } }`;
  const ask = async (input) => {
    const response = await fetch(`http://127.0.0.1:${http.address().port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data, errors } = await response.json();
    return errors ?? data.fileImport;
  };
  // The first request reads what servers hold in memory, and the text of the mutation.
  await ask({ format: "OBSERVATIONS", text: "" });
  return {
    async send(i) {
      const key = `${id}-${i}`;
      const input = { format: "OBSERVATIONS", text: content, fileName: FILE, document: "SYNTHETIC", section: "M2" };
      const done = await ask({ ...input, clientMutationId: key });
      if (done.report?.inserted !== ROWS) throw new Error(JSON.stringify(done));
    },
    async close() {
      http.close();
      await once(http, "close");
      await db.transaction(async (tx) => {
        await tx.query("DELETE FROM act_key WHERE actor_key = ?", [`account ${id}`]);
        await tx.query("DELETE FROM account WHERE id = ?", [id]);
      });
    },
  };
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function columnsAndValues() {
  const columns =
    "metric_id, section_id, facility_id, subject_key, on_date, from_date, from_key, value, approximate, reported, recorded_on, import_id";
  const valuesOf = ({ metric, facility, from, on, value }) => [
    metric,
    1,
    facility,
    `F${facility}`,
    on,
    from,
    from,
    value,
    0,
    1,
    TODAY,
    1,
  ];
  return { insert: `INSERT INTO observation (${columns})`, valuesOf };
}

async function mariadbInserts(url) {
  const { insert, valuesOf } = columnsAndValues();
  const connection = await mysql.createConnection(url);
  return {
    close: () => connection.end(),
    async write(all) {
      await connection.beginTransaction();
      for (let start = 0; start < all.length; start += AT_ONCE) {
        const some = all.slice(start, start + AT_ONCE).map(valuesOf);
        await connection.query(`${insert} VALUES ? ON DUPLICATE KEY UPDATE value = VALUES(value)`, [some]);
      }
      await connection.commit();
    },
  };
}

function embeddedInserts(file) {
  const { insert, valuesOf } = columnsAndValues();
  const connection = new libsql(file);
  const known = "ON CONFLICT (metric_id, subject_key, on_date, from_key) DO UPDATE SET value = excluded.value";
  const statement = connection.prepare(`${insert} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ${known}`);
  return {
    close: () => connection.close(),
    write: connection.transaction((all) => {
      for (const row of all) statement.run(...valuesOf(row));
    }),
  };
}
