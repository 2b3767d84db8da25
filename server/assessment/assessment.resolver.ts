import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";
import { Facility } from "../facility/facility.type.js";
import type { FacilityRow } from "../facility/facility-world.js";
import { about } from "../graphql/about.js";
import { copies, dealOut, own, related, together, worldOf } from "../loading/batch.js";
import { Citation } from "../provenance/source.type.js";
import { type AssessmentRow, componentsOf } from "./assessment.store.js";
import { Assessment, AssessmentRound, COMPONENT_LABELS, ComponentResult } from "./assessment.type.js";
import { ComputedLevel, LevelGap } from "./level.type.js";
import { computeLevel, gapTo, HIGHEST_LEVEL, type Result } from "./level-rule.js";
import { inWords } from "./level-words.js";
import { ruleSetFor } from "./rule-choice.js";

const RULE_SET = about(
  "Code of the rule set, also of one that did not hold on the round's day. Left out: the one that held, `AssessmentRound.ruleSet`.",
  "Mã bộ quy tắc, kể cả bộ không có hiệu lực vào ngày của đợt. Bỏ trống: bộ có hiệu lực khi đó, `AssessmentRound.ruleSet`.",
);

@Resolver(() => Assessment)
export class AssessmentResolver {
  @FieldResolver(() => Facility, { description: about("Whose result it is.", "Đơn vị có kết quả này.") })
  facility(@Root() assessment: AssessmentRow, @Ctx() { reference }: Context) {
    const world = worldOf(assessment);
    return related(assessment, "facility", (assessments: readonly AssessmentRow[]) =>
      copies(
        "Facility",
        world,
        assessments.map(({ facilityId }) => reference.facilities.in(world).find(facilityId)),
      ),
    );
  }

  @FieldResolver(() => AssessmentRound, { description: about("The round.", "Đợt đánh giá.") })
  round(@Root() assessment: AssessmentRow, @Ctx() { reference }: Context) {
    const world = worldOf(assessment);
    return related(assessment, "round", (assessments: readonly AssessmentRow[]) => {
      return copies(
        "AssessmentRound",
        world,
        assessments.map(({ roundId }) => reference.rounds.byId(roundId)),
      );
    });
  }

  @FieldResolver(() => [ComponentResult], {
    description: about(
      "What was reported for the six components, blank ones included; empty for a round whose components no document gives.",
      "Kết quả báo cáo của sáu nhóm nội dung, kể cả ô để trống; rỗng với đợt mà không tài liệu nào ghi các nhóm nội dung.",
    ),
  })
  components(@Root() assessment: AssessmentRow, @Ctx() context: Context) {
    return resultsOf(context, assessment);
  }

  @FieldResolver(() => ComputedLevel, {
    description: about("The level recomputed from the components.", "Mức tính lại từ các nhóm nội dung."),
  })
  async computedLevel(
    @Root() assessment: AssessmentRow,
    @Arg("ruleSet", () => String, { nullable: true, description: RULE_SET }) ruleSet: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ComputedLevel> {
    const rules = ruleSetOf(assessment, ruleSet, context);
    return inWords(computeLevel(rules.gates, await resultsOf(context, assessment)), rules, context);
  }

  @FieldResolver(() => LevelGap, {
    description: about(
      "What is missing for a level, by a rule set.",
      "Những gì còn thiếu để đạt một mức, theo bộ quy tắc.",
    ),
  })
  async gap(
    @Root() assessment: AssessmentRow,
    @Arg("to", () => Int, { description: about("The level, 1 to 7.", "Mức, từ 1 đến 7.") }) to: number,
    @Arg("ruleSet", () => String, { nullable: true, description: RULE_SET }) ruleSet: string | null | undefined,
    @Ctx() context: Context,
  ) {
    const { code, gates } = ruleSetOf(assessment, ruleSet, context);
    if (to < 1 || to > HIGHEST_LEVEL) {
      throw badInput(
        `\`to\` is ${to}; a level is from 1 to ${HIGHEST_LEVEL}.`,
        `\`to\` là ${to}; mức phải từ 1 đến ${HIGHEST_LEVEL}.`,
      );
    }
    const { unmet, unevaluable } = gapTo(to, gates, await resultsOf(context, assessment));
    return { to, ruleSet: code, met: unmet.length + unevaluable.length === 0, unmet, unevaluable };
  }

  @FieldResolver(() => Assessment, {
    nullable: true,
    description: about(
      "The same facility in the round before; null if there is none.",
      "Cùng đơn vị ở đợt trước; null nếu không có.",
    ),
  })
  previous(@Root() assessment: AssessmentRow, @Ctx() { reference }: Context) {
    const world = worldOf(assessment);
    const knownOn = ({ roundId }: AssessmentRow) => reference.rounds.byId(roundId).knownOn;
    return related(assessment, "previous", (assessments: readonly AssessmentRow[]) =>
      copies(
        "Assessment",
        world,
        assessments.map((later) => {
          const all = reference.assessments.of(later.facilityId);
          return all.find((row) => knownOn(row) < knownOn(later)) ?? null;
        }),
      ),
    );
  }

  @FieldResolver(() => Citation, { description: about("Where the result is printed.", "Nơi in kết quả.") })
  source(@Root() { sectionId }: AssessmentRow, @Ctx() { reference }: Context): Citation {
    return reference.citation(sectionId);
  }
}

@Resolver(() => ComponentResult)
export class ComponentResultResolver {
  @FieldResolver(() => String)
  labelVi(@Root() { component }: Result): string {
    return COMPONENT_LABELS[component];
  }
}

/** What was reported for the components of an assessment. */
export function resultsOf(
  { db, reference }: Context,
  assessment: AssessmentRow,
): readonly Result[] | Promise<readonly Result[]> {
  const { book } = reference.results;
  if (book) return book.of(assessment.id);
  return related(assessment, "components", async (assessments: readonly AssessmentRow[]) => {
    const found = await componentsOf(
      db,
      assessments.map(({ id }) => id),
    );
    return dealOut(assessments, found, ({ assessmentId }) => assessmentId);
  });
}

const ruleSetOf = ({ roundId }: AssessmentRow, code: string | null | undefined, { reference }: Context) =>
  ruleSetFor(reference, code, reference.rounds.byId(roundId));

/** The assessments of a facility, added to its type by the concept that owns them. */
@Resolver(() => Facility)
export class FacilityAssessmentsResolver {
  @FieldResolver(() => Assessment, {
    nullable: true,
    description: about(
      "Its result in one round; null if it was not assessed.",
      "Kết quả của đơn vị trong một đợt; null nếu không được đánh giá.",
    ),
  })
  assessment(
    @Root() facility: FacilityRow,
    @Arg("round", () => String, { description: about('Code of the round, such as "2022".', 'Mã đợt, ví dụ "2022".') })
    round: string,
    @Ctx() context: Context,
  ) {
    const wanted = context.reference.rounds.all().find(({ code }) => code === round);
    return assessmentsAt(context, facility).find(({ roundId }) => roundId === wanted?.id) ?? null;
  }

  @FieldResolver(() => [Assessment], {
    description: about("Its results, newest round first.", "Các kết quả của đơn vị, đợt mới nhất trước."),
  })
  assessments(
    @Root() facility: FacilityRow,
    @Arg("last", () => Int, {
      nullable: true,
      description: about("Only so many; all if left out.", "Chỉ lấy chừng này; bỏ trống là tất cả."),
    })
    last: number | null | undefined,
    @Ctx() context: Context,
  ) {
    if (last !== undefined && (last === null || last < 1)) {
      throw badInput(`\`last\` is ${last}; it must be at least 1.`, `\`last\` là ${last}; phải từ 1 trở lên.`);
    }
    return assessmentsAt(context, facility, last);
  }

  @FieldResolver(() => Assessment, {
    nullable: true,
    description: about(
      "Its result in the newest round known on that day; null if there is none.",
      "Kết quả ở đợt mới nhất được biết vào ngày đó; null nếu không có.",
    ),
  })
  latestAssessment(@Root() facility: FacilityRow, @Ctx() context: Context) {
    return assessmentsAt(context, facility, 1)[0] ?? null;
  }
}

/** The assessments of a facility that are known in its world, newest first, or only the `last` of them. */
function assessmentsAt({ reference }: Context, facility: FacilityRow, last?: number): AssessmentRow[] {
  const world = worldOf(facility);
  return related(facility, `assessments ${last}`, (facilities: readonly FacilityRow[]) => {
    const known = ({ roundId }: AssessmentRow) =>
      world.asOf === null || reference.rounds.byId(roundId).knownOn <= world.asOf;
    const found = facilities.map(({ id }) => reference.assessments.of(id).filter(known).slice(0, last).map(own));
    together("Assessment", world, found.flat());
    return found;
  }) as AssessmentRow[];
}
