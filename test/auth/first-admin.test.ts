import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type AccountValues, addAccount } from "../../server/concepts/access/account/account.store.js";
import { invitation, invitationFile } from "../../server/concepts/access/account/first-admin.js";
import type { DatabaseAddress } from "../../server/core/database/address.js";
import { bySystem, traced } from "../../server/core/mutation/trail.js";
import { instant } from "../../server/core/time/clock.js";
import { PASSWORD, startSession } from "../support/accounts.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";
import { serve } from "../support/server.js";

const INVITED = /^First sign-in, once: name and password lie in (.*); it asks for a password of your own\.$/;

describe("The invitation of the first administrator", () => {
  let database: TestDatabase;
  let dir: string;
  let address: DatabaseAddress;
  let file: string;
  beforeEach(async () => {
    database = await emptyDatabase();
    dir = mkdtempSync(join(tmpdir(), "hue-invitation-"));
    address = { kind: "embedded", file: join(dir, "a.db") };
    file = String(invitationFile(address));
  });
  afterEach(async () => {
    await database.close();
    rmSync(dir, { recursive: true });
  });

  const add = (name: string, values: Partial<AccountValues>, issuer?: string) =>
    traced(database.db, bySystem("test", "accountAdd", instant(Date.now())), (tx, trail) =>
      addAccount(tx, trail, name, values, issuer ? { issuer, subject: name, subjectHash: name } : undefined),
    );
  const written = () => /^name: (.*)\npassword: (.*)\n$/.exec(readFileSync(file, "utf8"))?.slice(1) ?? [];
  /** The name of who is invited, as the file has it that the sentence speaks of. */
  const invited = async () => {
    const [, lies] = INVITED.exec((await invitation(database.db, address)) ?? "") ?? [];
    if (lies === undefined) return undefined;
    expect([lies, statSync(file).mode & 0o777]).toEqual([file, 0o600]);
    return written()[0];
  };
  const accounts = () => database.db.query("SELECT name, role FROM account ORDER BY name");

  it("goes to one account, however often it is made", async () => {
    expect([await invited(), await invited()]).toEqual(["admin", "admin"]);
    expect(await accounts()).toEqual([{ name: "admin", role: "ADMIN" }]);
  });

  it("stays the same at each start, until it has been used; then nothing of it is left", async () => {
    await invited();
    const [name = "", password = ""] = written();
    await invited();
    expect(written()).toEqual([name, password]);
    const server = await serve({ ...database, close: async () => {} }, { invitation: file });
    const first = await startSession(server, name, password);
    expect(first.data.sessionStart.userErrors).toMatchObject([{ code: "PASSWORD_CHANGE_REQUIRED" }]);
    expect(existsSync(file)).toBe(true);
    const used = await startSession(server, name, password, { newPassword: PASSWORD });
    expect(used.data.sessionStart.session.account.role).toBe("ADMIN");
    expect(existsSync(file)).toBe(false);
    await server.close();
    expect([await invited(), existsSync(file)]).toEqual([undefined, false]);
  });

  it("is made anew where its file is lost, or was changed", async () => {
    await invited();
    const [, first] = written();
    rmSync(file);
    await invited();
    const [, second] = written();
    writeFileSync(file, "name: admin\npassword: another\n");
    await invited();
    const [, third] = written();
    expect(new Set([first, second, third, "another"]).size).toBe(4);
    expect(await accounts()).toEqual([{ name: "admin", role: "ADMIN" }]);
  });

  it("is taken away, with its account, once another administrator is there", async () => {
    await invited();
    const [name = "", password = ""] = written();
    await add("sở", { role: "ADMIN", passwordHash: "x" });
    expect([await invited(), existsSync(file)]).toEqual([undefined, false]);
    const server = await serve({ ...database, close: async () => {} });
    const { data } = await startSession(server, name, password, { newPassword: PASSWORD });
    expect(data.sessionStart.userErrors).toMatchObject([{ code: "NOT_ACCEPTED" }]);
    await server.close();
  });

  it("makes nobody an administrator who has signed in, or whom an issuer lets in", async () => {
    await add("admin", { role: "FACILITY_EDITOR" }, "https://issuer.example");
    expect(await invited()).toBe("first-admin");
    expect(await accounts()).toEqual([
      { name: "admin", role: "FACILITY_EDITOR" },
      { name: "first-admin", role: "ADMIN" },
    ]);
  });

  it("goes to nobody where there is an administrator, whoever else has not signed in yet", async () => {
    await add("sở", { role: "ADMIN", passwordHash: "x" });
    await add("admin", { role: "FACILITY_EDITOR", passwordHash: "x", mustChange: true });
    expect(await invited()).toBeUndefined();
    expect(await accounts()).toEqual([
      { name: "admin", role: "FACILITY_EDITOR" },
      { name: "sở", role: "ADMIN" },
    ]);
  });
});
