import type { Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { tracedSectionId } from "./made-section.js";

/** Where everything comes from that people enter themselves: it prints nothing. */
export const REGISTER = "REGISTER";
const SECTION = "Dữ liệu do người dùng nhập trên hệ thống";

/** The section that what is entered cites; it is made on its first use. */
export async function enteredSectionId(tx: Transaction, trail: Trail, snapshot: Snapshot): Promise<number> {
  const document = snapshot.sourceDocuments.all().find(({ code }) => code === REGISTER);
  if (!document) throw new Error("The register is no source on record.");
  const known = snapshot.sections
    .all()
    .find(({ documentId, label }) => documentId === document.id && label === SECTION);
  if (known) return known.id;
  return tracedSectionId(tx, trail, document.id, SECTION);
}

/** Whether a section is of a document that prints what it cites; undefined: the section has just been made. */
export function isInDocument({ sections, sourceDocuments }: Snapshot, sectionId: number): boolean | undefined {
  const section = sections.findById(sectionId);
  return section && sourceDocuments.byId(section.documentId).code !== REGISTER;
}
