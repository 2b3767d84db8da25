import {
  code,
  codeOf,
  dated,
  day,
  describeTable,
  flag,
  id,
  label,
  longProse,
  optional,
  prose,
  refer,
  version,
  whole,
} from "../../../core/database/table.js";

/** 1: its first day is only the first one that it is known of, and stands in for one that nobody knows. */
const fromStandsIn = optional(flag);

export const FACILITY = describeTable(
  "facility",
  {
    id,
    code,
    openedOn: optional(day),
    closedOn: optional(day),
    searchText: longProse,
    noteVi: optional(prose),
    version,
  },
  { unique: [["code"]] },
);

export const FACILITY_NAME = describeTable(
  "facility_name",
  {
    id,
    facilityId: refer("facility"),
    legalDocumentId: optional(refer("legal_document")),
    name: label,
    sortKey: label,
    noteVi: optional(prose),
    fromStandsIn,
    ...dated,
  },
  { unique: [["facilityId", "validFrom"]], index: [["latest", "sortKey"]] },
);

export const FACILITY_PROFILE = describeTable(
  "facility_profile",
  {
    id,
    facilityId: refer("facility"),
    facilityTypeId: refer("term"),
    sectionId: refer("source_section"),
    serviceLevelId: optional(refer("term")),
    hospitalClassId: optional(refer("term")),
    ownership: code,
    actualBeds: optional(whole),
    /** On what the owner rests, and the type where no table of a document states it. */
    basisVi: optional(prose),
    fromStandsIn,
    ...dated,
  },
  { unique: [["facilityId", "validFrom"]] },
);

export const FACILITY_PLACE = describeTable(
  "facility_place",
  {
    id,
    facilityId: refer("facility"),
    areaId: refer("area"),
    stated: flag,
    basisVi: optional(prose),
    ...dated,
  },
  {
    unique: [["facilityId", "validFrom"]],
    index: [{ name: "ix_facility_place_standing", columns: ["areaId", "facilityId", "validFrom", "validTo"] }],
  },
);

export type RelationKind = "MANAGES" | "GUIDES" | "MERGED_INTO";

/** `related` manages, guides or absorbed `facility`. */
export const FACILITY_RELATION = describeTable(
  "facility_relation",
  {
    id,
    facilityId: refer("facility"),
    relatedId: refer("facility"),
    legalDocumentId: optional(refer("legal_document")),
    kind: codeOf<RelationKind>(),
    basisVi: optional(prose),
    fromStandsIn,
    ...dated,
  },
  { unique: [["facilityId", "kind", "validFrom"]], index: [["relatedId", "kind"]] },
);

export const FACILITY_SPELLING = describeTable(
  "facility_spelling",
  {
    id,
    facilityId: refer("facility"),
    spelling: label,
    nameKey: label,
  },
  { unique: [["spelling"]], index: [["nameKey"]] },
);
