import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { connectionType } from "../../../core/schema/connection.type.js";
import { Dated } from "../../../core/schema/dated.type.js";
import { Node } from "../../../core/schema/node.type.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Traced } from "../../trail/trail.type.js";

export const Ownership = describedEnum("Ownership", about("Who owns a facility.", "Hình thức sở hữu của cơ sở."), {
  PUBLIC: about("The province, through the Department of Health.", "Công lập thuộc tỉnh, qua Sở Y tế."),
  PRIVATE: about("Private.", "Tư nhân."),
  SECTOR: about(
    "A ministry, a sector, a university or the armed forces.",
    "Bộ, ngành, trường đại học hoặc lực lượng vũ trang.",
  ),
});
export const OWNERSHIPS = Object.values(Ownership);

@ObjectType({
  implements: [Node, Traced, Dated],
  simpleResolvers: true,
  description: about(
    "A unit of the health service: the Department, a hospital, a district health centre, a clinic or a specialised unit.",
    "Một đơn vị y tế: Sở Y tế, bệnh viện, trung tâm y tế, phòng khám hoặc đơn vị chuyên ngành.",
  ),
})
export class Facility extends Node {
  @Field(() => String, { description: about("The register's own stable code.", "Mã ổn định trong sổ đăng ký.") })
  code!: string;

  @Field(() => String, { description: about("The name on the day asked about.", "Tên gọi vào ngày được hỏi.") })
  name!: string;

  @Field(() => Ownership, { description: about("Who owns it on that day.", "Hình thức sở hữu vào ngày đó.") })
  ownership!: string;

  @Field(() => String, {
    nullable: true,
    description: about(
      "On what the register bases its owner, and its form of organisation where no table of a document states that; null: nobody has said.",
      "Căn cứ ghi hình thức sở hữu, và hình thức tổ chức nếu không có bảng nào của tài liệu ghi; null: chưa ai ghi.",
    ),
  })
  ownershipBasisVi!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "Beds in actual use (số giường thực kê), as stated by the survey that holds on that day; null: no document states it for that day.",
      "Số giường thực kê theo đợt khảo sát có hiệu lực vào ngày đó; null: không có tài liệu nào ghi cho ngày đó.",
    ),
  })
  actualBeds!: number | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "Opened on; null: not known, and taken to exist before any day asked about.",
      "Ngày thành lập; null: chưa rõ, coi như đã có trước mọi ngày được hỏi.",
    ),
  })
  openedOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "No longer a unit from this day on; null: open, and always null with `asOf`: that day did not know it.",
      "Không còn là đơn vị từ ngày này; null: đang hoạt động; luôn null khi có `asOf`: ngày đó chưa biết.",
    ),
  })
  closedOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "Remark of the register in Vietnamese, on the latest known state; null with `asOf`.",
      "Ghi chú tiếng Việt của sổ đăng ký, theo tình trạng mới nhất được biết; null khi có `asOf`.",
    ),
  })
  noteVi!: string | null;

  @Field(() => Int, {
    description: about(
      "Counts the changes of its record, from 1 on, also with `asOf`; give it as `expectedVersion` with the next one.",
      "Số lần thay đổi của hồ sơ cơ sở, bắt đầu từ 1, kể cả khi có `asOf`; ghi vào `expectedVersion` khi thay đổi tiếp.",
    ),
  })
  version!: number;
}

const STANDS_IN = about(
  "Whether nobody knows the first day: `validFrom` is then only the first day that it is known of.",
  "Không rõ ngày đầu: khi đó `validFrom` chỉ là ngày sớm nhất được biết.",
);
const END_STANDS_IN = about(
  "Whether nobody knows when it ended: `validTo` is then only the first day that what came after it is known of.",
  "Không rõ kết thúc ngày nào: khi đó `validTo` chỉ là ngày sớm nhất biết được điều kế tiếp.",
);

@ObjectType({
  simpleResolvers: true,
  description: about("A name that a facility has or had.", "Một tên gọi hiện nay hoặc trước đây của cơ sở."),
})
export class FacilityName {
  @Field(() => String, { description: about("The name.", "Tên gọi.") })
  name!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "Its name from this day on; null: no first day is known.",
      "Là tên gọi từ ngày này; null: không rõ ngày đầu.",
    ),
  })
  validFrom!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "No longer its name from this day on; null: it still is, on the day asked about.",
      "Không còn là tên gọi từ ngày này; null: vẫn là tên gọi vào ngày được hỏi.",
    ),
  })
  validTo!: string | null;

  @Field(() => Boolean, { description: STANDS_IN })
  validFromIsStandIn!: boolean;

  @Field(() => Boolean, { description: END_STANDS_IN })
  validToIsStandIn!: boolean;

  @Field(() => String, {
    nullable: true,
    description: about(
      "On what it rests, or what is not known of it, in Vietnamese; null: nobody has said.",
      "Căn cứ, hoặc điều chưa rõ; null: chưa ai ghi.",
    ),
  })
  noteVi!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about("Where a facility stands or stood.", "Nơi đặt trụ sở hiện nay hoặc trước đây của cơ sở."),
})
export class FacilityPlace {
  @Field(() => LocalDate, {
    nullable: true,
    description: about("There from this day on; null: no first day is known.", "Từ ngày này; null: không rõ ngày đầu."),
  })
  validFrom!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "No longer there from this day on; null: still there, on the day asked about.",
      "Không còn ở đó từ ngày này; null: vẫn ở đó vào ngày được hỏi.",
    ),
  })
  validTo!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about(
      "On what it rests, in Vietnamese; null: nobody has said.",
      "Căn cứ ghi nhận; null: chưa ai ghi.",
    ),
  })
  basisVi!: string | null;
}

const FacilityRelationKind = describedEnum(
  "FacilityRelationKind",
  about("What one unit is to another.", "Quan hệ giữa hai đơn vị."),
  {
    MANAGES: about("It is managed by the other unit.", "Do đơn vị kia quản lý."),
    GUIDES: about(
      "It is guided by the other unit, which does not manage it.",
      "Do đơn vị kia hướng dẫn chuyên môn mà không quản lý.",
    ),
    MERGED_INTO: about("It was merged into the other unit.", "Đã sáp nhập vào đơn vị kia."),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about(
    "That another unit manages or guides a facility, did so, or took it over.",
    "Việc một đơn vị khác quản lý, hướng dẫn cơ sở, đã từng như vậy, hoặc nhận sáp nhập cơ sở.",
  ),
})
export class FacilityRelation {
  @Field(() => FacilityRelationKind, {
    description: about("What the other unit is to it.", "Quan hệ của đơn vị kia với cơ sở."),
  })
  kind!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("From this day on; null: no first day is known.", "Từ ngày này; null: không rõ ngày đầu."),
  })
  validFrom!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "No longer from this day on; null: still so, on the day asked about.",
      "Không còn từ ngày này; null: vẫn còn vào ngày được hỏi.",
    ),
  })
  validTo!: string | null;

  @Field(() => Boolean, { description: STANDS_IN })
  validFromIsStandIn!: boolean;

  @Field(() => Boolean, { description: END_STANDS_IN })
  validToIsStandIn!: boolean;

  @Field(() => String, {
    nullable: true,
    description: about(
      "On what it rests, in Vietnamese; null: nobody has said.",
      "Căn cứ ghi nhận; null: chưa ai ghi.",
    ),
  })
  basisVi!: string | null;
}

export const FacilityConnection = connectionType(
  "Facility",
  () => Facility,
  about("A page of a list of facilities.", "Một trang trong danh sách cơ sở."),
);
