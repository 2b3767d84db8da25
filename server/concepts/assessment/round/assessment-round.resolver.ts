import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { pageOfList } from "../../../core/schema/page-of-list.js";
import { nodesOf, PageArgs } from "../../../core/schema/pagination.js";
import { cloneAlone, cloneIntoBatch, createBatch, loadForBatch, own } from "../../../core/snapshot/batch.js";
import { LATEST, type PointInTime } from "../../../core/time/point-in-time.js";
import { facilitiesUnder } from "../../facility/list/facilities-under.js";
import { Facility, FacilityConnection } from "../../facility/register/facility.type.js";
import { CODES, requireKnown } from "../../known-code.js";
import type { LegalDocumentRow } from "../../legal-basis/legal-document.store.js";
import { LegalDocument } from "../../legal-basis/legal-document.type.js";
import { Citation } from "../../provenance/source/source.type.js";
import { distributionOf, type LevelCounts } from "../level/level-summary.js";
import type { RoundRow } from "../result/assessment.store.js";
import { changeOf, type LevelChanges, type LevelTransition as TransitionRow } from "../result/published-assessments.js";
import { newestPublished, roundNamed } from "../rule-set/rule-choice.js";
import {
  AssessmentRound,
  LevelCount,
  LevelMovement,
  LevelTransition,
  RoundComparison,
} from "./assessment-round.type.js";

/** In the place of a code that is left out; no round has it. */
const NEWEST = "";

const UNDER = about(
  "Only facilities within the area, or under the managing body, of this code, as on the last day of the round. Left out: all.",
  "Chỉ các đơn vị thuộc địa bàn hoặc cơ quan quản lý mang mã này, theo ngày cuối của đợt. Bỏ trống: tất cả.",
);

@Resolver(() => AssessmentRound)
export class AssessmentRoundResolver {
  @Query(() => [AssessmentRound], {
    description: about("The rounds on record, oldest first.", "Các đợt đánh giá, cũ trước mới sau."),
  })
  assessmentRounds(@Ctx() { snapshot }: Context): RoundRow[] {
    return cloneIntoBatch("AssessmentRound", LATEST, snapshot.rounds.all());
  }

  @Query(() => AssessmentRound, {
    nullable: true,
    description: about("One round; null if there is none of this code.", "Một đợt đánh giá; null nếu không có mã này."),
  })
  assessmentRound(
    @Arg("code", () => String, {
      defaultValue: NEWEST,
      description: about(
        'Such as "2022". Left out: the newest round of which results are published.',
        'Ví dụ "2022". Bỏ trống: đợt mới nhất đã công bố kết quả.',
      ),
    })
    code: string,
    @Ctx() { snapshot }: Context,
  ): RoundRow | null {
    const round =
      code === NEWEST ? newestPublished(snapshot) : snapshot.rounds.all().find((each) => each.code === code);
    return round ? cloneAlone("AssessmentRound", LATEST, round) : null;
  }

  @FieldResolver(() => [LevelCount], {
    description: about(
      "How many facilities reported each level that occurs, lowest first; those whose level is blank are left out.",
      "Số đơn vị ở từng mức có xuất hiện, thấp trước cao sau; đơn vị để trống mức không được tính.",
    ),
  })
  levelDistribution(
    @Root() round: RoundRow,
    @Arg("under", () => String, { nullable: true, description: UNDER }) under: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ) {
    requireKnown(CODES.BODY, "under", under, snapshot);
    return distributionOf(levelCounts(round, under ?? null, snapshot));
  }

  @FieldResolver(() => Int, {
    description: about(
      "How many of the assessed facilities have no level: the cell is blank. They stand in no row of `levelDistribution` and count in no share.",
      "Số đơn vị trong đợt không có mức vì ô để trống. Các đơn vị này không nằm ở dòng nào của `levelDistribution` và không tính vào tỷ lệ nào.",
    ),
  })
  unknownLevelCount(
    @Root() round: RoundRow,
    @Arg("under", () => String, { nullable: true, description: UNDER }) under: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): number {
    requireKnown(CODES.BODY, "under", under, snapshot);
    return levelCounts(round, under ?? null, snapshot).get(null) ?? 0;
  }

  @FieldResolver(() => RoundComparison, {
    description: about("From another round to this one.", "Từ một đợt khác sang đợt này."),
  })
  comparison(
    @Root() round: RoundRow,
    @Arg("with", () => String, {
      defaultValue: NEWEST,
      description: about(
        "Code of the other round. Left out: the one before of which results are published; where there is none, the round itself.",
        "Mã của đợt kia. Bỏ trống: đợt liền trước đã công bố kết quả; nếu không có thì chính đợt này.",
      ),
    })
    other: string,
    @Arg("under", () => String, { nullable: true, description: UNDER }) under: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ) {
    const named = other === NEWEST ? null : roundNamed(snapshot, other);
    requireKnown(CODES.BODY, "under", under, snapshot);
    return loadForBatch(round, `comparison ${JSON.stringify([other, under])}`, (rounds: readonly RoundRow[]) => {
      const compared = rounds.map((each) => {
        const from = named ?? newestPublished(snapshot, each) ?? each;
        const members = membersUnder(under ?? null, { asOf: each.knownOn }, snapshot);
        return {
          ...snapshot.assessments.changes(from, each, members),
          from: cloneAlone("AssessmentRound", LATEST, from),
        };
      });
      createBatch(
        "LevelTransition",
        LATEST,
        compared.flatMap(({ transitions }) => transitions),
      );
      return compared;
    });
  }

  @FieldResolver(() => LegalDocument, {
    nullable: true,
    description: about("The circular whose criteria were applied.", "Thông tư có bộ tiêu chí được áp dụng."),
  })
  legalDocument(@Root() { legalDocumentId }: RoundRow, @Ctx() { snapshot }: Context): LegalDocumentRow | null {
    const found = snapshot.legalDocuments.maybeById(legalDocumentId);
    return found && cloneAlone("LegalDocument", LATEST, found);
  }

  @FieldResolver(() => Citation, { description: about("Where it is described.", "Nơi mô tả đợt đánh giá.") })
  source(@Root() { sectionId }: RoundRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

@Resolver(() => RoundComparison)
export class RoundComparisonResolver {
  @FieldResolver(() => [LevelTransition], {
    description: about(
      "From which level to which, only the pairs that occur: by the earlier level, then by the later, a level that is not known first. Every facility of either round stands in exactly one.",
      "Từ mức nào sang mức nào, chỉ các cặp có xuất hiện: theo mức trước rồi mức sau, mức chưa biết đứng đầu. Mỗi đơn vị của một trong hai đợt nằm ở đúng một cặp.",
    ),
  })
  transitions(
    @Root() { transitions }: LevelChanges,
    @Arg("movement", () => LevelMovement, {
      nullable: true,
      description: about("Only these, such as those who fell.", "Chỉ các cặp này, ví dụ các đơn vị giảm mức."),
    })
    movement: string | null | undefined,
  ): readonly TransitionRow[] {
    return movement == null
      ? transitions
      : transitions.filter(({ from, to }) => changeOf(from, to).toUpperCase() === movement);
  }
}

@Resolver(() => LevelTransition)
export class LevelTransitionResolver {
  @FieldResolver(() => [Facility], {
    description: about(
      "Which ones, by name, in their latest known state.",
      "Các đơn vị đó, theo tên, theo tình trạng mới nhất được biết.",
    ),
  })
  facilities(@Root() transition: TransitionRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(transition, "facilities", (transitions: readonly TransitionRow[]) => {
      const all = snapshot.facilities.in(LATEST);
      const found = transitions.map(({ facilityIds }) => all.sortedOf(facilityIds, "NAME").map(own));
      createBatch("Facility", LATEST, found.flat());
      return found;
    });
  }

  @FieldResolver(() => FacilityConnection, {
    description: about(
      "Which ones, by name, in their latest known state, page by page.",
      "Các đơn vị đó, theo tên và theo trang, theo tình trạng mới nhất được biết.",
    ),
  })
  facilityConnection(
    @Root() transition: TransitionRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { snapshot }: Context,
  ) {
    const key = `facilityConnection ${JSON.stringify(page)}`;
    return loadForBatch(transition, key, (transitions: readonly TransitionRow[]) => {
      const all = snapshot.facilities.in(LATEST);
      const pages = transitions.map(({ facilityIds }) =>
        pageOfList(all.sortedOf(facilityIds, "NAME"), page, "facilities of a transition", ({ id }) => id),
      );
      createBatch("Facility", LATEST, nodesOf(pages).flat());
      return pages;
    });
  }
}

function levelCounts(round: RoundRow, under: string | null, snapshot: Snapshot): LevelCounts {
  const { areas, assessments, levels } = snapshot;
  const pointInTime: PointInTime = { asOf: round.knownOn };
  const area = under === null ? null : areas.holder(under, pointInTime);
  if (area) return levels.within(areas.within(area.id, pointInTime), round);
  const managed = membersUnder(under, pointInTime, snapshot);
  const counts = new Map<number | null, number>();
  for (const { facilityId, reportedLevel } of assessments.ofRound(round.id)) {
    if (managed?.has(facilityId) === false) continue;
    counts.set(reportedLevel, (counts.get(reportedLevel) ?? 0) + 1);
  }
  return counts;
}

/** The facilities within the area, or under the managing body, of this code; null: all. */
const membersUnder = (
  under: string | null,
  pointInTime: PointInTime,
  snapshot: Snapshot,
): ReadonlySet<number> | null => (under === null ? null : facilitiesUnder(under, pointInTime, snapshot));
