import "reflect-metadata";
import libsql from "libsql";
import mysql from "mysql2/promise";
import { readDatabaseAddress } from "../dist/server/config.js";
import { openDatabase } from "../dist/server/database/data-source.js";
import { importFile } from "../dist/server/importing/importer.js";
import { READERS } from "../dist/server/importing/readers.js";
import { forget, linesOf, newFigures } from "./data/new-figures.mjs";
import { median } from "./processes.mjs";

/**
 * Imports 10,000 figures through the importer, and writes the same rows as plain batched inserts in one transaction, in
 * turn; tells the milliseconds of both. Run as a process of its own: `node bench/import.mjs SCALE TRIES`.
 */
const ROWS = 10_000;
const AT_ONCE = 1_000;
const LONG = 20_000;
const [scaleName, tries] = [process.argv[2], Number(process.argv[3])];

const FILE = "M2.csv";
const rows = [...newFigures(scaleName, ROWS)];
const content = [...linesOf(rows)].join("");
const database = readDatabaseAddress(process.env);
const db = await openDatabase(database);
const plain = database.kind === "mysql" ? await mariadbInserts(database.url) : embeddedInserts(database.file);
const reader = READERS.find("observations");

const taken = { ours: [], plain: [] };
for (let i = 0; i < tries; i += 1) {
  await forget(db, FILE);
  taken.plain.push(await timed(() => plain.write(rows)));
  await forget(db, FILE);
  taken.ours.push(
    await timed(() => importFile(db, reader, { file: FILE, content, document: "SYNTHETIC", section: "M2" })),
  );
  if (taken.ours[0] > LONG) break;
}
await forget(db, FILE);
await plain.close();
await db.close();
const ratio = median(taken.ours.map((ms, i) => ms / taken.plain[i]));
console.log(JSON.stringify({ scale: scaleName, ours: median(taken.ours), plain: median(taken.plain), ratio }));

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function columnsAndValues() {
  const columns = "metric_id, section_id, facility_id, subject_key, on_date, from_date, value, approximate, reported";
  const valuesOf = ({ metric, facility, from, on, value }) => [
    metric,
    1,
    facility,
    `F${facility}`,
    on,
    from,
    value,
    0,
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
  const known = "ON CONFLICT (metric_id, subject_key, on_date) DO UPDATE SET value = excluded.value";
  const statement = connection.prepare(`${insert} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ${known}`);
  return {
    close: () => connection.close(),
    write: connection.transaction((all) => {
      for (const row of all) statement.run(...valuesOf(row));
    }),
  };
}
