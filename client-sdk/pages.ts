// Walks a list page after page.

/** One page of a connection. */
export interface Page<Node> {
  readonly nodes: ReadonlyArray<Node>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Every node of a connection, page after page, each page asked for when the one before it is used up. `ask` gets the
 * cursor to go on after, null at first, and answers the page, or nothing where there is no such connection. `from`: the
 * first page, where it came in the answer of its parent; `ask` then gives the others, by the parent's id. It ends after
 * `take` nodes, and when a cursor comes again, which no healthy server sends.
 */
export async function* everyNode<Node>(
  ask: (after: string | null) => Promise<Page<Node> | null | undefined>,
  { take = Number.POSITIVE_INFINITY, from }: { take?: number; from?: Page<Node> | null | undefined } = {},
): AsyncGenerator<Node, void, undefined> {
  const seen = new Set<string>();
  let page = from;
  let after: string | null = null;
  for (let left = take; left > 0; ) {
    page ??= await ask(after);
    for (const node of page?.nodes ?? []) {
      if (left <= 0) return;
      left -= 1;
      yield node;
    }
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    if (after === null || seen.has(after)) return;
    seen.add(after);
    page = undefined;
  }
}

/** All nodes as a list; more than `max` are an error, so that no phone holds a country by mistake. */
export async function toArray<Node>(nodes: AsyncIterable<Node>, { max }: { max: number }): Promise<Node[]> {
  const all: Node[] = [];
  for await (const node of nodes) {
    if (all.length >= max) throw new RangeError(`There are more than ${max}; ask for fewer, or raise \`max\`.`);
    all.push(node);
  }
  return all;
}
