import { Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/context.js";
import { allHeads } from "../../core/mutation/audit-head.store.js";
import { actsIn, lackingMost, missingActs, readAllHeads } from "../../core/mutation/kept-heads.js";
import { about } from "../../core/schema/about.js";
import { globalId } from "../../core/schema/global-id.js";
import { Node } from "../../core/schema/node.type.js";
import { findNodes } from "../../core/schema/node-finder.js";
import { createBatch, loadForBatch } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { AccusedObject, AuditChain, AuditVerification } from "./audit-chain.type.js";
import { lastActAt } from "./trail.store.js";

/** So many objects are named; the others are counted. */
const MOST_NAMED = 100;

type Accused = Pick<AccusedObject, "objectType"> & { key: string };

@Resolver(() => AuditChain)
export class AuditChainResolver {
  @Query(() => AuditChain, {
    description: about(
      "How the trail is sealed. For the Department.",
      "Tình trạng niêm phong nhật ký. Dành cho Sở Y tế.",
    ),
  })
  async auditChain(@Ctx() { shared: { db } }: Context): Promise<AuditChain> {
    // Before the heads of now: acts may go on meanwhile.
    const files = db.headsFile === null ? [] : readAllHeads(db.headsFile);
    const heads = await allHeads(db);
    const kept = lackingMost(files, heads);
    return {
      actCount: actsIn(heads),
      lastActAt: await lastActAt(db),
      isKeyed: db.auditKeys.isKeyed,
      kept: kept && { keptAt: kept.keptAt, missingActCount: missingActs(kept, heads) },
    };
  }

  @FieldResolver(() => AuditVerification, {
    nullable: true,
    description: about(
      "Holds every entry against the one before it, and every object against what it was sealed as, now. It takes long: who asks while another one is under way waits for the same. Where a request may not take as long, null with DEADLINE_EXCEEDED: `npm run audit` does it for any size.",
      "Đối chiếu mọi mục với mục trước đó và mọi đối tượng với dấu niêm phong, ngay bây giờ. Mất nhiều thời gian: ai hỏi khi đang kiểm tra thì chờ cùng kết quả. Nếu vượt thời gian của một yêu cầu: null kèm DEADLINE_EXCEEDED; `npm run audit` kiểm tra được mọi cỡ dữ liệu.",
    ),
  })
  async verification(@Ctx() { shared, request }: Context): Promise<AuditVerification> {
    const isThere = () => request?.socket.destroyed !== true;
    const { entries, faults, accused, until, digest } = await shared.verification.ask(isThere);
    const named = [...accused].slice(0, MOST_NAMED).map((object): Accused => {
      const [objectType = "", key = ""] = object.split(" ");
      return { objectType, key };
    });
    createBatch("AccusedObject", LATEST, named);
    const counts = { entryCount: entries, faultCount: faults, accusedCount: accused.size };
    return { ...counts, accused: named as unknown as AccusedObject[], until, digest };
  }
}

@Resolver(() => AccusedObject)
export class AccusedObjectResolver {
  @FieldResolver(() => ID, {
    description: about(
      "Its id; it stays that of the object when it is gone.",
      "Định danh; vẫn giữ nguyên khi đối tượng không còn.",
    ),
  })
  objectId(@Root() { objectType, key }: Accused): string {
    return globalId(objectType, key);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: about(
      "The object as it is now; null: it is gone, or is nothing that has an id.",
      "Đối tượng hiện nay; null: không còn, hoặc không có định danh riêng.",
    ),
  })
  object(@Root() accused: Accused, @Ctx() context: Context) {
    return loadForBatch(accused, "object", (all: readonly Accused[]) =>
      findNodes(
        all.map(({ objectType, key }) => globalId(objectType, key)),
        context,
      ),
    );
  }
}
