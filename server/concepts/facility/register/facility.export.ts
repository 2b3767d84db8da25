import type { Snapshot } from "../../../core/context.js";
import { LATEST, type PointInTime } from "../../../core/time/point-in-time.js";
import { asTheyAre, columnsOf, tableOf } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { dayOf, oneOf, someOf, word, words } from "../../export/parameters.js";
import { citedIn } from "../../provenance/source/source.export.js";
import { FACILITIES_LIST, OWNERSHIP_WORDS } from "../facility.format.js";
import { BY_NAME, facilitiesOf } from "../list/facility-list.js";
import { FacilityOrderField, OrderDirection } from "./facility.input.js";
import { OWNERSHIPS } from "./facility.type.js";
import type { FacilityRow } from "./facility-history.js";

export const facilitiesExport = exported({
  name: "facilities",
  titleVi: FACILITIES_LIST.titleVi,
  format: FACILITIES_LIST,
  field: "Query.facilities",
  parameters: {
    search: word("Từ khóa"),
    facilityType: words("Hình thức tổ chức"),
    serviceLevel: words("Tuyến kỹ thuật"),
    hospitalClass: words("Xếp hạng"),
    ownership: someOf("Hình thức sở hữu", OWNERSHIPS),
    areaCode: word("Thuộc địa bàn"),
    under: word("Do đơn vị này quản lý"),
    asOf: dayOf("Hiện trạng vào ngày"),
    orderBy: oneOf("Sắp xếp theo", Object.values(FacilityOrderField)),
    direction: oneOf("Chiều sắp xếp", Object.values(OrderDirection)),
  },
  open({ asOf, orderBy, direction, ...filter }, { snapshot }) {
    const pointInTime: PointInTime = { asOf };
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
    },
    {
      area: (row) => areaOf(row)?.name ?? null,
      managed_by: (row) => units.above(row.id, "MANAGES")?.name ?? null,
    },
  );
  return [...columns, ...citedIn(snapshot, ({ profileSectionId }: FacilityRow) => profileSectionId)];
}
