import {
  codeOf,
  describeTable,
  flag,
  id,
  optional,
  prose,
  refer,
  version,
  whole,
} from "../../../core/database/table.js";
import type { Component } from "../result/component.type.js";

export const STATED_NEED = describeTable(
  "stated_need",
  {
    id,
    facilityId: refer("facility"),
    roundId: refer("assessment_round"),
    systemId: refer("term"),
    sectionId: refer("source_section"),
    needed: flag,
    version,
  },
  { unique: [["facilityId", "roundId", "systemId"]] },
);

/** The component that says whether a facility has a system; null: none does. */
export const SYSTEM_COMPONENT = describeTable(
  "system_component",
  {
    id,
    systemId: refer("term"),
    sectionId: refer("source_section"),
    component: optional(codeOf<Component>()),
    /** The level that the table of needs asks for, where it asks for one. */
    level: optional(whole),
    basisVi: prose,
  },
  { unique: [["systemId"]] },
);
