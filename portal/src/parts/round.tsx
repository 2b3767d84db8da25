import { AreaTree } from "hue-health-sdk";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { useAnswer } from "../api.js";
import { say } from "../language.js";
import type { PageName } from "../page-names.js";
import { Choose } from "./form.js";
import { type Round, roundName } from "./round-words.js";

/** How a view says in the address what somebody chose: each choice is a step for Back. */
export function useChoice(page: PageName): (changed: Readonly<Record<string, string>>) => void {
  const [, go] = useLocation();
  const parameters = Object.fromEntries(useParameters());
  return (changed) => go(pageAddress(page, { ...parameters, ...changed }));
}

export const RoundChoice = ({
  label,
  value,
  rounds,
  onChange,
}: {
  label: string;
  /** Blank until it is known which one is the newest. */
  value: string;
  rounds: readonly Round[] | undefined;
  onChange(code: string): void;
}) => (
  <Choose
    label={label}
    value={value}
    options={(rounds ?? (value ? [{ code: value }] : [])).map((round) => [round.code, roundName(round)] as const)}
    onChange={onChange}
  />
);

/** Only units of one area or of one managing body; the areas are those of the last day of the round. */
export function UnderChoice({
  value,
  round,
  bodies,
  onChange,
}: {
  value: string;
  round: Round | null | undefined;
  bodies: readonly { code: string; name: string }[] | undefined;
  onChange(code: string): void;
}) {
  const asOf = round ? (round.closedOn ?? `${round.year}-12-31`) : undefined;
  const { data } = useAnswer(AreaTree, asOf === undefined ? undefined : { asOf });
  const areas = (data?.areas ?? []).flatMap(({ children }) => children);
  const known = [...(bodies ?? []), ...areas].map(({ code, name }) => [code, name] as const);
  const others = value === "" || known.some(([code]) => code === value) ? [] : [[value, value] as const];
  return (
    <Choose
      label={say("Thuộc", "Within")}
      value={value}
      options={[["", say("toàn tỉnh", "the whole province")], ...known, ...others]}
      onChange={onChange}
    />
  );
}
