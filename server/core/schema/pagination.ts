import { hash } from "node:crypto";
import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { own } from "../snapshot/batch.js";
import { about } from "./about.js";
import { IsBetween } from "./checks.js";
import { badInput } from "./errors.js";
import * as messages from "./schema.messages.js";

export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

const IsPageSize = (): PropertyDecorator => IsBetween(1, LARGEST_PAGE);

@ObjectType({
  simpleResolvers: true,
  description: about("Where a page stands in its list.", "Vị trí của trang trong danh sách."),
})
export class PageInfo {
  @Field(() => Boolean, { description: about("More follow after this page.", "Còn phần tử sau trang này.") })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: about("There are some before this page.", "Còn phần tử trước trang này.") })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: about("For `before`; null for an empty page.", "Dùng cho `before`; null nếu trang rỗng."),
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: about("For `after`; null for an empty page.", "Dùng cho `after`; null nếu trang rỗng."),
  })
  endCursor!: string | null;
}

/** The first of a list. */
@ArgsType()
export class FirstArgs {
  @Field(() => Int, {
    nullable: true,
    description: about("How many, 1 to 100; 20 if left out.", "Số phần tử, từ 1 đến 100; bỏ trống là 20."),
  })
  @IsPageSize()
  first?: number | null;
}

/** A list from its beginning to its end, page by page. */
@ArgsType()
export class ForwardArgs extends FirstArgs {
  @Field(() => String, {
    nullable: true,
    description: about("Only what follows this cursor.", "Chỉ lấy phần sau con trỏ này."),
  })
  after?: string | null;
}

/** A list page by page, either way. */
@ArgsType()
export class PageArgs extends ForwardArgs {
  @Field(() => Int, {
    nullable: true,
    description: about(
      "How many before `before`, or at the end of the list; 1 to 100.",
      "Số phần tử đứng trước `before`, hoặc ở cuối danh sách; từ 1 đến 100.",
    ),
  })
  @IsPageSize()
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: about("Only what precedes this cursor.", "Chỉ lấy phần trước con trỏ này."),
  })
  before?: string | null;
}

/** What a page asks for. */
export interface Page {
  size: number;
  backward: boolean;
  cursor: Cursor | null;
}

/** The place of a row in an order: its sorted value, and its id to break a tie. */
export interface Cursor {
  value: string | number;
  id: number;
}

export function readPage(args: PageArgs, order: string): Page {
  if (args.first != null && args.last != null) {
    throw badInput(messages.eitherFirstOrLast);
  }
  if (args.after != null && args.before != null) {
    throw badInput(messages.eitherAfterOrBefore);
  }
  const backward = args.last != null || args.before != null;
  if ((backward && args.after != null) || (args.first != null && args.before != null)) {
    throw badInput(messages.cursorOfOtherDirection);
  }
  const size = (backward ? args.last : args.first) ?? DEFAULT_PAGE;
  const text = backward ? args.before : args.after;
  return { size, backward, cursor: text == null ? null : readCursor(text, order) };
}

/** A cursor names the order that it belongs to. */
export const writeCursor = ({ value, id }: Cursor, order: string): string =>
  withCheck(JSON.stringify([order, value, id]));

function readCursor(text: string, order: string): Cursor {
  const body = bodyOfChecked(text);
  const cursor = body === null ? null : cursorIn(body, order);
  if (cursor) return cursor;
  throw badInput(messages.noCursorOfThisList(shownCursor(text)));
}

/** The check of a cursor is no secret: whoever makes one up may put anything in it. */
function cursorIn(body: string, order: string): Cursor | null {
  try {
    const [ofOrder, value, id] = JSON.parse(body) as unknown[];
    const isPlace = (typeof value === "string" || typeof value === "number") && Number.isSafeInteger(id);
    return ofOrder === order && isPlace ? { value, id: id as number } : null;
  } catch {
    return null;
  }
}

export const shownCursor = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Cursors carry a check, so that one made up or from elsewhere is seen. */
export const withCheck = (body: string): string => Buffer.from(`${check(body)}${body}`).toString("base64url");

/** What is in a cursor; null if it is none. */
export function bodyOfChecked(text: string): string | null {
  const plain = Buffer.from(text, "base64url").toString("utf8");
  const body = plain.slice(CHECK_LENGTH);
  return check(body) === plain.slice(0, CHECK_LENGTH) ? body : null;
}

const CHECK_LENGTH = 8;
const check = (body: string): string => hash("sha256", `cursor ${body}`, "hex").slice(0, CHECK_LENGTH);

/** A page of a list, ready to be asked for nodes, edges, page information and, only if asked, the total. */
export class Connection<Row extends object> {
  constructor(
    readonly nodes: readonly Row[],
    private readonly hasMore: boolean,
    private readonly page: Page,
    private readonly cursorOf: (row: Row) => string,
    readonly count: () => number | Promise<number>,
  ) {}

  /** Made only if asked for, as is whatever follows. */
  get totalCount(): number | Promise<number> {
    return this.count();
  }

  get edges(): { cursor: string; node: Row }[] {
    return this.nodes.map((node) => ({ cursor: this.cursorOf(node), node }));
  }

  get pageInfo(): PageInfo {
    return new PlaceInList(this.nodes, this.hasMore, this.page, this.cursorOf);
  }
}

/**
 * Its cursors are made only if asked for. It is no object with getters of its own: of each such object V8 makes a shape,
 * which is old from the start, and with it all that the getters lead to would outlive its request.
 */
class PlaceInList<Row extends object> implements PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;

  constructor(
    private readonly nodes: readonly Row[],
    hasMore: boolean,
    { backward, cursor }: Page,
    private readonly cursorOf: (row: Row) => string,
  ) {
    this.hasNextPage = backward ? cursor !== null : hasMore;
    this.hasPreviousPage = backward ? hasMore : cursor !== null;
  }

  get startCursor(): string | null {
    return this.#cursorAt(this.nodes[0]);
  }

  get endCursor(): string | null {
    return this.#cursorAt(this.nodes.at(-1));
  }

  #cursorAt(node: Row | undefined): string | null {
    return node ? this.cursorOf(node) : null;
  }
}

export const nodesOf = <Row extends object>(pages: readonly Connection<Row>[]): (readonly Row[])[] =>
  pages.map(({ nodes }) => nodes);

/** The page out of one row more than it holds, in the order of the list. */
export function connectionOf<Row extends object>(
  rows: readonly Row[],
  page: Page,
  cursorOf: (row: Row) => string,
  count: () => number | Promise<number>,
): Connection<Row> {
  const nodes = rows.slice(0, page.size);
  if (page.backward) nodes.reverse();
  return new Connection(nodes, rows.length > page.size, page, cursorOf, count);
}

/** Where a cursor stands in a list: how many rows are before it, and how many with the one that it names. */
interface Stand {
  before: number;
  upTo: number;
}

/**
 * A page of a list that is held whole. `upwards` is along the list, whichever way the page is asked for. Its rows are
 * the request's own.
 */
export function pageOfArray<Row extends object>(
  list: readonly Row[],
  page: Page,
  upwards: boolean,
  standOf: (cursor: Cursor) => Stand,
  cursorOf: (row: Row) => string,
): Connection<Row> {
  const { before, upTo } = page.cursor ? standOf(page.cursor) : { before: list.length, upTo: 0 };
  const rows = upwards
    ? list.slice(upTo, upTo + page.size + 1)
    : list.slice(Math.max(0, before - page.size - 1), before).reverse();
  return connectionOf(rows.map(own), page, cursorOf, () => list.length);
}
