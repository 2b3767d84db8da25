import { Field, Float, Int, ObjectType } from "type-graphql";
import { about, describedEnum } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { Observation } from "../../metric/observation/observation.type.js";
import { MetricTotal } from "../../metric/total/metric-total.type.js";

const TargetStatus = describedEnum("TargetStatus", about("Where a target stands.", "Tình trạng của một mục tiêu."), {
  MET: about(
    'The last figure is at the value or beyond, in time or late. Judged before rounding. Where `Target.comparison` asks for more than the value ("trên 96%"), at the value it is not met.',
    'Số liệu mới nhất đã đạt hoặc vượt giá trị, đúng hạn hoặc muộn. Xét trước khi làm tròn. Nếu `Target.comparison` đòi hơn giá trị ("trên 96%") thì bằng giá trị là chưa đạt.',
  ),
  ON_TRACK: about(
    "Not met yet; the straight line through the last two figures is there by the last day.",
    "Chưa đạt; đường thẳng qua hai số liệu mới nhất sẽ tới kịp hạn.",
  ),
  BEHIND: about("Not met yet; that line is not there by the last day.", "Chưa đạt; đường thẳng đó không tới kịp hạn."),
  OVERDUE: about(
    "The last day has passed, and the last figure does not meet the target.",
    "Đã quá hạn mà số liệu mới nhất chưa đạt.",
  ),
  NOT_ENOUGH_DATA: about(
    "Not met yet; there is one figure only, so nothing can be forecast.",
    "Chưa đạt; chỉ có một số liệu nên không dự báo được.",
  ),
  INCOMPLETE: about(
    "The newest total has gaps (`incompleteTotal`): not all of whom figures were due have reported, so nothing is decided by it.",
    "Tổng mới nhất còn thiếu (`incompleteTotal`): chưa đủ mọi đối tượng phải có số liệu báo cáo, nên không kết luận từ đó.",
  ),
  NOT_COMPUTABLE: about(
    "Something was reported, but no number that can be compared: a share whose denominator is not printed, 0 of 0, or a share of something else than the target speaks of (`Target.denominatorUnit`).",
    "Có báo cáo nhưng không có số so sánh được: tỷ lệ không in mẫu số, 0 trên 0, hoặc tỷ lệ tính trên đối tượng khác với mục tiêu (`Target.denominatorUnit`).",
  ),
  NO_OBSERVATION: about(
    "Nothing is on record of the metric. That says nothing of the target.",
    "Trong sổ chưa có số liệu của chỉ số. Điều đó không nói gì về mục tiêu.",
  ),
  NOT_MEASURABLE: about(
    "The target has no metric or no value, or neither more nor less of the metric is better.",
    "Mục tiêu không có chỉ số hoặc không có giá trị, hoặc chỉ số không có chiều tốt.",
  ),
});

@ObjectType({
  simpleResolvers: true,
  description: about(
    "The straight line through the last two dated figures, drawn on. Of a ratio it goes over the percentages. Two decimals, half up; a line knows no bounds, so it may leave 0 to 100; `leavesRange` says so.",
    "Đường thẳng qua hai số liệu có ngày mới nhất, kéo dài. Với tỷ lệ, tính trên tỷ lệ phần trăm. Hai chữ số thập phân, làm tròn nửa lên; đường thẳng không có giới hạn nên có thể ra ngoài 0–100; `leavesRange` cho biết.",
  ),
})
export class TargetForecast {
  @Field(() => LocalDate, { description: about("Day of the earlier figure.", "Ngày của số liệu trước.") })
  from!: string;

  @Field(() => LocalDate, { description: about("Day of the later figure.", "Ngày của số liệu sau.") })
  to!: string;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "What the line shows on the last day, in the unit of the metric; null: that day is before the later figure.",
      "Giá trị của đường thẳng vào ngày hạn cuối, theo đơn vị của chỉ số; null: hạn cuối ở trước số liệu sau.",
    ),
  })
  onDue!: number | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The first day on which the line is at the value; null: the target is met, or the line stands still, moves away, or arrives after the year 9999.",
      "Ngày đầu tiên đường thẳng đạt giá trị; null: đã đạt, hoặc đường thẳng đứng yên, đi xa dần, hoặc tới sau năm 9999.",
    ),
  })
  reachedOn!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "The two shares are of different denominators, so part of the change may come from there. Null: a denominator is not known, or it is no ratio.",
      "Hai tỷ lệ có mẫu số khác nhau, nên một phần thay đổi có thể do mẫu số. Null: chưa rõ mẫu số, hoặc không phải tỷ lệ.",
    ),
  })
  denominatorChanged!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: about(
      "Of a share: `onDue` is below 0 or above 100, where no share of a whole can be; the line cannot go on like that. Null: no share, or `onDue` is null.",
      "Với tỷ lệ: `onDue` nhỏ hơn 0 hoặc lớn hơn 100, điều mà tỷ lệ của một tổng thể không thể có; đường thẳng không thể tiếp diễn như vậy. Null: không phải tỷ lệ, hoặc `onDue` là null.",
    ),
  })
  leavesRange!: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description: about(
    "A target against the last figure of its metric, seen from one day. Nothing here depends on today's date: name the day in `on` to ask about today. In the unit of the metric (percentage points for a ratio), two decimals, half up.",
    "Mục tiêu so với số liệu mới nhất của chỉ số, nhìn từ một ngày. Không gì ở đây phụ thuộc ngày hôm nay: muốn hỏi về hôm nay, hãy ghi ngày ở `on`. Theo đơn vị của chỉ số (điểm phần trăm với tỷ lệ), hai chữ số thập phân, làm tròn nửa lên.",
  ),
})
export class TargetProgress {
  @Field(() => TargetStatus, { description: about("Where the target stands.", "Tình trạng của mục tiêu.") })
  status!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: about(
      "The day it is seen from: the one asked for, or that of the last figure; null: neither is there.",
      "Nhìn từ ngày nào: ngày được hỏi, hoặc ngày của số liệu mới nhất; null: không có cả hai.",
    ),
  })
  on!: string | null;

  @Field(() => LocalDate, {
    description: about(
      "The last day: `Target.dueOn`, or 31 December where the document gives the year only.",
      "Hạn cuối: `Target.dueOn`, hoặc ngày 31 tháng 12 nếu văn bản chỉ ghi năm.",
    ),
  })
  dueOn!: string;

  @Field(() => Int, {
    nullable: true,
    description: about(
      "Days from `on` to the last day; below 0 once it has passed; null without `on`.",
      "Số ngày từ `on` đến hạn cuối; âm khi đã quá hạn; null nếu không có `on`.",
    ),
  })
  daysLeft!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "How far the last figure is from the value: above 0 is still to go, 0 or below is met (only below 0 where more or less than the value is asked), whether more or less is better. Null: not measurable or no figure.",
      "Số liệu mới nhất còn cách giá trị bao nhiêu: lớn hơn 0 là chưa đạt, bằng hoặc nhỏ hơn 0 là đạt (chỉ nhỏ hơn 0 nếu phải trên hoặc dưới giá trị), dù chiều tốt là cao hay thấp. Null: không đo được hoặc chưa có số liệu.",
    ),
  })
  distance!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "By how much the last two figures moved towards the value per year of 365 days; below 0: away from it. Null: fewer than two figures.",
      "Hai số liệu mới nhất tiến gần giá trị bao nhiêu mỗi năm 365 ngày; âm: đi xa dần. Null: chưa đủ hai số liệu.",
    ),
  })
  pace!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: about(
      "What is needed from `on` to the last day, per year of 365 days. Null: met, no figure, or no day left.",
      "Cần tiến bao nhiêu từ `on` đến hạn cuối, tính cho mỗi năm 365 ngày. Null: đã đạt, chưa có số liệu, hoặc không còn ngày nào.",
    ),
  })
  neededPace!: number | null;

  @Field(() => TargetForecast, {
    nullable: true,
    description: about(
      "Null: fewer than two dated figures, which is not enough data.",
      "Null: chưa đủ hai số liệu có ngày, tức là không đủ dữ liệu.",
    ),
  })
  forecast!: TargetForecast | null;

  @Field(() => Observation, {
    nullable: true,
    description: about(
      "The last figure that can be compared; null: none, or `latestTotal` holds it.",
      "Số liệu mới nhất so sánh được; null: chưa có, hoặc nằm ở `latestTotal`.",
    ),
  })
  latest!: Observation | null;

  @Field(() => MetricTotal, {
    nullable: true,
    description: about(
      "The same for a metric collected for facilities or districts: its last total that everybody reported who should have, with INCOMPLETE too. Totals with gaps are never it. Null otherwise.",
      "Như trên, với chỉ số thu thập cho cơ sở hoặc huyện: tổng mới nhất mà mọi nơi phải báo cáo đều đã báo cáo, kể cả khi INCOMPLETE. Không bao giờ là tổng còn thiếu. Trường hợp khác là null.",
    ),
  })
  latestTotal!: MetricTotal | null;

  @Field(() => MetricTotal, {
    nullable: true,
    description: about(
      "With INCOMPLETE: the newest total that anybody reported, with its counts; numbers of the target are made of nothing then. Null otherwise.",
      "Khi INCOMPLETE: tổng mới nhất đã có nơi báo cáo, kèm các số đếm; khi đó các số của mục tiêu không được tính. Trường hợp khác là null.",
    ),
  })
  incompleteTotal!: MetricTotal | null;
}
