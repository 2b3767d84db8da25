import { resolve } from "node:path";
import { isTrusted, type OidcConfig } from "./concepts/access/oidc/oidc-config.js";
import type { Secrets } from "./core/access/kept-secret.js";
import { problemOfSecret } from "./core/access/secret.js";
import { ConfigError, type DatabaseAddress } from "./core/database/address.js";
import { takeEncryption } from "./core/database/encryption.js";
import { type Limits, readLimits } from "./core/limits/limits.js";
import { LEVELS, type Level } from "./core/log/log.js";

/** Everything that the environment may set, read in one place and checked before anything starts. */
export interface Config {
  host: string;
  port: number;
  /** How many processes serve, all of them on the one port. */
  workers: number;
  database: DatabaseAddress;
  /** After how many seconds a statement that reads is ended. */
  statementSeconds: number;
  /** For how many seconds a start waits for a database that cannot be reached. */
  databaseWaitSeconds: number;
  /** How many seconds what is under way has to be finished when the server is told to stop. */
  stopSeconds: number;
  /** Where the tables of the source documents lie. */
  dataDir: string;
  auth: AuthConfig;
  /** Where people and programs find the server; null: as a request, or a proxy of ours, says. */
  publicUrl: string | null;
  /** The file of what codes are called in another DHIS2; null: as they are here. */
  dhis2Codes: string | null;
  /** What one request, and one minute, may ask for. */
  limits: Limits;
  /** Where servers count together what is asked in a minute; null: each counts for itself. */
  redis: string | null;
  /** From which level on something is told to the log. */
  logLevel: Level;
  /** Where metrics are served; null: nowhere. */
  metrics: { host: string; port: number } | null;
  /** Whether traces are sent to where the variables of OpenTelemetry say. */
  traces: boolean;
}

/** How people and programs prove who they are. */
interface AuthConfig {
  /**
   * What sign-ins are signed with, the newest first; null: the embedded database keeps some, any other server makes one
   * for itself.
   */
  secrets: Secrets | null;
  /** Whose tokens are accepted beside our own; null: nobody's. */
  oidc: OidcConfig | null;
  /** How many proxies of ours stand before the server, each adding to `X-Forwarded-For` who asked it. */
  proxies: number;
}

/** Where things lie that the settings name. */
export interface Places {
  database?: DatabaseAddress | undefined;
  dataDir?: string | undefined;
}

const MOST_WORKERS = 64;
const DEFAULT_DATABASE = "file:.data/hue-health.db";

/** `look` tells what is wrong with the places that it names, as far as that can be told without writing anything. */
export function readConfig(env: NodeJS.ProcessEnv, look: (places: Places) => string[] = () => []): Config {
  const problems: string[] = [];
  const port = readPort("PORT", env.PORT, problems) ?? 4000;
  const host = readHost("HOST", env.HOST, problems);
  const workers = readWorkers(env.WORKERS, problems);
  const database = readSealed(env, problems);
  const statementSeconds = readSeconds("STATEMENT_SECONDS", env.STATEMENT_SECONDS, { first: 30, least: 1 }, problems);
  const databaseWaitSeconds = readSeconds(
    ...(["DATABASE_WAIT_SECONDS", env.DATABASE_WAIT_SECONDS, { first: 60, least: 0 }] as const),
    problems,
  );
  const stopSeconds = readSeconds("STOP_SECONDS", env.STOP_SECONDS, { first: 9, least: 0 }, problems);
  const dataDir = resolve(env.DATA_DIR || "data");
  problems.push(...look({ database, dataDir }));
  const auth = {
    secrets: readSecrets(env, database, problems),
    oidc: readOidc(env, problems),
    proxies: readProxies(env.TRUSTED_PROXIES, problems),
  };
  const publicUrl = readPublicUrl(env.PUBLIC_URL, problems);
  const dhis2Codes = readPath(env.DHIS2_CODES);
  const limits = readLimits(env, problems);
  const redis = readRedis(env.REDIS_URL, problems);
  const logLevel = readLevel(env.LOG_LEVEL, problems);
  const metrics = readMetrics(env, { port }, problems);
  const traces = readTraces(env.OTEL_EXPORTER_OTLP_ENDPOINT, problems);
  if (problems.length > 0 || !database) throw new ConfigError(problems);
  return {
    ...{ host, port, workers, database, statementSeconds, databaseWaitSeconds, stopSeconds },
    ...{ dataDir, auth, publicUrl, dhis2Codes, limits, redis, logLevel, metrics, traces },
  };
}

/** Only where the data are, and what seals their trail, for commands that serve nobody. */
export function readDatabaseAddress(
  env: NodeJS.ProcessEnv,
  look: (places: Places) => string[] = () => [],
): DatabaseAddress {
  const problems: string[] = [];
  const database = readSealed(env, problems);
  problems.push(...look({ database }));
  if (problems.length > 0 || !database) throw new ConfigError(problems);
  return database;
}

function readPort(name: string, value: string | undefined, problems: string[]): number | undefined {
  if (!value) return undefined;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65535) return port;
  problems.push(`${name} is "${value}"; it must be a whole number from 0 to 65535 (0 takes any free port).`);
  return 0;
}

function readWorkers(value: string | undefined, problems: string[]): number {
  if (!value) return 1;
  const workers = Number(value);
  if (/^\d+$/.test(value) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  problems.push(`WORKERS is "${value}"; it must be a whole number from 1 to ${MOST_WORKERS}.`);
  return 1;
}

function readSeconds(
  name: string,
  value: string | undefined,
  { first, least }: { first: number; least: number },
  problems: string[],
): number {
  if (!value) return first;
  const seconds = Number(value);
  if (/^\d+$/.test(value) && seconds >= least && seconds <= 3600) return seconds;
  problems.push(`${name} is "${value}"; it must be a whole number from ${least} to 3600.`);
  return 0;
}

function readHost(name: string, value: string | undefined, problems: string[]): string {
  if (!value) return "127.0.0.1";
  if (/^[\w.:%-]+$/.test(value)) return value;
  problems.push(`${name} is "${value}"; it must be a host name or an IP address, such as 0.0.0.0.`);
  return "";
}

function readDatabase(env: NodeJS.ProcessEnv, problems: string[]): DatabaseAddress | undefined {
  const before = problems.length;
  const text = env.DATABASE_URL || DEFAULT_DATABASE;
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
  const [name, user, password] = [url.pathname.slice(1), url.username, url.password].map(decoded);
  if (user === undefined || password === undefined) {
    problems.push("DATABASE_URL has a % in its user or password that begins no escape; write % itself as %25.");
  }
  if (name === undefined || !/^\w+$/.test(name)) {
    problems.push("DATABASE_URL names no database; end it with /NAME, of letters, digits and underscores.");
  }
  const encryption = takeEncryption(url, problems);
  if (problems.length > before || name === undefined) return undefined;
  return { kind: "mysql", url: url.href, name, ...(encryption && { encryption }) };
}

/** Undefined: it is not written as parts of an address are. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Several secrets stand with commas between them: the first one seals, all of them verify. */
function readSealed(env: NodeJS.ProcessEnv, problems: string[]): DatabaseAddress | undefined {
  const database = readDatabase(env, problems);
  const auditSecrets = readList("AUDIT_SECRET", env.AUDIT_SECRET, problems);
  return database && auditSecrets.length > 0 ? { ...database, auditSecrets } : database;
}

/** The first one signs, all of them are taken. */
function readSecrets(
  env: NodeJS.ProcessEnv,
  database: DatabaseAddress | undefined,
  problems: string[],
): Secrets | null {
  const [newest, ...older] = readList("AUTH_SECRET", env.AUTH_SECRET, problems);
  if (newest !== undefined) return [newest, ...older];
  if (database?.kind === "mysql" && env.NODE_ENV === "production") problems.push(`AUTH_SECRET ${problemOfSecret("")}`);
  return null;
}

/** Secrets with commas between them. The values stay out of these sentences. */
function readList(name: string, value: string | undefined, problems: string[]): readonly string[] {
  const secrets = (value ?? "").split(",").filter((secret) => secret !== "");
  for (const secret of secrets) {
    const problem = problemOfSecret(secret);
    if (problem) problems.push(`${name} ${problem}`);
  }
  return secrets;
}

function readOidc(env: NodeJS.ProcessEnv, problems: string[]): OidcConfig | null {
  const settings = {
    OIDC_ISSUER: env.OIDC_ISSUER ?? "",
    OIDC_AUDIENCE: env.OIDC_AUDIENCE ?? "",
    OIDC_ROLE_CLAIM: env.OIDC_ROLE_CLAIM ?? "",
    OIDC_FACILITY_CLAIM: env.OIDC_FACILITY_CLAIM ?? "",
    OIDC_NAME_CLAIM: env.OIDC_NAME_CLAIM ?? "",
  };
  const missing = Object.entries(settings).flatMap(([name, value]) => (value ? [] : name));
  if (missing.length === Object.keys(settings).length) return null;
  if (missing.length > 0) {
    problems.push(`${missing.join(", ")} must be set too: tokens of an issuer are accepted by all of OIDC_* or none.`);
    return null;
  }
  const issuer = settings.OIDC_ISSUER;
  if (!URL.canParse(issuer) || !isTrusted(new URL(issuer))) {
    problems.push(`OIDC_ISSUER is "${issuer}"; it must be the https address that the issuer's tokens name.`);
  }
  return {
    issuer,
    audience: settings.OIDC_AUDIENCE,
    roleClaim: settings.OIDC_ROLE_CLAIM,
    facilityClaim: settings.OIDC_FACILITY_CLAIM,
    nameClaim: settings.OIDC_NAME_CLAIM,
  };
}

function readProxies(value: string | undefined, problems: string[]): number {
  if (!value) return 0;
  if (/^\d$/.test(value)) return Number(value);
  problems.push(`TRUSTED_PROXIES is "${value}"; it must be how many proxies stand before the server, 0 to 9.`);
  return 0;
}

/** Without a stroke at the end. */
function readPublicUrl(value: string | undefined, problems: string[]): string | null {
  if (!value) return null;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url && /^https?:$/.test(url.protocol) && `${url.username}${url.password}${url.search}${url.hash}` === "";
  if (isPlain) return url.href.replace(/\/+$/, "");
  problems.push("PUBLIC_URL must be the address of the server as it is asked, such as https://health.example/hue.");
  return null;
}

const readPath = (value: string | undefined): string | null => (value ? resolve(value) : null);

/** The value stays out of these sentences: it may hold a password. */
function readRedis(value: string | undefined, problems: string[]): string | null {
  if (!value) return null;
  if (/^rediss?:\/\//.test(value) && URL.canParse(value)) return value;
  problems.push("REDIS_URL must be redis://HOST:PORT, or rediss:// for an encrypted connection.");
  return null;
}

function readLevel(value: string | undefined, problems: string[]): Level {
  const level = LEVELS.find((each) => each === (value || "info"));
  if (level === undefined) problems.push(`LOG_LEVEL is "${value}"; it must be one of ${LEVELS.join(", ")}.`);
  return level ?? "info";
}

/** They are for whoever runs the server: never at the address that everybody asks. */
function readMetrics(env: NodeJS.ProcessEnv, api: { port: number }, problems: string[]): Config["metrics"] {
  const port = readPort("METRICS_PORT", env.METRICS_PORT, problems);
  const host = readHost("METRICS_HOST", env.METRICS_HOST, problems);
  if (port === undefined) return null;
  if (port !== 0 && port === api.port) problems.push(`METRICS_PORT is ${port}, as PORT is; it must be another one.`);
  return { host, port };
}

/** The value stays out of this sentence: it may hold a password. */
function readTraces(value: string | undefined, problems: string[]): boolean {
  if (!value) return false;
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) {
    problems.push("OTEL_EXPORTER_OTLP_ENDPOINT must be an address of http or https, such as http://127.0.0.1:4318.");
  }
  return true;
}
