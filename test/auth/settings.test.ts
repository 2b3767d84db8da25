import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { readConfig } from "../../server/config.js";
import { secretsOf } from "../../server/core/access/kept-secret.js";
import { ConfigError } from "../../server/core/database/address.js";

const GOOD = "JxE60xiRSxsllSd3ZnELDLzX39QSnibmiC-75fokoUA";
const MYSQL = { DATABASE_URL: "mysql://hue:word@127.0.0.1/hue", NODE_ENV: "production" };
const OIDC = {
  OIDC_ISSUER: "https://id.example/realms/hue",
  OIDC_AUDIENCE: "hue-health",
  OIDC_ROLE_CLAIM: "roles",
  OIDC_FACILITY_CLAIM: "facility",
  OIDC_NAME_CLAIM: "preferred_username",
};
const COMMAND = `make one by: node -p "crypto.randomBytes(32).toString('base64url')"`;

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("The settings of signing in", () => {
  it.each([
    ["missing", "", `AUTH_SECRET is missing: sign-ins must be signed with a secret; ${COMMAND}`],
    ["short", "Zq7-tm4Kx0", `AUTH_SECRET is shorter than 32 characters; ${COMMAND}`],
    ["of one letter", "x".repeat(64), `AUTH_SECRET is too easily guessed; ${COMMAND}`],
    ["a word again and again", "correcthorse".repeat(4), `AUTH_SECRET is too easily guessed; ${COMMAND}`],
    ["a row of few letters", `${"changeme".repeat(4)}!`, `AUTH_SECRET is too easily guessed; ${COMMAND}`],
  ])("stop the start in production with a secret that is %s, without repeating it", (_what, secret, sentence) => {
    expect(problemsOf({ ...MYSQL, AUTH_SECRET: secret })).toEqual([sentence]);
  });

  it.each([GOOD, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])(
    "take %s for a secret",
    (secret) => {
      expect(readConfig({ ...MYSQL, AUTH_SECRET: secret }).auth.secrets).toEqual([secret]);
    },
  );

  it("need no secret to try MariaDB: each server then has one of its own", () => {
    const config = readConfig({ ...MYSQL, NODE_ENV: "development" });
    expect(config.auth.secrets).toBeNull();
    expect(secretsOf(config)).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(secretsOf(config)).not.toEqual(secretsOf(config));
    expect(problemsOf({ ...MYSQL, NODE_ENV: "development", AUTH_SECRET: "weak" })).toHaveLength(1);
  });

  it("need no secret for the embedded database, but refuse a weak one", () => {
    expect(readConfig({}).auth).toEqual({ secrets: null, oidc: null, proxies: 0 });
    expect(problemsOf({ AUTH_SECRET: "weak" })).toHaveLength(1);
  });

  it("take several secrets of sign-ins, the newest first, and each must be good", () => {
    expect(readConfig({ ...MYSQL, AUTH_SECRET: `${GOOD},x${GOOD}` }).auth.secrets).toEqual([GOOD, `x${GOOD}`]);
    expect(problemsOf({ ...MYSQL, AUTH_SECRET: `${GOOD},weak` })).toEqual([
      `AUTH_SECRET is shorter than 32 characters; ${COMMAND}`,
    ]);
  });

  it("seal the trail with several secrets, the newest first, each as good as that of sign-ins", () => {
    expect(readConfig({ ...MYSQL, AUTH_SECRET: GOOD }).database.auditSecrets).toBeUndefined();
    expect(readConfig({ ...MYSQL, AUTH_SECRET: GOOD, AUDIT_SECRET: `${GOOD},x${GOOD}` }).database.auditSecrets).toEqual(
      [GOOD, `x${GOOD}`],
    );
    expect(problemsOf({ AUDIT_SECRET: `${GOOD},weak` })).toEqual([
      `AUDIT_SECRET is shorter than 32 characters; ${COMMAND}`,
    ]);
  });

  it("accept the tokens of an issuer", () => {
    expect(readConfig(OIDC).auth.oidc).toEqual({
      issuer: "https://id.example/realms/hue",
      audience: "hue-health",
      roleClaim: "roles",
      facilityClaim: "facility",
      nameClaim: "preferred_username",
    });
    expect(readConfig({ ...OIDC, OIDC_ISSUER: "http://127.0.0.1:8080" }).auth.oidc?.issuer).toBe(
      "http://127.0.0.1:8080",
    );
  });

  it("stop the start with half of an issuer, or with one that is not encrypted", () => {
    const { OIDC_AUDIENCE: _audience, OIDC_ROLE_CLAIM: _role, ...half } = OIDC;
    expect(problemsOf(half)).toEqual([
      "OIDC_AUDIENCE, OIDC_ROLE_CLAIM must be set too: tokens of an issuer are accepted by all of OIDC_* or none.",
    ]);
    expect(problemsOf({ ...OIDC, OIDC_ISSUER: "http://id.example" })).toEqual([
      'OIDC_ISSUER is "http://id.example"; it must be the https address that the issuer\'s tokens name.',
    ]);
  });

  it("say how many proxies there are", () => {
    expect(readConfig({ TRUSTED_PROXIES: "2" }).auth.proxies).toBe(2);
    expect(problemsOf({ TRUSTED_PROXIES: "all" })).toEqual([
      'TRUSTED_PROXIES is "all"; it must be how many proxies stand before the server, 0 to 9.',
    ]);
  });
});

describe("The settings of encryption in DATABASE_URL", () => {
  const file = mkdtempSync(join(tmpdir(), "hue-authority-"));
  afterAll(() => rmSync(file, { recursive: true }));
  const url = (settings: string, host = "db.example") => `mysql://hue:word@${host}/hue${settings}`;
  const problemsWith = (settings: string, host?: string) => problemsOf({ DATABASE_URL: url(settings, host) });

  it("are read, and the driver is told nothing of them", () => {
    const authority = join(file, "authority.pem");
    writeFileSync(authority, "-----BEGIN CERTIFICATE-----\n…");
    const settings = `?ssl-mode=VERIFY_IDENTITY&ssl-ca=${authority}`;
    expect(readConfig({ DATABASE_URL: url(settings) }).database).toEqual({
      ...{ kind: "mysql", url: url(""), name: "hue" },
      encryption: { mode: "VERIFY_IDENTITY", ca: "-----BEGIN CERTIFICATE-----\n…" },
    });
    expect(readConfig({ DATABASE_URL: url("") }).database).toEqual({ kind: "mysql", url: url(""), name: "hue" });
  });

  it("are refused in sentences", () => {
    expect(problemsWith("?ssl-mode=PREFERRED")).toEqual([
      "ssl-mode in DATABASE_URL must be one of REQUIRED, VERIFY_CA, VERIFY_IDENTITY.",
    ]);
    expect(problemsWith("?ssl=true")).toEqual([
      'DATABASE_URL has a setting "ssl"; the only ones that it may have are ssl-mode and ssl-ca.',
    ]);
    expect(problemsWith(`?ssl-ca=${file}`)).toEqual(["ssl-ca in DATABASE_URL says nothing without ssl-mode."]);
    expect(problemsWith(`?ssl-mode=REQUIRED&ssl-ca=${file}`)[0]).toContain("write VERIFY_CA or VERIFY_IDENTITY.");
    expect(problemsWith(`?ssl-mode=VERIFY_CA&ssl-ca=${file}`)).toEqual([
      `ssl-ca in DATABASE_URL is "${file}", which cannot be read.`,
    ]);
    const empty = join(file, "empty.pem");
    writeFileSync(empty, "");
    expect(problemsWith(`?ssl-mode=VERIFY_CA&ssl-ca=${empty}`)).toEqual([
      `ssl-ca in DATABASE_URL is "${empty}", which holds no certificate (PEM).`,
    ]);
    expect(problemsWith("?ssl-mode=VERIFY_IDENTITY", "10.0.0.5")).toEqual([
      "ssl-mode=VERIFY_IDENTITY in DATABASE_URL needs the name of a host, not its IP address.",
    ]);
  });
});

describe("The secret of an embedded database", () => {
  const dir = mkdtempSync(join(tmpdir(), "hue-secret-"));
  afterAll(() => rmSync(dir, { recursive: true }));
  const config = (name: string) => readConfig({ DATABASE_URL: `file:${join(dir, name)}` });

  it("is made once and kept beside it, for its owner alone", () => {
    const secret = secretsOf(config("a.db"));
    expect(secret).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(secretsOf(config("a.db"))).toEqual(secret);
    expect(secretsOf(config("b.db"))).not.toEqual(secret);
    expect(statSync(join(dir, "a.db.secret")).mode & 0o777).toBe(0o600);
  });

  it("is the one of the environment, if there is one", () => {
    expect(secretsOf(readConfig({ DATABASE_URL: `file:${join(dir, "a.db")}`, AUTH_SECRET: GOOD }))).toEqual([GOOD]);
  });

  it("is one of several where a new one stands on a line before it", () => {
    writeFileSync(join(dir, "d.db.secret"), `${GOOD}\nx${GOOD}\n`);
    expect(secretsOf(config("d.db"))).toEqual([GOOD, `x${GOOD}`]);
  });

  it("is refused in a sentence if somebody has made it weak", () => {
    writeFileSync(join(dir, "c.db.secret"), "secret\n");
    expect(() => secretsOf(config("c.db"))).toThrow(
      `The secret in ${join(dir, "c.db.secret")} is shorter than 32 characters; ${COMMAND}`,
    );
  });
});
