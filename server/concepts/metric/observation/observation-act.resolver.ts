import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import type { ObservationRow } from "../definition/metric.store.js";
import { figuresBeside, onlyGrows, warningOf } from "./nested-periods.js";
import {
  ObservationCorrectInput,
  ObservationPayload,
  ObservationRecordInput,
  ObservationWithdrawInput,
} from "./observation.input.js";
import { correct, record, withdraw } from "./observation-acts.js";
import { subjectKeyOf } from "./observation-values.js";

const handedOut = ({ observation }: { observation: ObservationRow }) => ({
  observation: cloneAlone("Observation", LATEST, observation),
});

/** What stands on record now. */
interface Entered {
  entered?: ObservationRow;
}
const withEntered = (answer: { observation: ObservationRow }): Entered => ({
  entered: answer.observation,
  ...handedOut(answer),
});

@Resolver()
export class ObservationActResolver {
  @Mutation(() => ObservationPayload, {
    nullable: true,
    description: about(
      "Records a figure. One that is on record already is not replaced (TAKEN): correct it. For ADMIN, and for editors with the data of their facility and of what it manages.",
      "Ghi một số liệu. Số liệu đã có không bị thay thế (TAKEN): hãy sửa số liệu đó. Dành cho ADMIN, và người nhập liệu với dữ liệu của đơn vị mình và đơn vị trực thuộc.",
    ),
  })
  async observationRecord(
    @Arg("input", () => ObservationRecordInput, { description: INPUT }) input: ObservationRecordInput,
    @Ctx() context: Context,
  ) {
    return withEntered(await record(context, input));
  }

  @Mutation(() => ObservationPayload, {
    nullable: true,
    description: about(
      "Corrects a figure, for a reason; the trail keeps what it was. A figure that a document prints is corrected by ADMIN alone (else FORBIDDEN): it cites the register from then on, and what the document prints stays beside it in `Observation.printed`, to be noted on by `discrepancyAnnotate`.",
      "Sửa một số liệu, kèm lý do; nhật ký giữ số liệu cũ. Số liệu do tài liệu in chỉ ADMIN được sửa (người khác: FORBIDDEN): từ đó số liệu dẫn về sổ đăng ký, còn điều tài liệu in vẫn giữ bên cạnh ở `Observation.printed` và ghi chú bằng `discrepancyAnnotate`.",
    ),
  })
  async observationCorrect(
    @Arg("input", () => ObservationCorrectInput, { description: INPUT }) input: ObservationCorrectInput,
    @Ctx() context: Context,
  ) {
    return withEntered(await correct(context, input));
  }

  @Mutation(() => ObservationPayload, {
    nullable: true,
    description: about(
      "Takes a figure off the record, for a reason; the trail keeps it. Another one may then be recorded in its place. What a document prints is withdrawn by ADMIN alone (else FORBIDDEN).",
      "Rút một số liệu, kèm lý do; nhật ký vẫn giữ. Sau đó có thể ghi số liệu khác vào chỗ đó. Số liệu do tài liệu in chỉ ADMIN được rút (người khác: FORBIDDEN).",
    ),
  })
  async observationWithdraw(
    @Arg("input", () => ObservationWithdrawInput, { description: INPUT }) input: ObservationWithdrawInput,
    @Ctx() context: Context,
  ) {
    return handedOut(await withdraw(context, input));
  }
}

@Resolver(() => ObservationPayload)
export class ObservationPayloadResolver {
  @FieldResolver(() => [String], {
    description: about(
      "What looks wrong beside what else is on record, though it was done: a month that is larger than its year. For people, in the language of `Accept-Language`; `discrepancies` shows it as well (PART_OF_PERIOD).",
      "Điều có vẻ sai so với số liệu khác trong sổ, dù thao tác đã thực hiện: một tháng lớn hơn cả năm của nó. Dành cho người đọc, theo `Accept-Language`; cũng có ở `discrepancies` (PART_OF_PERIOD).",
    ),
  })
  async warnings(@Root() { entered }: Entered, @Ctx() context: Context): Promise<string[]> {
    // What is refused by its shape alone is refused before the snapshot is there.
    if (!entered) return [];
    const { db, snapshot, language } = context;
    if (!onlyGrows(snapshot.metrics.byId(entered.metricId))) return [];
    const others = await figuresBeside(db, [{ ...entered, subjectKey: subjectKeyOf(entered) }]);
    return others.flatMap((other) => warningOf(entered, other)?.[language] ?? []);
  }
}
