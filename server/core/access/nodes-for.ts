import type { Context, FindNodes, NodeRow } from "../context.js";
import { idsIn } from "../schema/node-finder.js";
import { mayAsk } from "./policy.js";

/**
 * Finds by their ids what only those may see who may ask this field for all of it: whoever else asks gets what an id
 * gets that nothing has, without anything being looked up. `ownOf` says which one is also for who asks to see.
 */
export const nodesFor =
  (
    field: string,
    type: string,
    find: (ids: readonly number[], context: Context) => Promise<readonly NodeRow[]>,
    ownOf: (context: Context) => number | undefined = () => undefined,
  ): FindNodes =>
  async (keys, context) => {
    const ids = idsIn(keys);
    const own = ownOf(context);
    const visible = mayAsk(field, context.viewer) ? ids : ids.filter((id) => id === own);
    if (visible.length === 0) return [];
    const found = await find(visible, context);
    context.seen.noteRead(
      type,
      found.map(({ id }) => id),
    );
    return found;
  };
