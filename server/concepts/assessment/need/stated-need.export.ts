import { groupBy } from "../../../core/collections/groups.js";
import type { Snapshot } from "../../../core/context.js";
import type { Database } from "../../../core/database/database.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { columnsOf, inPieces, tableOf } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { word } from "../../export/parameters.js";
import { allBodies, facilitiesUnder } from "../../facility/list/facilities-under.js";
import { citedIn } from "../../provenance/source/source.export.js";
import type { RoundRow } from "../result/assessment.store.js";
import { nameInRound } from "../round/name-in-round.js";
import { roundNamed } from "../rule-set/rule-choice.js";
import { NEEDED_WORDS, STATED_NEEDS_LIST } from "./stated-need.format.js";
import { type StatedNeedRow, statedNeedsOf } from "./stated-need.store.js";

/** Each has ten needs in a round. */
const FACILITIES_AT_ONCE = 100;

export const statedNeedsExport = exported({
  name: "stated-needs",
  titleVi: STATED_NEEDS_LIST.titleVi,
  format: STATED_NEEDS_LIST,
  field: "Query.assessmentRounds",
  parameters: {
    round: word("Đợt đánh giá"),
    under: word("Chỉ các đơn vị thuộc"),
  },
  open({ round, under }, { db, snapshot }) {
    requireKnown("under", under, allBodies(snapshot));
    const asked = round === null ? snapshot.rounds.all() : [roundNamed(snapshot, round)];
    const units = snapshot.facilities.in(LATEST);
    const isAsked = askedIn(asked, under, snapshot);
    const rows = inPieces(units.sorted("NAME"), (some) => needsOf(db, some, isAsked), FACILITIES_AT_ONCE);
    const columns = columnsOf(
      STATED_NEEDS_LIST,
      {
        round: (row: StatedNeedRow) => snapshot.rounds.byId(row.roundId).code,
        facility: (row) => units.find(row.facilityId)?.code ?? null,
        system: (row) => snapshot.terms.byId(row.systemId).labelVi,
        needed: (row) => NEEDED_WORDS[row.needed === 1 ? "YES" : "NO"],
      },
      { facility: (row) => nameInRound(row, snapshot) },
    );
    const sources = citedIn(snapshot, ({ sectionId }: StatedNeedRow) => sectionId);
    return tableOf([...columns, ...sources], rows, ({ sectionId }) => [sectionId]);
  },
});

type IsAsked = (need: StatedNeedRow) => boolean;

/** Whether a need is one of these rounds, and of a facility that stood under the body on the day of the round. */
export function askedIn(rounds: readonly RoundRow[], under: string | null, snapshot: Snapshot): IsAsked {
  const members = new Map(
    rounds.map(({ id, knownOn }) => [id, under && facilitiesUnder(under, { asOf: knownOn }, snapshot)]),
  );
  return ({ roundId, facilityId }) => {
    const of = members.get(roundId);
    return of !== undefined && (!of || of.has(facilityId));
  };
}

/** What these facilities asked for, in their order. */
async function needsOf(db: Database, some: readonly { id: number }[], isAsked: IsAsked): Promise<StatedNeedRow[]> {
  const ids = some.map(({ id }) => id);
  const found = groupBy(await statedNeedsOf(db, ids), ({ facilityId }) => facilityId);
  return ids.flatMap((id) => found.get(id) ?? []).filter(isAsked);
}
