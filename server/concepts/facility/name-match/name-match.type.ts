import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import type { AliasRow, CandidateRow, NameMatchRow } from "./name-match.js";

const AliasKind: Record<AliasRow["kind"], AliasRow["kind"]> = describedEnum(
  "AliasKind",
  about("By what a facility is recognised.", "Cơ sở được nhận ra nhờ đâu."),
  {
    CODE: about("The register's code.", "Mã trong sổ đăng ký."),
    NAME: about("A name that it has or had.", "Tên gọi hiện nay hoặc trước đây."),
    SPELLING: about("Another way in which a document writes it.", "Một cách viết khác trong tài liệu."),
  },
);

const NameMatchStatus: Record<NameMatchRow["status"], NameMatchRow["status"]> = describedEnum(
  "NameMatchStatus",
  about("Whether it is known which unit a name denotes.", "Có xác định được tên chỉ đơn vị nào hay không."),
  {
    MATCHED: about("It denotes one unit.", "Tên chỉ đúng một đơn vị."),
    AMBIGUOUS: about("It is the name of more than one unit.", "Tên là của nhiều đơn vị."),
    UNKNOWN: about(
      "No unit is known by it; likeness to a known name decides nothing.",
      "Không có đơn vị nào được biết với tên này; gần giống một tên đã biết thì không đủ để xác định.",
    ),
  },
);

const CandidateReason: Record<CandidateRow["why"], CandidateRow["why"]> = describedEnum(
  "CandidateReason",
  about("Why a unit is a candidate for a name.", "Vì sao một đơn vị được gợi ý cho một tên."),
  {
    SAME_NAME: about("It has this very name, and so has another.", "Mang đúng tên này, và đơn vị khác cũng vậy."),
    ALL_WORDS: about(
      "Every word of the name begins a word of its names, as in a search.",
      "Mọi từ của tên đều khớp với đầu một từ trong các tên của đơn vị, như khi tìm kiếm.",
    ),
    NEAR_SPELLING: about(
      "One of its names is spelled nearly so.",
      "Một trong các tên của đơn vị được viết gần như vậy.",
    ),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about("A text that names a facility, as it is on record.", "Một tên chỉ cơ sở, đúng như có trong sổ."),
})
export class FacilityAlias {
  @Field(() => String, { description: about("The text, as printed.", "Nguyên văn, như tài liệu in.") })
  text!: string;

  @Field(() => AliasKind, { description: about("What kind of name it is.", "Loại tên.") })
  kind!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "From when on it is the name; null: since ever, not known, or no name with dates (a code, a spelling).",
      "Là tên gọi từ ngày này; null: từ trước đến nay, chưa rõ, hoặc không phải tên có ngày (mã, cách viết khác).",
    ),
  })
  validFrom!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "No longer the name from this day on; null: it still is, or no name with dates; always null with `asOf`.",
      "Không còn là tên gọi từ ngày này; null: vẫn dùng, hoặc không phải tên có ngày; luôn null khi có `asOf`.",
    ),
  })
  validTo!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A unit that a name may mean; for a person to choose from, never chosen by the server.",
    "Đơn vị mà tên có thể muốn chỉ; để người dùng chọn, hệ thống không tự chọn.",
  ),
})
export class NameCandidate {
  @Field(() => CandidateReason, { description: about("Why it is one.", "Vì sao được gợi ý.") })
  why!: string;

  @Field(() => FacilityAlias, {
    description: about("Its name that is nearest to the one asked about.", "Tên của đơn vị gần với tên được hỏi nhất."),
  })
  alias!: FacilityAlias;

  @Field(() => Int, {
    description: about(
      "How many letters would have to be changed, added or left out, not counting accents, case and signs; 0: only these differ, or nothing does.",
      "Số chữ phải đổi, thêm hoặc bớt, không kể dấu, hoa thường và ký hiệu; 0: chỉ khác ở những thứ đó, hoặc không khác.",
    ),
  })
  distance!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: about("What is known of one name.", "Kết quả nhận diện một tên."),
})
export class NameMatch {
  @Field(() => String, { description: about("The name as it was asked.", "Tên đúng như được hỏi.") })
  name!: string;

  @Field(() => NameMatchStatus, { description: about("Whether it is decided.", "Đã xác định hay chưa.") })
  status!: string;

  @Field(() => FacilityAlias, {
    nullable: true,
    description: about(
      "The name on record that it is the same as, but for case, blanks and NFC or NFD; null: not decided.",
      "Tên trong sổ mà nó trùng, không kể hoa thường, khoảng trắng và NFC hay NFD; null: chưa xác định.",
    ),
  })
  matchedBy!: FacilityAlias | null;
}
