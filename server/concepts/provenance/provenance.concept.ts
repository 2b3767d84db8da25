import { batched, heldNodes } from "../../core/schema/node-finder.js";
import { LATEST } from "../../core/time/point-in-time.js";
import type { Concept } from "../concept.js";
import { discrepanciesExport } from "./discrepancy/discrepancy.export.js";
import { discrepanciesByKey } from "./discrepancy/discrepancy.js";
import { DiscrepancyResolver } from "./discrepancy/discrepancy.resolver.js";
import { provenanceSnapshot } from "./provenance.snapshot.js";
import { RatioResolver } from "./ratio.type.js";
import { REPORT } from "./report/report.js";
import { sourceDocumentsExport } from "./source/source.export.js";
import { sectionSources, sourceDocuments, sourceSections } from "./source/source.import.js";
import { SourceResolver } from "./source/source.resolver.js";
import { statements } from "./source/statement.import.js";

/** Which document says what, and whether its figures hold. */
export const provenanceConcept: Concept = {
  resolvers: [SourceResolver, RatioResolver, DiscrepancyResolver],
  nodes: {
    Discrepancy: async (keys, context) => batched("Discrepancy", LATEST, await discrepanciesByKey(context, keys)),
    SourceDocument: heldNodes("SourceDocument", ({ snapshot }) => snapshot.sourceDocuments),
  },
  tables: [sourceDocuments, sourceSections, sectionSources, statements],
  books: { REPORT },
  exports: [discrepanciesExport, sourceDocumentsExport],
  snapshot: provenanceSnapshot,
};
