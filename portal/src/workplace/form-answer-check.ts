import { CheckFormAnswer } from "hue-health-sdk";
import { useEffect, useState } from "preact/hooks";
import { asError, ask } from "../api.js";
import { language } from "../language.js";
import { cellField, type Form, figuresIn, type Obligation } from "./form-answer-values.js";
import type { Values } from "./work.js";

/** So long after the last letter the server is asked. */
const PAUSE_MS = 250;

export interface Checked {
  /** What formulas give, by field. */
  readonly computed: ReadonlyMap<string, number>;
  /** What the server would refuse, by field. */
  readonly mistakes: ReadonlyMap<string, string>;
  readonly given: number;
  readonly asked: number;
  /** Why nothing could be checked. */
  readonly error?: string;
}

const NOTHING: Checked = { computed: new Map(), mistakes: new Map(), given: 0, asked: 0 };

interface Place {
  readonly campaign: string;
  readonly facility: string;
  readonly form: Form;
  readonly rows: Obligation["rows"];
}

/** What follows from the figures as they are typed: by the rules of the server, which are asked as one types. */
export function useCheck({ campaign, facility, form, rows }: Place, values: Values): Checked {
  const [checked, setChecked] = useState<Checked>(NOTHING);
  const { cells, fields } = figuresIn(form, rows, values);
  const key = JSON.stringify([language(), campaign, facility, form.code, cells]);
  useEffect(() => {
    let isLate = false;
    const timer = setTimeout(async () => {
      try {
        const { formAnswerCheck: found } = await ask(CheckFormAnswer, { campaign, form: form.code, facility, cells });
        if (isLate || !found) return;
        setChecked({
          computed: new Map(
            found.rows.flatMap(({ row, cells: own }) =>
              own.flatMap(({ column, computed }) =>
                computed === null ? [] : [[cellField(row, column), computed] as const],
              ),
            ),
          ),
          mistakes: new Map(
            found.mistakes.map(({ path, message }) => [fields[Number(path[1])] ?? "", message] as const),
          ),
          ...{ given: found.given, asked: found.asked },
        });
      } catch (error) {
        if (!isLate) setChecked({ ...NOTHING, error: asError(error).message });
      }
    }, PAUSE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [key]);
  return checked;
}
