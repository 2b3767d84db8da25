import { Field, InputType, Int } from "type-graphql";
import { about } from "../../../core/schema/about.js";
import { HasAtMost, IsYear } from "../../../core/schema/checks.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { MetricKind, SubjectType } from "../definition/metric.type.js";

/** More than a grid of figures has on a page. */
const MOST_CODES = 100;

@InputType({
  description: about(
    "Which figures; conditions add up, the values of one list are alternatives.",
    "Lọc số liệu; các điều kiện cùng phải đúng, các giá trị trong một danh sách là lựa chọn thay thế.",
  ),
})
export class ObservationFilter {
  @HasAtMost(MOST_CODES, { en: "metrics", vi: "chỉ số" })
  @Field(() => [String], { nullable: true, description: about("Codes of metrics.", "Mã các chỉ số.") })
  metrics?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Of the metrics of this programme (vocabulary PROGRAMME).",
      "Của các chỉ số thuộc chương trình này (từ vựng PROGRAMME).",
    ),
  })
  programme?: string | null;

  @Field(() => [MetricKind], {
    nullable: true,
    description: about("Of metrics that are given so.", "Của các chỉ số thể hiện theo cách này."),
  })
  kind?: string[] | null;

  @Field(() => [SubjectType], {
    nullable: true,
    description: about("Of metrics that are collected for these.", "Của các chỉ số thu thập cho các đối tượng này."),
  })
  subjectType?: string[] | null;

  @HasAtMost(MOST_CODES, { en: "subjects", vi: "đối tượng" })
  @Field(() => [String], {
    nullable: true,
    description: about(
      "Codes of facilities and areas; an area code denotes all that have or had it.",
      "Mã cơ sở và đơn vị hành chính; mã đơn vị hành chính chỉ mọi đơn vị mang hoặc từng mang mã đó.",
    ),
  })
  subjects?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The area with this code and whatever lies or stands in it, or the managing body and whatever it manages: on the day that is asked about, without one in the latest known state.",
      "Đơn vị hành chính mang mã này cùng mọi địa bàn, cơ sở bên trong, hoặc cơ quan quản lý cùng mọi đơn vị do nó quản lý: vào ngày được hỏi, không có ngày thì theo tình trạng mới nhất được biết.",
    ),
  })
  under?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("Only with `on` from this day on.", "Chỉ lấy số liệu có `on` từ ngày này."),
  })
  from?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("Only with `on` until this day.", "Chỉ lấy số liệu có `on` đến ngày này."),
  })
  to?: string | null;

  @IsYear()
  @Field(() => Int, {
    nullable: true,
    description: about("Only with `on` in this year.", "Chỉ lấy số liệu có `on` trong năm này."),
  })
  year?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "True: only what was reported; false: only blank cells that were asked for. Left out: both.",
      "True: chỉ số liệu đã báo cáo; false: chỉ các ô được yêu cầu nhưng để trống. Bỏ trống: cả hai.",
    ),
  })
  reported?: boolean | null;
}
