import type { QueryRunner, TableColumnOptions } from "typeorm";

/**
 * Column shapes that mean the same on both databases. A migration says what a table holds; which word a database has
 * for it stands here. Text compares by its bytes: a code, a spelling or a key is equal only to itself.
 */
type Column = (mysql: boolean) => TableColumnOptions;

const plain =
  (type: string, extra: Partial<TableColumnOptions> = {}) =>
  (name: string): Column =>
  () => ({ name, type, ...extra });

const written =
  (type: string, length?: number) =>
  (name: string): Column =>
  (mysql) => ({
    name,
    type,
    ...(length === undefined ? {} : { length: String(length) }),
    ...(mysql ? { charset: "utf8mb4", collation: "utf8mb4_bin" } : {}),
  });

const id: Column = (mysql) => ({
  name: "id",
  type: mysql ? "int" : "integer",
  isPrimary: true,
  isGenerated: true,
  generationStrategy: "increment",
});
export const code = written("varchar", 60);
export const label = written("varchar", 400);
export const prose = written("text");
export const day = plain("date");
export const whole = plain("int");
export const flag = plain("tinyint");
/** Counts the changes of a row, from 1 on. */
export const version = plain("int", { default: 1 });
/** Counts how often a row was taken, from 0 on. */
export const taken = plain("int", { default: 0 })("taken");
/** Counts, and percentages as printed: exact, never a binary fraction. */
export const figure = plain("decimal", { precision: 24, scale: 6 });

export const optional =
  (column: Column): Column =>
  (mysql) => ({ ...column(mysql), isNullable: true });

/** A code that starts as `first` and moves on by its own acts, not by the import. */
export const state =
  (first: string) =>
  (name: string): Column =>
  (mysql) => ({ ...code(name)(mysql), default: `'${first}'` });

/** `area_id` → the id of table `area`. */
export const refer = (name: string, table: string): { column: Column; name: string; table: string } => ({
  column: whole(name),
  name,
  table,
});

/** The interval in which a dated row holds, and whether it is what is known last. */
export const dated: Column[] = [day("valid_from"), day("valid_to"), flag("latest")];

type Reference = ReturnType<typeof refer>;

export interface TableShape {
  columns: Column[];
  refers?: Reference[];
  mayRefer?: Reference[];
  unique?: string[][];
  index?: string[][];
}

/*
 * MariaDB commits each change of a table by itself. So every step of a migration can be done again: whoever was killed
 * in the midst of one begins it anew, and what is there already stays as it is.
 */

export async function createTable(runner: QueryRunner, name: string, shape: TableShape): Promise<void> {
  const { Table } = await import("typeorm");
  const mysql = runner.dataSource.options.type === "mysql";
  const { refers = [], mayRefer = [], unique = [], index = [] } = shape;
  const columns = [
    id,
    ...refers.map((reference) => reference.column),
    ...mayRefer.map((reference) => optional(reference.column)),
    ...shape.columns,
  ];
  await runner.createTable(
    new Table({
      name,
      columns: columns.map((column) => column(mysql)),
      foreignKeys: [...refers, ...mayRefer].map((reference) => ({
        name: `fk_${name}_${reference.name}`,
        columnNames: [reference.name],
        referencedTableName: reference.table,
        referencedColumnNames: ["id"],
      })),
      uniques: mysql ? [] : unique.map((columnNames) => ({ name: `uq_${name}_${columnNames.join("_")}`, columnNames })),
      indices: [
        ...(mysql ? unique.map((columnNames) => indexOf(name, columnNames, true)) : []),
        ...index.map((columnNames) => indexOf(name, columnNames, false)),
      ],
    }),
    true,
  );
}

const indexOf = (table: string, columnNames: string[], isUnique: boolean) => ({
  name: `${isUnique ? "uq" : "ix"}_${table}_${columnNames.join("_")}`,
  columnNames,
  isUnique,
});

/** An index that a table gets later. */
export async function createIndex(
  runner: QueryRunner,
  table: string,
  name: string,
  columnNames: string[],
): Promise<void> {
  if (await hasIndex(runner, table, name)) return;
  const { TableIndex } = await import("typeorm");
  await runner.createIndex(table, new TableIndex({ name, columnNames }));
}

/** Other columns that no two rows share. The embedded database copies the table for it. */
export async function changeUnique(
  runner: QueryRunner,
  table: string,
  before: string[],
  after: string[],
): Promise<void> {
  const { TableIndex } = await import("typeorm");
  const [old, now] = [indexOf(table, before, true), indexOf(table, after, true)];
  if (runner.dataSource.options.type === "mysql") {
    // The new one first: a reference may need either.
    if (!(await hasIndex(runner, table, now.name))) await runner.createIndex(table, new TableIndex(now));
    await dropIndex(runner, table, old.name);
    return;
  }
  const [made] = (await runner.query(`SELECT sql FROM sqlite_master WHERE name = '${table}'`)) as { sql: string }[];
  const [was, is] = [old, now].map(
    ({ name, columnNames }) => `CONSTRAINT "${name}" UNIQUE (${columnNames.map((each) => `"${each}"`).join(", ")})`,
  );
  if (made?.sql.includes(was ?? "")) await makeAnew(runner, table, made.sql.replace(was ?? "", is ?? ""));
}

/** A table of the embedded database with other constraints: its rows, its indexes and its next id stay. */
async function makeAnew(runner: QueryRunner, table: string, sql: string): Promise<void> {
  const other = `other_${table}`;
  const indexes = (await runner.query(
    `SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '${table}' AND sql IS NOT NULL ORDER BY rowid`,
  )) as { sql: string }[];
  await runner.query(sql.replace(`CREATE TABLE "${table}"`, `CREATE TABLE "${other}"`));
  await runner.query(`INSERT INTO "${other}" SELECT * FROM "${table}"`);
  // An id is never given twice, not even that of a row which has gone.
  await runner.query(`DELETE FROM sqlite_sequence WHERE name = '${other}'`);
  await runner.query(
    `INSERT INTO sqlite_sequence (name, seq) SELECT '${other}', seq FROM sqlite_sequence WHERE name = '${table}'`,
  );
  await runner.query(`DROP TABLE "${table}"`);
  await runner.query(`ALTER TABLE "${other}" RENAME TO "${table}"`);
  for (const index of indexes) await runner.query(index.sql);
}

/** Takes an index away that there need not be any more. */
export const dropIndex = (runner: QueryRunner, table: string, name: string): Promise<void> =>
  runner.dropIndex(table, name, true);

async function hasIndex(runner: QueryRunner, table: string, name: string): Promise<boolean> {
  const found = await runner.getTable(table);
  return found?.indices.some((index) => index.name === name) ?? false;
}

/** The rows of `data_revision` for another part of the data. */
export async function addScope(runner: QueryRunner, scope: string): Promise<void> {
  const known: unknown[] = await runner.query(`SELECT slot FROM data_revision WHERE scope = '${scope}'`);
  const slots = new Set(known.map((row) => (row as { slot: number }).slot));
  for (let slot = 0; slot < 16; slot += 1) {
    if (slots.has(slot)) continue;
    await runner.query(`INSERT INTO data_revision (scope, slot, revision) VALUES ('${scope}', ${slot}, 0)`);
  }
}

/** A column that a table gets later; the rows that are there have its default in it, or nothing. */
export async function addColumn(runner: QueryRunner, table: string, column: Column): Promise<void> {
  if (await runner.hasColumn(table, column(false).name)) return;
  // typeorm would copy a table of the embedded database to add a column to it.
  const { name, type, length, charset, collation, default: first } = column(runner.dataSource.options.type === "mysql");
  const size = length === undefined ? "" : `(${length})`;
  const letters = charset === undefined ? "" : ` CHARACTER SET ${charset} COLLATE ${collation}`;
  const filled = first === undefined ? "" : ` NOT NULL DEFAULT ${first}`;
  await runner.query(`ALTER TABLE \`${table}\` ADD COLUMN \`${name}\` ${type}${size}${letters}${filled}`);
}

/** How much a text that is never blank can hold: MariaDB keeps 64 kB in a text and 16 MB in a mediumtext; SQLite has no limit. */
export async function resizeText(
  runner: QueryRunner,
  table: string,
  name: string,
  type: "text" | "mediumtext",
): Promise<void> {
  if (runner.dataSource.options.type !== "mysql") return;
  const letters = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL";
  await runner.query(`ALTER TABLE \`${table}\` MODIFY COLUMN \`${name}\` ${type} ${letters}`);
}

export const dropColumn = (runner: QueryRunner, table: string, name: string): Promise<void> =>
  runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`${name}\``);
