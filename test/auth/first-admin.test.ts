import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { instant } from "../../server/acts/clock.js";
import { bySystem, traced } from "../../server/acts/trail.js";
import { type AccountValues, addAccount } from "../../server/auth/account.store.js";
import { invitation } from "../../server/auth/first-admin.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";

const EMBEDDED = { kind: "embedded", file: "" } as const;
const INVITED = /^First sign-in, once: name "(.*)", password "[a-z2-9-]{23}"; /;

describe("The invitation of the first administrator", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await emptyDatabase();
  });
  afterEach(() => database.close());

  const add = (name: string, values: Partial<AccountValues>, issuer?: string) =>
    traced(database.db, bySystem("test", "accountAdd", instant(Date.now())), (tx, trail) =>
      addAccount(tx, trail, name, values, issuer ? { issuer, subject: name, subjectHash: name } : undefined),
    );
  const invited = async () => INVITED.exec((await invitation(database.db, EMBEDDED)) ?? "")?.[1];
  const accounts = () => database.db.query("SELECT name, role FROM account ORDER BY name");

  it("goes to one account, however often it is made", async () => {
    expect([await invited(), await invited()]).toEqual(["admin", "admin"]);
    expect(await accounts()).toEqual([{ name: "admin", role: "ADMIN" }]);
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
