import { execFile } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { changeAccount } from "../../server/concepts/access/account/account.store.js";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections } from "../../server/core/database/database.js";
import { bySystem, traced } from "../../server/core/mutation/trail.js";
import { freePorts, OwnServers } from "../cluster/mariadb-server.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { AUDIT_SECRET, loadedDatabase, type TestDatabase } from "../support/database.js";
import { Figures } from "../support/figures.js";
import { endLaunched, type Launched, launch } from "../support/launch.js";
import { commandsUnder } from "../support/operations-page.js";

const run = promisify(execFile);

interface Ended {
  code: number;
  said: string;
}

/** A command as the page has it, in a shell. */
async function shell(command: string, env: Record<string, string>): Promise<Ended> {
  const asked = command.replace(/npm run ([\w:]+)(?: -- )?/, "node scripts/$1.mjs ");
  const options = { env: { ...process.env, AUDIT_SECRET: "", ...env } };
  const told = await run("bash", ["-o", "pipefail", "-c", asked], options).catch((error) => error);
  return { code: told.code ?? 0, said: `${told.stdout}${told.stderr}` };
}

/** Acts one after the other, until it is asked to stop; answers how many were done. */
function acting(act: (i: number) => Promise<unknown>): { stop(): Promise<number>; done(): number } {
  let [count, goesOn] = [0, true];
  const all = (async () => {
    while (goesOn) {
      await act(count);
      count += 1;
    }
  })();
  return {
    done: () => count,
    stop: async () => {
      goesOn = false;
      await all;
      return count;
    },
  };
}

const dayOf = (i: number): string => new Date(Date.UTC(2001, 0, 1 + i)).toISOString().slice(0, 10);

describe("What a server over an embedded database leaves", () => {
  const scratch = mkdtempSync(join(tmpdir(), "hue-backup-"));
  const backups = join(scratch, "backups");
  const [backup = "", keep = "", held = "", restore = ""] = [
    ...commandsUnder("Backup of the embedded database"),
    ...commandsUnder("Restore of the embedded database"),
  ].map((command) => command.replaceAll("/var/backups/hue", backups));
  const kept = backup.split(" ").at(-1) ?? "";
  let database: TestDatabase;
  let file: string;
  let server: Launched;
  let figures: Figures;
  let days = 0;

  beforeAll(async () => {
    mkdirSync(backups);
    database = await loadedDatabase();
    if (database.address.kind !== "embedded") throw new Error("This test is about the embedded database.");
    file = database.address.file;
    writeFileSync(`${file}.audit-secret`, AUDIT_SECRET, { mode: 0o600 });
    await addTestAccount(database.db, "sở", "ADMIN");
  });
  afterEach(endLaunched);
  afterAll(async () => {
    await database.close();
    rmSync(scratch, { recursive: true });
  });

  const over = (path: string) => ({ DATABASE_URL: `file:${path}` });
  async function start(path: string): Promise<void> {
    server = launch("start", { PORT: "0", AUDIT_SECRET: "", ...over(path) });
    const [, url = ""] = await server.said(/API +(http\S+)\/graphql/);
    figures = new Figures({ url }, (await signedIn({ url }, "sở")).headers);
  }
  async function stop(): Promise<void> {
    server.child.kill("SIGTERM");
    expect(await server.exit).toBe(0);
  }
  const act = () => {
    days += 1;
    return figures.record({ on: dayOf(days), value: days });
  };
  /** A copy of what is in a file, and of nothing beside it but what it is sealed with. */
  function copyOf(path: string, name: string): string {
    const copy = join(scratch, name, "copy.db");
    mkdirSync(dirname(copy));
    copyFileSync(path, copy);
    copyFileSync(`${file}.audit-secret`, `${copy}.audit-secret`);
    return copy;
  }
  /** On how many days of the test there is a figure; by another process, since connections of this one stay until it ends. */
  async function figuresIn(path: string): Promise<number> {
    const asked = "SELECT COUNT(*) AS n FROM observation WHERE on_date BETWEEN '2001-01-01' AND '2009-12-31'";
    const script = `console.log(new (require("libsql"))(process.argv[1]).prepare(process.argv[2]).get([]).n)`;
    return Number((await run(process.execPath, ["-e", script, path, asked])).stdout);
  }
  const audited = (path: string, more = "") => shell(`npm run audit -- ${more}`, over(path));
  const WHOLE = /entries verified, nothing wrong\./;

  it("is in a backup that is made while acts go on: each that was done before, and none by halves", async () => {
    await start(file);
    for (let i = 0; i < 3; i += 1) await act();
    const acts = acting(act);
    const before = days;
    const told = await shell(backup, over(file));
    const after = days;
    await acts.stop();
    expect(told).toEqual({ code: 0, said: expect.stringMatching(/^Backed up into .*: \d+\.\d MB, checked\.\n/) });
    expect(after).toBeGreaterThan(before);
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readdirSync(backups)).toHaveLength(1);
    const copy = copyOf(kept, "of-backup");
    expect(await audited(copy)).toEqual({ code: 0, said: expect.stringMatching(WHOLE) });
    const count = await figuresIn(copy);
    expect([count >= before - 1, count <= after]).toEqual([true, true]);
    expect(await shell(backup, over(file))).toEqual({
      code: 1,
      said: `${kept} is there already; a backup is a new file.\n`,
    });
  });

  it("is in the file alone after a clean stop", async () => {
    await start(file);
    await act();
    await stop();
    const copy = copyOf(file, "stopped");
    expect(await audited(copy)).toEqual({ code: 0, said: expect.stringMatching(WHOLE) });
    expect(await figuresIn(copy)).toBe(days);
  });

  it("is told to be missing where a copy of the file lacks the last acts, by what was kept apart", async () => {
    await start(file);
    await act();
    await act();
    const copy = copyOf(file, "running");
    expect((await shell(keep, over(file))).said).toMatch(/^Kept in .*: where the trail of \d+ acts ends\.\n$/);
    server.child.kill("SIGKILL");
    expect(await figuresIn(copy)).toBe(days - 2);
    expect(await audited(copy)).toEqual({ code: 0, said: expect.stringMatching(WHOLE) });
    expect(await shell(held, over(copy))).toEqual({
      code: 1,
      said: expect.stringMatching(/^At least 2 acts that were on record at \S+Z are missing\.\n/),
    });
    expect(await shell(held, over(file))).toEqual({ code: 0, said: expect.stringMatching(WHOLE) });
  });

  it("is told at a start over an older copy, with what was kept beside the database", async () => {
    const older = copyOf(kept, "older");
    copyFileSync(`${file}.heads`, `${older}.heads`);
    expect((await audited(older)).said).toMatch(/^At least \d+ acts that were on record at \S+Z are missing\.\n/);
    await start(older);
    await server.said(/"lost":\d+.*The database lacks acts that were on record before/);
    const [moved = ""] = readdirSync(dirname(older)).filter((name) => /\.heads\.\d{4}-/.test(name));
    await stop();
    expect((await audited(older)).code).toBe(0);
    expect((await audited(older, `--heads ${join(dirname(older), moved)}`)).code).toBe(1);
  });

  it("finds acts that are others than those that were kept", async () => {
    const older = copyOf(kept, "others");
    const heads = `${keep.split(" ").at(-1)}`;
    const told = JSON.parse(readFileSync(heads, "utf8"));
    await shell(keep.replace(heads, `${heads}.2`), over(older));
    const now = JSON.parse(readFileSync(`${heads}.2`, "utf8"));
    const changed = now.heads.map((head: { place: number }) => ({ ...head, head: head.place > 0 ? "other" : "" }));
    writeFileSync(`${heads}.2`, JSON.stringify({ ...told, heads: changed }));
    const { code, said } = await audited(older, `--heads ${heads}.2`);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/The acts of slot \d+ of \w+ up to \S+Z are others than were kept\./),
    ]);
  });

  describe("is restored", () => {
    let target: string;
    const REFUSED = (why: string) => ({
      code: 1,
      said: expect.stringMatching(new RegExp(`${why}\\nNothing was replaced\\.\\n$`)),
    });
    const from = (path: string) => shell(restore.replace(kept, path), over(target));
    /** A backup in which something is changed. */
    async function changed(name: string, sql: string): Promise<string> {
      const copy = copyOf(kept, name);
      const db = await openDatabase({ kind: "embedded", file: copy, auditSecrets: [AUDIT_SECRET] });
      await db.transaction((tx) => tx.query(sql));
      await db.close();
      return copy;
    }
    const contents = () => readFileSync(target).toString("base64");

    beforeAll(() => {
      target = copyOf(file, "target");
    });

    it("not while a server has the database open", async () => {
      await start(target);
      expect(await from(kept)).toEqual(
        REFUSED(`${target} is in use: stop the server, and whatever else has it open, first\\.`),
      );
      expect(await figuresIn(target)).toBe(days);
      await stop();
    });

    it("not from what is damaged, tampered with, of a newer version, or no database", async () => {
      const before = contents();
      const damaged = copyOf(kept, "damaged");
      const bytes = readFileSync(damaged);
      bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 20_000);
      writeFileSync(damaged, bytes);
      const text = join(scratch, "text.db");
      writeFileSync(text, "no database");
      const tampered = await changed("tampered", "UPDATE observation SET value = value + 1 WHERE on_date LIKE '2001%'");
      const newer = await changed("newer", "INSERT INTO migrations (timestamp, name) VALUES (9, 'Later9')");
      expect(await from(damaged)).toEqual(
        REFUSED("cannot be used: it is (?:damaged|no database of this server, or damaged)\\."),
      );
      expect(await from(text)).toEqual(REFUSED("cannot be used: it is no database of this server, or damaged\\."));
      expect(await from(tampered)).toEqual(
        REFUSED("it is not as its last act has left it\\.\\n[\\s\\S]*Its trail is not whole\\."),
      );
      expect(await from(newer)).toEqual(REFUSED("cannot be used: a newer version of this server has written it\\."));
      expect(await from(join(scratch, "nothing"))).toEqual(REFUSED("There is no file .*/nothing\\."));
      expect(contents()).toBe(before);
      expect(readdirSync(dirname(target)).filter((name) => name.includes("restoring"))).toEqual([]);
    });

    it("not without the secret that the trail is sealed with", async () => {
      const elsewhere = join(scratch, "elsewhere.db");
      expect(await shell(restore, over(elsewhere))).toEqual(
        REFUSED("put .*elsewhere\\.db\\.audit-secret back first\\."),
      );
      expect(existsSync(`${elsewhere}.audit-secret`)).toBe(false);
    });

    it("once it has been checked, and what was there before is kept", async () => {
      const [count, before] = [await figuresIn(copyOf(kept, "again")), await figuresIn(target)];
      const { code, said } = await from(kept);
      expect([code, said]).toEqual([
        0,
        expect.stringMatching(
          /^Restored from .*: \d+ acts, verified\.\n\d+ acts that came later are not in it\.\nWhat was there before is kept in /,
        ),
      ]);
      const [, replaced = ""] = /kept in (.*)\.\n$/.exec(said) ?? [];
      expect([await figuresIn(target), await figuresIn(replaced)]).toEqual([count, before]);
      await start(target);
      await act();
      await stop();
      expect(await audited(target)).toEqual({ code: 0, said: expect.stringMatching(WHOLE) });
    });

    it("onto a machine that has only the secret", async () => {
      const fresh = join(scratch, "fresh", "hue.db");
      mkdirSync(dirname(fresh));
      copyFileSync(`${file}.audit-secret`, `${fresh}.audit-secret`);
      const told = await shell(restore, over(fresh));
      expect(told).toEqual({ code: 0, said: expect.stringMatching(/^Restored from .*: \d+ acts, verified\.\n$/) });
      expect(statSync(fresh).mode & 0o777).toBe(0o600);
    });
  });

  it("has another secret for sign-ins by a line before the old one", async () => {
    const [command = ""] = commandsUnder("Another AUTH_SECRET").map((each) => each.replaceAll(".data/", `${scratch}/`));
    const beside = join(scratch, "hue-health.db.secret");
    writeFileSync(beside, `${AUDIT_SECRET}\n`, { mode: 0o600 });
    expect(await shell(command, {})).toEqual({ code: 0, said: "" });
    expect(readFileSync(beside, "utf8")).toMatch(new RegExp(`^[\\w-]{43}\n${AUDIT_SECRET}\n$`));
    expect(statSync(beside).mode & 0o777).toBe(0o600);
  });
});

describe("What a server over MariaDB leaves", () => {
  const own = new OwnServers();
  const scratch = mkdtempSync(join(tmpdir(), "hue-backup-"));
  const addressOf = (url: string): DatabaseAddress & { url: string } => ({
    ...{ kind: "mysql", url: `${url}/hue_health`, name: "hue_health", auditSecrets: [AUDIT_SECRET] },
  });
  const opened: Connections[] = [];
  afterAll(async () => {
    for (const db of opened) await db.close();
    await own.close();
    rmSync(scratch, { recursive: true });
  });

  it("is in a backup that is made while acts go on, and is there again once it is restored", async () => {
    chmodSync(scratch, 0o755);
    const [port = 0, other = 0] = await freePorts(2);
    const options = ["innodb_buffer_pool_size=32M", "innodb_log_file_size=16M"];
    const url = await own.start({ name: "before", port, options });
    const db = await openDatabase(addressOf(url));
    opened.push(db);
    const account = await addTestAccount(db, "sở", "ADMIN");
    const acts = acting((i) =>
      traced(db, bySystem("test", "accountUpdate", new Date().toISOString()), (tx, trail) =>
        changeAccount(tx, trail, account, { mustChange: i % 2 === 0 }),
      ),
    );
    const [copy, data] = [join(scratch, "mariadb"), join(scratch, "data")];
    const ownOf = (command: string): string =>
      command
        .replaceAll("/var/backups/hue/mariadb", copy)
        .replaceAll("/var/lib/mysql", data)
        .replace("--user=root", `--user=root --host=127.0.0.1 --port=${port}`);
    const before = acts.done();
    for (const command of commandsUnder("Backup of MariaDB").map(ownOf)) {
      const { code, said } = await shell(command, {});
      expect([code, code === 0 ? "" : said]).toEqual([0, ""]);
    }
    const after = await acts.stop();
    expect(after).toBeGreaterThan(before);
    const [copyBack = "", owner = "", audit = ""] = commandsUnder("Restore of MariaDB").map(ownOf);
    for (const command of [copyBack, owner]) {
      const { code, said } = await shell(command, {});
      expect([code, code === 0 ? "" : said]).toEqual([0, ""]);
    }
    const restored = addressOf(await own.start({ name: "after", port: other, options, data }));
    expect(await shell(audit, { DATABASE_URL: restored.url, AUDIT_SECRET })).toEqual({
      code: 0,
      said: expect.stringMatching(/^\d+ entries verified, nothing wrong\./),
    });
    const again = await openDatabase(restored);
    opened.push(again);
    const [row] = await again.query<{ n: number }>("SELECT COUNT(*) AS n FROM audit_entry WHERE act = 'accountUpdate'");
    expect([Number(row?.n) >= before, Number(row?.n) <= after]).toEqual([true, true]);
  });
});
