import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { type Connection, connectionOf, PageArgs, readPage, writeCursor } from "../../../core/schema/pagination.js";
import { cloneAlone, cloneIntoBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import {
  allImportedFiles,
  countImportedFiles,
  type ImportedFileRow,
  importedFilesBeyond,
  type SourceDocumentRow,
} from "./source.store.js";
import { ImportedFile, ImportedFileConnection, SourceDocument } from "./source.type.js";

/** How cursors name this list. */
const FILES = "imported files";

@Resolver()
export class SourceResolver {
  @Query(() => [SourceDocument], {
    description: about(
      "The documents that everything here comes from, the register last.",
      "Các tài liệu nguồn của toàn bộ dữ liệu.",
    ),
  })
  sourceDocuments(@Ctx() { snapshot }: Context): SourceDocumentRow[] {
    return cloneIntoBatch("SourceDocument", LATEST, snapshot.sourceDocuments.all());
  }

  @Query(() => SourceDocument, {
    nullable: true,
    description: about(
      "One source document; null if there is none of this code.",
      "Một tài liệu nguồn; null nếu không có mã này.",
    ),
  })
  sourceDocument(
    @Arg("code", () => String, {
      description: about('Such as "BRIEFING-2022-12-07".', 'Ví dụ "BRIEFING-2022-12-07".'),
    })
    code: string,
    @Ctx() { snapshot }: Context,
  ): SourceDocumentRow | null {
    const found = snapshot.sourceDocuments.all().find((document) => document.code === code);
    return found ? cloneAlone("SourceDocument", LATEST, found) : null;
  }

  @Query(() => [ImportedFile], {
    description: about("The data files that have been loaded, in order.", "Các tệp dữ liệu đã nạp, theo thứ tự."),
  })
  importedFiles(@Ctx() { db }: Context): Promise<ImportedFileRow[]> {
    return allImportedFiles(db);
  }

  @Query(() => ImportedFileConnection, {
    description: about(
      "The data files that have been loaded, in order, page by page.",
      "Các tệp dữ liệu đã nạp, theo thứ tự và theo trang.",
    ),
  })
  async importedFileConnection(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: Context,
  ): Promise<Connection<ImportedFileRow>> {
    const page = readPage(args, FILES);
    const found = await importedFilesBeyond(db, page.cursor?.id ?? null, page.backward, page.size + 1);
    const cursorOf = ({ id }: ImportedFileRow) => writeCursor({ value: id, id }, FILES);
    return connectionOf(found, page, cursorOf, () => countImportedFiles(db));
  }
}
