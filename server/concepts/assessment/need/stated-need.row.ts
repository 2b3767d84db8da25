import { code, describeTable, flag, id, optional, prose, refer, version, whole } from "../../../core/database/table.js";

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

export const SYSTEM_COMPONENT = describeTable(
  "system_component",
  {
    id,
    systemId: refer("term"),
    sectionId: refer("source_section"),
    component: optional(code),
    level: optional(whole),
    basisVi: prose,
  },
  { unique: [["systemId"]] },
);
