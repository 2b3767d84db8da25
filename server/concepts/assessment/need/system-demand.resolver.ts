import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { createBatch, loadForBatch, own } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { facilitiesUnder } from "../../facility/list/facilities-under.js";
import { Facility } from "../../facility/register/facility.type.js";
import { CODES, requireKnown } from "../../known-code.js";
import { Citation } from "../../provenance/source/source.type.js";
import { Term } from "../../term/term.type.js";
import type { RoundRow } from "../result/assessment.store.js";
import { StatedNeed } from "../result/assessment.type.js";
import { AssessmentRound } from "../round/assessment-round.type.js";
import { presenceOfNeed, situationOfNeed } from "./stated-need.resolver.js";
import { type StatedNeedRow, type SystemComponentRow, statedNeedsIn } from "./stated-need.store.js";
import { NeedSituation, SituationCount, SystemDemand } from "./stated-need.type.js";
import type { Presence } from "./stated-need-situation.js";

/** One system in one round: what each facility that the table of needs lists said of it, by the names of these. */
interface SystemDemandRow {
  systemId: number;
  component: SystemComponentRow["component"];
  askedLevel: number | null;
  basisVi: string | null;
  asked: number;
  needed: number;
  cells: readonly StatedNeedRow[];
}

interface SituationRow {
  situation: string;
  count: number;
  facilityIds: readonly number[];
}

@Resolver(() => AssessmentRound)
export class RoundDemandResolver {
  @FieldResolver(() => [SystemDemand], {
    description: about(
      "Systems × facilities: what each facility of the table of needs asked for, beside what its assessment in the same round reports. In the order of the table; empty for a round without such a table (2020), and where it lists nobody.",
      "Hệ thống × đơn vị: nhu cầu của từng đơn vị trong bảng nhu cầu, đặt cạnh kết quả đánh giá cùng đợt của đơn vị. Theo thứ tự của bảng; rỗng với đợt không có bảng này (2020), và khi bảng không có đơn vị nào thuộc phạm vi.",
    ),
  })
  systemDemand(
    @Root() round: RoundRow,
    @Arg("under", () => String, {
      nullable: true,
      description: about(
        "Only facilities within the area, or under the managing body, of this code, as on the last day of the round. Left out: all.",
        "Chỉ các đơn vị thuộc địa bàn hoặc cơ quan quản lý mang mã này, theo ngày cuối của đợt. Bỏ trống: tất cả.",
      ),
    })
    under: string | null | undefined,
    @Ctx() { db, snapshot }: Context,
  ) {
    requireKnown(CODES.BODY, "under", under, snapshot);
    return loadForBatch(round, `demand ${JSON.stringify(under)}`, async (rounds: readonly RoundRow[]) => {
      const needs = await statedNeedsIn(
        db,
        rounds.map(({ id }) => id),
      );
      const demands = rounds.map((each) => demandsOf(each, under ?? null, needs, snapshot));
      const all = demands.flat();
      createBatch("SystemDemand", LATEST, all);
      createBatch(
        "StatedNeed",
        LATEST,
        all.flatMap(({ cells }) => cells),
      );
      return demands;
    });
  }
}

function demandsOf(
  round: RoundRow,
  under: string | null,
  needs: readonly StatedNeedRow[],
  snapshot: Snapshot,
): SystemDemandRow[] {
  const scope = under === null ? null : facilitiesUnder(under, { asOf: round.knownOn }, snapshot);
  const stated = needs.filter(
    ({ roundId, facilityId }) => roundId === round.id && (scope === null || scope.has(facilityId)),
  );
  const bySystem = groupBy(stated, ({ systemId }) => systemId);
  const inOrder = snapshot.facilities
    .in(LATEST)
    .sortedOf([...new Set(stated.map(({ facilityId }) => facilityId))], "NAME");
  return snapshot.terms.of("SYSTEM").flatMap(({ id }) => {
    const ofSystem = new Map(bySystem.get(id)?.map((need) => [need.facilityId, need]));
    const cells = inOrder.flatMap((facility) => ofSystem.get(facility.id) ?? []);
    const { component = null, level = null, basisVi = null } = snapshot.systemComponents.get(id) ?? {};
    const needed = cells.filter((need) => need.needed === 1).length;
    return cells.length > 0
      ? { systemId: id, component, askedLevel: level, basisVi, asked: cells.length, needed, cells }
      : [];
  });
}

@Resolver(() => SystemDemand)
export class SystemDemandResolver {
  @FieldResolver(() => Term, { description: about("The system.", "Hệ thống.") })
  system(@Root() { systemId }: SystemDemandRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(systemId);
  }

  @FieldResolver(() => [StatedNeed], {
    description: about("One for each facility, by name.", "Mỗi đơn vị một ô, theo tên đơn vị."),
  })
  cells(@Root() { cells }: SystemDemandRow): readonly StatedNeedRow[] {
    return cells;
  }

  @FieldResolver(() => [SituationCount], {
    description: about(
      "The situations that occur, with the facilities in each: first those that asked, missing before present before not stated before unknown. Every facility stands in exactly one.",
      "Các tình trạng có xuất hiện, kèm các đơn vị: có nhu cầu trước, chưa có rồi đã có rồi không ghi rồi chưa biết. Mỗi đơn vị nằm ở đúng một tình trạng.",
    ),
  })
  situations(@Root() demand: SystemDemandRow, @Ctx() context: Context) {
    return loadForBatch(demand, "situations", async (demands: readonly SystemDemandRow[]) => {
      const found = await Promise.all(demands.map(({ cells }) => situationsOf(cells, context)));
      createBatch("SituationCount", LATEST, found.flat());
      return found;
    });
  }

  @FieldResolver(() => Int, {
    description: about("How many have the system, asked for or not.", "Số đơn vị đã có, dù có nêu nhu cầu hay không."),
  })
  present(@Root() demand: SystemDemandRow, @Ctx() context: Context): Promise<number> {
    return countOf("PRESENT", demand, context);
  }

  @FieldResolver(() => Int, {
    description: about(
      "How many do not have it: their cell is blank, in a column that others filled.",
      "Số đơn vị chưa có: ô để trống, trong khi đơn vị khác có kết quả ở cột đó.",
    ),
  })
  missing(@Root() demand: SystemDemandRow, @Ctx() context: Context): Promise<number> {
    return countOf("MISSING", demand, context);
  }

  @FieldResolver(() => Int, {
    description: about(
      "Of how many nothing is stated: the column is blank for everybody. With `present` and `missing` that makes `asked`, less those of which no component tells.",
      "Số đơn vị mà tài liệu không ghi: cả cột để trống. Cùng với `present` và `missing` thì được `asked`, trừ khi không nhóm nội dung nào nói đến.",
    ),
  })
  notStated(@Root() demand: SystemDemandRow, @Ctx() context: Context): Promise<number> {
    return countOf("NOT_STATED", demand, context);
  }

  @FieldResolver(() => Citation, {
    nullable: true,
    description: about("Where `component` is recorded.", "Nơi ghi `component`."),
  })
  source(@Root() { systemId }: SystemDemandRow, @Ctx() { snapshot }: Context): Citation | null {
    const known = snapshot.systemComponents.get(systemId);
    return known ? snapshot.citation(known.sectionId) : null;
  }
}

async function countOf(presence: Presence, { cells }: SystemDemandRow, context: Context): Promise<number> {
  const found = await Promise.all(cells.map((need) => presenceOfNeed(need, context)));
  return found.filter((each) => each === presence).length;
}

async function situationsOf(cells: readonly StatedNeedRow[], context: Context): Promise<SituationRow[]> {
  const situations = await Promise.all(cells.map((need) => situationOfNeed(need, context)));
  const bySituation = groupBy([...cells.entries()], ([i]) => situations[i]);
  return Object.values(NeedSituation).flatMap((situation) => {
    const facilityIds = (bySituation.get(situation) ?? []).map(([, { facilityId }]) => facilityId);
    return facilityIds.length > 0 ? { situation, count: facilityIds.length, facilityIds } : [];
  });
}

@Resolver(() => SituationCount)
export class SituationCountResolver {
  @FieldResolver(() => [Facility], {
    description: about(
      "Which ones, by name, in their latest known state.",
      "Các đơn vị đó, theo tên, theo tình trạng mới nhất được biết.",
    ),
  })
  facilities(@Root() situation: SituationRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(situation, "facilities", (situations: readonly SituationRow[]) => {
      const all = snapshot.facilities.in(LATEST);
      const found = situations.map(({ facilityIds }) => all.rowsOf(facilityIds).map(own));
      createBatch("Facility", LATEST, found.flat());
      return found;
    });
  }
}
