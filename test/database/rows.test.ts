import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { emptyDatabase, onMysql, type TestDatabase } from "../support/database.js";
import { type Described, describedTables, sourceOf } from "../support/rows.js";

let database: TestDatabase;
let described: Described[];
beforeAll(async () => {
  [database, described] = await Promise.all([emptyDatabase(), describedTables()]);
});
afterAll(() => database.close());

it("typeorm's schema builder finds nothing to change after all migrations", async () => {
  const source = await sourceOf(database.address, described);
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

/** Of each table its columns, its indexes with their columns in order, and what it refers to. */
type Shape = Record<string, { columns: object; indexes: Record<string, string[]>; references: Record<string, string> }>;

it("what the database tells of its tables is what is described, and every table is", async () => {
  const live = onMysql ? await shapeInMariadb() : await shapeInSqlite();
  expect(Object.fromEntries(described.map((table) => [table.name, shapeOf(table)]))).toEqual(live);
});

function shapeOf({ columns, uniques = [], indices = [] }: Described): Shape[string] {
  const all = Object.values(columns);
  const named = (properties: unknown) => (properties as string[]).map((property) => columns[property]?.name);
  return {
    columns: Object.fromEntries(
      all.map((column) => {
        const { type, length, precision, scale, nullable = false, default: first = null } = column ?? { type: "" };
        const size = length ?? (precision === undefined ? "" : `${precision},${scale}`);
        const word = onMysql ? { integer: "int" }[String(type)] : { mediumtext: "text" }[String(type)];
        const isText = ["varchar", "text", "mediumtext"].includes(String(type));
        return [
          column?.name,
          {
            type: (word ?? type) + (size === "" ? "" : `(${size})`),
            nullable,
            first: first === null ? null : String(first),
            // Text compares by its bytes.
            ...(onMysql ? { collation: isText ? "utf8mb4_bin" : null } : {}),
          },
        ];
      }),
    ),
    indexes: Object.fromEntries([...uniques, ...indices].map(({ name, columns }) => [name, named(columns)])),
    references: Object.fromEntries(
      all.flatMap((each) => (each?.foreignKey ? [[each.name, String(each.foreignKey.target)]] : [])),
    ),
  };
}

/** A default as it is written in SQL. */
const unquoted = (first: string | null): string | null =>
  first === null || first === "NULL" ? null : first.replaceAll("'", "");

async function shapeInSqlite(): Promise<Shape> {
  const { db } = database;
  const ask = (sql: string) => db.query<Record<string, string>>(sql);
  const tables = await ask(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name",
  );
  const shape: Shape = {};
  for (const { name = "", sql = "" } of tables) {
    const columns = await ask(`PRAGMA table_info(${name})`);
    const references = await ask(`PRAGMA foreign_key_list(${name})`);
    const indexes: Record<string, string[]> = {};
    for (const index of await ask(`PRAGMA index_list(${name})`)) {
      const of = (await ask(`PRAGMA index_info(${index.name})`)).map((each) => String(each.name));
      // SQLite calls the index of a constraint by a name of its own.
      const constraint = `uq_${name}_${of.join("_")}`;
      indexes[index.origin === "u" && sql.includes(`"${constraint}"`) ? constraint : String(index.name)] = of;
    }
    shape[name] = {
      columns: Object.fromEntries(
        columns.map(({ name, type, notnull, dflt_value = null }) => [
          name,
          { type: type?.toLowerCase(), nullable: Number(notnull) === 0, first: unquoted(dflt_value) },
        ]),
      ),
      indexes,
      references: Object.fromEntries(references.map(({ from, table }) => [from, table])),
    };
  }
  return shape;
}

async function shapeInMariadb(): Promise<Shape> {
  const { db } = database;
  const ask = (of: string, what: string, where = "1 = 1") =>
    db.query<Record<string, string>>(
      `SELECT table_name AS tab, ${what} FROM information_schema.${of} WHERE table_schema = DATABASE() ` +
        `AND table_name <> 'migrations' AND ${where}`,
    );
  const shape: Shape = {};
  const columns = await ask(
    "columns",
    "column_name AS name, column_type AS type, is_nullable AS nullable, column_default AS first, collation_name AS collation",
  );
  for (const { tab = "", name = "", type = "", nullable, first = null, collation } of columns) {
    shape[tab] ??= { columns: {}, indexes: {}, references: {} };
    // How wide a number is shown says nothing of it.
    const told = { type: type.replace(/^(\w*int)\(\d+\)/, "$1"), nullable: nullable === "YES", first: unquoted(first) };
    Object.assign(shape[tab].columns, { [name]: { ...told, collation } });
  }
  const references = await ask(
    "key_column_usage",
    "column_name AS name, referenced_table_name AS target",
    "referenced_table_name IS NOT NULL",
  );
  for (const { tab = "", name = "", target = "" } of references) {
    const table = shape[tab];
    if (table) table.references[name] = target;
  }
  // Where no other one serves, MariaDB makes an index for a reference, with its name.
  const indexes = await ask(
    "statistics",
    "index_name AS name, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS names",
    "index_name <> 'PRIMARY' AND index_name NOT LIKE 'fk!_%' ESCAPE '!' GROUP BY table_name, index_name",
  );
  for (const { tab = "", name = "", names = "" } of indexes) {
    const table = shape[tab];
    if (table) table.indexes[name] = names.split(",");
  }
  return shape;
}
