import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import { inVietnamese } from "../../../core/schema/about.js";
import { createBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { columnsOf, inPieces, tableOf, text } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { dayOf, word } from "../../export/parameters.js";
import { allBodies, facilitiesUnder } from "../../facility/list/facilities-under.js";
import { citedIn } from "../../provenance/source/source.export.js";
import type { RoundRow } from "../result/assessment.store.js";
import { nameInRound } from "../round/name-in-round.js";
import { roundNamed } from "../rule-set/rule-choice.js";
import { NEEDED_WORDS, SITUATION, STATED_NEEDS_LIST } from "./stated-need.format.js";
import { situationOfNeed } from "./stated-need.resolver.js";
import { type StatedNeedRow, statedNeedsOf } from "./stated-need.store.js";
import { NeedSituation } from "./stated-need.type.js";

/** Each has ten needs in a round. */
const FACILITIES_AT_ONCE = 100;

export const statedNeedsExport = exported({
  name: "stated-needs",
  titleVi: STATED_NEEDS_LIST.titleVi,
  titleEn: STATED_NEEDS_LIST.titleEn,
  format: STATED_NEEDS_LIST,
  field: "Query.assessmentRounds",
  parameters: {
    round: word("Đợt đánh giá", "Assessment round"),
    under: word("Chỉ các đơn vị thuộc", "Only units within or under"),
    facility: word("Cơ sở", "Facility"),
    asOf: dayOf("Hiện trạng vào ngày", "As of the day"),
  },
  open({ round, under, facility, asOf }, context) {
    const { snapshot } = context;
    const units = snapshot.facilities.in(LATEST);
    requireKnown("under", under, allBodies(snapshot));
    requireKnown("facility", facility, units.sorted("CODE"));
    const asked = round === null ? snapshot.rounds.all() : [roundNamed(snapshot, round)];
    const known = asked.filter(({ knownOn }) => asOf === null || knownOn <= asOf);
    const isAsked = askedIn(known, under, snapshot);
    const wanted = units.sorted("NAME").filter(({ code }) => facility === null || code === facility);
    const rows = inPieces(wanted, (some) => needsOf(context, some, isAsked), FACILITIES_AT_ONCE);
    const columns = columnsOf(
      STATED_NEEDS_LIST,
      {
        round: ({ need }: Stated) => snapshot.rounds.byId(need.roundId).code,
        facility: ({ need }) => units.find(need.facilityId)?.code ?? null,
        system: ({ need }) => snapshot.terms.byId(need.systemId).labelVi,
        needed: ({ need }) => NEEDED_WORDS[need.needed === 1 ? "YES" : "NO"],
      },
      { facility: ({ need }) => nameInRound(need, snapshot) },
    );
    const situation = text<Stated>(SITUATION, (row) => inVietnamese(NeedSituation, row.situation));
    const sources = citedIn(snapshot, ({ need }: Stated) => need.sectionId);
    return tableOf([...columns, situation, ...sources], rows, ({ need }) => [need.sectionId]);
  },
});

/** A need, and what it is beside what is there. */
interface Stated {
  need: StatedNeedRow;
  situation: string;
}

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
async function needsOf(context: Context, some: readonly { id: number }[], isAsked: IsAsked): Promise<Stated[]> {
  const ids = some.map(({ id }) => id);
  const found = groupBy(await statedNeedsOf(context.db, ids), ({ facilityId }) => facilityId);
  const needs = ids.flatMap((id) => found.get(id) ?? []).filter(isAsked);
  createBatch("StatedNeed", LATEST, needs);
  return Promise.all(needs.map(async (need) => ({ need, situation: await situationOfNeed(need, context) })));
}
