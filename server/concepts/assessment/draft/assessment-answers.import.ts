import { columnsIn } from "../../../files/format.js";
import { namesOf, onceEach, type Row } from "../../../files/reading/cells.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import type { Kind } from "../../import/traced-kind.js";
import * as messages from "../assessment.messages.js";
import { ANSWER_WORDS } from "../criterion/criterion.import.js";
import type { Answer } from "../criterion/criterion.type.js";
import { fieldsOf } from "../result/assessment-content.js";
import { publishedContents } from "../result/published-content.store.js";
import { closedRounds } from "../round/closed-rounds.js";
import { ASSESSMENT_ANSWERS_LIST } from "./assessment-answers.format.js";
import { rewriteDraft, type WorkRow, worksIn } from "./assessment-draft.store.js";
import { withEntry } from "./assessment-entry.js";
import { refusedAct, type Standing } from "./assessment-states.js";
import { stateOf } from "./require-assessment.js";

interface Given {
  row: Row;
  roundId: number;
  facilityId: number;
  criterion: string;
  answer: Answer;
}
const keyOf = ({ roundId, facilityId }: Pick<Given, "roundId" | "facilityId">): string => `${roundId} ${facilityId}`;

/** Answers to criteria, for what is being entered. A blank cell leaves what was entered. */
export const assessmentAnswersList: Reader = {
  ...columnsIn(ASSESSMENT_ANSWERS_LIST),
  writes: "DATA",
  tracesItself: true,
  async read(rows, into) {
    const facilities = await into.facilities();
    const rounds = await into.coded("assessment_round");
    const codes = [...(await into.ids("criterion")).keys()];
    const criteria = namesOf(codes.map((code) => [code, code] as const));
    const closed = await closedRounds(into);
    const once = onceEach();
    const given = rows.flatMap((row): Given[] => {
      const roundId = row.requiredNamed("round", "assessment round", rounds);
      const facilityId = row.requiredNamed("facility", "facility", facilities);
      const criterion = row.requiredNamed("criterion", "criterion", criteria);
      const answer = row.word("answer", ANSWER_WORDS);
      if (roundId === null || facilityId === null || criterion === null) return [];
      once(row, "criterion", `${roundId} ${facilityId} ${criterion}`);
      return answer === null ? [] : [{ row, roundId, facilityId, criterion, answer }];
    });
    const works = await worksOf(into, given);
    const different = given.filter((each) => {
      const { row, roundId, criterion, answer } = each;
      const { work = null, answers = {} } = works.get(keyOf(each)) ?? {};
      const before = answers[criterion];
      if (before === answer) return false;
      const state = closed.has(roundId) ? "CLOSED" : "OPEN";
      const none: Standing = { state: "NONE", wasPublished: false, round: { code: row.text("round") ?? "", state } };
      const refused = refusedAct("assessmentSave", work ? stateOf(work) : none);
      if (refused) row.problem("facility", "LOCKED", refused);
      else if (before) {
        const message = messages.answersOtherwise(criterion, ANSWER_WORDS[before], ANSWER_WORDS[answer]);
        into.warnings.add({ line: row.line, message });
      }
      return true;
    });
    return () => write(into, different, works);
  },
};

interface Known {
  work: WorkRow;
  /** As they are entered, or else published. */
  answers: Readonly<Record<string, Answer>>;
}

async function worksOf({ tx }: ImportContext, given: readonly Given[]): Promise<ReadonlyMap<string, Known>> {
  const asked = new Set(given.map(keyOf));
  const works = await worksIn(tx, [...new Set(given.map(({ roundId }) => roundId))]);
  const wanted = works.filter((work) => asked.has(keyOf(work)));
  const published = await publishedContents(
    tx,
    wanted.filter(({ status, draft }) => status === "PUBLISHED" && draft === null),
  );
  return new Map(
    wanted.map((work) => [keyOf(work), { work, answers: (work.draft ?? published.get(work.id))?.answers ?? {} }]),
  );
}

async function write(
  into: ImportContext,
  different: readonly Given[],
  works: ReadonlyMap<string, Known>,
): Promise<void> {
  const answered = new Map<WorkRow, Given[]>();
  const counts = { inserted: 0, changed: 0 };
  for (const each of different) {
    const known = works.get(keyOf(each));
    if (!known?.work.draft) continue;
    answered.set(known.work, [...(answered.get(known.work) ?? []), each]);
    counts[known.answers[each.criterion] ? "changed" : "inserted"] += 1;
  }
  const kind: Kind = {
    type: "Assessment",
    scope: "DATA",
    // Whoever goes on with what is entered undoes nothing; what it says otherwise is told of each row.
    moves: different.map(({ criterion }) => `answer ${criterion}`),
    async read(tx) {
      const ids = new Set([...answered.keys()].map(({ id }) => id));
      const roundIds = new Set([...answered.keys()].map(({ roundId }) => roundId));
      const now = (await worksIn(tx, [...roundIds])).filter(({ id }) => ids.has(id));
      return new Map(
        now.flatMap(({ id, version, draft }) =>
          draft ? [[id, { version, fields: { status: draft.status, ...fieldsOf(draft) } }] as const] : [],
        ),
      );
    },
  };
  const ids = [...answered.keys()].map(({ id }) => id);
  await into.tracing(kind, ids, async () => {
    for (const [{ draft }, answers] of answered)
      if (draft) await rewriteDraft(into.tx, { ...draft, ...withEntry(draft, { answers }) });
  });
  // An answer is a row, a draft is many.
  Object.assign(into.counts, counts);
}
