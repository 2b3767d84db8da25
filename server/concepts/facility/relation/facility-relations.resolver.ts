import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { OwnAsOf } from "../../../core/schema/as-of.js";
import { pageOfList } from "../../../core/schema/page-of-list.js";
import { nodesOf, PageArgs } from "../../../core/schema/pagination.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import {
  asAsked,
  createBatch,
  createBatchBelow,
  findEach,
  keyAsOf,
  loadForBatch,
  own,
  pointInTimeFor,
  pointInTimeOf,
} from "../../../core/snapshot/batch.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import { knownFrom, LATEST } from "../../../core/time/point-in-time.js";
import { Area } from "../../area/area.type.js";
import { Citation } from "../../provenance/source/source.type.js";
import { Term } from "../../term/term.type.js";
import type { FacilitiesAt } from "../register/facilities-at.js";
import type { RelationKind } from "../register/facility.row.js";
import { Facility, FacilityConnection } from "../register/facility.type.js";
import type { FacilityRow } from "../register/facility-history.js";

/** What a facility is, and to whom and where it belongs. */
@Resolver(() => Facility)
export class FacilityRelationsResolver {
  @FieldResolver(() => [String], {
    description: about(
      "Every other spelling and other name by which a document names this unit, exactly as printed; with `asOf` without the names that it got later.",
      "Mọi cách viết khác và tên gọi khác mà các tài liệu dùng cho đơn vị này, đúng như in; khi có `asOf` thì không kể tên đặt sau ngày đó.",
    ),
  })
  aliases(@Root() facility: FacilityRow, @Ctx() { snapshot }: Context): string[] {
    return snapshot.facilities
      .spellingsOf(facility.id, pointInTimeOf(facility))
      .filter((spelling) => spelling !== facility.name);
  }

  @FieldResolver(() => Term, { description: about("Form of organisation.", "Hình thức tổ chức.") })
  facilityType(@Root() { facilityTypeId }: FacilityRow, @Ctx() { snapshot }: Context): Term {
    return snapshot.terms.byId(facilityTypeId);
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: about(
      "Technical level (tuyến kỹ thuật); null: no document states it for that day.",
      "Tuyến kỹ thuật; null: không có tài liệu nào ghi cho ngày đó.",
    ),
  })
  serviceLevel(@Root() { serviceLevelId }: FacilityRow, @Ctx() { snapshot }: Context): Term | null {
    return snapshot.terms.maybeById(serviceLevelId);
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: about(
      "Class of the hospital (xếp hạng); null: unclassed, or not stated for that day.",
      "Xếp hạng; null: không xếp hạng hoặc không ghi cho ngày đó.",
    ),
  })
  hospitalClass(@Root() { hospitalClassId }: FacilityRow, @Ctx() { snapshot }: Context): Term | null {
    return snapshot.terms.maybeById(hospitalClassId);
  }

  @FieldResolver(() => Citation, {
    description: about(
      "Where type, level, class and beds come from.",
      "Nguồn của hình thức tổ chức, tuyến, hạng và số giường.",
    ),
  })
  profileSource(@Root() { profileSectionId }: FacilityRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(profileSectionId);
  }

  @FieldResolver(() => LocalDate, {
    nullable: true,
    description: about(
      "Since when type, level, class and beds are known to be so; null: no first day is known.",
      "Hình thức, tuyến, hạng và số giường được biết từ ngày nào; null: không rõ ngày đầu.",
    ),
  })
  profileFrom(@Root() { profileFrom }: FacilityRow): string | null {
    return knownFrom(profileFrom);
  }

  @FieldResolver(() => Boolean, {
    description: about(
      "Whether nobody knows since when that is so: `profileFrom` is then only the first day that it is known of.",
      "Không rõ như vậy từ ngày nào: khi đó `profileFrom` chỉ là ngày sớm nhất được biết.",
    ),
  })
  profileFromIsStandIn(@Root() { profileFromStandsIn }: FacilityRow): boolean {
    return profileFromStandsIn === 1;
  }

  @FieldResolver(() => Area, {
    nullable: true,
    description: about(
      "Where it stands on that day, as far as the documents say: the smallest area known. Null: it did not exist then.",
      "Nơi đặt trụ sở vào ngày đó, theo mức chi tiết mà tài liệu cho biết. Null: khi đó đơn vị không tồn tại.",
    ),
  })
  area(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() { snapshot }: Context) {
    return loadForBatch(facility, keyAsOf("area", asOf), (facilities: readonly FacilityRow[]) => {
      const views = facilities.map((each) => {
        const pointInTime = pointInTimeFor(each, asOf);
        const areaId = rowIn(pointInTime, each, snapshot)?.areaId ?? null;
        return areaId === null ? null : snapshot.areas.view(areaId, pointInTime);
      });
      return createBatchBelow("Area", facilities, views, asAsked(asOf));
    });
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "The managing body on that day; null: none of the register, or none known for that day.",
      "Cơ quan quản lý trực tiếp vào ngày đó; null: không có trong sổ, hoặc chưa rõ cho ngày đó.",
    ),
  })
  parent(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() { snapshot }: Context) {
    return loadForBatch(facility, keyAsOf("parent", asOf), (facilities: readonly FacilityRow[]) => {
      const managing = findEach(
        facilities,
        (pointInTime) => ({ pointInTime, all: snapshot.facilities.in(pointInTime) }),
        ({ pointInTime, all }, each) => own(all.managing(rowIn(pointInTime, each, snapshot))),
        asAsked(asOf),
      );
      return createBatchBelow("Facility", facilities, managing, asAsked(asOf));
    });
  }

  @FieldResolver(() => [Facility], {
    description: about(
      "All managing bodies above it on that day, nearest first.",
      "Mọi cơ quan quản lý cấp trên vào ngày đó, gần nhất trước.",
    ),
  })
  ancestors(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() { snapshot }: Context) {
    return several(snapshot, facility, `ancestors ${asOf}`, asOf, (then, { id }) => then.ancestors(id));
  }

  @FieldResolver(() => [Facility], {
    description: about(
      "The units that it manages directly on that day, by name.",
      "Các đơn vị nó trực tiếp quản lý vào ngày đó, theo tên.",
    ),
  })
  children(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() context: Context) {
    return below(context, facility, "MANAGES", asOf);
  }

  @FieldResolver(() => FacilityConnection, {
    description: about(
      "The units that it manages directly on that day, by name, page by page.",
      "Các đơn vị nó trực tiếp quản lý vào ngày đó, theo tên và theo trang.",
    ),
  })
  childConnection(
    @Root() facility: FacilityRow,
    @Args(() => PageArgs) page: PageArgs,
    @OwnAsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ) {
    const key = `childConnection ${JSON.stringify([page, asOf])}`;
    return loadForBatch(facility, key, (facilities: readonly FacilityRow[]) => {
      const pages = findEach(
        facilities,
        (pointInTime) => snapshot.facilities.in(pointInTime),
        (then, { id }) => pageOfList(then.below(id, "MANAGES"), page, "facilities below", (child) => child.id),
        asAsked(asOf),
      );
      createBatchBelow("Facility", facilities, nodesOf(pages), asAsked(asOf));
      return pages;
    });
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "Who guides it professionally without managing it on that day; null: nobody known.",
      "Đơn vị hướng dẫn chuyên môn mà không quản lý vào ngày đó; null: chưa rõ.",
    ),
  })
  guidedBy(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() context: Context) {
    return above(context, facility, "GUIDES", asOf);
  }

  @FieldResolver(() => [Facility], {
    description: about(
      "The units that it guides without managing them on that day, by name. They are no more than the register has, and do not grow with figures and results: there are no pages.",
      "Các đơn vị được nó hướng dẫn mà không quản lý vào ngày đó, theo tên. Danh sách không dài hơn sổ đăng ký và không dài thêm khi nhập số liệu hay kết quả, nên không chia trang.",
    ),
  })
  guides(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() context: Context) {
    return below(context, facility, "GUIDES", asOf);
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "The unit that it was merged into; null: not merged. With `asOf` always null: a unit of that day is not merged yet.",
      "Đơn vị mà nó đã sáp nhập vào; null: chưa sáp nhập. Luôn null khi có `asOf`: đơn vị của ngày đó chưa sáp nhập.",
    ),
  })
  successor(@Root() facility: FacilityRow, @Ctx() context: Context) {
    return above(context, facility, "MERGED_INTO", null);
  }

  @FieldResolver(() => [Facility], {
    description: about(
      "The units that were merged into it until that day, as they were last known.",
      "Các đơn vị đã sáp nhập vào nó đến ngày đó, theo tình trạng cuối cùng được biết.",
    ),
  })
  predecessors(@Root() facility: FacilityRow, @Ctx() { snapshot: { facilities } }: Context) {
    return loadForBatch(facility, "predecessors", (successors: readonly FacilityRow[]) => {
      const shown = facilities.in(LATEST);
      const found = findEach(
        successors,
        (pointInTime) => facilities.in(pointInTime),
        (then, { id }) => then.below(id, "MERGED_INTO", shown).map(own),
      );
      createBatch("Facility", LATEST, found.flat());
      return found;
    });
  }
}

/** The facility as it is in another point in time; most are asked about in their own. */
const rowIn = (pointInTime: PointInTime, facility: FacilityRow, { facilities }: Snapshot): FacilityRow | null =>
  pointInTimeOf(facility) === pointInTime ? facility : facilities.in(pointInTime).find(facility.id);

function above({ snapshot }: Context, facility: FacilityRow, kind: RelationKind, asOf: string | null | undefined) {
  return loadForBatch(facility, keyAsOf(`${kind} up`, asOf), (facilities: readonly FacilityRow[]) => {
    const found = findEach(
      facilities,
      (pointInTime) => snapshot.facilities.in(pointInTime),
      (then, { id }) => own(then.above(id, kind)),
      asAsked(asOf),
    );
    return createBatchBelow("Facility", facilities, found, asAsked(asOf));
  });
}

const below = ({ snapshot }: Context, facility: FacilityRow, kind: RelationKind, asOf: string | null | undefined) =>
  several(snapshot, facility, keyAsOf(`${kind} down`, asOf), asOf, (then, { id }) => then.below(id, kind));

/** What is found for each facility of the batch, all of it one batch for what is nested in it. */
function several(
  snapshot: Snapshot,
  facility: FacilityRow,
  key: string,
  asOf: string | null | undefined,
  find: (then: FacilitiesAt, facility: FacilityRow) => FacilityRow[],
) {
  return loadForBatch(facility, key, (facilities: readonly FacilityRow[]) => {
    const found = findEach(
      facilities,
      (pointInTime) => snapshot.facilities.in(pointInTime),
      (then, each) => find(then, each).map(own),
      asAsked(asOf),
    );
    return createBatchBelow("Facility", facilities, found, asAsked(asOf));
  });
}
