import { Arg } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { NOW, type Reading } from "../definition/metric.store.js";
import { recordedBy } from "./recorded-as-of.store.js";

/** The argument `recordedAsOf` of fields that show figures. */
export const ObservationsRecordedAsOf = (): ParameterDecorator =>
  Arg("recordedAsOf", () => LocalDate, {
    nullable: true,
    description: about(
      "What was known: the figures as they were on record here at the end of this day in Vietnam. What was recorded or imported later is left out, what was corrected or withdrawn later is there as it was. Left out: as they are now. Figures that were loaded before such days were kept count as known since ever; their metrics, subjects and sources are called as they are now; a figure that has been withdrawn since has an id that `node` no longer finds.",
      "Điều đã biết: số liệu như có trong sổ ở đây vào cuối ngày này, giờ Việt Nam. Số liệu ghi hoặc nhập sau đó không có mặt; số liệu bị sửa hoặc rút sau đó vẫn có như cũ. Bỏ trống: như hiện nay. Số liệu nạp trước khi lưu ngày ghi được coi là biết từ trước; chỉ số, đối tượng và nguồn mang tên gọi hiện nay; số liệu đã bị rút có định danh mà `node` không còn tìm thấy.",
    ),
  }) as ParameterDecorator;

export const readingOf = (recordedAsOf: string | null | undefined): Reading =>
  recordedAsOf == null ? NOW : recordedBy(recordedAsOf);
