import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { POLICY } from "../../core/access/policy.js";
import { groupBy } from "../../core/collections/groups.js";
import type { Context } from "../../core/context.js";
import type { Changes } from "../../core/mutation/audit-entry.js";
import { TRACED_TABLES } from "../../core/mutation/traced-table.js";
import { about } from "../../core/schema/about.js";
import { globalId } from "../../core/schema/global-id.js";
import { Node } from "../../core/schema/node.type.js";
import { findNodes } from "../../core/schema/node-finder.js";
import { type Connection, connectionOf, ForwardArgs, readPage, writeCursor } from "../../core/schema/pagination.js";
import { createBatch, loadForBatch, typeOf } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { requireKnown } from "../known-code.js";
import { type ReadableChange, readable } from "./readable-changes.js";
import * as messages from "./trail.messages.js";
import {
  countEntries,
  countEntriesOf,
  lastEntries,
  lastEntriesOf,
  type TrailRow,
  wordsInTrail,
} from "./trail.store.js";
import { AuditEntry, AuditEntryConnection, AuditEntryFilter, FieldChange, Traced } from "./trail.type.js";

const OF_ONE = "audit trail";
const OF_ALL = "audit entries";

type TracedRow = { id: number };

@Resolver(() => Traced)
export class TrailResolver {
  @FieldResolver(() => AuditEntryConnection, {
    nullable: true,
    description: about(
      "What became of it, newest first; 20 entries unless said otherwise, at most 100. Without `asOf`: the whole trail. For the Department; null, with an error (UNAUTHENTICATED, FORBIDDEN), for everybody else.",
      "Các thay đổi của đối tượng, mới nhất trước; mặc định 20 mục, tối đa 100. Không theo `asOf`: toàn bộ nhật ký. Dành cho Sở Y tế; với người khác là null kèm lỗi (UNAUTHENTICATED, FORBIDDEN).",
    ),
  })
  auditTrail(
    @Root() object: TracedRow,
    @Args(() => ForwardArgs) { first, after }: ForwardArgs,
    @Ctx() { db }: Context,
  ) {
    const type = typeOf(object);
    const page = readPage({ first, after }, OF_ONE);
    const behind = page.cursor && Number(page.cursor.value);
    return loadForBatch(object, `audit trail ${first} ${after}`, async (objects: readonly TracedRow[]) => {
      const ids = objects.map(({ id }) => id);
      const found = await lastEntriesOf(db, type, ids, behind, page.size + 1);
      createBatch("AuditEntry", LATEST, found);
      const byObject = groupBy(found, ({ objectId }) => objectId);
      const cursorOf = ({ version, id }: TrailRow) => writeCursor({ value: version, id }, OF_ONE);
      const count = (each: TracedRow) =>
        loadForBatch(each, "audit trail counted", async (all: readonly TracedRow[]) => {
          const counts = await countEntriesOf(
            db,
            type,
            all.map(({ id }) => id),
          );
          return all.map(({ id }) => Number(counts.find(({ objectId }) => objectId === id)?.count ?? 0));
        });
      return objects.map((each) => connectionOf(byObject.get(each.id) ?? [], page, cursorOf, () => count(each)));
    });
  }
}

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @Query(() => AuditEntryConnection, {
    description: about(
      "Everything that was done, newest first. For the Department.",
      "Mọi việc đã thực hiện, mới nhất trước. Dành cho Sở Y tế.",
    ),
  })
  async auditEntries(
    @Arg("filter", () => AuditEntryFilter, { nullable: true, description: about("Which ones.", "Điều kiện lọc.") })
    filter: AuditEntryFilter | null | undefined,
    @Args(() => ForwardArgs) { first, after }: ForwardArgs,
    @Ctx() context: Context,
  ): Promise<Connection<TrailRow>> {
    const { db } = context;
    const page = readPage({ first, after }, OF_ALL);
    await requireKnownWords(filter ?? {}, context);
    const found = await lastEntries(db, filter ?? {}, page.cursor, page.size + 1);
    createBatch("AuditEntry", LATEST, found);
    const cursorOf = ({ actedAt, id }: TrailRow) => writeCursor({ value: actedAt, id }, OF_ALL);
    return connectionOf(found, page, cursorOf, () => countEntries(db, filter ?? {}));
  }

  @FieldResolver(() => ID, {
    description: about(
      "The id of the object; it stays that of the object when it is gone.",
      "Định danh của đối tượng; vẫn giữ nguyên khi đối tượng không còn.",
    ),
  })
  objectId(@Root() { objectType, objectId }: TrailRow): string {
    return globalId(objectType, objectId);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: about("The object as it is now; null: it is gone.", "Đối tượng hiện nay; null: không còn."),
  })
  object(@Root() entry: TrailRow, @Ctx() context: Context) {
    return loadForBatch(entry, "object", (entries: readonly TrailRow[]) =>
      findNodes(
        entries.map(({ objectType, objectId }) => globalId(objectType, objectId)),
        context,
      ),
    );
  }

  @FieldResolver(() => [FieldChange], {
    description: about(
      "Each field that changed, by name; of a new object those that are not blank.",
      "Các trường đã thay đổi, theo tên; với đối tượng mới là các trường có giá trị.",
    ),
  })
  changes(@Root() { objectType, changes }: TrailRow, @Ctx() { snapshot }: Context): ReadableChange[] {
    return readable(objectType, JSON.parse(changes) as Changes, snapshot);
  }
}

@Resolver(() => AuditEntryConnection)
export class AuditEntryConnectionResolver {
  @FieldResolver(() => Int, {
    description: about(
      "How many the whole list has; counted only when asked for.",
      "Số phần tử của cả danh sách; chỉ đếm khi được hỏi.",
    ),
  })
  totalCount(@Root() connection: Connection<TrailRow>): number | Promise<number> {
    return connection.count();
  }
}

/** What is done by commands and by the server itself alone, such as taking over what an issuer says of an account. */
const OWN_ACTS = ["accountAdd", "passwordReset", "issuerClaims"];

const MUTATION = "Mutation.";
const ACTS: ReadonlySet<string> = new Set([
  ...Object.keys(POLICY).flatMap((field) => (field.startsWith(MUTATION) ? field.slice(MUTATION.length) : [])),
  ...OWN_ACTS,
]);
const TYPES: ReadonlySet<string> = new Set(TRACED_TABLES.map(({ type }) => type));

/**
 * Refuses an act and a type that there never was: an empty answer would be taken for "nobody did". What earlier
 * releases called otherwise is known by the trail itself, which is asked only about words that are not of now.
 */
async function requireKnownWords({ act, objectType }: AuditEntryFilter, context: Context): Promise<void> {
  const { db, snapshot } = context;
  for (const { argument, column, what, given, known } of [
    { argument: "act", column: "act", what: messages.actIsCalled, given: act, known: ACTS },
    { argument: "objectType", column: "object_type", what: messages.typeIsCalled, given: objectType, known: TYPES },
  ] as const) {
    const others = (given ?? []).filter((word) => !known.has(word));
    if (others.length === 0) continue;
    const former = await wordsInTrail(db, column, others);
    const has = (word: string) => known.has(word) || former.has(word);
    requireKnown({ what, has, all: () => known }, argument, others, snapshot);
  }
}
