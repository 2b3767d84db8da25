import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DataSource, EntitySchema, type EntitySchemaColumnOptions, type EntitySchemaOptions } from "typeorm";
import type { DatabaseAddress } from "../../server/core/database/address.js";

export type Described = EntitySchemaOptions<Record<string, unknown>>;

/** Every table that a `*.row.ts` describes. */
export async function describedTables(): Promise<Described[]> {
  const files = readdirSync("server", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".row.ts"));
  const modules: Record<string, object>[] = await Promise.all(
    files.map((file) => import(join(process.cwd(), "server", file))),
  );
  return modules.flatMap((module) => Object.values(module).filter((each) => "uniques" in each) as Described[]);
}

/** What a database has its own word for. */
const WORDS: Record<DatabaseAddress["kind"], (options: EntitySchemaColumnOptions) => EntitySchemaColumnOptions> = {
  // A text of SQLite has no limit.
  embedded: (options) => (options.type === "mediumtext" ? { ...options, type: "text" } : options),
  // MariaDB calls it RESTRICT where a reference says nothing, and typeorm NO ACTION, which is the same there.
  mysql: ({ foreignKey, ...options }) =>
    foreignKey ? { ...options, foreignKey: { ...foreignKey, onDelete: "RESTRICT", onUpdate: "RESTRICT" } } : options,
};

function schemaFor(kind: DatabaseAddress["kind"], table: Described): EntitySchema {
  const columns = Object.entries(table.columns).map(([name, options]) => [name, options && WORDS[kind](options)]);
  return new EntitySchema({ ...table, columns: Object.fromEntries(columns) });
}

/** typeorm over a database, with these tables as it is told of them. */
export async function sourceOf(address: DatabaseAddress, tables: readonly Described[]): Promise<DataSource> {
  const entities = tables.map((table) => schemaFor(address.kind, table));
  if (address.kind === "mysql") return new DataSource({ type: "mariadb", url: address.url, entities }).initialize();
  const { default: driver } = await import("libsql");
  const source = new DataSource({ type: "better-sqlite3", driver, database: address.file, entities });
  // It would take `int` for `integer`, and make every table anew.
  Object.assign(source.driver, { normalizeType: ({ type }: EntitySchemaColumnOptions) => type });
  return source.initialize();
}
