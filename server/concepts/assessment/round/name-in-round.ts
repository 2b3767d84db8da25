import type { Snapshot } from "../../../core/context.js";
import { LATEST } from "../../../core/time/point-in-time.js";

/** What a facility was called on the last day of a round; of one that was not there then, its latest name. */
export function nameInRound(
  { facilityId, roundId }: { facilityId: number; roundId: number },
  { facilities, rounds }: Snapshot,
): string | null {
  const then = facilities.in({ asOf: rounds.byId(roundId).knownOn });
  return (then.find(facilityId) ?? facilities.in(LATEST).find(facilityId))?.name ?? null;
}
