import type { HealthApiError } from "hue-health-sdk";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { asError } from "../api.js";
import { say } from "../language.js";
import { Problem } from "./page.js";

/** A part of a list, as every connection has it. */
interface Part<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** A list that is asked for part by part: the first one, and those after it as somebody wants them. */
export function useLongList<Row>(
  first: Part<Row>,
  ask: (after: string) => Promise<Part<Row> | undefined>,
): { rows: readonly Row[]; isWhole: boolean; more: ComponentChildren } {
  // What was asked for behind a first part is no longer its continuation when that has become another.
  const [asked, setAsked] = useState<{ first: Part<Row>; further: readonly Part<Row>[] }>({ first, further: [] });
  const [error, setError] = useState<HealthApiError>();
  const [isLoading, setLoading] = useState(false);
  const further = asked.first === first ? asked.further : [];
  const rows = [first, ...further].flatMap(({ nodes }) => nodes);
  const { hasNextPage, endCursor } = (further.at(-1) ?? first).pageInfo;
  const showMore = async () => {
    if (isLoading || !endCursor) return;
    setLoading(true);
    try {
      const next = await ask(endCursor);
      if (next) setAsked({ first, further: [...further, next] });
      setError(undefined);
    } catch (failed) {
      setError(asError(failed));
    }
    setLoading(false);
  };
  const more = (
    <>
      {error && <Problem error={error} />}
      {hasNextPage && (
        <button type="button" aria-disabled={isLoading} onClick={showMore}>
          {say("Xem thêm", "Show more")}
        </button>
      )}
    </>
  );
  return { rows, isWhole: !hasNextPage, more };
}
