import { code, describeTable, id, named, optional, prose, whole } from "../database/table.js";

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
