import type { Period } from "@medplum/fhirtypes";
import { daysAfter } from "../../../core/time/days.js";
import * as systems from "../systems.js";

/**
 * The days from one until another, on which it no longer holds: the end of a period in FHIR is the last day on which it
 * does. Undefined: neither is known.
 */
export function periodOf({
  from,
  to,
  fromStandsIn = null,
}: {
  from: string | null;
  to: string | null;
  /** 1: the first day stands in for one that nobody knows. */
  fromStandsIn?: number | null;
}): Period | undefined {
  if (from === null && to === null) return undefined;
  return {
    ...(from !== null && fromStandsIn === 1 && { extension: [{ url: systems.START_STANDS_IN, valueBoolean: true }] }),
    ...(from !== null && { start: from }),
    ...(to !== null && { end: daysAfter(to, -1) }),
  };
}
