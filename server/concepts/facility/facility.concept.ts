import { idsIn } from "../../core/schema/node-finder.js";
import { cloneIntoBatch } from "../../core/snapshot/batch.js";
import type { Concept } from "../concept.js";
import { FACILITIES_LIST } from "./facility.format.js";
import { facilitySnapshot } from "./facility.snapshot.js";
import { facilities, facilityOwnership, facilitySpellings, surveyFacilities } from "./import/facility.import.js";
import { facilityNames, facilityPlaces, facilityRelations } from "./import/facility-dated.import.js";
import { facilitiesList } from "./import/facility-list.import.js";
import { FacilityActResolver } from "./mutation/facility-act.resolver.js";
import { NameCandidateResolver, NameMatchResolver } from "./name-match/name-match.resolver.js";
import { facilitiesExport } from "./register/facility.export.js";
import { AreaFacilitiesResolver, FacilityResolver } from "./register/facility.resolver.js";
import {
  FacilityDatedResolver,
  FacilityNameResolver,
  FacilityPlaceResolver,
  FacilityRelationResolver,
} from "./relation/facility-dated.resolver.js";
import { FacilityRelationsResolver } from "./relation/facility-relations.resolver.js";

/** Facilities, who manages and guides whom, and every way to write their names. */
export const facilityConcept: Concept = {
  resolvers: [
    FacilityResolver,
    FacilityRelationsResolver,
    FacilityDatedResolver,
    FacilityNameResolver,
    FacilityPlaceResolver,
    FacilityRelationResolver,
    FacilityActResolver,
    AreaFacilitiesResolver,
    NameMatchResolver,
    NameCandidateResolver,
  ],
  nodes: {
    Facility: async (keys, { snapshot }, pointInTime) =>
      cloneIntoBatch("Facility", pointInTime, snapshot.facilities.in(pointInTime).rowsOf(idsIn(keys))),
  },
  tables: [
    facilities,
    facilityNames,
    facilityOwnership,
    facilitySpellings,
    facilityRelations,
    facilityPlaces,
    surveyFacilities,
  ],
  imports: {
    FACILITIES: {
      format: FACILITIES_LIST,
      reader: facilitiesList,
      about: [
        "Facilities, new ones too. A blank cell leaves what is on record; a change of what has dates needs valid_from. For ADMIN.",
        "Cơ sở y tế, kể cả cơ sở mới. Ô trống thì giữ nguyên; thay đổi nội dung có hiệu lực theo ngày phải ghi từ ngày nào. Dành cho ADMIN.",
      ],
    },
  },
  exports: [facilitiesExport],
  snapshot: facilitySnapshot,
};
