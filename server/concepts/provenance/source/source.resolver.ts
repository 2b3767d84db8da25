import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { cloneIntoBatch } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { allImportedFiles, type ImportedFileRow, type SourceDocumentRow } from "./source.store.js";
import { ImportedFile, SourceDocument } from "./source.type.js";

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

  @Query(() => [ImportedFile], {
    description: about("The data files that have been loaded, in order.", "Các tệp dữ liệu đã nạp, theo thứ tự."),
  })
  importedFiles(@Ctx() { db }: Context): Promise<ImportedFileRow[]> {
    return allImportedFiles(db);
  }
}
