import { Field, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { PageInfo } from "../../../core/schema/pagination.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { LeftOutFigures, PERIOD_FROM } from "../total/metric-total.type.js";

export const LeagueStanding = describedEnum(
  "LeagueStanding",
  about("Whether a subject has a rank, and why not.", "Đối tượng có được xếp hạng không, và vì sao không."),
  {
    RANKED: about("It has a rank.", "Được xếp hạng."),
    AMONG_REPORTED: about(
      "It reported, but not everybody compared has: it stands in order among those reported, without a rank.",
      "Đã báo cáo, nhưng chưa đủ các nơi được so sánh: chỉ xếp thứ tự trong số đã báo cáo, không có thứ hạng.",
    ),
    NOT_COMPUTABLE: about(
      "It reported, but there is no rate: 0 of 0, or one of the counts is missing.",
      "Có báo cáo nhưng không có tỷ lệ: 0 trên 0, hoặc thiếu một số đếm.",
    ),
    NOT_REPORTED: about("It should have reported, and nothing is on record.", "Phải báo cáo nhưng chưa có số liệu."),
  },
);

@ObjectType({
  simpleResolvers: true,
  description: about("One line of a league table.", "Một dòng của bảng xếp hạng."),
})
export class LeagueRow {
  @Field(() => Int, {
    nullable: true,
    description: about(
      "Its place: 1 is the best, or the greatest for a metric of which neither end is better. Equal figures share a rank and the next ranks are left out (1, 1, 3); compared exactly, not as rounded. Null: not ranked, see `standing`; nobody is before everybody compared has reported.",
      "Thứ hạng: 1 là tốt nhất, hoặc lớn nhất với chỉ số không có chiều tốt. Số liệu bằng nhau cùng hạng và các hạng kế tiếp được bỏ qua (1, 1, 3); so sánh chính xác, không so số đã làm tròn. Null: không xếp hạng, xem `standing`; khi chưa đủ mọi nơi được so sánh báo cáo thì không nơi nào có hạng.",
    ),
  })
  rank!: number | null;

  @Field(() => LeagueStanding, { description: about("Ranked, or why not.", "Được xếp hạng, hoặc lý do không.") })
  standing!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: about("A line of a league table and its cursor.", "Một dòng của bảng xếp hạng kèm con trỏ."),
})
export class LeagueEdge {
  @Field(() => String, { description: about("For `after` and `before`.", "Dùng cho `after` và `before`.") })
  cursor!: string;

  @Field(() => LeagueRow, { description: about("The line.", "Dòng đó.") })
  node!: LeagueRow;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A page of a league table: everybody of whom a metric was due for one period, the best first; who has no figure that can be compared comes last, by name.",
    "Một trang của bảng xếp hạng: mọi đối tượng phải có số liệu của một chỉ số trong một kỳ, tốt nhất đứng đầu; đối tượng không có số so sánh được đứng cuối, theo tên.",
  ),
})
export class LeagueConnection {
  @Field(() => LocalDate, { nullable: true, description: PERIOD_FROM })
  from!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about("The day of the figures; null: there are none.", "Ngày của số liệu; null: không có số liệu."),
  })
  on!: string | null;

  @Field(() => Int, {
    description: about(
      "How many of those compared have reported: `rank` is there only once all have.",
      "Bao nhiêu nơi được so sánh đã báo cáo: chỉ khi đủ mới có `rank`.",
    ),
  })
  reporting!: number;

  @Field(() => Int, { description: about("How many are compared.", "Bao nhiêu nơi được so sánh.") })
  expected!: number;

  @Field(() => [LeftOutFigures], {
    description: about(
      "What was reported for the same last day and is not compared; empty: nothing.",
      "Số liệu đã báo cáo có cùng ngày cuối mà không được so sánh; rỗng: không có.",
    ),
  })
  leftOut!: LeftOutFigures[];

  @Field(() => [LeagueRow], { description: about("The lines of this page.", "Các dòng của trang này.") })
  nodes!: LeagueRow[];

  @Field(() => [LeagueEdge], { description: about("The same with their cursors.", "Như trên, kèm con trỏ.") })
  edges!: LeagueEdge[];

  @Field(() => PageInfo, { description: about("How to go on.", "Thông tin chuyển trang.") })
  pageInfo!: PageInfo;
}
