import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { LATEST } from "../database/world.js";
import { Facility } from "../facility/facility.type.js";
import type { FacilityRow } from "../facility/facility-world.js";
import { about } from "../graphql/about.js";
import { copy, dealOut, related, worldOf } from "../loading/batch.js";
import { Citation } from "../provenance/source.type.js";
import { Term } from "../term/term.type.js";
import { type StatedNeedRow, statedNeedsOf } from "./assessment.store.js";
import { AssessmentRound, StatedNeed } from "./assessment.type.js";

@Resolver(() => Facility)
export class FacilityNeedsResolver {
  @FieldResolver(() => [StatedNeed], {
    description: about(
      "Which of the ten systems it asked for; empty for a facility that the table does not list.",
      "Nhu cầu về mười hệ thống; rỗng với đơn vị không có trong bảng.",
    ),
  })
  async statedNeeds(
    @Root() facility: FacilityRow,
    @Arg("round", () => String, {
      nullable: true,
      description: about("Code of the round; all rounds if left out.", "Mã đợt; bỏ trống là mọi đợt."),
    })
    round: string | null | undefined,
    @Ctx() { db, reference }: Context,
  ): Promise<StatedNeedRow[]> {
    const { asOf } = worldOf(facility);
    const needs = await related(facility, "needs", async (facilities: readonly FacilityRow[]) => {
      const found = await statedNeedsOf(
        db,
        facilities.map(({ id }) => id),
      );
      return dealOut(facilities, found, ({ facilityId }) => facilityId);
    });
    return needs.filter(({ roundId }) => {
      const { code, knownOn } = reference.rounds.byId(roundId);
      return (round == null || code === round) && (asOf === null || knownOn <= asOf);
    });
  }
}

@Resolver(() => StatedNeed)
export class StatedNeedResolver {
  @FieldResolver(() => Term, { description: about("The system.", "Hệ thống.") })
  system(@Root() { systemId }: StatedNeedRow, @Ctx() { reference }: Context): Term {
    return reference.terms.byId(systemId);
  }

  @FieldResolver(() => AssessmentRound, {
    description: about("The survey it was stated in.", "Đợt khảo sát nêu nhu cầu."),
  })
  round(@Root() { roundId }: StatedNeedRow, @Ctx() { reference }: Context) {
    return copy("AssessmentRound", LATEST, reference.rounds.byId(roundId));
  }

  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: StatedNeedRow, @Ctx() { reference }: Context): Citation {
    return reference.citation(sectionId);
  }
}
