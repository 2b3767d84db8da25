import type { Transaction } from "../../../core/database/database.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { newSection, sectionIdOf } from "./source.store.js";

/** A section that is made by what first cites it. */
export interface MadeSection {
  id: number;
  documentId: number;
  label: string;
}

export function traceSection(trail: Trail, { id, documentId, label }: MadeSection): void {
  trail.add("REFERENCE", { type: "SourceSection", id, version: 1, before: null, after: { documentId, label } });
}

/** The id of a section of a document; it is made on its first use. */
export async function tracedSectionId(
  tx: Transaction,
  trail: Trail,
  documentId: number,
  label: string,
): Promise<number> {
  const id = await newSection(tx, documentId, label);
  // Somebody else has just made it: what this act answers has to know it.
  if (id === null) trail.scopes.add("REFERENCE");
  else traceSection(trail, { id, documentId, label });
  return id ?? sectionIdOf(tx, documentId, label);
}
