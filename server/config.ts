import { resolve } from "node:path";

/** Everything that the environment may set, read in one place and checked before anything starts. */
export interface Config {
  host: string;
  port: number;
  database: DatabaseAddress;
  /** Where the tables of the source documents lie. */
  dataDir: string;
}

export type DatabaseAddress = { kind: "embedded"; file: string } | { kind: "mysql"; url: string; name: string };

/** Every problem of the configuration at once, a sentence each. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

const DEFAULT_DATABASE = "file:.data/hue-health.db";

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const port = readPort(env.PORT, problems);
  const host = readHost(env.HOST, problems);
  const database = readDatabase(env.DATABASE_URL, problems);
  const dataDir = resolve(env.DATA_DIR || "data");
  if (problems.length > 0 || !database) throw new ConfigError(problems);
  return { host, port, database, dataDir };
}

function readPort(value: string | undefined, problems: string[]): number {
  if (!value) return 4000;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65535) return port;
  problems.push(`PORT is "${value}"; it must be a whole number from 0 to 65535 (0 takes any free port).`);
  return 0;
}

function readHost(value: string | undefined, problems: string[]): string {
  if (!value) return "127.0.0.1";
  if (/^[\w.:%-]+$/.test(value)) return value;
  problems.push(`HOST is "${value}"; it must be a host name or an IP address, such as 0.0.0.0.`);
  return "";
}

function readDatabase(value: string | undefined, problems: string[]): DatabaseAddress | undefined {
  const text = value || DEFAULT_DATABASE;
  if (text.startsWith("file:")) {
    const file = text.slice("file:".length);
    if (file) return { kind: "embedded", file: resolve(file) };
    problems.push('DATABASE_URL is "file:" without a path; write file:PATH, such as file:.data/hue-health.db.');
    return undefined;
  }
  // The value itself stays out of these sentences: it may hold a password.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "mysql:" && url?.protocol !== "mariadb:") {
    problems.push("DATABASE_URL must be file:PATH for the embedded database or mysql://USER:PASSWORD@HOST:PORT/NAME.");
    return undefined;
  }
  const name = decodeURIComponent(url.pathname.slice(1));
  if (!/^\w+$/.test(name)) {
    problems.push("DATABASE_URL names no database; end it with /NAME, of letters, digits and underscores.");
    return undefined;
  }
  return { kind: "mysql", url: text, name };
}
