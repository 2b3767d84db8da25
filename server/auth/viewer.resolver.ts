import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../context.js";
import { LATEST } from "../database/world.js";
import { about } from "../graphql/about.js";
import { copy } from "../loading/batch.js";
import { Viewer } from "./viewer.js";

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { description: about("Who is asking.", "Người đang hỏi.") })
  viewer(@Ctx() { viewer }: Context): Viewer {
    return { ...viewer, account: viewer.account && copy("Account", LATEST, viewer.account) };
  }
}
