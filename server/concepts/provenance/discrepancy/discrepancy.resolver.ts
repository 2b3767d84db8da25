import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about, replacedBy } from "../../../core/schema/about.js";
import { badInput } from "../../../core/schema/errors.js";
import { pageOfList } from "../../../core/schema/page-of-list.js";
import { type Connection, PageArgs } from "../../../core/schema/pagination.js";
import { INPUT } from "../../../core/schema/user-errors.js";
import { cloneIntoBatch, createBatch, loadForBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import * as messages from "../provenance.messages.js";
import { Citation } from "../source/source.type.js";
import { DiscrepancyFilter, filtered } from "./discrepancy.input.js";
import { allDiscrepancies, discrepanciesByKey, kindsOf } from "./discrepancy.js";
import { Discrepancy, DiscrepancyConnection, DiscrepancySubject } from "./discrepancy.type.js";
import { annotate } from "./discrepancy-note.js";
import { allNotes, type DiscrepancyNoteRow } from "./discrepancy-note.store.js";
import { DiscrepancyAnnotateInput, DiscrepancyNote, DiscrepancyPayload } from "./discrepancy-note.type.js";
import type { About, DiscrepancyRow } from "./discrepancy-row.js";

/** More checks than a province has are read page by page. */
const MOST_AT_ONCE = 5_000;

const FILTER = { nullable: true, description: about("Which ones.", "Điều kiện lọc.") } as const;

@Resolver(() => Discrepancy)
export class DiscrepancyResolver {
  @Query(() => [Discrepancy], {
    description: about(
      "Every printed figure and day that is checked, with what the rows give; a match is shown as well. More than 5,000 at once are BAD_USER_INPUT.",
      "Mọi con số và ngày được đối chiếu, cùng kết quả tính từ dữ liệu; mục khớp cũng được nêu. Quá 5.000 mục một lần là lỗi BAD_USER_INPUT.",
    ),
    deprecationReason: replacedBy("discrepancyConnection", "2028-01-01"),
  })
  async discrepancies(
    @Arg("filter", () => DiscrepancyFilter, FILTER) filter: DiscrepancyFilter | null | undefined,
    @Ctx() context: Context,
  ): Promise<DiscrepancyRow[]> {
    const found = await checksOf(context, filter ?? {});
    if (found.length > MOST_AT_ONCE) throw badInput(messages.tooManyChecks(found.length, MOST_AT_ONCE));
    return cloneIntoBatch("Discrepancy", LATEST, found);
  }

  @Query(() => DiscrepancyConnection, {
    description: about(
      "The printed figures and days that are checked, with what the rows give, page by page; a match is shown as well.",
      "Các con số và ngày được đối chiếu, cùng kết quả tính từ dữ liệu, theo trang; mục khớp cũng được nêu.",
    ),
  })
  async discrepancyConnection(
    @Arg("filter", () => DiscrepancyFilter, FILTER) filter: DiscrepancyFilter | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<DiscrepancyRow>> {
    const found = await checksOf(context, filter ?? {});
    const connection = pageOfList(found, page, "discrepancies", ({ id }) => id);
    createBatch("Discrepancy", LATEST, connection.nodes);
    return connection;
  }

  @Query(() => Discrepancy, {
    nullable: true,
    description: about(
      "One printed figure or day that is checked; null if none has this code.",
      "Một con số hoặc ngày được đối chiếu; null nếu không có mã này.",
    ),
  })
  async discrepancy(
    @Arg("code", () => String, {
      description: about('Such as "LEVEL_SHARE.2020.1".', 'Ví dụ "LEVEL_SHARE.2020.1".'),
    })
    code: string,
    @Ctx() context: Context,
  ): Promise<DiscrepancyRow | null> {
    const found = await discrepanciesByKey(context, [code]);
    createBatch("Discrepancy", LATEST, found);
    return found[0] ?? null;
  }

  @FieldResolver(() => String, {
    description: about(
      'What is checked: the kind, then of what, such as "LEVEL_SHARE.2020.1". The same on every server.',
      'Mã của mục đối chiếu: loại, rồi đến đối tượng, ví dụ "LEVEL_SHARE.2020.1". Giống nhau trên mọi máy chủ.',
    ),
  })
  code(@Root() { id }: DiscrepancyRow): string {
    return id;
  }

  @FieldResolver(() => DiscrepancySubject, {
    nullable: true,
    description: about(
      "The assessment, round, legal document or metric that it is about; null: none of these.",
      "Kết quả đánh giá, đợt đánh giá, văn bản hoặc chỉ số có liên quan; null: không thuộc các loại này.",
    ),
  })
  subject(@Root() row: DiscrepancyRow, @Ctx() { snapshot }: Context) {
    return loadForBatch(row, "subject", (rows: readonly DiscrepancyRow[]) => {
      const held = {
        Assessment: snapshot.assessments,
        AssessmentRound: snapshot.rounds,
        LegalDocument: snapshot.legalDocuments,
        Metric: snapshot.metrics,
      };
      const found = new Map<string, object>();
      for (const type of Object.keys(held) as About["type"][]) {
        const ids = new Set(rows.flatMap(({ about: of }) => (of?.type === type ? of.id : [])));
        const shared = [...ids].map((id) => held[type].byId(id));
        for (const each of cloneIntoBatch<{ id: number }>(type, LATEST, shared)) found.set(`${type} ${each.id}`, each);
      }
      return rows.map(({ about: of }) => (of === null ? null : (found.get(`${of.type} ${of.id}`) ?? null)));
    });
  }

  @FieldResolver(() => DiscrepancyNote, {
    nullable: true,
    description: about("What the Department notes on it; null: nothing ever.", "Ghi chú của Sở Y tế; null: chưa có."),
  })
  note(@Root() row: DiscrepancyRow & { note?: DiscrepancyNoteRow }, @Ctx() { db }: Context) {
    // What an act answers has the note that it wrote.
    if (row.note) return row.note;
    return loadForBatch(row, "note", async (rows: readonly DiscrepancyRow[]) => {
      const byCode = new Map((await allNotes(db)).map((note) => [note.code, note]));
      return rows.map(({ id }) => byCode.get(id) ?? null);
    });
  }

  @Mutation(() => DiscrepancyPayload, {
    nullable: true,
    description: about(
      "Notes something on a check, for everybody to read, or withdraws it. The source and what is recomputed stay as they are. For ADMIN.",
      "Ghi chú về một mục đối chiếu cho mọi người cùng đọc, hoặc rút lại. Tài liệu nguồn và kết quả tính lại giữ nguyên. Dành cho ADMIN.",
    ),
  })
  async discrepancyAnnotate(
    @Arg("input", () => DiscrepancyAnnotateInput, { description: INPUT }) input: DiscrepancyAnnotateInput,
    @Ctx() context: Context,
  ) {
    return { discrepancy: await annotate(context, input) };
  }

  @FieldResolver(() => Citation, { description: about("Where it is printed.", "Nơi được in.") })
  source(@Root() { sectionId }: DiscrepancyRow, @Ctx() { snapshot }: Context): Citation {
    return snapshot.citation(sectionId);
  }
}

const checksOf = async (context: Context, filter: DiscrepancyFilter): Promise<DiscrepancyRow[]> =>
  filtered(await allDiscrepancies(context, kindsOf(filter)), filter, context.snapshot);
