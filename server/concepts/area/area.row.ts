import {
  code,
  dated,
  day,
  describeTable,
  id,
  label,
  optional,
  prose,
  refer,
  version,
  whole,
} from "../../core/database/table.js";

export const AREA = describeTable(
  "area",
  {
    id,
    areaKey: code,
    code,
    areaType: code,
    validFrom: day,
    validTo: day,
    version,
  },
  { unique: [["areaKey"]], index: [["code"]] },
);

export const AREA_NAME = describeTable(
  "area_name",
  {
    id,
    areaId: refer("area"),
    legalDocumentId: optional(refer("legal_document")),
    name: label,
    ...dated,
  },
  { unique: [["areaId", "validFrom"]] },
);

export const AREA_PARENT = describeTable(
  "area_parent",
  {
    id,
    areaId: refer("area"),
    parentId: refer("area"),
    ...dated,
  },
  { unique: [["areaId", "validFrom"]] },
);

export const AREA_CHANGE = describeTable(
  "area_change",
  {
    id,
    areaId: refer("area"),
    successorId: optional(refer("area")),
    legalDocumentId: optional(refer("legal_document")),
    changedOn: day,
    kind: code,
    noteVi: optional(prose),
    noteEn: optional(prose),
    position: whole,
  },
  { unique: [["areaId", "changedOn", "position"]] },
);

export const AREA_SPELLING = describeTable(
  "area_spelling",
  {
    id,
    areaId: refer("area"),
    spelling: label,
    nameKey: label,
  },
  { unique: [["spelling"]] },
);
