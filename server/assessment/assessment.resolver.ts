import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";
import { Facility } from "../facility/facility.type.js";
import type { FacilityRow } from "../facility/facility-world.js";
import { about } from "../graphql/about.js";
import { nearestNames } from "../importing/problems.js";
import { copies, dealOut, own, related, together, worldOf } from "../loading/batch.js";
import { Citation } from "../provenance/source.type.js";
import { type AssessmentRow, componentsOf } from "./assessment.store.js";
import {
  Assessment,
  AssessmentRound,
  COMPONENT_LABELS,
  ComponentResult,
  ComputedLevel,
  LevelGap,
} from "./assessment.type.js";
import { computeLevel, gapTo, HIGHEST_LEVEL, OBSERVED_2022, type Result, RULE_SETS } from "./level-rule.js";

const RULE_SET = about(
  `Code of the rule set; "${OBSERVED_2022}" if left out.`,
  `Mã bộ quy tắc; bỏ trống là "${OBSERVED_2022}".`,
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
    const code = knownRuleSet(ruleSet);
    const { level, reasons } = computeLevel(await resultsOf(context, assessment));
    return { level, ruleSet: code, reasons: reasons.map((reason) => reason[context.language]) };
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
  ): Promise<LevelGap> {
    knownRuleSet(ruleSet);
    if (to < 1 || to > HIGHEST_LEVEL) {
      throw badInput(
        `\`to\` is ${to}; a level is from 1 to ${HIGHEST_LEVEL}.`,
        `\`to\` là ${to}; mức phải từ 1 đến ${HIGHEST_LEVEL}.`,
      );
    }
    const { unmet, unevaluable } = gapTo(to, await resultsOf(context, assessment));
    const inWords = (gates: typeof unmet) =>
      gates.map(({ component, requirement }) => ({ component, requirement: requirement[context.language] }));
    return {
      to,
      met: unmet.length === 0 && unevaluable.length === 0,
      unmet: inWords(unmet),
      unevaluable: inWords(unevaluable),
    };
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

function resultsOf({ db, reference }: Context, assessment: AssessmentRow): readonly Result[] | Promise<Result[]> {
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

function knownRuleSet(code: string | null | undefined): string {
  if (code == null || RULE_SETS.includes(code)) return code ?? OBSERVED_2022;
  const nearest = nearestNames(code, RULE_SETS)[0] ?? RULE_SETS.join(", ");
  throw badInput(
    `No rule set has code "${code}". Did you mean "${nearest}"?`,
    `Không có bộ quy tắc mã "${code}". Có phải ý bạn là "${nearest}"?`,
  );
}

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
    return assessmentsAt(context, facility).slice(0, last);
  }

  @FieldResolver(() => Assessment, {
    nullable: true,
    description: about(
      "Its result in the newest round known on that day; null if there is none.",
      "Kết quả ở đợt mới nhất được biết vào ngày đó; null nếu không có.",
    ),
  })
  latestAssessment(@Root() facility: FacilityRow, @Ctx() context: Context) {
    return assessmentsAt(context, facility)[0] ?? null;
  }
}

/** All assessments of a facility that are known in its world, newest first. */
function assessmentsAt({ reference }: Context, facility: FacilityRow): AssessmentRow[] {
  const world = worldOf(facility);
  return related(facility, "assessments", (facilities: readonly FacilityRow[]) => {
    const known = ({ roundId }: AssessmentRow) =>
      world.asOf === null || reference.rounds.byId(roundId).knownOn <= world.asOf;
    const found = facilities.map(({ id }) => reference.assessments.of(id).filter(known).map(own));
    together("Assessment", world, found.flat());
    return found;
  }) as AssessmentRow[];
}
