import { Arg, Args, Ctx, Field, FieldResolver, InputType, Query, Resolver, Root } from "type-graphql";
import type { Context, Snapshot } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { AsOf, OwnAsOf } from "../../core/schema/as-of.js";
import { pageOfList } from "../../core/schema/page-of-list.js";
import { type Connection, nodesOf, PageArgs } from "../../core/schema/pagination.js";
import {
  asAsked,
  cloneAlone,
  createBatch,
  createBatchBelow,
  keyAsOf,
  loadForBatch,
  pointInTimeFor,
} from "../../core/snapshot/batch.js";
import { LATEST, type PointInTime } from "../../core/time/point-in-time.js";
import type { LegalDocumentRow } from "../legal-basis/legal-document.store.js";
import { LegalDocument } from "../legal-basis/legal-document.type.js";
import type { AreaChangeRow } from "./area.store.js";
import { Area, AreaChange, AreaConnection, AreaType } from "./area.type.js";
import type { AreaView } from "./area-tree.js";

@InputType({ description: about("Which areas.", "Lọc đơn vị hành chính.") })
export class AreaFilter {
  @Field(() => AreaType, { nullable: true, description: about("Only this level.", "Chỉ lấy cấp này.") })
  areaType?: string | null;
}

const FILTER = { nullable: true, description: about("Which ones.", "Điều kiện lọc.") } as const;

@Resolver(() => Area)
export class AreaResolver {
  @Query(() => Area, {
    nullable: true,
    description: about(
      "The area that holds this code on the day; without a day its latest holder. Null if there is none.",
      "Đơn vị hành chính mang mã này vào ngày đó; không có ngày thì là đơn vị mang mã gần nhất. Null nếu không có.",
    ),
  })
  area(
    @Arg("code", () => String, { description: about("Code of the area.", "Mã đơn vị hành chính.") }) code: string,
    @AsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): AreaView | null {
    const pointInTime: PointInTime = { asOf: asOf ?? null };
    const found = snapshot.areas.holder(code, pointInTime);
    return found && cloneAlone("Area", pointInTime, found);
  }

  @Query(() => [Area], {
    description: about(
      "The areas of that day, by code; without a day every area on record, ended ones with their last day.",
      "Các đơn vị hành chính vào ngày đó, theo mã; không có ngày thì là mọi đơn vị có trong sổ, kể cả đã kết thúc.",
    ),
  })
  areas(
    @Arg("filter", () => AreaFilter, FILTER) filter: AreaFilter | null | undefined,
    @AsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): AreaView[] {
    const pointInTime: PointInTime = { asOf: asOf ?? null };
    const found = areasOf(filter ?? {}, pointInTime, snapshot);
    createBatch("Area", pointInTime, found);
    return found;
  }

  @Query(() => AreaConnection, {
    description: about(
      "The areas of that day, by code, page by page; without a day every area on record, ended ones with their last day.",
      "Các đơn vị hành chính vào ngày đó, theo mã và theo trang; không có ngày thì là mọi đơn vị có trong sổ, kể cả đã kết thúc.",
    ),
  })
  areaConnection(
    @Arg("filter", () => AreaFilter, FILTER) filter: AreaFilter | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @AsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): Connection<AreaView> {
    const pointInTime: PointInTime = { asOf: asOf ?? null };
    const connection = pageOfList(areasOf(filter ?? {}, pointInTime, snapshot), page, "areas", ({ id }) => id);
    createBatch("Area", pointInTime, connection.nodes);
    return connection;
  }

  @FieldResolver(() => Area, {
    nullable: true,
    description: about(
      "The area that it lies in on that day; null for the country, and where it does not exist on that day.",
      "Đơn vị hành chính cấp trên vào ngày đó; null với quốc gia, hoặc khi đơn vị không tồn tại vào ngày đó.",
    ),
  })
  parent(@Root() area: AreaView, @OwnAsOf() asOf: string | null | undefined, @Ctx() { snapshot }: Context) {
    return loadForBatch(area, keyAsOf("parent", asOf), (areas: readonly AreaView[]) => {
      const parents = areas.map((each) => snapshot.areas.parent(each.id, pointInTimeFor(each, asOf)));
      return createBatchBelow("Area", areas, parents, asAsked(asOf));
    });
  }

  @FieldResolver(() => [Area], {
    description: about(
      "The areas directly in it on that day, by code.",
      "Các đơn vị hành chính trực thuộc vào ngày đó, theo mã.",
    ),
  })
  children(@Root() area: AreaView, @OwnAsOf() asOf: string | null | undefined, @Ctx() { snapshot }: Context) {
    return loadForBatch(area, keyAsOf("children", asOf), (areas: readonly AreaView[]) => {
      const children = areas.map((each) => snapshot.areas.children(each.id, pointInTimeFor(each, asOf)));
      return createBatchBelow("Area", areas, children, asAsked(asOf));
    });
  }

  @FieldResolver(() => AreaConnection, {
    description: about(
      "The areas directly in it on that day, by code, page by page.",
      "Các đơn vị hành chính trực thuộc vào ngày đó, theo mã và theo trang.",
    ),
  })
  childConnection(
    @Root() area: AreaView,
    @Args(() => PageArgs) page: PageArgs,
    @OwnAsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ) {
    return loadForBatch(area, `childConnection ${JSON.stringify([page, asOf])}`, (areas: readonly AreaView[]) => {
      const pages = areas.map((each) => {
        const children = snapshot.areas.children(each.id, pointInTimeFor(each, asOf));
        return pageOfList(children, page, "areas below", ({ id }) => id);
      });
      createBatchBelow("Area", areas, nodesOf(pages), asAsked(asOf));
      return pages;
    });
  }

  @FieldResolver(() => [AreaChange], {
    description: about(
      "What the law did to it until that day, oldest first.",
      "Các lần thay đổi theo văn bản đến ngày đó, cũ trước mới sau.",
    ),
  })
  changes(
    @Root() area: AreaView,
    @OwnAsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): AreaChangeRow[] {
    return snapshot.areas.changesOf(area.id, pointInTimeFor(area, asOf));
  }
}

const areasOf = ({ areaType: wanted }: AreaFilter, pointInTime: PointInTime, { areas }: Snapshot): AreaView[] =>
  areas.all(pointInTime).filter(({ areaType }) => !wanted || areaType === wanted);

@Resolver(() => AreaChange)
export class AreaChangeResolver {
  @FieldResolver(() => Area, {
    nullable: true,
    description: about(
      "The area that it went into, in its latest known state.",
      "Đơn vị kế tục, theo tình trạng mới nhất được biết.",
    ),
  })
  successor(@Root() change: AreaChangeRow, @Ctx() { snapshot }: Context): AreaView | null {
    const found = change.successorId === null ? null : snapshot.areas.view(change.successorId, LATEST);
    return found && cloneAlone("Area", LATEST, found);
  }

  @FieldResolver(() => LegalDocument, {
    nullable: true,
    description: about("By which document; null: none is known here.", "Theo văn bản nào; null: chưa rõ."),
  })
  legalDocument(@Root() change: AreaChangeRow, @Ctx() { snapshot }: Context): LegalDocumentRow | null {
    const found = snapshot.legalDocuments.maybeById(change.legalDocumentId);
    return found && cloneAlone("LegalDocument", LATEST, found);
  }
}
