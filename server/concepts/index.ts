import type { NodeFinders } from "../core/context.js";
import type { SnapshotParts } from "../core/snapshot/snapshots.js";
import type { Format } from "../files/format.js";
import { type Names, namesOf } from "../files/reading/cells.js";
import { accessConcept } from "./access/access.concept.js";
import { areaConcept } from "./area/area.concept.js";
import { assessmentConcept } from "./assessment/assessment.concept.js";
import { changesConcept } from "./changes/changes.concept.js";
import type { Concept, ImportedBook, ImportedList } from "./concept.js";
import type { Export } from "./export/export.js";
import { facilityConcept } from "./facility/facility.concept.js";
import { findingConcept } from "./finding/finding.concept.js";
import { importConcept } from "./import/import.concept.js";
import { fillFormats } from "./import/import.type.js";
import type { Reader } from "./import/reader.js";
import { legalBasisConcept } from "./legal-basis/legal-basis.concept.js";
import { metricConcept } from "./metric/metric.concept.js";
import { provenanceConcept } from "./provenance/provenance.concept.js";
import { reportingConcept } from "./reporting/reporting.concept.js";
import { roadmapConcept } from "./roadmap/roadmap.concept.js";
import { termConcept } from "./term/term.concept.js";
import { trailConcept } from "./trail/trail.concept.js";

/** Every concept; the only list of them. What each brings is put together below. */
const CONCEPTS: readonly Concept[] = [
  facilityConcept,
  areaConcept,
  metricConcept,
  assessmentConcept,
  roadmapConcept,
  legalBasisConcept,
  provenanceConcept,
  findingConcept,
  reportingConcept,
  termConcept,
  accessConcept,
  trailConcept,
  changesConcept,
  importConcept,
];

export const RESOLVERS = CONCEPTS.flatMap(({ resolvers }) => resolvers);

export const NODES: NodeFinders = Object.assign({}, ...CONCEPTS.map(({ nodes }) => nodes));

/** Every list that can be downloaded. */
export const EXPORTS: readonly Export[] = CONCEPTS.flatMap(({ exports = [] }) => exports);

/** What people import over the API, by format. */
export const IMPORTS: Readonly<Record<string, ImportedList>> = Object.assign(
  {},
  ...CONCEPTS.map((each) => each.imports),
);

/** What is imported of several tables together, by format. */
export const BOOKS: Readonly<Record<string, ImportedBook>> = Object.assign({}, ...CONCEPTS.map((each) => each.books));

/** The tables that people fill in, and get back as an export. */
export const FORMATS: readonly Format[] = Object.values(IMPORTS).map(({ format }) => format);

/** A list of this name, or of the one that it had before. */
export const formatNamed = (called: string): Format | undefined => FORMATS.find((each) => isCalled(each, called));
export const exportNamed = (called: string): Export | undefined =>
  EXPORTS.find((each) => each.name === called || (each.format && isCalled(each.format, called)));
const isCalled = ({ name, formerly }: Format, called: string): boolean => name === called || formerly === called;

/** Every kind of table that can be imported, by name. */
export const READERS: Names<Reader> = namesOf(
  [...CONCEPTS.flatMap(({ tables = [] }) => tables), ...Object.values(IMPORTS).map(({ reader }) => reader)].map(
    (reader) => [reader.name, reader] as const,
  ),
);

/** What servers hold in memory. */
export const SNAPSHOT_PARTS: readonly SnapshotParts[] = CONCEPTS.flatMap(({ snapshot = [] }) => snapshot);

fillFormats(IMPORTS, BOOKS);
