import { POLICY } from "../../core/access/policy.js";
import type { Context } from "../../core/context.js";
import { TRACED_TABLES } from "../../core/mutation/traced-table.js";
import { requireKnown } from "../known-code.js";
import * as messages from "./trail.messages.js";
import { wordsInTrail } from "./trail.store.js";
import type { AuditEntryFilter } from "./trail.type.js";

/** What is done by commands and by the server itself alone, such as taking over what an issuer says of an account. */
const OWN_ACTS = ["accountAdd", "passwordReset", "issuerClaims"];

const MUTATION = "Mutation.";
const ACTS: ReadonlySet<string> = new Set([
  ...Object.keys(POLICY).flatMap((field) => (field.startsWith(MUTATION) ? field.slice(MUTATION.length) : [])),
  ...OWN_ACTS,
]);
const TYPES: ReadonlySet<string> = new Set(TRACED_TABLES.map(({ type }) => type));

/**
 * Refuses an act and a type that there never was: an empty answer would be taken for "nobody did". What earlier
 * releases called otherwise is known by the trail itself, which is asked only about words that are not of now.
 */
export async function requireKnownWords({ act, objectType }: AuditEntryFilter, context: Context): Promise<void> {
  const { db, snapshot } = context;
  for (const { argument, column, what, given, known } of [
    { argument: "act", column: "act", what: messages.actIsCalled, given: act, known: ACTS },
    { argument: "objectType", column: "object_type", what: messages.typeIsCalled, given: objectType, known: TYPES },
  ] as const) {
    const others = (given ?? []).filter((word) => !known.has(word));
    if (others.length === 0) continue;
    const former = await wordsInTrail(db, column, others);
    const has = (word: string) => known.has(word) || former.has(word);
    requireKnown({ what, has, all: () => known }, argument, others, snapshot);
  }
}
