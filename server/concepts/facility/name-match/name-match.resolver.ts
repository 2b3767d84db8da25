import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { AsOf } from "../../../core/schema/as-of.js";
import { Fits, HasAtMost } from "../../../core/schema/checks.js";
import { cloneIntoBatch, createBatch, loadForBatch, own, pointInTimeOf } from "../../../core/snapshot/batch.js";
import type { PointInTime } from "../../../core/time/point-in-time.js";
import * as messages from "../facility.messages.js";
import { LONGEST_NAME } from "../mutation/facility-shapes.js";
import { Facility } from "../register/facility.type.js";
import { type CandidateRow, matchNames, type NameMatchRow } from "./name-match.js";
import { NameCandidate, NameMatch } from "./name-match.type.js";

const MOST_NAMES = 100;

const AreShort = (): PropertyDecorator =>
  Fits("areShort", (names: readonly string[]) => {
    const long = names.find(({ length }) => length > LONGEST_NAME);
    if (long === undefined) return undefined;
    const shown = `${[...long.slice(0, 80)].slice(0, 40).join("")}…`;
    return messages.nameTooLong(shown, long.length, LONGEST_NAME);
  });

@ArgsType()
class MatchNamesArgs {
  @Field(() => [String], {
    description: about(
      `At most ${MOST_NAMES} names of at most ${LONGEST_NAME} characters each.`,
      `Tối đa ${MOST_NAMES} tên, mỗi tên tối đa ${LONGEST_NAME} ký tự.`,
    ),
  })
  @AreShort()
  @HasAtMost(MOST_NAMES, messages.names)
  names!: string[];
}

@Resolver(() => NameMatch)
export class NameMatchResolver {
  @Query(() => [NameMatch], {
    description: about(
      "For each name, in order, the unit that it denotes, by the rule of the imports: a unit is recognised by its code, by any name that it has or had, and by the spellings on record; case, kinds and number of blanks and NFC or NFD do not matter, accents do. A name that is not on record stays unknown, with the nearest known ones. A name counts whenever it was given; with `asOf` only the units that existed on that day are recognised.",
      "Với từng tên, theo thứ tự, đơn vị mà tên đó chỉ, theo đúng quy tắc khi nhập dữ liệu: đơn vị được nhận ra nhờ mã, mọi tên gọi hiện nay và trước đây, và các cách viết có trong sổ; không phân biệt hoa thường, loại và số khoảng trắng, NFC hay NFD, nhưng có phân biệt dấu. Tên không có trong sổ vẫn là chưa biết, kèm các tên gần nhất. Tên gọi của thời nào cũng được nhận; khi có `asOf` chỉ nhận ra các đơn vị tồn tại vào ngày đó.",
    ),
  })
  matchNames(
    @Args(() => MatchNamesArgs) { names }: MatchNamesArgs,
    @AsOf() asOf: string | null | undefined,
    @Ctx() { snapshot }: Context,
  ): NameMatchRow[] {
    const pointInTime: PointInTime = { asOf: asOf ?? null };
    const matches = matchNames(names, snapshot.facilities, pointInTime);
    createBatch("NameMatch", pointInTime, matches);
    return matches;
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: about("The unit; null: not decided.", "Đơn vị; null: chưa xác định."),
  })
  facility(@Root() match: NameMatchRow, @Ctx() context: Context) {
    return loadForBatch(match, "facility", (matches: readonly NameMatchRow[]) =>
      facilitiesOf(
        matches.map(({ facilityId }) => facilityId),
        pointInTimeOf(match),
        context,
      ),
    );
  }

  @FieldResolver(() => [NameCandidate], {
    description: about(
      "The units that it may mean, where that is not decided: all that have the name; or at most three, first those whose names have all its words, then those with a name that is spelled nearly so, the nearest first.",
      "Các đơn vị mà tên có thể muốn chỉ khi chưa xác định: mọi đơn vị mang tên đó; hoặc tối đa ba đơn vị, trước là các đơn vị có đủ các từ của tên, sau là các đơn vị có tên viết gần giống, gần nhất trước.",
    ),
  })
  candidates(@Root() match: NameMatchRow) {
    return loadForBatch(match, "candidates", (matches: readonly NameMatchRow[]) => {
      const candidates = matches.map((each) => each.candidates.map(own));
      createBatch("NameCandidate", pointInTimeOf(match), candidates.flat());
      return candidates;
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: about(
      "Why it is not decided, in the language of the request; null: it is.",
      "Vì sao chưa xác định, theo ngôn ngữ của yêu cầu; null: đã xác định.",
    ),
  })
  reason(@Root() { reason }: NameMatchRow, @Ctx() { language }: Context): string | null {
    return reason?.[language] ?? null;
  }
}

@Resolver(() => NameCandidate)
export class NameCandidateResolver {
  @FieldResolver(() => Facility, { description: about("The unit.", "Đơn vị.") })
  facility(@Root() candidate: CandidateRow, @Ctx() context: Context) {
    return loadForBatch(candidate, "facility", (candidates: readonly CandidateRow[]) =>
      facilitiesOf(
        candidates.map(({ facilityId }) => facilityId),
        pointInTimeOf(candidate),
        context,
      ),
    );
  }
}

const facilitiesOf = (ids: readonly (number | null)[], pointInTime: PointInTime, { snapshot }: Context) =>
  cloneIntoBatch(
    "Facility",
    pointInTime,
    ids.map((id) => (id === null ? null : snapshot.facilities.in(pointInTime).find(id))),
  );
