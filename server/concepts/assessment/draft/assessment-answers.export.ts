import type { Context } from "../../../core/context.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { columnsOf, inPieces, tableOf } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { word } from "../../export/parameters.js";
import { citedIn } from "../../provenance/source/source.export.js";
import { ANSWER_WORDS } from "../criterion/criterion.import.js";
import type { CriterionRow } from "../criterion/criterion.store.js";
import type { Answer } from "../criterion/criterion.type.js";
import { answersOf } from "../result/published-content.store.js";
import { nameInRound } from "../round/name-in-round.js";
import { roundNamed } from "../rule-set/rule-choice.js";
import { ASSESSMENT_ANSWERS_LIST } from "./assessment-answers.format.js";
import { visibleDrafts } from "./assessment-draft.resolver.js";
import { draftsOf } from "./assessment-draft.store.js";

/** Each has a row a criterion. */
const ASSESSED_AT_ONCE = 50;

/** What one facility answers in one round. */
interface Assessed {
  facilityId: number;
  roundId: number;
  /** Of what is published; null: nothing is, or what is worked on is shown. */
  publishedId: number | null;
  /** Where it is printed; null: it is worked on, and printed nowhere. */
  sectionId: number | null;
  answers: Readonly<Record<string, Answer>>;
}

type Line = Omit<Assessed, "answers" | "publishedId"> & { criterion: CriterionRow; answer: Answer | null };

/** Every criterion with its answer, blank ones included: what is worked on for whoever may enter it, else what is published. */
export const assessmentAnswersExport = exported({
  name: ASSESSMENT_ANSWERS_LIST.name,
  titleVi: ASSESSMENT_ANSWERS_LIST.titleVi,
  titleEn: ASSESSMENT_ANSWERS_LIST.titleEn,
  format: ASSESSMENT_ANSWERS_LIST,
  field: "Query.assessmentRounds",
  parameters: {
    round: word("Đợt đánh giá", "Assessment round"),
    facility: word("Chỉ đơn vị mang mã", "Only the unit of this code"),
  },
  async open({ round, facility }, context) {
    const { snapshot } = context;
    const units = snapshot.facilities.in(LATEST);
    requireKnown("facility", facility, units.sorted("NAME"));
    const assessed = await assessedIn(round, facility, context);
    const columns = columnsOf(
      ASSESSMENT_ANSWERS_LIST,
      {
        round: ({ roundId }: Line) => snapshot.rounds.byId(roundId).code,
        facility: ({ facilityId }) => units.find(facilityId)?.code ?? null,
        criterion: ({ criterion }) => criterion.code,
        answer: ({ answer }) => answer && ANSWER_WORDS[answer],
      },
      {
        facility: (line) => nameInRound(line, snapshot),
        criterion: ({ criterion }) => criterion.labelVi,
      },
    );
    const sources = citedIn(snapshot, ({ sectionId }: Line) => sectionId);
    const lines = inPieces(assessed, (some) => linesOf(some, context), ASSESSED_AT_ONCE);
    return tableOf([...columns, ...sources], lines, ({ sectionId }) => (sectionId === null ? [] : [sectionId]));
  },
});

/** By round, then by name. One facility alone is asked for to be filled in: it is there though nobody has begun. */
async function assessedIn(round: string | null, facility: string | null, context: Context): Promise<Assessed[]> {
  const { db, snapshot } = context;
  const rounds = round === null ? snapshot.rounds.all() : [roundNamed(snapshot, round)];
  const sorted = snapshot.facilities.in(LATEST).sorted("NAME");
  const units = facility === null ? sorted : sorted.filter(({ code }) => code === facility);
  const ids = units.map(({ id }) => id);
  const drafts = await visibleDrafts(context, () => draftsOf(db, "a.facility_id", ids));
  return rounds.flatMap(({ id: roundId }) => {
    const published = new Map(snapshot.assessments.ofRound(roundId).map((row) => [row.facilityId, row]));
    const worked = new Map(drafts.flatMap((row) => (row.roundId === roundId ? [[row.facilityId, row] as const] : [])));
    return units.flatMap(({ id: facilityId }): Assessed[] => {
      const [draft, row] = [worked.get(facilityId), published.get(facilityId)];
      const is = { facilityId, roundId, publishedId: null, sectionId: null, answers: {} };
      if (draft) return [{ ...is, answers: draft.answers }];
      if (row) return [{ ...is, publishedId: row.id, sectionId: row.sectionId }];
      return facility !== null && round !== null ? [is] : [];
    });
  });
}

async function linesOf(some: readonly Assessed[], { db, snapshot }: Context): Promise<Line[]> {
  const published = await answersOf(
    db,
    some.flatMap(({ publishedId }) => publishedId ?? []),
  );
  const known = new Map(
    published.map(({ assessmentId, criterion, answer }) => [`${assessmentId} ${criterion}`, answer]),
  );
  return some.flatMap(({ answers, publishedId, ...assessed }) =>
    snapshot.criteria.all().map((criterion) => ({
      ...assessed,
      criterion,
      answer: answers[criterion.code] ?? known.get(`${publishedId} ${criterion.code}`) ?? null,
    })),
  );
}
