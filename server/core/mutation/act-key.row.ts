import { code, describeTable, id, label, longProse, optional } from "../database/table.js";

export const ACT_KEY = describeTable(
  "act_key",
  {
    id,
    actorKey: code,
    clientKey: label,
    inputHash: code,
    answer: longProse,
    keptUntil: code,
    seed: optional(code),
    shownUntil: optional(code),
  },
  { unique: [["actorKey", "clientKey"]], index: [["keptUntil"], ["shownUntil"]] },
);
