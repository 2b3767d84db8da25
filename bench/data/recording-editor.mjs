// The accounts that act to be measured, and how the traces of W1 are taken away again.
import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { addAccount } from "../../dist/server/concepts/access/account/account.store.js";
import { hashOf } from "../../dist/server/concepts/access/account/password.js";
import { openDatabase } from "../../dist/server/core/database/data-source.js";
import { bySystem, traced } from "../../dist/server/core/mutation/trail.js";

/** What is recorded to measure it lies before this day, and everything else after. */
const LAST_DAY = "2000-01-01";

/** Whoever records: an editor of a facility, with a password of its own for each run. */
export const addEditor = (address, facility) =>
  addPerson(address, async (db) => {
    const [{ id }] = await db.query("SELECT id FROM facility WHERE code = ?", [facility]);
    return { role: "FACILITY_EDITOR", facilityId: id };
  });

/** Somebody of the Department, who may do everything. */
export const addAdmin = (address) => addPerson(address, async () => ({ role: "ADMIN", facilityId: null }));

async function addPerson(address, reachIn) {
  const person = { name: `synthetic-${randomBytes(6).toString("hex")}`, password: randomBytes(12).toString("hex") };
  await withDatabase(address, async (db) => {
    const values = { ...(await reachIn(db)), passwordHash: await hashOf(person.password) };
    const doing = bySystem("bench", "accountAdd", new Date().toISOString());
    await traced(db, doing, (tx, trail) => addAccount(tx, trail, person.name, values));
  });
  return person;
}

/** Forgets the figures, with everything that was written beside them, and who wrote them. */
export const forgetWritten = (address, { name }) =>
  withDatabase(address, (db) =>
    db.transaction(async (tx) => {
      await tx.query("DELETE FROM observation WHERE on_date < ?", [LAST_DAY]);
      await tx.query("DELETE FROM act_key");
      await tx.query("DELETE FROM audit_entry");
      await tx.query("DELETE FROM session WHERE account_id = (SELECT id FROM account WHERE name = ?)", [name]);
      await tx.query("DELETE FROM account WHERE name = ?", [name]);
    }),
  );

async function withDatabase(address, work) {
  const db = await openDatabase(address);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
