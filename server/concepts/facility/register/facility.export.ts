import type { Snapshot } from "../../../core/context.js";
import { badInput } from "../../../core/schema/errors.js";
import { dayVi } from "../../../core/text/numbers.js";
import { LATEST, type PointInTime, SINCE_EVER } from "../../../core/time/point-in-time.js";
import { asTheyAre, type ColumnOf, columnsOf, tableOf, text } from "../../../files/writing/table.js";
import { LEVELS } from "../../assessment/level/level-rule.js";
import { levelOrUnknown } from "../../assessment/result/assessment.format.js";
import { exported, requireKnown } from "../../export/export.js";
import { dayOf, oneOf, someOf, word, words } from "../../export/parameters.js";
import { citedIn } from "../../provenance/source/source.export.js";
import { FACILITIES_LIST, NEWEST_LEVEL, OWNERSHIP_WORDS } from "../facility.format.js";
import * as messages from "../facility.messages.js";
import { BY_NAME, facilitiesOf } from "../list/facility-list.js";
import { FacilityOrderField, OrderDirection } from "./facility.input.js";
import type { FacilityNameRow } from "./facility.store.js";
import { OWNERSHIPS } from "./facility.type.js";
import type { FacilityRow } from "./facility-history.js";

/** A level as published; the cell of some is blank. */
const LEVELS_OR_BLANK = [...LEVELS.map(String), "BLANK"];

export const facilitiesExport = exported({
  name: "facilities",
  titleVi: FACILITIES_LIST.titleVi,
  titleEn: FACILITIES_LIST.titleEn,
  format: FACILITIES_LIST,
  field: "Query.facilities",
  parameters: {
    search: word("Từ khóa", "Search words"),
    facilityType: words("Hình thức tổ chức", "Type"),
    serviceLevel: words("Tuyến kỹ thuật", "Service level"),
    hospitalClass: words("Xếp hạng", "Hospital class"),
    ownership: someOf("Hình thức sở hữu", "Ownership", OWNERSHIPS),
    areaCode: word("Thuộc địa bàn", "Within the area"),
    under: word("Do đơn vị này quản lý", "Managed by"),
    round: word("Có kết quả trong đợt", "With a result in the round"),
    level: someOf("Mức công bố trong đợt đó", "Published level in that round", LEVELS_OR_BLANK),
    asOf: dayOf("Hiện trạng vào ngày", "As of the day"),
    orderBy: oneOf("Sắp xếp theo", "Sorted by", Object.values(FacilityOrderField)),
    direction: oneOf("Chiều sắp xếp", "Direction", Object.values(OrderDirection)),
  },
  open({ asOf, orderBy, direction, round, level, ...given }, { snapshot }) {
    const pointInTime: PointInTime = { asOf };
    if (level !== null && round === null) throw badInput(messages.levelOfNoRound);
    const reportedLevel = level?.map((each) => (each === "BLANK" ? null : Number(each))) ?? null;
    const filter = { ...given, level: round === null ? null : { round, reportedLevel } };
    requireKnown("areaCode", filter.areaCode, snapshot.areas.all(LATEST));
    requireKnown("under", filter.under, snapshot.facilities.in(LATEST).sorted("CODE"));
    const order = { field: orderBy ?? BY_NAME.field, direction: direction ?? BY_NAME.direction };
    const upwards = facilitiesOf(filter, order, pointInTime, snapshot);
    const rows = order.direction === "ASC" ? upwards : [...upwards].reverse();
    return tableOf(columnsIn(pointInTime, snapshot), asTheyAre(rows), ({ profileSectionId }) => [profileSectionId]);
  },
});

function columnsIn(pointInTime: PointInTime, snapshot: Snapshot) {
  const { areas, facilities, terms } = snapshot;
  const units = facilities.in(pointInTime);
  const areaOf = ({ areaId }: FacilityRow) => (areaId === null ? null : areas.viewOrLast(areaId, pointInTime));
  /** Of an area that is there on the day no end is known yet. */
  const endOf = ({ areaId }: FacilityRow) => {
    const isThere = pointInTime.asOf !== null && areaId !== null && areas.view(areaId, pointInTime) !== null;
    return areaId === null || isThere ? null : (areas.view(areaId, LATEST)?.validTo ?? null);
  };
  const labelOf = (id: number | null) => terms.maybeById(id)?.labelVi ?? null;
  const columns = columnsOf(
    FACILITIES_LIST,
    {
      code: (row: FacilityRow) => row.code,
      name: (row) => row.name,
      facility_type: (row) => labelOf(row.facilityTypeId),
      ownership: (row) => OWNERSHIP_WORDS[row.ownership as keyof typeof OWNERSHIP_WORDS],
      service_level: (row) => labelOf(row.serviceLevelId),
      hospital_class: (row) => labelOf(row.hospitalClassId),
      actual_beds: (row) => row.actualBeds,
      area: (row) => areaOf(row)?.code ?? null,
      managed_by: (row) => units.above(row.id, "MANAGES")?.code ?? null,
      opened_on: (row) => row.openedOn,
      closed_on: (row) => row.closedOn,
      // Whoever changes a row has to say from which day on it holds: a day that stands there already would be taken.
      valid_from: () => null,
      area_until: endOf,
    },
    {
      name: ({ id }) => basisOf(facilities.namesOf(id, pointInTime).at(-1), snapshot),
      area: (row) => areaOf(row)?.name ?? null,
      managed_by: (row) => units.above(row.id, "MANAGES")?.name ?? null,
    },
  );
  const sources = citedIn(snapshot, ({ profileSectionId }: FacilityRow) => profileSectionId);
  return [...columns, ...newestLevelIn(pointInTime, snapshot), ...sources];
}

/** Blank of a facility that no round tells of yet. */
function newestLevelIn({ asOf }: PointInTime, { assessments, rounds }: Snapshot): ColumnOf<FacilityRow>[] {
  const [level, round] = NEWEST_LEVEL;
  const newestOf = ({ id }: FacilityRow) =>
    assessments.of(id).find(({ roundId }) => asOf === null || rounds.byId(roundId).knownOn <= asOf);
  return [
    text(level, (row) => {
      const newest = newestOf(row);
      return newest ? levelOrUnknown(newest.reportedLevel) : null;
    }),
    text(round, (row) => rounds.maybeById(newestOf(row)?.roundId ?? null)?.code ?? null),
  ];
}

/** Since when a facility has its name, and on what that rests: the source of the line is that of its other columns. */
function basisOf(name: FacilityNameRow | undefined, { legalDocuments }: Snapshot): string | null {
  if (!name) return null;
  const { validFrom, fromStandsIn, legalDocumentId, noteVi } = name;
  const from = validFrom === SINCE_EVER ? [] : `Từ ${dayVi(validFrom)}${fromStandsIn === 1 ? " (ngày tạm lấy)" : ""}`;
  return [from, legalDocuments.maybeById(legalDocumentId)?.number ?? [], noteVi ?? []].flat().join("; ") || null;
}
