import { once } from "node:events";
import { connect, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection, createConnection } from "mysql2/promise";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import { readDatabaseAddress } from "../../server/config.js";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { openDatabase } from "../../server/core/database/data-source.js";
import type { Connections, Database } from "../../server/core/database/database.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { ATTACKS, hostileText, sendTexts } from "../support/hostile.js";
import { launch } from "../support/launch.js";
import { newSeed, randomOf } from "../support/random.js";
import { runQuery } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { Certificates } from "./certificates.js";
import { freePorts, OwnServers } from "./mariadb-server.js";

/** Everything that a statement of ours relies on, set otherwise for whoever does not say. */
const OPTIONS = ["skip-character-set-client-handshake", "character_set_server=latin1", "default_time_zone=-11:00"];
const ODD = [
  "sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,EMPTY_STRING_IS_NULL'",
  ...["tx_isolation = 'READ-UNCOMMITTED'", "completion_type = 'CHAIN'", "autocommit = 0", "foreign_key_checks = 0"],
  ...["unique_checks = 0", "check_constraint_checks = 0", "sql_auto_is_null = 1", "sql_safe_updates = 1"],
  ...["sql_big_selects = 0", "max_join_size = 5", "sql_select_limit = 2", "innodb_lock_wait_timeout = 1"],
  ...["lock_wait_timeout = 1", "max_statement_time = 0.5", "tx_read_only = 1"],
];

const SETTINGS =
  "@@sql_mode AS modes, @@character_set_client AS sent, @@character_set_results AS told, @@collation_connection AS compared, " +
  "@@time_zone AS zone, @@tx_isolation AS isolation, @@completion_type AS completion, @@foreign_key_checks AS refers";

describe("Over a server of MariaDB whose defaults are odd", () => {
  const own = new OwnServers();
  const certificates = new Certificates(own.file("certificates"));
  let port: number;
  let address: DatabaseAddress & { kind: "mysql" };
  let server: TestServer;
  let headers: Record<"acts" | "reads", Record<string, string>>;

  beforeAll(async () => {
    [port = 0] = await freePorts(1);
    const root = await own.start({ name: "odd", port, options: [...OPTIONS, ...certificates.options] });
    const connection = await createConnection(root);
    for (const odd of ODD) await connection.query(`SET GLOBAL ${odd}`);
    await connection.end();
    address = { kind: "mysql", url: `${root}/hue_health`, name: "hue_health" };
    const db = await openDatabase(address);
    await loadDataset(db, "data");
    server = await serve({ db, address, close: () => db.close() });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    headers = { acts: (await signedIn(server, "mắt")).headers, reads: (await signedIn(server, "sở")).headers };
  });
  afterAll(async () => {
    await server?.close();
    await own.close();
  });

  it("connections that read and those that write have the settings of ours", async () => {
    const seen = (db: Database) => db.query(`SELECT ${SETTINGS}, @@autocommit AS ends`);
    const expected = {
      modes: "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
      ...{ sent: "utf8mb4", told: "utf8mb4", compared: "utf8mb4_bin", zone: "+00:00" },
      ...{ isolation: "REPEATABLE-READ", completion: "NO_CHAIN", refers: 1 },
    };
    expect(await seen(server.db)).toEqual([{ ...expected, ends: 1 }]);
    expect(await server.db.transaction(seen)).toEqual([{ ...expected, ends: 0 }]);
  });

  it("a note that ends its string makes nobody an administrator, and every text comes back", async () => {
    const random = randomOf(newSeed("hostile texts on an odd server"));
    await sendTexts(server, headers, [...ATTACKS, ...Array.from({ length: 30 }, () => hostileText(random))]);
    expect(await server.db.query("SELECT name, role FROM account ORDER BY id")).toEqual([
      { name: "sở", role: "ADMIN" },
      { name: "mắt", role: "FACILITY_EDITOR" },
    ]);
  });

  describe("set to be read only", () => {
    let root: Connection;
    let db: Connections;
    beforeAll(async () => {
      root = await createConnection({ uri: `mysql://root@127.0.0.1:${port}`, multipleStatements: true });
      await root.query("SET tx_read_only = 0, autocommit = 1, completion_type = 0");
      // Whoever administers the server may write even then.
      await root.query("CREATE USER app@'127.0.0.1'; GRANT ALL ON hue_health.* TO app@'127.0.0.1'");
      db = await openDatabase({ ...address, url: `mysql://app@127.0.0.1:${port}/hue_health` });
    });
    afterAll(async () => {
      await db?.close();
      await root?.end();
    });

    it("it refuses acts with DATABASE_UNAVAILABLE, and a connection that met that is not used again", async () => {
      const act = () =>
        db.transaction(async (tx) => {
          const [{ id } = { id: 0 }] = await tx.query<{ id: number }>("SELECT CONNECTION_ID() AS id");
          await tx.change("UPDATE data_revision SET revision = revision + 1 WHERE slot = 7", []);
          return id;
        });
      const before = await act();
      expect(await act()).toBe(before);

      await root.query("SET GLOBAL read_only = 1");
      await expect(act()).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", retryAfter: 3 });
      await root.query("SET GLOBAL read_only = 0");

      expect(await act()).not.toBe(before);
    });
  });

  describe("a connection that does not keep its settings", () => {
    /** Changes what is sent, from the given moment on. */
    let isBent = false;
    let line: Server;
    let db: Connections;
    let bent: DatabaseAddress;
    beforeAll(async () => {
      line = createServer((inner) => {
        const outer = connect(port, "127.0.0.1");
        inner.on("data", (sent: Buffer) => {
          const text = sent.toString("latin1");
          outer.write(
            isBent ? Buffer.from(text.replace("time_zone = '+00:00'", "time_zone = '+07:00'"), "latin1") : sent,
          );
        });
        outer.pipe(inner);
        for (const each of [inner, outer]) {
          each.on("error", () => undefined).on("close", () => [inner, outer].map((other) => other.destroy()));
        }
      }).listen(0, "127.0.0.1");
      await new Promise((resolve) => line.once("listening", resolve));
      const { port: between } = line.address() as { port: number };
      bent = { ...address, url: address.url.replace(`:${port}/`, `:${between}/`) };
      db = await openDatabase(bent);
    });
    afterAll(async () => {
      line.close();
      await db.close();
    });

    it("is not used: a server does not start, and one that runs says that the database cannot be reached", async () => {
      const running = await serve({ db, address: bent, close: async () => undefined });
      const ask = () => runQuery(running, '{ facility(code: "BV-MAT") { name } }');
      expect((await ask()).status).toBe(200);
      isBent = true;
      await expect(openDatabase(bent)).rejects.toThrow(
        'A connection to the database was not used: its setting time_zone has to be "+00:00", and is "+07:00".',
      );
      // No transaction has run yet: its connection is new.
      await expect(db.transaction((tx) => tx.query("SELECT 1"))).rejects.toMatchObject({
        code: "DATABASE_UNAVAILABLE",
      });
      isBent = false;
      expect(await db.transaction((tx) => tx.query("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
      await running.close();
    });
  });

  describe("that takes encrypted connections only", () => {
    let root: Connection;
    beforeAll(async () => {
      root = await createConnection(`mysql://root@127.0.0.1:${port}`);
      for (const usual of ["tx_read_only = 0", "autocommit = 1", "completion_type = 0"])
        await root.query(`SET ${usual}`);
      await root.query("CREATE USER encrypted@localhost");
      await root.query("GRANT ALL ON `encrypted%`.* TO encrypted@localhost");
      await root.query("SET GLOBAL require_secure_transport = 1");
    });
    afterAll(async () => {
      await root.query("SET GLOBAL require_secure_transport = 0");
      await root.end();
    });

    const urlOf = (settings: string, host = "127.0.0.1") => `mysql://encrypted@${host}:${port}/encrypted${settings}`;
    const opened = async (url: string) => openDatabase(readDatabaseAddress({ DATABASE_URL: url }));

    it.each([
      ["REQUIRED", "", "127.0.0.1"],
      ["VERIFY_CA", `&ssl-ca=${certificates.authority}`, "127.0.0.1"],
      ["VERIFY_IDENTITY", `&ssl-ca=${certificates.authority}`, "localhost"],
    ])("each connection is one, migrations' too: %s", async (mode, more, host) => {
      const db = await opened(urlOf(`?ssl-mode=${mode}${more}`, host));
      try {
        const cipher = (each: Database) => each.query("SHOW STATUS LIKE 'Ssl_cipher'");
        const encrypted = [{ Variable_name: "Ssl_cipher", Value: expect.stringMatching(/^TLS_/) }];
        expect(await cipher(db)).toEqual(encrypted);
        expect(await db.transaction(cipher)).toEqual(encrypted);
      } finally {
        await db.close();
      }
    });

    it("whoever does not ask for that, or does not get what is asked for, does not start, and is told why", async () => {
      const other = `ssl-ca=${certificates.otherAuthority}`;
      // As it refuses an account with a wrong password.
      await expect(opened(urlOf(""))).rejects.toMatchObject({ code: "ER_ACCESS_DENIED_ERROR" });
      await expect(opened(urlOf(`?ssl-mode=VERIFY_CA&${other}`))).rejects.toThrow(
        "The certificate of the database in DATABASE_URL is by no authority that is known; see ssl-ca (ssl-mode).",
      );
      certificates.make("elsewhere.example");
      await root.query("FLUSH SSL");
      const known = `ssl-ca=${certificates.authority}`;
      await expect(opened(urlOf(`?ssl-mode=VERIFY_IDENTITY&${known}`, "localhost"))).rejects.toThrow(
        "The certificate of the database is for another host than DATABASE_URL names (ssl-mode).",
      );
      await (await opened(urlOf(`?ssl-mode=VERIFY_CA&${known}`))).close();
    });
  });

  it("an account that may have one connection at a time is told so, by whoever starts as it", async () => {
    const root = await createConnection(`mysql://root@127.0.0.1:${port}`);
    for (const usual of ["tx_read_only = 0", "autocommit = 1", "completion_type = 0"]) await root.query(`SET ${usual}`);
    await root.query("CREATE USER one@'127.0.0.1' WITH MAX_USER_CONNECTIONS 1");
    await root.query("GRANT ALL ON hue_health.* TO one@'127.0.0.1'");
    await root.end();
    const DATABASE_URL = `mysql://one@127.0.0.1:${port}/hue_health`;
    const { exit, output } = launch("start", { DATABASE_URL, PORT: "0", DATABASE_WAIT_SECONDS: "1" });
    expect(await exit).toBe(1);
    expect(output()).toContain(
      "The account in DATABASE_URL has all connections that the database allows it, or has asked all that it may in an hour (max_user_connections, max_questions).",
    );
    expect(output()).not.toMatch(/^ +at /m);
  });

  it("a database that offers no encryption is not used where it was asked for", async () => {
    const plain = createServer((socket) => socket.on("error", () => undefined).write(greeting())).listen(
      0,
      "127.0.0.1",
    );
    await once(plain, "listening");
    const { port: at } = plain.address() as { port: number };
    const DATABASE_URL = `mysql://root@127.0.0.1:${at}/hue_health?ssl-mode=REQUIRED`;
    const { child, exit, output } = launch("start", { DATABASE_URL, PORT: "0" });
    expect(await exit).toBe(1);
    expect(child.signalCode).toBeNull();
    expect(output()).toContain(
      "DATABASE_URL asks for encrypted connections (ssl-mode), and the database offers none.\n",
    );
    plain.close();
  });
});

/** With what a server of MariaDB begins that can do everything but encrypt. */
function greeting(): Buffer {
  const without = 0xffff & ~0x0800;
  const body = Buffer.concat([
    ...[Buffer.from([10]), Buffer.from("10.11.0-MariaDB\0"), Buffer.from([1, 0, 0, 0]), Buffer.from("12345678\0")],
    ...[Buffer.from([without & 0xff, without >> 8, 45, 2, 0, 0x08, 0, 21]), Buffer.alloc(10)],
    ...[Buffer.from("123456789012\0"), Buffer.from("mysql_native_password\0")],
  ]);
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  return Buffer.concat([head, body]);
}
