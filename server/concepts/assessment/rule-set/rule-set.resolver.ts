import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { knownFrom, knownTo, LATEST } from "../../../core/time/point-in-time.js";
import type { LegalDocumentRow } from "../../legal-basis/legal-document.store.js";
import { LegalDocument } from "../../legal-basis/legal-document.type.js";
import { Citation } from "../../provenance/source/source.type.js";
import type { NotNeeded } from "../level/grade-rule.js";
import { Gate } from "../level/level.type.js";
import { highestLevel } from "../level/level-rule.js";
import { requirementOf } from "../level/level-words.js";
import type { RoundRow } from "../result/assessment.store.js";
import { AssessmentRound } from "../round/assessment-round.type.js";
import type { GateRow } from "./rule-set.store.js";
import { NotNeededRule, RuleSet } from "./rule-set.type.js";
import type { RuleSet as RuleSetAndGates } from "./rule-sets.js";

@Resolver(() => RuleSet)
export class RuleSetResolver {
  @Query(() => [RuleSet], {
    description: about(
      "The rule sets by which levels are computed, the highest precedence first.",
      "Các bộ quy tắc tính mức, bộ ưu tiên cao nhất trước.",
    ),
  })
  ruleSets(
    @Arg("on", () => LocalDate, {
      nullable: true,
      description: about("Only those that hold on this day.", "Chỉ các bộ có hiệu lực vào ngày này."),
    })
    on: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): readonly RuleSetAndGates[] {
    return on == null ? snapshot.rules.all() : snapshot.rules.on(on);
  }

  @Query(() => RuleSet, {
    nullable: true,
    description: about(
      "One rule set; null if there is none of this code.",
      "Một bộ quy tắc; null nếu không có mã này.",
    ),
  })
  ruleSet(
    @Arg("code", () => String, {
      description: about('Such as "HUE-2022-OBSERVED".', 'Ví dụ "HUE-2022-OBSERVED".'),
    })
    code: string,
    @Ctx() { snapshot }: Context,
  ): RuleSetAndGates | null {
    return snapshot.rules.find(code) ?? null;
  }

  @FieldResolver(() => LocalDate, {
    nullable: true,
    description: about("The first day on which it holds; null: not known.", "Ngày đầu có hiệu lực; null: chưa rõ."),
  })
  validFrom(@Root() { validFrom }: RuleSetAndGates): string | null {
    return knownFrom(validFrom);
  }

  @FieldResolver(() => LocalDate, {
    nullable: true,
    description: about(
      "The first day on which it holds no more; null: no end is known.",
      "Ngày đầu hết hiệu lực; null: chưa biết ngày kết thúc.",
    ),
  })
  validTo(@Root() { validTo }: RuleSetAndGates): string | null {
    return knownTo(validTo);
  }

  @FieldResolver(() => NotNeededRule, {
    description: about(
      'How the answer "not needed" counts, by the name that `AnswersGrade` has for it.',
      'Cách tính câu trả lời "Không cần", theo tên gọi ở `AnswersGrade`.',
    ),
  })
  notNeededRule(@Root() { notNeeded }: RuleSetAndGates): NotNeeded {
    return notNeeded;
  }

  @FieldResolver(() => [Gate], {
    description: about(
      "What each level needs, the lowest level first, with what no data can judge.",
      "Điều kiện của từng mức, thấp trước cao sau, kể cả điều không có dữ liệu để xét.",
    ),
  })
  gates(@Root() { gates }: RuleSetAndGates): readonly GateRow[] {
    return gates;
  }

  @FieldResolver(() => RuleSet, {
    nullable: true,
    description: about(
      "The rule set that it stands within: what that one is known to ask is asked here as well, besides `gates`. Null: none.",
      "Bộ quy tắc bao ngoài: ngoài `gates`, các điều kiện đã biết của bộ đó cũng được áp dụng. Null: không có.",
    ),
  })
  within(@Root() { withinId }: RuleSetAndGates, @Ctx() { snapshot }: Context): RuleSetAndGates | null {
    return snapshot.rules.all().find(({ id }) => id === withinId) ?? null;
  }

  @FieldResolver(() => Int, {
    description: about(
      "The highest level that it can establish: above it, and at 0 from level 1 on, every level has a gate that no data can judge.",
      "Mức cao nhất bộ quy tắc có thể khẳng định: từ mức kế tiếp trở lên (nếu là 0 thì từ mức 1) có điều kiện không có dữ liệu để xét.",
    ),
  })
  judgesUpTo(@Root() { gates }: RuleSetAndGates): number {
    return highestLevel(gates, ({ component }) => component !== null);
  }

  @FieldResolver(() => LegalDocument, { description: about("The law that it applies.", "Văn bản được áp dụng.") })
  legalDocument(@Root() { legalDocumentId }: RuleSetAndGates, @Ctx() { snapshot }: Context): LegalDocumentRow {
    return cloneAlone("LegalDocument", LATEST, snapshot.legalDocuments.byId(legalDocumentId));
  }

  @FieldResolver(() => Citation, { description: about("Where it stands.", "Nơi ghi bộ quy tắc.") })
  source(@Root() { sectionId }: RuleSetAndGates, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

@Resolver(() => Gate)
export class GateResolver {
  @FieldResolver(() => Boolean, {
    description: about(
      "Whether reported components can tell; false: no data can judge it.",
      "Các nhóm nội dung được báo cáo có cho biết hay không; false: không có dữ liệu để xét.",
    ),
  })
  judgeable(@Root() { component }: GateRow): boolean {
    return component !== null;
  }

  @FieldResolver(() => String, {
    description: about(
      "What is required, in words, in the language of the reader.",
      "Yêu cầu, bằng lời, theo ngôn ngữ của người đọc.",
    ),
  })
  requirement(@Root() gate: GateRow, @Ctx() { language }: Context): string {
    return requirementOf(gate)[language];
  }

  @FieldResolver(() => String, { description: about("What is required, in Vietnamese.", "Yêu cầu, bằng tiếng Việt.") })
  requirementVi(@Root() gate: GateRow): string {
    return requirementOf(gate).vi;
  }

  @FieldResolver(() => String, { description: about("What is required, in English.", "Yêu cầu, bằng tiếng Anh.") })
  requirementEn(@Root() gate: GateRow): string {
    return requirementOf(gate).en;
  }

  @FieldResolver(() => LegalDocument, {
    description: about("The law that the article stands in.", "Văn bản có điều khoản đó."),
  })
  legalDocument(@Root() { legalDocumentId }: GateRow, @Ctx() { snapshot }: Context): LegalDocumentRow {
    return cloneAlone("LegalDocument", LATEST, snapshot.legalDocuments.byId(legalDocumentId));
  }
}

/** Added to the round by the concept that owns the rules. */
@Resolver(() => AssessmentRound)
export class RoundRulesResolver {
  @FieldResolver(() => RuleSet, {
    nullable: true,
    description: about(
      "The rule set by which levels of this round are computed where none is named: of those that hold on its last day (or at the end of its year, if no day is known) the one with the highest precedence. Null: none holds.",
      "Bộ quy tắc dùng để tính mức của đợt khi không nêu bộ nào: trong các bộ có hiệu lực vào ngày cuối của đợt (hoặc cuối năm nếu không rõ ngày), bộ ưu tiên cao nhất. Null: không bộ nào có hiệu lực.",
    ),
  })
  ruleSet(@Root() { knownOn }: RoundRow, @Ctx() { snapshot }: Context): RuleSetAndGates | null {
    return snapshot.rules.on(knownOn)[0] ?? null;
  }
}
