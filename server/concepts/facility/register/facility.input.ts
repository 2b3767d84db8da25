import { Field, InputType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { AreChecked, HasAtMost, IsAtMostLong } from "../../../core/schema/checks.js";
import { LevelFilter } from "../../assessment/level/level-filter.input.js";
import { Ownership } from "./facility.type.js";

/** More choices than any vocabulary has; a longer list is a mistake or an attack. */
const MOST_CHOICES = 50;
const LONGEST_SEARCH = 200;

@InputType({
  description: about(
    "Which facilities; conditions add up, the values of one list are alternatives.",
    "Lọc cơ sở; các điều kiện cùng phải đúng, các giá trị trong một danh sách là lựa chọn thay thế.",
  ),
})
export class FacilityFilter {
  @IsAtMostLong(LONGEST_SEARCH)
  @Field(() => String, {
    nullable: true,
    description: about(
      'Words of the code, a name or any spelling: without accents or case, đ = d, usual abbreviations ("bv dk" finds "Bệnh viện Đa khoa"). Every word must be found at the beginning of a word. Blank: no condition.',
      'Các từ trong mã, tên hoặc cách viết bất kỳ: không phân biệt dấu, hoa thường, đ = d, hiểu chữ viết tắt thường dùng ("bv dk" tìm ra "Bệnh viện Đa khoa"). Mọi từ đều phải khớp với đầu một từ. Để trống: không lọc.',
    ),
  })
  search?: string | null;

  @HasAtMost(MOST_CHOICES, { en: "facility types", vi: "hình thức tổ chức" })
  @Field(() => [String], {
    nullable: true,
    description: about(
      "Codes of facility types (vocabulary FACILITY_TYPE).",
      "Mã hình thức tổ chức (từ vựng FACILITY_TYPE).",
    ),
  })
  facilityType?: string[] | null;

  @HasAtMost(MOST_CHOICES, { en: "service levels", vi: "tuyến kỹ thuật" })
  @Field(() => [String], {
    nullable: true,
    description: about(
      "Codes of service levels (vocabulary SERVICE_LEVEL).",
      "Mã tuyến kỹ thuật (từ vựng SERVICE_LEVEL).",
    ),
  })
  serviceLevel?: string[] | null;

  @HasAtMost(MOST_CHOICES, { en: "hospital classes", vi: "xếp hạng" })
  @Field(() => [String], {
    nullable: true,
    description: about(
      "Codes of hospital classes (vocabulary HOSPITAL_CLASS).",
      "Mã xếp hạng (từ vựng HOSPITAL_CLASS).",
    ),
  })
  hospitalClass?: string[] | null;

  @HasAtMost(MOST_CHOICES, { en: "owners", vi: "hình thức sở hữu" })
  @Field(() => [Ownership], { nullable: true, description: about("Owners.", "Hình thức sở hữu.") })
  ownership?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Standing in the area that holds this code on the day asked about, or in anything within it.",
      "Đặt tại đơn vị hành chính mang mã này vào ngày được hỏi, hoặc tại đơn vị bên trong nó.",
    ),
  })
  areaCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "The facility with this code and everything it manages on that day.",
      "Đơn vị mang mã này và mọi đơn vị do nó quản lý vào ngày đó.",
    ),
  })
  under?: string | null;

  @AreChecked()
  @Field(() => LevelFilter, {
    nullable: true,
    description: about(
      "Having a published result in a round, such as level 2 in 2022.",
      "Có kết quả đã công bố trong một đợt, ví dụ mức 2 năm 2022.",
    ),
  })
  level?: LevelFilter | null;
}

export const FacilityOrderField = describedEnum(
  "FacilityOrderField",
  about("By what to sort facilities.", "Tiêu chí sắp xếp cơ sở."),
  {
    NAME: about("By name, in Vietnamese dictionary order.", "Theo tên, thứ tự từ điển tiếng Việt."),
    CODE: about("By code.", "Theo mã."),
    ACTUAL_BEDS: about(
      "By beds in actual use; a unit without a known number counts as the smallest.",
      "Theo số giường thực kê; đơn vị chưa rõ số giường coi là nhỏ nhất.",
    ),
  },
);

export const OrderDirection = describedEnum("OrderDirection", about("Which way to sort.", "Chiều sắp xếp."), {
  ASC: about("Smallest or first letter first.", "Tăng dần."),
  DESC: about("Largest or last letter first.", "Giảm dần."),
});

@InputType({ description: about("How to sort; ties go by id.", "Cách sắp xếp; bằng nhau thì theo định danh.") })
export class FacilityOrder {
  @Field(() => FacilityOrderField, { description: about("By what.", "Tiêu chí.") })
  field!: keyof typeof FacilityOrderField;

  @Field(() => OrderDirection, { description: about("Which way.", "Chiều.") })
  direction!: keyof typeof OrderDirection;
}
