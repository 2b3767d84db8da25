import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { AsOf, OwnAsOf } from "../../../core/schema/as-of.js";
import { badInput } from "../../../core/schema/errors.js";
import { readRowId } from "../../../core/schema/global-id.js";
import { type Connection, PageArgs } from "../../../core/schema/pagination.js";
import { cloneAlone, loadForBatch } from "../../../core/snapshot/batch.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import { Area } from "../../area/area.type.js";
import type { AreaView } from "../../area/area-tree.js";
import * as messages from "../facility.messages.js";
import { BY_NAME, facilitiesOfAreas, facilityPage } from "../list/facility-list.js";
import { FacilityFilter, FacilityOrder } from "./facility.input.js";
import { Facility, FacilityConnection } from "./facility.type.js";
import type { FacilityRow } from "./facility-history.js";

@Resolver(() => Facility)
export class FacilityResolver {
  @Query(() => Facility, {
    nullable: true,
    description: about(
      "One facility, by its code or its id (exactly one of them). Null if there is none, or if it did not exist on that day.",
      "Một cơ sở, theo mã hoặc định danh (đúng một trong hai). Null nếu không có, hoặc chưa/không còn tồn tại vào ngày đó.",
    ),
  })
  facility(
    @Arg("code", () => String, { nullable: true, description: about("The register's code.", "Mã trong sổ đăng ký.") })
    code: string | null | undefined,
    @Arg("id", () => ID, { nullable: true, description: about("Its global id.", "Định danh toàn cục.") })
    id: string | null | undefined,
    @AsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): FacilityRow | null {
    const pointInTime: PointInTime = { asOf: asOf ?? null };
    if ((code == null) === (id == null)) {
      throw badInput(messages.eitherCodeOrId);
    }
    const all = snapshot.facilities.in(pointInTime);
    const found = id == null ? all.findByCode(code ?? "") : all.find(readRowId(id, "Facility") ?? 0);
    return found && cloneAlone("Facility", pointInTime, found);
  }

  @Query(() => FacilityConnection, {
    description: about(
      "Facilities, filtered, sorted (by name if `orderBy` is left out) and in pages.",
      "Danh sách cơ sở, có lọc, sắp xếp (theo tên nếu không ghi `orderBy`) và phân trang.",
    ),
  })
  facilities(
    @Arg("filter", () => FacilityFilter, { nullable: true, description: about("Which ones.", "Điều kiện lọc.") })
    filter: FacilityFilter | null | undefined,
    @Arg("orderBy", () => FacilityOrder, { nullable: true, description: about("In which order.", "Cách sắp xếp.") })
    orderBy: FacilityOrder | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @AsOf() asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Connection<FacilityRow> {
    const pointInTime: PointInTime = { asOf: asOf ?? null };
    return facilityPage(context, pointInTime, filter ?? {}, orderBy ?? BY_NAME, page);
  }
}

@Resolver(() => Area)
export class AreaFacilitiesResolver {
  @FieldResolver(() => FacilityConnection, {
    description: about(
      "The facilities that stand in this area or in anything within it on that day, filtered, sorted (by name if `orderBy` is left out) and in pages.",
      "Các cơ sở đặt tại đơn vị hành chính này hoặc bên trong nó vào ngày đó, có lọc, sắp xếp (theo tên nếu không ghi `orderBy`) và phân trang.",
    ),
  })
  facilities(
    @Root() area: AreaView,
    @Arg("filter", () => FacilityFilter, { nullable: true, description: about("Which ones.", "Điều kiện lọc.") })
    filter: FacilityFilter | null | undefined,
    @Arg("orderBy", () => FacilityOrder, { nullable: true, description: about("In which order.", "Cách sắp xếp.") })
    orderBy: FacilityOrder | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @OwnAsOf() asOf: string | null | undefined,
    @Ctx() context: Context,
  ) {
    const key = `facilities ${JSON.stringify([asOf, filter, orderBy, page])}`;
    return loadForBatch(area, key, (areas: readonly AreaView[]) =>
      facilitiesOfAreas(context, areas, asOf, filter ?? {}, orderBy ?? BY_NAME, page),
    );
  }
}
