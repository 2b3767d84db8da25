import { isUnavailable, NotSet } from "./unavailable.js";

/** Asks a statement without parameters on one connection. */
export type Ask = (sql: string) => Promise<readonly object[]>;

/** What kind of server a connection leads to. */
export interface ServerKind {
  /** MySQL has other names for some settings, and lacks some. */
  isMariadb: boolean;
  /** Whether it could be a node of a Galera cluster, and whether it is. */
  mayBeInCluster: boolean;
  isInCluster: boolean;
}

export async function kindOf(ask: Ask): Promise<ServerKind> {
  // Without these, a server may be set so that it answers nothing of what follows, or half of it.
  await ask("SET sql_big_selects = 1, sql_select_limit = 1000");
  const rows = await ask("SHOW VARIABLES WHERE Variable_name IN ('version', 'wsrep_on')");
  const found = new Map(rows.map((row) => Object.values(row) as [name: string, value: string]));
  return {
    isMariadb: found.get("version")?.includes("MariaDB") ?? false,
    mayBeInCluster: found.has("wsrep_on"),
    isInCluster: found.get("wsrep_on") === "ON",
  };
}

/** A setting of a connection, by its name and the value that the server tells of it. */
type Setting = readonly [name: string, value: string | number];
export type Settings = readonly Setting[];

/** After how many seconds a statement is ended, and how long it waits at most for what others hold; null: never. */
export interface SessionLimits {
  statement: number | null;
  lock: number | null;
  /** After how many seconds in which nothing is asked within a transaction its connection is closed; left out: never. */
  idle?: number | null;
}

/** For what is done before anybody is served, and by commands. */
export const UNLIMITED: SessionLimits = { statement: null, lock: null };

const LONGEST_LOCK_WAIT_S = 3600;

/**
 * Everything about a connection on which the meaning of our statements depends, whatever the server, its file of
 * options, or who runs it has set: how a text is read, what is refused, what a transaction sees, when it ends.
 */
export function settingsOf(
  { isMariadb, mayBeInCluster }: ServerKind,
  { statement, lock, idle }: SessionLimits,
): Settings {
  return [
    ["sql_mode", "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"],
    ["character_set_client", "utf8mb4"],
    ["character_set_connection", "utf8mb4"],
    ["character_set_results", "utf8mb4"],
    ["collation_connection", "utf8mb4_bin"],
    ["time_zone", "+00:00"],
    [isMariadb ? "tx_isolation" : "transaction_isolation", "REPEATABLE-READ"],
    [isMariadb ? "tx_read_only" : "transaction_read_only", 0],
    ["completion_type", "NO_CHAIN"],
    ["autocommit", 1],
    ["foreign_key_checks", 1],
    ["unique_checks", 1],
    ...(isMariadb ? ([["check_constraint_checks", 1]] as const) : []),
    ["sql_auto_is_null", 0],
    ["sql_safe_updates", 0],
    ["sql_big_selects", 1],
    ["sql_select_limit", "18446744073709551615"],
    ["innodb_lock_wait_timeout", lock ?? LONGEST_LOCK_WAIT_S],
    ["lock_wait_timeout", lock ?? LONGEST_LOCK_WAIT_S],
    isMariadb ? ["max_statement_time", statement ?? 0] : ["max_execution_time", (statement ?? 0) * 1000],
    ...(isMariadb ? ([["idle_transaction_timeout", idle ?? 0]] as const) : []),
    // A list of ids is looked up by its index anyway: without this, MariaDB first tries each id on every index that it has.
    ["eq_range_index_dive_limit", 1],
    // A node of a cluster answers only once it has what any other node has committed.
    ...(mayBeInCluster ? ([["wsrep_sync_wait", 1]] as const) : []),
  ];
}

/** Statements that read, that change and that insert. */
const SYNC_WAIT_FOR_ALL = 7;

/**
 * A transaction begins with whatever is asked first, which waits until the node has what any other has committed: what
 * it leans on was read on another connection, which a proxy may have led to another node.
 */
export const asWriter = (settings: Settings): Settings =>
  settings.flatMap(([name, value]): Settings => {
    if (name === "autocommit") return [[name, 0]];
    if (name === "wsrep_sync_wait") return [[name, SYNC_WAIT_FOR_ALL]];
    return name === "eq_range_index_dive_limit" ? [] : [[name, value]];
  });

/** Makes the settings, and has the server tell that they hold. */
export async function makeSettings(ask: Ask, settings: Settings): Promise<void> {
  const all = settings.map(([name, value]) => `@@session.${name} = ${written(value)}`).join(", ");
  await ask(`SET ${all}`).catch((error: unknown) => {
    if (isUnavailable(error)) throw error;
    throw new NotSet("A connection to the database was not used: the server does not take its settings.", {
      cause: error,
    });
  });
  const [told] = await ask(`SELECT ${settings.map(([name]) => `@@session.${name} AS ${name}`).join(", ")}`);
  for (const [name, value] of settings) {
    const holds = (told as Record<string, unknown> | undefined)?.[name];
    if (typeof value === "number" ? Number(holds) !== value : String(holds) !== value) {
      throw new NotSet(
        `A connection to the database was not used: its setting ${name} has to be "${value}", and is "${holds}".`,
      );
    }
  }
}

/** Numbers as they are, and names of ours in quotes. */
const written = (value: string | number): string =>
  typeof value === "number" || /^\d+$/.test(value) ? String(value) : `'${value}'`;
