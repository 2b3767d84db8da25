import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import {
  cloneAlone,
  createBatchBelow,
  findEach,
  loadForBatch,
  own,
  pointInTimeOf,
} from "../../../core/snapshot/batch.js";
import { type Dated, knownFrom, knownTo, LATEST, type PointInTime } from "../../../core/time/point-in-time.js";
import { Area } from "../../area/area.type.js";
import { LegalDocument } from "../../legal-basis/legal-document.type.js";
import type { FacilityNameRow, FacilityPlaceRow, FacilityRelationRow } from "../register/facility.store.js";
import { Facility, FacilityName, FacilityPlace, FacilityRelation } from "../register/facility.type.js";
import type { FacilityRow } from "../register/facility-history.js";

/** What a facility is and was called, where it stands and stood, and to whom it belongs and belonged, with the days. */
@Resolver(() => Facility)
export class FacilityDatedResolver {
  @FieldResolver(() => [FacilityName], {
    description: about(
      "The names that it has and had until that day, each with its days, the first one first.",
      "Các tên gọi hiện nay và trước đây đến ngày đó, kèm thời gian, tên đầu tiên đứng trước.",
    ),
  })
  names(@Root() facility: FacilityRow, @Ctx() { snapshot }: Context) {
    const pointInTime = pointInTimeOf(facility);
    return datedIn(pointInTime, snapshot.facilities.namesOf(facility.id, pointInTime));
  }

  @FieldResolver(() => [FacilityPlace], {
    description: about(
      "The places where it stands and stood until that day, each with its days and on what it rests, the first one first.",
      "Các nơi đặt trụ sở hiện nay và trước đây đến ngày đó, kèm thời gian và căn cứ, nơi đầu tiên đứng trước.",
    ),
  })
  places(@Root() facility: FacilityRow, @Ctx() { snapshot }: Context) {
    return datedOf("FacilityPlace", facility, ({ id }, then) => snapshot.facilities.placesOf(id, then));
  }

  @FieldResolver(() => [FacilityRelation], {
    description: about(
      "Who manages, guides or absorbed it, or did until that day, each with its days and on what it rests, the first one first.",
      "Các đơn vị quản lý, hướng dẫn, nhận sáp nhập cơ sở, hoặc đã từng như vậy đến ngày đó, kèm thời gian và căn cứ, quan hệ đầu tiên đứng trước.",
    ),
  })
  relations(@Root() facility: FacilityRow, @Ctx() { snapshot }: Context) {
    return datedOf("FacilityRelation", facility, ({ id }, then) => snapshot.facilities.relationsOf(id, then));
  }
}

@Resolver(() => FacilityName)
export class FacilityNameResolver {
  @FieldResolver(() => LegalDocument, {
    nullable: true,
    description: about("The document that gave it; null: none is known.", "Văn bản đặt tên; null: chưa rõ văn bản."),
  })
  legalDocument(@Root() { legalDocumentId }: FacilityNameRow, @Ctx() { snapshot }: Context) {
    const document = snapshot.legalDocuments.maybeById(legalDocumentId);
    return document && cloneAlone("LegalDocument", LATEST, document);
  }
}

@Resolver(() => FacilityPlace)
export class FacilityPlaceResolver {
  @FieldResolver(() => Boolean, {
    description: about(
      "False: no document says more than that it lies within this area.",
      "False: không có tài liệu nào cho biết gì hơn là nằm trong địa bàn này.",
    ),
  })
  isStated(@Root() { stated }: FacilityPlaceRow): boolean {
    return stated === 1;
  }

  @FieldResolver(() => Area, {
    nullable: true,
    description: about(
      "The area, as it is on the day asked about, or was last.",
      "Địa bàn, theo tình trạng vào ngày được hỏi, hoặc lúc kết thúc.",
    ),
  })
  area(@Root() place: FacilityPlaceRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(place, "area", (places: readonly FacilityPlaceRow[]) => {
      const found = findEach(
        places,
        (then) => then,
        (then, { areaId }) => snapshot.areas.viewOrLast(areaId, then),
      );
      return createBatchBelow("Area", places, found);
    });
  }
}

@Resolver(() => FacilityRelation)
export class FacilityRelationResolver {
  @FieldResolver(() => Facility, {
    nullable: true,
    description: about(
      "The other unit, as it is on the day asked about; null: it is no unit of that day.",
      "Đơn vị kia, theo tình trạng vào ngày được hỏi; null: không phải là đơn vị của ngày đó.",
    ),
  })
  related(@Root() relation: FacilityRelationRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(relation, "related", (relations: readonly FacilityRelationRow[]) => {
      const found = findEach(
        relations,
        (then) => snapshot.facilities.in(then),
        (then, { relatedId }) => own(then.find(relatedId)),
      );
      return createBatchBelow("Facility", relations, found);
    });
  }

  @FieldResolver(() => LegalDocument, {
    nullable: true,
    description: about("The document that says so; null: none is known.", "Văn bản quy định; null: chưa rõ văn bản."),
  })
  legalDocument(@Root() { legalDocumentId }: FacilityRelationRow, @Ctx() { snapshot }: Context) {
    const document = snapshot.legalDocuments.maybeById(legalDocumentId);
    return document && cloneAlone("LegalDocument", LATEST, document);
  }
}

interface Begun extends Dated {
  fromStandsIn?: number | null;
}

/**
 * Rows of a facility that have dates as that day knows them: not when they would end. An end is a stand-in where what
 * began on its day has one for its first day.
 */
function datedIn<T extends Begun>({ asOf }: PointInTime, rows: readonly T[]) {
  const standIns = new Set(rows.filter(({ fromStandsIn }) => fromStandsIn === 1).map(({ validFrom }) => validFrom));
  return rows.map(({ validFrom, validTo, ...row }) => {
    const isOver = asOf === null || validTo <= asOf;
    return {
      ...row,
      validFrom: knownFrom(validFrom),
      validTo: isOver ? knownTo(validTo) : null,
      validFromIsStandIn: row.fromStandsIn === 1,
      validToIsStandIn: isOver && standIns.has(validTo),
    };
  });
}

/** The same of each facility of the batch, all of it one batch for what is nested in it. */
function datedOf<T extends Begun>(
  type: string,
  facility: FacilityRow,
  find: (facility: FacilityRow, then: PointInTime) => readonly T[],
) {
  return loadForBatch(facility, type, (facilities: readonly FacilityRow[]) => {
    const found = findEach(
      facilities,
      (then) => then,
      (then, each) => datedIn(then, find(each, then)),
    );
    return createBatchBelow(type, facilities, found);
  });
}
