import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { cloneAlone } from "../../core/snapshot/batch.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { Viewer } from "./viewer.type.js";

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { description: about("Who is asking.", "Người đang hỏi.") })
  viewer(@Ctx() { viewer }: Context): Viewer {
    return { ...viewer, account: viewer.account && cloneAlone("Account", LATEST, viewer.account) };
  }
}
