import { type AccountRow } from "../../../core/access/account.row.js";
import type { Role } from "../../../core/access/role.js";
import type { Context } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { runMutation } from "../../../core/mutation/mutation-run.js";
import { readRowId } from "../../../core/schema/global-id.js";
import {
  refuseStale,
  throwUserErrors,
  type UserError,
  UserErrors,
  userError,
} from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { chooseFacility } from "../../facility/register/facility-choice.js";
import * as messages from "../access.messages.js";
import { revokeSessionsOf } from "../session/session.store.js";
import { forgetPlacesOf } from "../session/throttle.js";
import type { AccountAddInput, AccountChangeInput, PasswordResetInput } from "./account.input.js";
import {
  type AccountValues,
  addAccount,
  changeAccount,
  countAdmins,
  findAccount,
  lockAccountRows,
} from "./account.store.js";
import { alikeOf, taken } from "./account-name.js";
import { hashOf, oneTimePassword } from "./password.js";

interface Payload {
  account: AccountRow;
}

/** An account, and the seed of a password for once that somebody has to be told. */
export interface WithSeed extends Payload {
  seed: string;
}

/** Adds an account whose first sign-in sets its password. */
export const add = (context: Context, input: AccountAddInput): Promise<WithSeed> =>
  runMutation(context, "accountAdd", input, async (run) => {
    const name = input.name.normalize("NFC");
    const place = placeOf(context.snapshot, input.role, input.facility ?? null);
    throwUserErrors([place.mistake]);
    const { seed, passwordHash } = await drawn(context);
    return run.write(async (tx, trail) => {
      await lockAccountRows(tx);
      const alike = await alikeOf(tx, name);
      if (alike) throw new UserErrors([taken(alike)]);
      const values = { role: input.role, facilityId: place.id, passwordHash, mustChange: true };
      return { account: await addAccount(tx, trail, name, values), seed };
    });
  });

/** A password for once, by the seed of which it can be told again. */
async function drawn({ shared: { auth } }: Context): Promise<{ seed: string; passwordHash: string }> {
  const seed = auth.newSeed();
  return { seed, passwordHash: await hashOf(oneTimePassword(auth.bytesOf(seed))) };
}

/** Changes role, facility or whether an account may sign in; an account that is closed is out at once. */
export const change = (context: Context, input: AccountChangeInput): Promise<Payload> =>
  runMutation(context, "accountChange", input, (run) =>
    run.write(async (tx, trail) => {
      await lockAccountRows(tx);
      const account = await expected(tx, input);
      const role = input.role ?? account.role;
      const active = input.active ?? account.active;
      const stays = input.facility === undefined && role === account.role;
      const place = stays ? { id: account.facilityId } : placeOf(context.snapshot, role, input.facility ?? null);
      throwUserErrors([place.mistake, problemOfIssuers(account, input)]);
      const values = { role, active, facilityId: place.id };
      await refuseLastAdmin(tx, account, values);
      const changed = await changeAccount(tx, trail, account.id, values);
      if (!active) await revokeSessionsOf(tx, account.id, run.at);
      return { account: changed };
    }),
  );

/** Gives an account a password for once, and ends its sessions. */
export const resetPassword = (context: Context, input: PasswordResetInput): Promise<WithSeed> =>
  runMutation(context, "passwordReset", input, async (run) => {
    const { seed, passwordHash } = await drawn(context);
    return run.write(async (tx, trail) => {
      await lockAccountRows(tx);
      const { id, name, issuer } = await expected(tx, input);
      if (issuer !== null) throw new UserErrors([ofIssuer(["id"])]);
      const account = await changeAccount(tx, trail, id, { passwordHash, mustChange: true });
      await revokeSessionsOf(tx, id, run.at);
      await forgetPlacesOf(tx, name);
      return { account, seed };
    });
  });

/** The account that is meant, at the version that was seen. */
async function expected(tx: Transaction, input: { id: string; expectedVersion: number }): Promise<AccountRow> {
  const account = await findAccount(tx, readRowId(input.id, "Account") ?? 0);
  if (!account) {
    throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchAccount)]);
  }
  const payload = { account: cloneAlone("Account", LATEST, account) };
  refuseStale(messages.theAccount, account.version, input.expectedVersion, payload);
  return account;
}

const ofIssuer = (path: readonly string[]): UserError => userError("INVALID", path, messages.decidedByIssuer);

const problemOfIssuers = ({ issuer }: AccountRow, { role, facility }: AccountChangeInput): UserError | undefined =>
  issuer !== null && (role != null || facility !== undefined)
    ? ofIssuer([role == null ? "facility" : "role"])
    : undefined;

/** The facility that an editor enters the data of; nobody else has one. */
function placeOf(
  { facilities }: Context["snapshot"],
  role: Role,
  code: string | null,
): { id: number | null; mistake?: UserError | undefined } {
  if (role !== "FACILITY_EDITOR") {
    if (code === null) return { id: null };
    return { id: null, mistake: userError("INVALID", ["facility"], messages.onlyEditorsHaveFacility(code)) };
  }
  if (code === null) return { id: null, mistake: userError("INVALID", ["facility"], messages.editorNeedsFacility) };
  const facility = chooseFacility(facilities, "facility", code);
  return { id: facility.found?.id ?? null, mistake: facility.mistake };
}

async function refuseLastAdmin(tx: Transaction, before: AccountRow, after: Pick<AccountValues, "role" | "active">) {
  const leaves = before.role === "ADMIN" && before.active && !(after.role === "ADMIN" && after.active);
  if (!leaves || (await countAdmins(tx)) > 1) return;
  throw new UserErrors([userError("INVALID", [after.active ? "role" : "active"], messages.lastAccount)]);
}
