// Walks the list of all facilities to its end by cursor: the milliseconds of a page at the start and at the end.
import { median } from "./processes.mjs";
import { post } from "./servers.mjs";

const PAGE = `query Walk($after: String) {
  facilities(orderBy: { field: NAME, direction: ASC }, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { code name }
  }
}`;
const ENDS = 20;

export async function walk(url) {
  const taken = [];
  let after = null;
  let facilities = 0;
  do {
    const start = performance.now();
    const { data } = await post(url, JSON.stringify({ operationName: "Walk", query: PAGE, variables: { after } }));
    taken.push(performance.now() - start);
    facilities += data.facilities.nodes.length;
    const { hasNextPage, endCursor } = data.facilities.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
  return { facilities, pages: taken.length, first: median(taken.slice(1, ENDS)), last: median(taken.slice(-ENDS)) };
}
