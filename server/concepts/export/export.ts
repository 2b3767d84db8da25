import type { Context } from "../../core/context.js";
import { badInput } from "../../core/schema/errors.js";
import { nearestNames } from "../../core/text/nearest-names.js";
import type { Format } from "../../files/format.js";
import type { Table } from "../../files/writing/table.js";
import * as messages from "./export.messages.js";
import type { GivenTo, Parameters } from "./parameters.js";

/** A list that can be downloaded as a file. */
export interface Export {
  /** In the address: /export/NAME.csv and /export/NAME.xlsx. */
  name: string;
  titleVi: string;
  titleEn: string;
  /** The table that takes it back, if there is one: it has the same columns. */
  format?: Format;
  /** The field that answers the same list in GraphQL: its row in the policy says who may have it. */
  field: `Query.${string}`;
  parameters: Parameters;
  /** Answers the table; refuses what cannot be asked for. */
  open(given: Readonly<Record<string, unknown>>, context: Context): Promise<Table> | Table;
}

/** Declares one, so that what is given is known by its parameters. */
export const exported = <P extends Parameters>(
  list: Omit<Export, "parameters" | "open"> & {
    parameters: P;
    open(given: GivenTo<P>, context: Context): Promise<Table> | Table;
  },
): Export => list as unknown as Export;

/**
 * Refuses a code that nothing on record has: a file that is empty for a slip of the pen would be taken for an answer,
 * long after anybody remembers what was asked.
 */
export function requireKnown(name: string, value: string | null, known: readonly { code: string }[]): void {
  if (value === null || known.some(({ code }) => code === value)) return;
  const codes = new Set(known.map(({ code }) => code));
  const nearest = nearestNames(value, codes)
    .map((code) => `"${code}"`)
    .join(", ");
  throw badInput(messages.codeOfNothing(name, value, nearest));
}
