import { type Data, dataOf } from "./run-query.js";
import type { TestServer } from "./server.js";

const OBSERVATION = `__typename id on from value reported approximate noteVi version metric { code }
  ratio { numerator denominator } subject { ... on Facility { code } ... on Area { code } } source { section }`;
const NODE = `__typename ... on Observation { ${OBSERVATION} } ... on Facility { id code name } ... on Node { id }`;
const CHANGES = `query ($since: String, $first: Int) {
  changes(since: $since, first: $first) { nodes { kind type id node { ${NODE} } } cursor hasMore } }`;
const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${NODE} } }`;

type Server = Pick<TestServer, "url" | "db">;
type Objects = Map<string, Data>;

/** Everything of this type that there is now, asked for by the ids that are on record. */
export async function crawl(server: Server, type = "Observation", table = "observation"): Promise<Objects> {
  const rows = await server.db.query<{ id: number }>(`SELECT id FROM ${table}`);
  const ids = rows.map(({ id }) => Buffer.from(`${type}:${id}`).toString("base64url"));
  const found: Objects = new Map();
  for (let start = 0; start < ids.length; start += 100) {
    const { nodes } = await dataOf(server, NODES, { ids: ids.slice(start, start + 100) });
    for (const node of nodes) if (node) found.set(node.id, node);
  }
  return found;
}

/** A copy of all figures that a client keeps by `changes`, on whichever server it happens to ask. */
export class Copy {
  readonly kinds: string[] = [];
  #cursor = "";
  #objects: Objects = new Map();

  static async begin(server: Server): Promise<Copy> {
    const copy = new Copy();
    await copy.#load(server);
    return copy;
  }

  /** One page; whether there is more. */
  async page(server: Server, first?: number): Promise<boolean> {
    const { changes } = await dataOf(server, CHANGES, { since: this.#cursor, first });
    if (first !== undefined && changes.nodes.length > first) throw new Error("The page is larger than asked for.");
    const ids = changes.nodes.map(({ id }: Data) => id);
    if (new Set(ids).size < ids.length) throw new Error("The page has an object twice.");
    this.#cursor = changes.cursor;
    for (const { kind, id, node } of changes.nodes) {
      this.kinds.push(kind);
      if (kind === "CHANGED") this.#objects.set(id, node);
      else if (kind === "REMOVED") this.#objects.delete(id);
      else this.#objects = await crawl(server);
    }
    return changes.hasMore;
  }

  async catchUp(server: Server, first?: number): Promise<void> {
    while (await this.page(server, first));
  }

  /** The figures that it has. */
  get figures(): Objects {
    return new Map([...this.#objects].filter(([, { __typename }]) => __typename === "Observation"));
  }

  async #load(server: Server): Promise<void> {
    const { changes } = await dataOf(server, CHANGES, {});
    this.#cursor = changes.cursor;
    this.#objects = await crawl(server);
  }
}
