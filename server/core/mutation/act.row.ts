import { code, describeTable, id, label, longProse, optional, whole } from "../database/table.js";

export const ACT_KEY = describeTable(
  "act_key",
  {
    id,
    actorKey: code,
    clientKey: label,
    inputHash: code,
    /** The payload, as JSON; without the seed of a secret that it hands out. */
    answer: longProse,
    keptUntil: code,
    /** Of which the secret is made again, as long as it may be shown. */
    seed: optional(code),
    /** Null: it hands out none. */
    shownUntil: optional(code),
  },
  { unique: [["actorKey", "clientKey"]], index: [["keptUntil"], ["shownUntil"]] },
);

/** What acts of a kind wait for each other by. */
export const ACT_LOCK = describeTable("act_lock", { id, taken: whole });
