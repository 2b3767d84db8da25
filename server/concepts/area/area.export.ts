import { fold } from "../../core/text/fold.js";
import type { PointInTime } from "../../core/time/point-in-time.js";
import { asTheyAre, columnsOf, tableOf } from "../../files/writing/table.js";
import { exported } from "../export/export.js";
import { dayOf, oneOf, word } from "../export/parameters.js";
import { AREA_TYPE_WORDS, AREAS_LIST } from "./area.format.js";
import { AREA_TYPES } from "./area.type.js";
import type { AreaView } from "./area-tree.js";

export const areasExport = exported({
  name: "areas",
  titleVi: AREAS_LIST.titleVi,
  titleEn: AREAS_LIST.titleEn,
  format: AREAS_LIST,
  field: "Query.areas",
  parameters: {
    search: word("Từ khóa", "Search words"),
    areaType: oneOf("Cấp", "Level of area", AREA_TYPES),
    asOf: dayOf("Hiện trạng vào ngày", "As of the day"),
  },
  open({ search, areaType, asOf }, { snapshot: { areas } }) {
    const pointInTime: PointInTime = { asOf };
    const sought = fold(search ?? "");
    const rows = areas
      .all(pointInTime)
      .filter((area) => areaType === null || area.areaType === areaType)
      .filter(({ name, code }) => fold(`${name} ${code}`).includes(sought));
    const parentOf = ({ id }: AreaView) => areas.parent(id, pointInTime);
    const columns = columnsOf(
      AREAS_LIST,
      {
        code: (row: AreaView) => row.code,
        name: (row) => row.name,
        area_type: (row) => AREA_TYPE_WORDS[row.areaType as keyof typeof AREA_TYPE_WORDS],
        parent: (row) => parentOf(row)?.code ?? null,
        valid_from: (row) => row.validFrom,
        valid_to: (row) => row.validTo,
      },
      { parent: (row) => parentOf(row)?.name ?? null },
    );
    return tableOf(columns, asTheyAre(rows), () => []);
  },
});
