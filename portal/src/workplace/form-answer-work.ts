import { SaveFormAnswer } from "hue-health-sdk";
import { useMemo, useRef } from "preact/hooks";
import { say } from "../language.js";
import { useAct } from "../parts/act.js";
import type { UserError } from "../session.js";
import type { Checked } from "./form-answer-check.js";
import {
  cellsOf,
  type Draft,
  entryOf,
  type Form,
  isSame,
  isUnreadable,
  type Mistakes,
  type Obligation,
  pathOf,
  type SentFields,
  valuesOf,
} from "./form-answer-values.js";
import { useWork, type Work } from "./work.js";

export interface FormPlace {
  readonly campaign: string;
  readonly facility: string;
  readonly form: Form;
  readonly obligation: Obligation;
  /** Whether this is what was asked for last. */
  readonly isFresh: boolean;
}

/** The work on the form, and what the server says of it at its fields. */
export function useFormWork(
  { campaign, facility, form, obligation: { rows, answer }, isFresh }: FormPlace,
  held: ReadonlySet<string>,
): Work<Draft> {
  const saving = useAct(SaveFormAnswer);
  const sentFields = useRef<SentFields>({ cells: [], parts: [] });
  const work = useWork<Draft>({
    about: `mau ${campaign} ${form.code} ${facility}`,
    answered: isFresh ? answer : undefined,
    acts: [saving],
    refused: saving.current?.answer as Draft | undefined,
    ...{ valuesOf, isSame },
    // Of a row with a mistake nothing can be saved: it would be refused as a whole.
    isHeld: (field) => held.has(field),
    async write(on, sent) {
      const { cells, parts, fields } = entryOf(form, rows, sent);
      sentFields.current = fields;
      const place = { campaign, form: form.code, facility };
      return (await saving.run({ ...place, expectedVersion: on?.version ?? null, cells, parts }))?.answer;
    },
  });
  const placed = ({ path, ...error }: UserError): UserError => {
    const [list, place] = path;
    const field = list === "cells" || list === "parts" ? sentFields.current[list][Number(place)] : undefined;
    return { ...error, path: field === undefined ? path : [pathOf(field)] };
  };
  return { ...work, errors: useMemo(() => work.errors.map(placed), [work.errors]) };
}

/** What is wrong with what is typed, by field. */
export function mistakesIn(
  form: Form,
  rows: Obligation["rows"],
  values: Record<string, string>,
  { mistakes }: Checked,
): Mistakes {
  const found = cellsOf(form, rows).flatMap(({ field }) => {
    const typed = values[field] ?? "";
    const message = isUnreadable(field, typed)
      ? say(
          `“${typed}” không đọc được là một số. Dấu chấm ngăn hàng nghìn, dấu phẩy cho phần thập phân: 1.084.417 hoặc 94,23.`,
          `“${typed}” cannot be read as a number. Dots stand between thousands, a comma before decimals: 1.084.417 or 94,23.`,
        )
      : mistakes.get(field);
    return message ? [[field, message] as const] : [];
  });
  return new Map(found);
}

/** The fields of the rows in which something is wrong. */
export const heldBy = (form: Form, rows: Obligation["rows"], mistakes: Mistakes): ReadonlySet<string> =>
  new Set(
    rows.flatMap((row) => {
      const fields = cellsOf(form, [row]).map(({ field }) => field);
      return fields.some((field) => mistakes.has(field)) ? fields : [];
    }),
  );
