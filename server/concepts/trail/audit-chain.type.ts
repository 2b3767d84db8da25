import { Field, Int, ObjectType } from "type-graphql";
import { about } from "../../core/schema/about.js";
import { DateTime, LocalDate } from "../../core/schema/scalars.js";

@ObjectType({
  simpleResolvers: true,
  description: about(
    "Where the trail ended once, as a server keeps it beside an embedded database every minute and when it stops.",
    "Điểm cuối của nhật ký tại một thời điểm, do máy chủ giữ bên cạnh cơ sở dữ liệu nhúng mỗi phút và khi dừng.",
  ),
})
export class KeptAuditEnd {
  @Field(() => DateTime, { description: about("When it was kept.", "Thời điểm giữ.") })
  keptAt!: string;

  @Field(() => Int, {
    description: about(
      "How many acts that were on record then are not now, at least; 0: none is missing.",
      "Ít nhất bao nhiêu việc có khi đó mà nay không còn; 0: không thiếu việc nào.",
    ),
  })
  missingActCount!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: about("An object of which something is wrong.", "Một đối tượng không khớp."),
})
export class AccusedObject {
  @Field(() => String, {
    description: about(
      'Its type, such as "Observation"; of what no act changes, the name of its table, such as "term".',
      'Kiểu, ví dụ "Observation"; với dữ liệu không nghiệp vụ nào thay đổi là tên bảng, ví dụ "term".',
    ),
  })
  objectType!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "What a verification of the trail has found. A server that was tampered with cannot vouch for itself: `npm run audit`, with what was kept elsewhere, tells more.",
    "Kết quả kiểm tra nhật ký. Máy chủ bị sửa không thể tự xác nhận mình: `npm run audit`, cùng với những gì được giữ ở nơi khác, cho biết nhiều hơn.",
  ),
})
export class AuditVerification {
  @Field(() => Int, { description: about("How many entries were read.", "Số mục nhật ký đã đọc.") })
  entryCount!: number;

  @Field(() => Int, {
    description: about(
      "How much is wrong, an object several times where several things are; 0: nothing.",
      "Số điểm không khớp, một đối tượng có thể có nhiều điểm; 0: không có.",
    ),
  })
  faultCount!: number;

  @Field(() => Int, {
    description: about(
      "How many objects are accused. 0 while something is wrong: it is in how acts follow each other.",
      "Số đối tượng không khớp. 0 khi vẫn có điểm không khớp: sai ở thứ tự các việc.",
    ),
  })
  accusedCount!: number;

  @Field(() => [AccusedObject], {
    description: about("The first 100 of them.", "100 đối tượng đầu tiên."),
  })
  accused!: AccusedObject[];

  @Field(() => LocalDate, {
    description: about(
      "Up to the end of which day the digest is: yesterday.",
      "Mã tổng hợp tính đến hết ngày nào: hôm qua.",
    ),
  })
  until!: string;

  @Field(() => String, {
    description: about(
      "Stands for all trails up to the end of that day; asked later, `npm run audit -- --until … --expect …` tells whether anything up to then has been rewritten.",
      "Mã đại diện cho toàn bộ nhật ký đến hết ngày đó; về sau, `npm run audit -- --until … --expect …` cho biết có gì đến ngày đó bị viết lại không.",
    ),
  })
  digest!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "How the trail of everything that was done is sealed, so that nothing can be changed past the acts unseen.",
    "Nhật ký mọi việc đã thực hiện được niêm phong ra sao, để không thay đổi nào ngoài nghiệp vụ mà không bị phát hiện.",
  ),
})
export class AuditChain {
  @Field(() => Int, {
    description: about(
      "How many acts are sealed; one that tells of several parts of the data, as a file that makes a section, counts in each.",
      "Số việc đã niêm phong; việc thuộc nhiều phần của dữ liệu, như nhập một tệp tạo đề mục mới, được tính ở mỗi phần.",
    ),
  })
  actCount!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: about(
      "When the last of them was; null: there is none.",
      "Thời điểm của việc gần nhất; null: chưa có.",
    ),
  })
  lastActAt!: string | null;

  @Field(() => Boolean, {
    description: about(
      "Whether it is sealed with a secret (`AUDIT_SECRET`). False: whoever can write to the database can make seals that fit.",
      "Có niêm phong bằng khóa bí mật (`AUDIT_SECRET`) không. Không: ai ghi được vào cơ sở dữ liệu thì cũng làm được dấu niêm phong khớp.",
    ),
  })
  isKeyed!: boolean;

  @Field(() => KeptAuditEnd, {
    nullable: true,
    description: about(
      "Where it ended once, as it is kept beside the database; where a start has put some aside because acts were missing, that of which most are missing. Null: nothing is kept, as with MariaDB.",
      "Điểm cuối được giữ bên cạnh cơ sở dữ liệu; nếu một lần khởi động đã cất riêng vì thiếu việc thì là bản thiếu nhiều nhất. Null: không giữ gì, như với MariaDB.",
    ),
  })
  kept!: KeptAuditEnd | null;
}
