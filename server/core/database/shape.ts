import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "./database.js";
import { openEmbedded } from "./embedded.js";
import { MIGRATIONS } from "./migrations/index.js";

/** What a database is made of, a line for each table, column, index and reference, the same for both kinds. */
export type Shape = ReadonlySet<string>;

/** The shape that a database tells of itself. */
export async function shapeOf(db: Pick<Database, "dialect" | "query">): Promise<Shape> {
  return new Set(db.dialect === "mysql" ? await linesOfMariadb(db) : await linesOfEmbedded(db));
}

/** The shape that a database has by these migrations alone: an empty one is made by them, and goes again. */
export async function shapeAfter(names: readonly string[]): Promise<Shape> {
  const folder = mkdtempSync(join(tmpdir(), "hue-health-shape-"));
  const file = join(folder, "shape.db");
  try {
    const [{ DataSource }, { default: driver }] = await Promise.all([import("typeorm"), import("libsql")]);
    const migrations = MIGRATIONS.filter(({ name }) => names.includes(name));
    const source = new DataSource({ type: "better-sqlite3", driver, database: file, migrations });
    await source.initialize();
    await source.runMigrations();
    await source.destroy();
    const db = openEmbedded(file, null);
    const shape = await shapeOf(db);
    await db.close();
    return shape;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const indexLine = (table: string, columns: readonly string[], isUnique: boolean): string =>
  `${isUnique ? "unique index" : "index"} of ${table} (${columns.join(", ")})`;

/** What a database keeps for itself. */
const isOurs = (table: string): boolean => !/^(?:sqlite_|migrations$|typeorm_metadata$|libsql_)/.test(table);

async function linesOfEmbedded(db: Pick<Database, "query">): Promise<string[]> {
  const lines: string[] = [];
  const tables = await db.query<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
  for (const { name: table } of tables.filter(({ name }) => isOurs(name))) {
    lines.push(`table ${table}`);
    const columns = await db.query<{ name: string }>(`PRAGMA table_info("${table}")`);
    lines.push(...columns.map(({ name }) => `column ${table}.${name}`));
    const references = await db.query<{ from: string; table: string }>(`PRAGMA foreign_key_list("${table}")`);
    lines.push(...references.map(({ from, table: other }) => `reference ${table}.${from} to ${other}`));
    for (const index of await db.query<{ name: string; unique: number }>(`PRAGMA index_list("${table}")`)) {
      const of = await db.query<{ name: string }>(`PRAGMA index_info("${index.name}")`);
      const named = of.map(({ name }) => name);
      lines.push(indexLine(table, named, Number(index.unique) === 1));
    }
  }
  return lines;
}

async function linesOfMariadb(db: Pick<Database, "query">): Promise<string[]> {
  const ask = (what: string, from: string) =>
    db.query<Record<string, string>>(
      `SELECT table_name AS tab, ${what} FROM information_schema.${from}`.replace(
        "WHERE",
        "WHERE table_schema = DATABASE() AND",
      ),
    );
  const tables = await ask("1 AS one", "tables WHERE table_type = 'BASE TABLE'");
  const columns = await ask("column_name AS name", "columns WHERE 1 = 1");
  const references = await ask(
    "column_name AS name, referenced_table_name AS other",
    "key_column_usage WHERE referenced_table_name IS NOT NULL",
  );
  // For a reference without an index MariaDB makes one, by its name.
  const indexes = await ask(
    "non_unique AS several, GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ', ') AS names",
    "statistics WHERE index_name <> 'PRIMARY' AND index_name NOT LIKE 'fk!_%' ESCAPE '!' GROUP BY table_name, index_name, non_unique",
  );
  const ours = (rows: Record<string, string>[]) => rows.filter(({ tab = "" }) => isOurs(tab));
  return [
    ...ours(tables).map(({ tab }) => `table ${tab}`),
    ...ours(columns).map(({ tab, name }) => `column ${tab}.${name}`),
    ...ours(references).map(({ tab, name, other }) => `reference ${tab}.${name} to ${other}`),
    ...ours(indexes).map(({ tab = "", names = "", several }) =>
      indexLine(tab, names.split(", "), Number(several) === 0),
    ),
  ];
}
