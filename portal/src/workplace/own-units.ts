import { FacilityList } from "hue-health-sdk";
import { useAnswer } from "../api.js";
import { signedIn } from "../session.js";

interface Unit {
  readonly code: string;
  readonly name: string;
}

const MOST = 100;

/** The units whose data an editor may enter: its own, then those that it manages. Undefined: the Department, which may all. */
export function useOwnUnits(): readonly Unit[] | undefined {
  const own = signedIn()?.facility ?? undefined;
  const managed = useAnswer(FacilityList, own ? { filter: { under: own.code }, first: MOST } : undefined);
  if (!own) return undefined;
  return [own, ...(managed.data?.facilities.nodes ?? []).filter(({ code }) => code !== own.code)];
}

/** Whether a unit is one of them. */
export const isOneOf = (units: readonly Unit[] | undefined, code: string | undefined): boolean =>
  units === undefined || units.some((unit) => unit.code === code);
