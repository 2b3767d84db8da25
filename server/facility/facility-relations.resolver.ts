import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Area } from "../area/area.type.js";
import type { Context } from "../context.js";
import type { World } from "../database/world.js";
import { knownFrom, LATEST } from "../database/world.js";
import { about } from "../graphql/about.js";
import { OwnAsOf } from "../graphql/as-of.js";
import { LocalDate } from "../graphql/scalars.js";
import { dealOut, related, together, worldFor, worldOf } from "../loading/batch.js";
import { Citation } from "../provenance/source.type.js";
import { Term } from "../term/term.type.js";
import {
  ancestorsOf,
  type FacilityRow,
  placesOf,
  type RelatedFacility,
  type RelationKind,
  relatedFacilities,
  spellingsOf,
} from "./facility.store.js";
import { Facility } from "./facility.type.js";

/** What a facility is, is called, and to whom and where it belongs. */
@Resolver(() => Facility)
export class FacilityRelationsResolver {
  @FieldResolver(() => [String], {
    description: about(
      "Every other spelling and former name by which a document names this unit, exactly as printed.",
      "Mọi cách viết khác và tên gọi trước đây mà các tài liệu dùng cho đơn vị này, đúng như in.",
    ),
  })
  aliases(@Root() facility: FacilityRow, @Ctx() { db }: Context) {
    return related(facility, "aliases", async (facilities: readonly FacilityRow[]) => {
      const found = await spellingsOf(db, idsOf(facilities));
      return facilities.map(({ id, name }) =>
        found.filter((each) => each.id === id && each.spelling !== name).map(({ spelling }) => spelling),
      );
    });
  }

  @FieldResolver(() => Term, { description: about("Form of organisation.", "Hình thức tổ chức.") })
  facilityType(@Root() { facilityTypeId }: FacilityRow, @Ctx() { reference }: Context): Term {
    return reference.terms.byId(facilityTypeId);
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: about(
      "Technical level (tuyến kỹ thuật); null: no document states it for that day.",
      "Tuyến kỹ thuật; null: không có tài liệu nào ghi cho ngày đó.",
    ),
  })
  serviceLevel(@Root() { serviceLevelId }: FacilityRow, @Ctx() { reference }: Context): Term | null {
    return reference.terms.maybeById(serviceLevelId);
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: about(
      "Class of the hospital (xếp hạng); null: unclassed, or not stated for that day.",
      "Xếp hạng; null: không xếp hạng hoặc không ghi cho ngày đó.",
    ),
  })
  hospitalClass(@Root() { hospitalClassId }: FacilityRow, @Ctx() { reference }: Context): Term | null {
    return reference.terms.maybeById(hospitalClassId);
  }

  @FieldResolver(() => Citation, {
    description: about(
      "Where type, level, class and beds come from.",
      "Nguồn của hình thức tổ chức, tuyến, hạng và số giường.",
    ),
  })
  profileSource(@Root() { profileSectionId }: FacilityRow, @Ctx() { reference }: Context): Citation {
    return reference.citation(profileSectionId);
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

  @FieldResolver(() => Area, {
    nullable: true,
    description: about(
      "Where it stands on that day, as far as the documents say: the smallest area known. Null: it did not exist then.",
      "Nơi đặt trụ sở vào ngày đó, theo mức chi tiết mà tài liệu cho biết. Null: khi đó đơn vị không tồn tại.",
    ),
  })
  area(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() { db, reference }: Context) {
    const world = worldFor(facility, asOf);
    const viewsOf = (areaIds: readonly (number | null | undefined)[]) => {
      const views = areaIds.map((id) => (id == null ? null : reference.areas.view(id, world)));
      together("Area", world, views);
      return views;
    };
    return related(facility, `area ${world.asOf}`, (facilities: readonly FacilityRow[]) => {
      if (world.asOf === worldOf(facility).asOf) return viewsOf(facilities.map(({ areaId }) => areaId));
      return placesOf(db, idsOf(facilities), world).then((places) => {
        const areaOf = new Map(places.map(({ id, areaId }) => [id, areaId]));
        return viewsOf(facilities.map(({ id }) => areaOf.get(id)));
      });
    });
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "The managing body on that day; null: none of the register, or none known for that day.",
      "Cơ quan quản lý trực tiếp vào ngày đó; null: không có trong sổ, hoặc chưa rõ cho ngày đó.",
    ),
  })
  parent(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() context: Context) {
    return oneAbove(context, facility, "MANAGES", worldFor(facility, asOf));
  }

  @FieldResolver(() => [Facility], {
    description: about(
      "All managing bodies above it on that day, nearest first.",
      "Mọi cơ quan quản lý cấp trên vào ngày đó, gần nhất trước.",
    ),
  })
  ancestors(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() { db }: Context) {
    const world = worldFor(facility, asOf);
    return related(facility, `ancestors ${world.asOf}`, async (facilities: readonly FacilityRow[]) =>
      grouped(facilities, await ancestorsOf(db, idsOf(facilities), world), world),
    );
  }

  @FieldResolver(() => [Facility], {
    description: about(
      "The units that it manages directly on that day, by name.",
      "Các đơn vị nó trực tiếp quản lý vào ngày đó, theo tên.",
    ),
  })
  children(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() context: Context) {
    return allBelow(context, facility, "MANAGES", worldFor(facility, asOf));
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "Who guides it professionally without managing it on that day; null: nobody known.",
      "Đơn vị hướng dẫn chuyên môn mà không quản lý vào ngày đó; null: chưa rõ.",
    ),
  })
  guidedBy(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() context: Context) {
    return oneAbove(context, facility, "GUIDES", worldFor(facility, asOf));
  }

  @FieldResolver(() => [Facility], {
    description: about(
      "The units that it guides without managing them on that day, by name.",
      "Các đơn vị được nó hướng dẫn mà không quản lý vào ngày đó, theo tên.",
    ),
  })
  guides(@Root() facility: FacilityRow, @OwnAsOf() asOf: string | null | undefined, @Ctx() context: Context) {
    return allBelow(context, facility, "GUIDES", worldFor(facility, asOf));
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "The unit that it was merged into; null: not merged. With `asOf` always null: a unit of that day is not merged yet.",
      "Đơn vị mà nó đã sáp nhập vào; null: chưa sáp nhập. Luôn null khi có `asOf`: đơn vị của ngày đó chưa sáp nhập.",
    ),
  })
  successor(@Root() facility: FacilityRow, @Ctx() context: Context) {
    return oneAbove(context, facility, "MERGED_INTO", worldOf(facility));
  }

  @FieldResolver(() => [Facility], {
    description: about(
      "The units that were merged into it until that day, as they were last known.",
      "Các đơn vị đã sáp nhập vào nó đến ngày đó, theo tình trạng cuối cùng được biết.",
    ),
  })
  predecessors(@Root() facility: FacilityRow, @Ctx() { db }: Context) {
    const world = worldOf(facility);
    return related(facility, "predecessors", async (facilities: readonly FacilityRow[]) =>
      grouped(facilities, await relatedFacilities(db, idsOf(facilities), "MERGED_INTO", "down", world, LATEST), LATEST),
    );
  }
}

const idsOf = (facilities: readonly FacilityRow[]): number[] => facilities.map(({ id }) => id);

function oneAbove({ db }: Context, facility: FacilityRow, kind: RelationKind, world: World) {
  return related(facility, `${kind} up ${world.asOf}`, async (facilities: readonly FacilityRow[]) => {
    const found = await relatedFacilities(db, idsOf(facilities), kind, "up", world);
    return grouped(facilities, found, world).map((above) => above[0] ?? null);
  });
}

function allBelow({ db }: Context, facility: FacilityRow, kind: RelationKind, world: World) {
  return related(facility, `${kind} down ${world.asOf}`, async (facilities: readonly FacilityRow[]) =>
    grouped(facilities, await relatedFacilities(db, idsOf(facilities), kind, "down", world), world),
  );
}

/** What was found for each of those asked about, all of it one batch for what is nested in it. */
function grouped(asked: readonly FacilityRow[], found: readonly RelatedFacility[], world: World): RelatedFacility[][] {
  together("Facility", world, found);
  return dealOut(asked, found, ({ askedId }) => askedId);
}
