import { PUBLIC_VIEWER, type Viewer } from "./auth/viewer.js";
import type { Database } from "./database/database.js";
import type { Reference, References } from "./reference/reference.js";

export type Language = "en" | "vi";

/** One request: who asks, in which language, and what it asks of. */
export interface Context {
  viewer: Viewer;
  language: Language;
  db: Database;
  references: References;
  /** As of one revision for the whole request; `makeReady` sets it before any root field is resolved. */
  reference: Reference;
  reading?: Promise<Reference>;
}

export const createContext = (db: Database, references: References, language: Language): Context => ({
  viewer: PUBLIC_VIEWER,
  language,
  db,
  references,
  reference: undefined as unknown as Reference,
});

/** Makes the reference data of this request ready; every root field waits for it. */
export async function makeReady(context: Context): Promise<void> {
  context.reading ??= context.references.current();
  context.reference = await context.reading;
}
