// An address that carries a question with its variables, in its fragment: no server sees it, and no header is in it.
import { type ASTNode, type DocumentNode, Kind, type Location, parse, visit } from "graphql";

/** What stands in the editors. */
export interface Question {
  query: string;
  variables: string;
}

/** Of the names of fields that hold secrets; a test holds the schema to it. */
const SECRET = /password|secret|token/i;

/** The address of this page with this question, its secrets left blank; undefined: it cannot be read, so neither can its secrets. */
export function linkTo(question: Question, page: string): string | undefined {
  try {
    const { query, variables } = withoutSecrets(question);
    const address = new URL(page);
    address.hash = String(new URLSearchParams({ query, ...(variables && { variables }) }));
    return address.href;
  } catch {
    return undefined;
  }
}

/** The question that an address carries. */
export function questionIn(address: string): Question | undefined {
  const given = new URLSearchParams(new URL(address).hash.slice(1));
  const query = given.get("query");
  return query === null ? undefined : { query, variables: given.get("variables") ?? "" };
}

/** Whether it only asks, so that it may be run without being asked about. */
export function onlyAsks(query: string): boolean {
  try {
    const operations = parse(query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    return operations.length === 1 && operations[0]?.operation === "query";
  } catch {
    return false;
  }
}

function withoutSecrets({ query, variables }: Question): Question {
  const document = parse(query);
  const { texts, names } = secretsIn(document);
  const isSecret = (name: string) => SECRET.test(name) || names.includes(name);
  const given = variables.trim() && JSON.parse(variables);
  return {
    query: texts
      .sort((a, b) => b.start - a.start)
      .reduce((text, { start, end }) => `${text.slice(0, start)}""${text.slice(end)}`, query),
    variables:
      given && JSON.stringify(given, (name, value) => (isSecret(name) && typeof value === "string" ? "" : value), 2),
  };
}

/** Where texts stand in fields of such a name, and which variables are given to them. */
function secretsIn(document: DocumentNode): { texts: Location[]; names: string[] } {
  const texts: Location[] = [];
  const names: string[] = [];
  const noteValue = (value: ASTNode) => {
    const enter = (node: ASTNode) => {
      if (node.kind === Kind.STRING && node.loc) texts.push(node.loc);
      if (node.kind === Kind.VARIABLE) names.push(node.name.value);
    };
    visit(value, { enter });
  };
  const noteField = (node: ASTNode) => {
    const isField = node.kind === Kind.OBJECT_FIELD || node.kind === Kind.ARGUMENT;
    if (isField && SECRET.test(node.name.value)) noteValue(node.value);
  };
  const noteDefault = (node: ASTNode) => {
    if (node.kind !== Kind.VARIABLE_DEFINITION || !node.defaultValue) return;
    const { value } = node.variable.name;
    if (SECRET.test(value) || names.includes(value)) noteValue(node.defaultValue);
  };
  visit(document, { enter: noteField });
  visit(document, { enter: noteDefault });
  // One that stands in a field within such a field is noted twice.
  return { texts: [...new Set(texts)], names };
}
