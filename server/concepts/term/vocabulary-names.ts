import type { LocalizedMessage } from "../../core/text/localized-message.js";
import * as messages from "./term.messages.js";

/** What the vocabularies are called, by their codes. */
export const VOCABULARY_NAMES: Readonly<Record<string, LocalizedMessage>> = {
  AIM: messages.aims,
  CRITERION_GROUP: messages.criterionGroups,
  FACILITY_TYPE: messages.facilityTypes,
  FINDING_KIND: messages.findingKinds,
  HOSPITAL_CLASS: messages.hospitalClasses,
  LEGAL_KIND: messages.legalKinds,
  PROGRAMME: messages.programmes,
  SERVICE_LEVEL: messages.serviceLevels,
  SYSTEM: messages.systems,
  TRACK: messages.tracks,
  UNIT: messages.units,
};
