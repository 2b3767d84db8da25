import type { Snapshot } from "../../core/context.js";
import type { Changes } from "../../core/mutation/audit-entry.js";
import type { Rows } from "../../core/snapshot/rows.js";
import { LATEST } from "../../core/time/point-in-time.js";

/** One field of an entry, as people read it. */
export interface ReadableChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** These stand beside the changes already. */
const SAID_ELSEWHERE = new Set(["id", "version"]);
/** The databases know no truth values. */
const FLAGS = new Set(["approximate", "reported"]);
/** What a type of the API calls otherwise than its row does. */
const RENAMED: Readonly<Record<string, string>> = {
  "Observation.facilityId": "subject",
  "Observation.areaId": "subject",
};

type Named = (id: number, snapshot: Snapshot) => unknown;

/** What people call the object that an id stands for, by the end of the field's name. */
const NAMED: readonly (readonly [end: string, called: string, name: Named])[] = [
  ["sectionId", "source", sourceOf],
  ["metricId", "metric", (id, { metrics }) => metrics.findById(id)?.code],
  ["facilityId", "facility", (id, { facilities }) => facilities.in(LATEST).find(id)?.code],
  ["areaId", "area", (id, { areas }) => areas.viewOrLast(id, LATEST)?.code],
  ["roundId", "round", (id, { rounds }) => rounds.findById(id)?.code],
  ["targetId", "target", (id, { targets }) => targets.findById(id)?.statementVi],
  ["milestoneId", "milestone", (id, { milestones }) => milestones.findById(id)?.titleVi],
  ["legalDocumentId", "legalDocument", (id, { legalDocuments }) => legalDocuments.findById(id)?.number],
  ["documentId", "document", (id, { sourceDocuments }) => sourceDocuments.findById(id)?.code],
  ["repealedById", "repealedBy", (id, { legalDocuments }) => legalDocuments.findById(id)?.number],
  ["expectedFormId", "expectedForm", (id, { campaign }) => campaign.forms.find((form) => form.id === id)?.code],
  ...["facilityType", "serviceLevel", "hospitalClass", "kind", "track", "system", "unit", "programme"].map(
    (called) => [`${called}Id`, called, termOf] as const,
  ),
];

function sourceOf(id: number, { sections, sourceDocuments }: Snapshot): unknown {
  const section = sections.findById(id);
  return section && { document: sourceDocuments.byId(section.documentId).code, section: section.label };
}

function termOf(id: number, { terms }: { terms: Rows<{ id: number; code: string }> }): string | undefined {
  return terms.findById(id)?.code;
}

/** The changes of an entry in the words of the API: what is an id on record is what people call the object. */
export function readable(objectType: string, changes: Changes, snapshot: Snapshot): ReadableChange[] {
  return Object.entries(changes).flatMap(([field, [before, after]]) => {
    if (SAID_ELSEWHERE.has(field)) return [];
    if (FLAGS.has(field)) return [{ field, before: truth(before), after: truth(after) }];
    const named = NAMED.find(([end]) => field.toLowerCase().endsWith(end.toLowerCase()));
    if (!named) return [{ field, before, after }];
    const [end, called, name] = named;
    const shown = (value: unknown) => (typeof value === "number" ? (name(value, snapshot) ?? value) : value);
    return [
      {
        field: RENAMED[`${objectType}.${field}`] ?? joined(field.slice(0, -end.length), called),
        before: shown(before),
        after: shown(after),
      },
    ];
  });
}

const joined = (prefix: string, name: string): string =>
  prefix === "" ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const truth = (value: unknown): unknown => (value === null ? null : value === 1);
