import { batched, idsIn } from "../../core/schema/node-finder.js";
import type { Concept } from "../concept.js";
import { areasExport } from "./area.export.js";
import { AREAS_LIST } from "./area.format.js";
import { areaChanges, areaNames, areaSpellings, areas } from "./area.import.js";
import { AreaChangeResolver, AreaResolver } from "./area.resolver.js";
import { areaSnapshot } from "./area.snapshot.js";
import { areasList } from "./area-list.import.js";
import { AreaActResolver } from "./mutation/area-act.resolver.js";

/** Provinces, districts and communes in time. */
export const areaConcept: Concept = {
  resolvers: [AreaResolver, AreaChangeResolver, AreaActResolver],
  nodes: {
    Area: async (keys, { snapshot }, pointInTime) =>
      batched(
        "Area",
        pointInTime,
        idsIn(keys).flatMap((id) => snapshot.areas.view(id, pointInTime) ?? []),
      ),
  },
  tables: [areas, areaNames, areaChanges, areaSpellings],
  imports: {
    AREAS: {
      format: AREAS_LIST,
      reader: areasList,
      about: [
        "Areas: new ones, and the day on which one ends. For ADMIN.",
        "Đơn vị hành chính: đơn vị mới và ngày hết hiệu lực. Dành cho ADMIN.",
      ],
    },
  },
  exports: [areasExport],
  snapshot: areaSnapshot,
};
