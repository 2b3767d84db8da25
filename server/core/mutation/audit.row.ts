import {
  code,
  codeOf,
  describeTable,
  id,
  label,
  longProse,
  named,
  optional,
  prose,
  refer,
  whole,
} from "../database/table.js";
import type { Scope } from "../snapshot/revision.js";

export const AUDIT_ENTRY = describeTable(
  "audit_entry",
  {
    id,
    accountId: optional(refer("account")),
    objectType: code,
    objectId: whole,
    /** The version that the act led to. */
    version: whole,
    act: code,
    actedAt: code,
    role: code,
    actor: label,
    requestId: label,
    reason: optional(prose),
    /** `Changes`, as JSON. */
    changes: longProse,
    previousHash: code,
    hash: code,
    scope: codeOf<Scope>(),
    slot: whole,
    revision: whole,
    /** The key that the hash is made with; null: it is of before there were keys. */
    keyId: optional(code),
    /** Stands for the rows of the object as the act has left them; null: seals of their own do. */
    state: optional(code),
    /** `Link`, as JSON, on the last entry of an act. */
    link: optional(prose),
  },
  { unique: [["objectType", "objectId", "version"]], index: [["scope", "slot", "revision"], ["actedAt"]] },
);

export const AUDIT_HEAD = describeTable(
  "audit_head",
  {
    id,
    scope: codeOf<Scope>(),
    slot: whole,
    place: whole,
    objects: label,
    head: code,
    keyId: code,
    seal: code,
  },
  { unique: [["scope", "slot"]] },
);

export const ROW_SEAL = describeTable(
  "row_seal",
  {
    id,
    type: named("object_type", code),
    bucket: whole,
    records: prose,
    keyId: code,
    seal: code,
    scope: code,
    slot: whole,
    place: whole,
    link: optional(prose),
  },
  {
    index: [
      ["type", "bucket"],
      ["scope", "slot", "place"],
    ],
  },
);
