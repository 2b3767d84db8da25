import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { Refusal } from "./errors.js";
import { DEFAULT_PAGE, LARGEST_PAGE } from "./graphql/pagination.js";

/** What one request may ask for at the most. All of it is checked before anything is asked of the database. */
export const LARGEST_BODY = 1_000_000;
export const LARGEST_UPLOAD = 256 * 2 ** 20;
export const MOST_TOKENS = 10_000;
const DEEPEST_BRACKETS = 60;
const MOST_OBJECTS = 100_000;
/** What a list without a page size is taken to hold. */
const USUAL_LIST = 10;
/** What takes as much work as handing out so many objects, however little of it is asked for. */
const WORK: Readonly<Record<string, number>> = {
  "Metric.league": 1_000,
  "Query.discrepancies": 1_000,
  "Query.matchNames": 20_000,
  "Query.whatIf": 5_000,
};
/** The same of any other question. */
const QUESTION = 100;

/** Whether brackets nest so deeply that parsing itself would be the attack; looks at the characters only. */
export function nestsTooDeeply(document: string): boolean {
  let depth = 0;
  for (let i = 0; i < document.length; i += 1) {
    const char = document.charCodeAt(i);
    if (char === 0x7b || char === 0x5b || char === 0x28) depth += 1;
    else if (char === 0x7d || char === 0x5d || char === 0x29) depth -= 1;
    if (depth > DEEPEST_BRACKETS) return true;
  }
  return false;
}

/** A validation rule: refuses a document that could answer with more objects than anybody reads. Once per document. */
export function limitObjects(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const root = context.getSchema().getRootType(operation.operation);
      const count = root ? new Objects(context).within(operation.selectionSet, root) : 0;
      if (count > MOST_OBJECTS) {
        context.reportError(
          new Refusal(
            "QUERY_TOO_COMPLEX",
            {
              en: `The query may answer with more than ${MOST_OBJECTS} objects, or takes as much work; ask for smaller pages, fewer levels or less at once.`,
              vi: `Câu hỏi có thể trả về hơn ${MOST_OBJECTS} đối tượng, hoặc tốn công tương đương; hãy giảm kích thước trang, số cấp lồng nhau hoặc số câu hỏi cùng lúc.`,
            },
            operation,
          ),
        );
      }
    },
  };
}

/** Counts the objects that one object of a type may bring with it, and what is work beside. */
class Objects {
  /** A fragment is looked at once, however often it is spread; one within itself, which another rule refuses, is nothing. */
  readonly #inFragment = new Map<FragmentDefinitionNode, number>();

  constructor(private readonly context: ValidationContext) {}

  within({ selections }: SelectionSetNode, type: GraphQLOutputType): number {
    let count = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) count += this.#ofField(selection, type);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) count += this.#ofFragment(selection.name.value);
      else count += this.#withinNamed(selection.selectionSet, selection.typeCondition?.name.value, type);
    }
    return count;
  }

  #ofFragment(name: string): number {
    const fragment = this.context.getFragment(name);
    if (!fragment) return 0;
    const known = this.#inFragment.get(fragment);
    if (known !== undefined) return known;
    this.#inFragment.set(fragment, 0);
    const count = this.#withinNamed(fragment.selectionSet, fragment.typeCondition.name.value);
    this.#inFragment.set(fragment, count);
    return count;
  }

  #withinNamed(selectionSet: SelectionSetNode, name: string | undefined, otherwise?: GraphQLOutputType): number {
    const type = name === undefined ? otherwise : this.context.getSchema().getType(name);
    return isCompositeType(type) ? this.within(selectionSet, type) : 0;
  }

  #workOf(field: FieldNode, parent: GraphQLObjectType | GraphQLInterfaceType): number {
    const isQuestion = parent === this.context.getSchema().getQueryType() && !field.name.value.startsWith("__");
    return WORK[`${parent.name}.${field.name.value}`] ?? (isQuestion ? QUESTION : 0);
  }

  #ofField(field: FieldNode, parent: GraphQLOutputType): number {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
    const type = parent.getFields()[field.name.value]?.type;
    if (!type || !field.selectionSet) return 0;
    const named = getNamedType(type);
    if (!isCompositeType(named)) return 0;
    return this.#workOf(field, parent) + sizeOf(field, type, named.name) * (1 + this.within(field.selectionSet, named));
  }
}

/** A connection or a feed holds its page; its `nodes` and `edges` are counted with it. Introspection is free. */
function sizeOf(field: FieldNode, type: GraphQLOutputType, name: string): number {
  if (name.startsWith("__")) return 0;
  if (/(Connection|Feed)$/.test(name)) return pageSize(field) ?? DEFAULT_PAGE;
  if (!isListType(getNullableType(type)) || ["nodes", "edges"].includes(field.name.value)) return 1;
  return pageSize(field) ?? USUAL_LIST;
}

function pageSize(field: FieldNode): number | undefined {
  const value = field.arguments?.find(({ name }) => name.value === "first" || name.value === "last")?.value;
  if (value === undefined) return undefined;
  return value.kind === Kind.INT ? Math.min(Number(value.value), LARGEST_PAGE) : LARGEST_PAGE;
}
