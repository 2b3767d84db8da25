import { execFile, execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { AS_NOBODY, Machine, NOBODY, type Smoke } from "../support/machine.js";
import { commandsUnder } from "../support/operations-page.js";

const run = promisify(execFile);

/** The oldest Node.js that is supported, and those after it, as npm has them: packages that bring the binary. */
const NODES = ["20.19.0", "22.23.5", "24.22.3"];
const UNIT = "operations/systemd/hue-health-graph.service";

const ANSWERED = {
  question: "Sở Y tế",
  act: 3,
  rows: 42,
  imported: { rows: 42, unchanged: 42 },
  page: 200,
  code: 0,
  stopped: true,
};

describe("What npm run package makes", () => {
  const scratch = mkdtempSync(join(tmpdir(), "hue-package-"));
  const [secrets = ""] = commandsUnder("In containers");
  const [make = "", unpack = "", start = ""] = commandsUnder("Without a registry");
  const opt = join(scratch, "opt");
  const client = join(scratch, "smoke-client.mjs");
  /** An empty one. */
  const machineOf = (name: string) => new Machine(join(scratch, name), client);
  let archive: string;
  let code: string;
  let said: string;

  beforeAll(async () => {
    chmodSync(scratch, 0o755);
    mkdirSync(opt);
    copyFileSync("test/support/smoke-client.mjs", client);
    said = (await run("bash", ["-c", make.replace("npm run package", "node scripts/package.mjs")])).stdout;
    [archive = ""] = /^hue-health-graph-\S+\.tar\.gz/.exec(said) ?? [];
    code = archive.replace(/\.tar\.gz$/, "");
    await run("bash", ["-c", ownOf(unpack)]);
  });
  afterAll(() => {
    rmSync(archive, { force: true });
    rmSync(scratch, { recursive: true, force: true });
  });

  /** A command of the page, with the folders of this test. */
  const ownOf = (command: string): string =>
    command.replaceAll(/hue-health-graph-[\d.]+-[\w-]+/g, code).replaceAll("/opt", opt);
  /** A folder that nobody else writes to. */
  function folderOfNobody(name: string): string {
    const folder = join(scratch, name);
    mkdirSync(folder);
    chownSync(folder, NOBODY, NOBODY);
    return folder;
  }
  /** What a server that these words start has answered, where there is no network but that of the machine itself. */
  async function smoke(as: readonly string[], words: readonly string[], env: Record<string, string>): Promise<Smoke> {
    const asked = ["bash", "-c", 'ip link set lo up && exec "$@"', "bash", ...as, process.execPath, client, ...words];
    const { PATH = "" } = process.env;
    const { stdout } = await run("unshare", ["--net", ...asked], {
      env: { PATH, PORT: "0", LOG_LEVEL: "warn", ...env },
    });
    return JSON.parse(stdout);
  }

  it("says how large it is, and has nothing that only whoever develops needs", () => {
    expect(said).toMatch(
      /: \d+\.\d MB; unpacked \d+\.\d MB: server .*, pages .*, data .*, papers .*, packages \d+\.\d MB\.\n$/,
    );
    const packages = readdirSync(join(opt, code, "node_modules"));
    expect(packages).toContain("libsql");
    expect(packages.filter((name) => ["typescript", "jest", "vite", "@biomejs", "tsx"].includes(name))).toEqual([]);
    const size = Number(execFileSync("du", ["-sm", join(opt, code)], { encoding: "utf8" }).split("\t")[0]);
    expect(size).toBeLessThan(119);
    const manifest = JSON.parse(readFileSync(join(opt, code, "package.json"), "utf8"));
    const commands = Object.keys(manifest.scripts);
    expect(commands).toEqual(["start", "account", "audit", "backup", "import", "migrate", "restore"]);
  });

  it("has the licence of every package that is part of it", () => {
    const licences = readFileSync(join(opt, code, "LICENCES.txt"), "utf8");
    for (const each of ["libsql", "@node-rs/argon2", "graphql", "react", "graphiql"])
      expect(licences).toMatch(new RegExp(`^${each} \\d\\S+: `, "m"));
    expect(licences.match(/: (?:see below|UNLICENSED|.*GPL.*)$/gm)).toBeNull();
  });

  it("is the same to the byte when it is made again", async () => {
    const digest = async () => (await run("sha256sum", [archive])).stdout;
    const before = await digest();
    await run("node", ["scripts/package.mjs"]);
    expect(await digest()).toBe(before);
  });

  it("starts by Node.js alone, without network, as a user who may not write to it; its commands work", async () => {
    const own = folderOfNobody("own");
    const DATABASE = `file:${join(own, "hue.db")}`;
    const [words] = [
      ownOf(start).replace("file:/var/lib/hue/hue-health.db", DATABASE).replace(" node ", ` exec ${process.execPath} `),
    ];
    const AFTER = JSON.stringify([
      ...["bash", "-c"],
      `cd ${join(opt, code)} && for each in "audit" "migrate --check" "backup ${own}/b.db" "restore ${own}/b.db" "audit"; do ` +
        `set -- $each; DATABASE_URL=${DATABASE} ${process.execPath} dist/server/commands/$1.js $2 || exit 1; done`,
    ]);
    const told = await smoke(AS_NOBODY, ["bash", "-c", words], { AFTER });
    expect(told.failed).toBeUndefined();
    expect(told).toMatchObject({ ...ANSWERED, after: 0 });
    expect(told.output).not.toMatch(/could not be made faster/);
    expect(statSync(join(own, "hue.db")).uid).toBe(NOBODY);
  });

  it("says in a sentence that it may not write where its data are to lie, and ends", async () => {
    const file = join(opt, "hue.db");
    const words = ownOf(start)
      .replace("file:/var/lib/hue/hue-health.db", `file:${file}`)
      .replace(" node ", ` exec ${process.execPath} `);
    const told = await smoke(AS_NOBODY, ["bash", "-c", words], {});
    expect(told.failed).toMatch(/^Error: It never said/);
    expect(told).toMatchObject({
      output: `The database file "${file}" (DATABASE_URL) cannot be read and written: this account may not.\n`,
      code: 1,
    });
  });

  it.each(NODES)("starts by Node.js %s, answers, acts, exports and stops", async (version) => {
    const packed = `node-${process.platform}-${process.arch}`;
    const own = folderOfNobody(`node-${version}`);
    await run("npm", ["pack", `${packed}@${version}`, "--silent", "--pack-destination", own]);
    await run("tar", ["-xzf", join(own, `${packed}-${version}.tgz`), "-C", own, "package/bin/node"]);
    const node = join(own, "package/bin/node");
    expect((await run(node, ["--version"])).stdout).toBe(`v${version}\n`);
    const words = ownOf(start).replace("/var/lib/hue", own).replace(" node ", ` exec ${node} `);
    expect(await smoke(AS_NOBODY, ["bash", "-c", words], {})).toMatchObject(ANSWERED);
  });

  const asNode = (words: readonly string[]): string[] =>
    words.map((word, i) => (i === 0 && /^(?:\/usr\/bin\/)?node$/.test(word) ? "/node" : word));
  const settingsIn = (text: string): Record<string, string> =>
    Object.fromEntries(text.split(" ").map((each) => each.split(/=(.*)/s).slice(0, 2)));

  /** What Dockerfile has built. */
  let container: { machine: Machine; cwd: string; words: readonly string[]; env: Record<string, string> };

  it("is what Dockerfile builds, line by line: not as root, on a root that is read only, and healthy while it serves", async () => {
    const lines = readFileSync("Dockerfile", "utf8")
      .replaceAll(/^#.*\n/gm, "")
      .split("\n")
      .filter((line) => line !== "");
    const [build, image] = [machineOf("build"), machineOf("image")];
    let machine = build;
    let cwd = "/";
    let user = "root";
    const env: Record<string, string> = {};
    const volumes: string[] = [];
    let health = "";
    let words: string[] = [];
    let told: Smoke | undefined;
    for (const line of lines) {
      const [, word = "", rest = ""] = /^(\w+) (.*)$/.exec(line) ?? [];
      const there = rest.replaceAll(/(?<=\s)(\/\w+)/g, (path) => machine.at(path));
      if (word === "FROM") {
        expect(rest).toMatch(/^node:20\.20-bookworm-slim(?: AS build)?$/);
        machine = rest.endsWith("AS build") ? build : image;
      } else if (word === "WORKDIR") cwd = rest;
      else if (word === "COPY" && rest === ". .") {
        // It is the sources that are here already, with the packages that they need.
        expect(machine).toBe(build);
      } else if (word === "COPY") {
        const [, from = "", to = ""] = /^--from=build (\S+) (\S+)$/.exec(rest) ?? [];
        cpSync(build.at(from), machine.at(to), { recursive: true, verbatimSymlinks: true });
      } else if (word === "RUN" && rest === "npm run package") expect(make).toBe(rest);
      else if (word === "RUN") await run("bash", ["-ec", there.replaceAll("node:node", `${NOBODY}:${NOBODY}`)]);
      else if (word === "ENV") Object.assign(env, settingsIn(rest));
      else if (word === "VOLUME") volumes.push(rest);
      else if (word === "USER") user = rest;
      else if (word === "EXPOSE") expect(rest).toBe(env.PORT);
      else if (word === "HEALTHCHECK") health = /CMD (\[.*\])$/.exec(rest)?.[1] ?? "";
      else if (word === "CMD") {
        for (const volume of volumes) machine.own(volume);
        env.HEALTHCHECK = JSON.stringify(asNode(JSON.parse(health)));
        words = asNode(JSON.parse(rest));
        told = await machine.smoke(cwd, words, env);
      } else throw new Error(`Nobody here knows what "${word}" means.`);
    }
    container = { machine: image, cwd, env, words };
    expect(user).toBe("node");
    expect(told?.failed).toBeUndefined();
    expect(told).toMatchObject({ ...ANSWERED, healthy: 0, unhealthy: 1 });
    expect(readdirSync(image.at("data"))).toContain("hue-health.db");
  });

  it("is what the unit of systemd starts, as a user that may write to its own folders alone", async () => {
    const unit = readFileSync(UNIT, "utf8");
    const linesOf = (name: string): string[] =>
      [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value = ""]) => value);
    const lineOf = (name: string): string => linesOf(name)[0] ?? "";
    const machine = machineOf("service");
    const cwd = lineOf("WorkingDirectory");
    mkdirSync(machine.at(cwd), { recursive: true });
    cpSync(join(opt, code), machine.at(cwd), { recursive: true, verbatimSymlinks: true });
    const [state, cache] = [`/var/lib/${lineOf("StateDirectory")}`, `/var/cache/${lineOf("CacheDirectory")}`];
    for (const folder of [state, cache]) machine.own(folder);
    const env = { ...settingsIn(lineOf("Environment")), STATE_DIRECTORY: state, CACHE_DIRECTORY: cache };
    const words = asNode(lineOf("ExecStart").split(" "));
    expect([lineOf("DynamicUser"), lineOf("ProtectSystem"), lineOf("ProcSubset")]).toEqual(["yes", "strict", "pid"]);
    const told = await machine.smoke(cwd, words, env, { proc: "subset=pid,hidepid=invisible" });
    expect(told.failed).toBeUndefined();
    expect(told).toMatchObject(ANSWERED);
    expect(readdirSync(machine.at(state))).toContain("hue-health.db");
    expect(readdirSync(machine.at(cache))).toEqual(["start"]);
  });

  it.each(commandsUnder("As a service"))(
    "is started by a unit of which systemd finds nothing wrong: %s",
    async (command) => {
      // It looks for the programs and folders that the unit names.
      const own = join(scratch, "hue-health-graph.service");
      writeFileSync(
        own,
        readFileSync(UNIT, "utf8")
          .replace("/usr/bin/node", process.execPath)
          .replaceAll("/opt/hue-health-graph", join(opt, code)),
      );
      const { stdout, stderr } = await run("bash", ["-c", command.replace(UNIT, own)]);
      // What it has to say of other units is not about this one.
      expect(stderr.split("\n").filter((line) => line.includes("hue-health-graph"))).toEqual([]);
      if (command.includes("security")) expect(stdout).toMatch(/Overall exposure level for .*: 1\.\d OK/);
    },
  );

  it("has secrets of a composition that are made by one command, for their owner alone", async () => {
    await run("bash", ["-c", secrets], { cwd: scratch });
    const made = readFileSync(join(scratch, ".env"), "utf8");
    expect(made).toMatch(/^DATABASE_PASSWORD=[0-9a-f]{64}\nAUTH_SECRET=[0-9a-f]{64}\nAUDIT_SECRET=[0-9a-f]{64}\n$/);
    expect(statSync(join(scratch, ".env")).mode & 0o777).toBe(0o600);
  });

  it("is what compose.yaml runs beside a MariaDB, line by line: once that is healthy, with the account that it made", async () => {
    const made = settingsIn(readFileSync(join(scratch, ".env"), "utf8").trim().replaceAll("\n", " "));
    const used = new Set<string>();
    const text = readFileSync("compose.yaml", "utf8").replaceAll(/\$\{(\w+):\?\}/g, (_, name) => {
      used.add(name);
      return made[name] ?? "";
    });
    const { services, volumes, ...others } = parse(text);
    expect([...used].sort()).toEqual(Object.keys(made).sort());
    expect([Object.keys(services), volumes, others]).toEqual([["database", "server"], { database: null }, {}]);
    const { image, command, environment, healthcheck, ...database } = services.database;
    expect(database).toEqual({ volumes: ["database:/var/lib/mysql"], restart: "unless-stopped" });
    expect((await run("mariadbd", ["--version"])).stdout).toContain(` ${image.replace("mariadb:", "")}.`);
    const { environment: settings, ...server } = services.server;
    expect(server).toEqual({
      build: ".",
      depends_on: { database: { condition: "service_healthy" } },
      // As Dockerfile says where the server listens.
      ports: [`127.0.0.1:${container.env.PORT}:${container.env.PORT}`],
      // As a Machine is.
      ...{ read_only: true, tmpfs: ["/tmp"], cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] },
      restart: "unless-stopped",
    });
    const data = join(scratch, "database");
    await run("mariadb-install-db", ["--user=mysql", `--datadir=${data}`, "--skip-test-db"]);
    writeFileSync(join(data, "first.sql"), firstStatements(environment));
    writeFileSync(join(scratch, "hosts"), "127.0.0.1 localhost\n127.0.0.2 database\n");
    const { machine, env, words, cwd } = container;
    rmSync(machine.at("data"), { recursive: true });
    machine.own("data");
    const ask = `mariadb --no-defaults --socket=${data}/s -uhealthcheck --batch --skip-column-names --execute`;
    const beside = [
      `mount --bind ${join(scratch, "hosts")} ${machine.at("etc/hosts")}`,
      `mariadbd --no-defaults --user=mysql --datadir=${data} --socket=${data}/s --pid-file=${data}/pid --port=3306 ` +
        `--log-error=${data}/log --init-file=${data}/first.sql ${command} &`,
      `for _ in $(seq ${healthcheck.retries}); do ${CHECKS.map((sql) => `[ "$(${ask} "${sql}" 2>&1)" = 1 ]`).join(" && ")} && break; sleep 1; done`,
    ];
    expect(healthcheck.test).toEqual(["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]);
    const ADMINISTRATOR = JSON.stringify(
      asNode(["node", "dist/server/commands/account.js", "add", "--role", "ADMIN", "--name", "Sở Y tế"]),
    );
    const told = await machine.smoke(cwd, words, { ...env, ...settings, ADMINISTRATOR }, { beside });
    expect(told.failed).toBeUndefined();
    expect(told).toMatchObject({ ...ANSWERED, healthy: 0, unhealthy: 1 });
    expect(readdirSync(machine.at("data"))).toEqual(["cache"]);
    expect(readdirSync(join(data, "hue_health"))).toContain("observation.ibd");
  });
});

/** What MariaDB's own image asks by `healthcheck.sh --connect --innodb_initialized`. */
const CHECKS = [
  "SELECT 1",
  "SELECT 1 FROM information_schema.ENGINES WHERE engine = 'innodb' AND support IN ('YES', 'DEFAULT', 'ENABLED')",
];

/** What it makes of its environment when its folder is empty. */
function firstStatements(environment: Record<string, string>): string {
  const { MARIADB_DATABASE: name, MARIADB_USER: user, MARIADB_PASSWORD: password, ...others } = environment;
  expect(others).toEqual({ MARIADB_RANDOM_ROOT_PASSWORD: "1" });
  return [
    "CREATE USER healthcheck@localhost IDENTIFIED BY '';",
    `CREATE DATABASE \`${name}\`;`,
    `CREATE USER '${user}'@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON \`${name}\`.* TO '${user}'@'%';`,
  ].join("\n");
}
