import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { LocalDate } from "../../../core/schema/scalars.js";
import { cloneIntoBatch, loadForBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown } from "../../known-code.js";
import { UNDER } from "../../metric/definition/metric.resolver.js";
import { Term } from "../../term/term.type.js";
import type { TargetRow } from "../roadmap.store.js";
import { Target } from "../roadmap.type.js";
import { progressOfTargets } from "./progress-of-targets.js";
import { areInConflict } from "./target-conflict.js";
import { TargetProgress } from "./target-progress.type.js";

@Resolver(() => Target)
export class TargetProgressResolver {
  @FieldResolver(() => TargetProgress, {
    description: about(
      "Where it stands against the last figure of its metric.",
      "Mục tiêu so với số liệu mới nhất của chỉ số.",
    ),
  })
  progress(
    @Root() target: TargetRow,
    @Arg("on", () => LocalDate, {
      nullable: true,
      description: about(
        "The day to see it from, such as today; later figures are not known then. Left out: the day of the last figure.",
        "Nhìn từ ngày nào, ví dụ hôm nay; số liệu sau ngày đó chưa được biết. Bỏ trống: ngày của số liệu mới nhất.",
      ),
    })
    on: string | null | undefined,
    @Arg("under", () => String, { nullable: true, description: UNDER }) under: string | null | undefined,
    @Ctx() context: Context,
  ) {
    requireKnown(CODES.BODY, "under", under, context.snapshot);
    return loadForBatch(target, `progress ${JSON.stringify([on, under])}`, (targets: readonly TargetRow[]) =>
      progressOfTargets(context, targets, under ?? null, on ?? null),
    );
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: about(
      "What its share is of (vocabulary UNIT), where that is not what the metric counts: of hospitals, say, while the metric counts facilities. Then no figure of the metric can be compared, and `progress` is NOT_COMPUTABLE. Null: what the metric counts.",
      "Tỷ lệ của mục tiêu tính trên gì (từ vựng UNIT), nếu khác với chỉ số: chẳng hạn trên số bệnh viện, trong khi chỉ số đếm cơ sở. Khi đó không số liệu nào của chỉ số so sánh được và `progress` là NOT_COMPUTABLE. Null: như chỉ số.",
    ),
  })
  denominatorUnit(@Root() { denominatorUnitId }: TargetRow, @Ctx() { snapshot }: Context): Term | null {
    return snapshot.terms.maybeById(denominatorUnitId);
  }

  @FieldResolver(() => [Target], {
    description: about(
      "Targets of other documents that ask for something else: another value of the same metric for the same year, or another last day for the same aim. By year; also of documents that have been repealed since (`legalDocument.repealedOn`).",
      "Mục tiêu của văn bản khác đòi điều khác: giá trị khác của cùng chỉ số cho cùng năm, hoặc hạn cuối khác cho cùng việc. Theo năm; kể cả của văn bản đã bị bãi bỏ (`legalDocument.repealedOn`).",
    ),
  })
  conflictsWith(@Root() target: TargetRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(target, "conflictsWith", (targets: readonly TargetRow[]) => {
      const found = targets.map((each) => snapshot.targets.all().filter((other) => areInConflict(each, other)));
      const own = cloneIntoBatch("Target", LATEST, [...new Set(found.flat())]);
      const byId = new Map(own.map((row) => [row.id, row]));
      return found.map((others) => others.flatMap(({ id }) => byId.get(id) ?? []));
    });
  }
}
