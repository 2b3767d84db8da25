import { Field, Int, ObjectType } from "type-graphql";
import { VERSION } from "../../core/mutation/act.input.js";
import { about, describedEnum } from "../../core/schema/about.js";
import { connectionType } from "../../core/schema/connection.type.js";
import { Dated } from "../../core/schema/dated.type.js";
import { Node } from "../../core/schema/node.type.js";
import { LocalDate } from "../../core/schema/scalars.js";
import { Traced } from "../trail/trail.type.js";

export const AreaType = describedEnum("AreaType", about("Level of an area.", "Cấp của đơn vị hành chính."), {
  COUNTRY: about("The country; bears the national figures.", "Quốc gia; mang các số liệu toàn quốc."),
  PROVINCE: about("Province or centrally-run city.", "Tỉnh hoặc thành phố trực thuộc trung ương."),
  DISTRICT: about(
    "District, town or city of a province; until 30 June 2025.",
    "Quận, huyện, thị xã, thành phố thuộc tỉnh; đến hết 30/6/2025.",
  ),
  COMMUNE: about("Commune, ward or township.", "Xã, phường, thị trấn."),
});
export const AREA_TYPES = Object.values(AreaType);

const AreaChangeKind = describedEnum(
  "AreaChangeKind",
  about("What the law did to an area.", "Nội dung thay đổi đơn vị hành chính theo văn bản."),
  {
    BOUNDARY: about(
      "Its boundary moved: figures before and after are not comparable.",
      "Điều chỉnh địa giới: số liệu trước và sau không so sánh được với nhau.",
    ),
    STATUS: about("It became another kind of area.", "Đổi loại đơn vị hành chính."),
    SPLIT: about("It was divided; one row for each successor.", "Chia tách; mỗi đơn vị kế tục là một dòng."),
    MERGED: about("It went into another area.", "Nhập vào đơn vị khác."),
    RENAMED: about("It got another name.", "Đổi tên."),
    MOVED: about("It lies in another area from then on.", "Chuyển sang thuộc đơn vị hành chính khác."),
    ESTABLISHED: about("It began on that day.", "Bắt đầu tồn tại từ ngày này."),
    ABOLISHED: about(
      "It ended without a successor of its level.",
      "Kết thúc hoạt động, không có đơn vị kế tục cùng cấp.",
    ),
  },
);
export const AREA_CHANGE_KINDS = Object.values(AreaChangeKind);

@ObjectType({
  implements: [Node, Traced, Dated],
  simpleResolvers: true,
  description: about(
    "An administrative area with its dates. Codes are given again to others: a code without a day is no identity.",
    "Đơn vị hành chính cùng thời gian hiệu lực. Mã có thể được cấp lại: mã không kèm ngày thì chưa xác định được đơn vị.",
  ),
})
export class Area extends Node {
  @Field(() => String, { description: about("Code of the statistics office.", "Mã đơn vị hành chính.") })
  code!: string;

  @Field(() => String, {
    description: about("The name on the day asked about.", "Tên gọi vào ngày được hỏi."),
  })
  name!: string;

  @Field(() => AreaType, { description: about("Level.", "Cấp.") })
  areaType!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("First day; null: older than the records here.", "Ngày bắt đầu; null: có trước dữ liệu ở đây."),
  })
  validFrom!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The day on which it no longer exists; null: exists, and always null with `asOf`: that day did not know it.",
      "Ngày không còn tồn tại; null: đang tồn tại; luôn null khi có `asOf`: ngày đó chưa biết.",
    ),
  })
  validTo!: string | null;

  @Field(() => Int, { description: VERSION })
  version!: number;
}

export const AreaConnection = connectionType(
  "Area",
  () => Area,
  about("A page of a list of areas.", "Một trang trong danh sách đơn vị hành chính."),
);

@ObjectType({
  simpleResolvers: true,
  description: about("One change of an area by law.", "Một lần thay đổi đơn vị hành chính theo văn bản."),
})
export class AreaChange {
  @Field(() => LocalDate, { description: about("The day it took effect.", "Ngày có hiệu lực.") })
  changedOn!: string;

  @Field(() => AreaChangeKind, { description: about("What was done.", "Nội dung thay đổi.") })
  kind!: string;

  @Field(() => String, { nullable: true, description: about("In Vietnamese.", "Diễn giải tiếng Việt.") })
  noteVi!: string | null;

  @Field(() => String, { nullable: true, description: about("In English.", "Diễn giải tiếng Anh.") })
  noteEn!: string | null;
}
