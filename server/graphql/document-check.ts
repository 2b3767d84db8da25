import { hash } from "node:crypto";
import {
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoDeprecatedCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  specifiedRules,
  stripIgnoredCharacters,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { LONGEST_DOCUMENT, MOST_DOCUMENTS } from "../concepts/access/api-key/document/api-key-document.type.js";
import type { CheckedDocument } from "../concepts/access/api-key/document/checked-document.type.js";
import { POLICY } from "../core/access/policy.js";
import { type Limits, refusalOfDocument, tooComplex } from "../core/limits/limits.js";
import { sentenceOnDocument } from "../core/schema/messages.js";
import type { LocalizedMessage } from "../core/text/localized-message.js";
import { mayGoOn } from "../core/time/turn.js";
import { ANY_VARIABLES, Costs } from "./cost.js";
import * as messages from "./graphql.messages.js";
import { type OperationPlan, planOperation, TooManyFields } from "./plan.js";

/** Something about a place in a text. */
export interface Remark {
  /** Which of the texts. */
  index: number;
  definition: string | null;
  line: number | null;
  column: number | null;
  sentence: LocalizedMessage;
}

interface Deprecation extends Remark {
  until: string | null;
}

export interface Check {
  documents: CheckedDocument[];
  problems: Remark[];
  deprecations: Deprecation[];
}

/** So many problems of one text are told. */
const MOST_TOLD = 20;
/** A column of a table holds them. */
const LONGEST_NAME = 60;
/** As ids of documents of the SDK: client-sdk/codegen/operations-plugin.cjs makes those. */
const ID_LENGTH = 6;
const documentIdOf = (text: string): string => hash("sha256", text, "base64url").slice(0, ID_LENGTH);

/** Looks over documents that a key is to ask by their ids: whether all are in order, and what is to be said of them. */
export class DocumentChecks {
  readonly #costs: Costs;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    /** The words that an SDK has for an id. */
    private readonly wordsOfSdk: (id: string) => string | undefined,
  ) {
    this.#costs = new Costs(schema);
  }

  async check(texts: readonly string[]): Promise<Check> {
    const found: Check = { documents: [], problems: [], deprecations: [] };
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (length > this.limits.length) {
      found.problems.push(ofWhole(0, tooComplex("length", this.limits).sentence));
      return found;
    }
    for (const [index, text] of texts.entries()) {
      // Not waited for where nobody waits: of many that are looked over at once each would let all others begin.
      const others = mayGoOn();
      if (others) await others;
      this.#checkText(text, index, found);
      if (found.problems.length >= MOST_TOLD) break;
    }
    if (found.problems.length > 0) found.documents = [];
    return found;
  }

  #checkText(text: string, index: number, found: Check): void {
    const { problems, deprecations, documents } = found;
    const tooMuch = refusalOfDocument(text, this.limits);
    const document = tooMuch ? undefined : read(text, index, problems);
    if (tooMuch) problems.push(ofWhole(index, tooMuch.sentence));
    if (!document) return;
    const refuse = (sentence: LocalizedMessage, node: ASTNode): void => {
      problems.push(remarkOn(index, document, new GraphQLError("", { nodes: node }), sentence));
    };
    const operations = operationsIn(document);
    const before = problems.length;
    if (operations.length === 0) problems.push(ofWhole(index, messages.noQueries));
    if (documents.length + operations.length > MOST_DOCUMENTS)
      problems.push(ofWhole(index, messages.tooManyQueries(MOST_DOCUMENTS)));
    else
      for (const operation of operations) {
        const problem = problemOf(operation, documents);
        if (problem) refuse(problem, operation);
      }
    if (problems.length > before) return;
    const wrong = validate(this.schema, document, specifiedRules, { maxErrors: MOST_TOLD });
    for (const error of wrong)
      problems.push(remarkOn(index, document, error, sentenceOnDocument(error, "GRAPHQL_VALIDATION_FAILED")));
    if (wrong.length > 0) return;
    for (const node of this.#forbidden(document)) refuse(messages.notForKeys, node);
    for (const error of validate(this.schema, document, [NoDeprecatedCustomRule]))
      deprecations.push(deprecationOf(index, document, error));
    const separate = separateOperations(document);
    for (const operation of operations) {
      const own = separate[operation.name?.value ?? ""];
      if (own) this.#checkOperation(operation, own, documents, (sentence) => refuse(sentence, operation));
    }
  }

  #checkOperation(
    operation: OperationDefinitionNode,
    own: DocumentNode,
    documents: CheckedDocument[],
    refuse: (sentence: LocalizedMessage) => void,
  ): void {
    const name = operation.name?.value ?? "";
    const text = textOf(own);
    const documentId = documentIdOf(text);
    const plan = this.#planOfAll(own);
    if (plan === undefined) {
      refuse(tooComplex("expandedFields", this.limits).sentence);
      return;
    }
    const { cost, possibleCost } = this.limits;
    const mostCost = this.#costs.possible(plan, ANY_VARIABLES);
    if (this.#costs.certain(plan, ANY_VARIABLES) > cost) refuse(tooComplex("cost", this.limits).sentence);
    else if (mostCost > possibleCost) refuse(messages.costsTooMuch(mostCost, possibleCost));
    if (text.length > LONGEST_DOCUMENT) refuse(messages.documentTooLong(text.length, LONGEST_DOCUMENT));
    const ofSdk = this.wordsOfSdk(documentId);
    const alike = documents.find((each) => each.documentId === documentId && each.text !== text);
    if ((ofSdk !== undefined && ofSdk !== text) || alike) refuse(messages.idOfAnother(documentId));
    documents.push({ name, documentId, text, mostCost });
  }

  /** With everything in it that a condition may leave out; undefined: it has more fields than may be. */
  #planOfAll(own: DocumentNode): OperationPlan | undefined {
    const whole: DocumentNode = visit(own, {
      Directive: ({ name }) => (name.value === "skip" || name.value === "include" ? null : undefined),
    });
    const [operation] = operationsIn(whole);
    if (!operation) return undefined;
    const fragments = Object.fromEntries(fragmentsIn(whole).map((each) => [each.name.value, each]));
    try {
      return planOperation(this.schema, operation, fragments, ANY_VARIABLES, this.limits.expandedFields);
    } catch (error) {
      if (error instanceof TooManyFields) return undefined;
      throw error;
    }
  }

  /** Where something is asked that no key may ask. */
  #forbidden(document: DocumentNode): ASTNode[] {
    const found: ASTNode[] = [];
    const types = new TypeInfo(this.schema);
    visit(
      document,
      visitWithTypeInfo(types, {
        Field(node) {
          const parent = types.getParentType();
          const above = parent && "getInterfaces" in parent ? parent.getInterfaces() : [];
          const rules = [parent, ...above].map((type) => POLICY[`${type?.name}.${node.name.value}`]);
          if (rules.some((rule) => rule && !rule.roles.includes("INTEGRATOR"))) found.push(node);
        },
      }),
    );
    return found;
  }
}

/** Undefined: it cannot be parsed, which is told. */
function read(text: string, index: number, problems: Remark[]): DocumentNode | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const nothing: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
    problems.push(remarkOn(index, nothing, error, sentenceOnDocument(error, "GRAPHQL_PARSE_FAILED")));
    return undefined;
  }
}

/** Why it is none that a key may ask, whatever it asks. */
function problemOf(
  { name, operation }: OperationDefinitionNode,
  documents: readonly CheckedDocument[],
): LocalizedMessage | undefined {
  if (operation !== OperationTypeNode.QUERY) return messages.onlyQueries;
  if (!name) return messages.queryWithoutName;
  if (name.value.length > LONGEST_NAME) return messages.nameTooLong(LONGEST_NAME);
  return documents.some((each) => each.name === name.value) ? messages.nameTwice(name.value) : undefined;
}

const operationsIn = ({ definitions }: DocumentNode): OperationDefinitionNode[] =>
  definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);

const fragmentsIn = ({ definitions }: DocumentNode): FragmentDefinitionNode[] =>
  definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);

/** The words by which the id is made: the operation, then its fragments by name, however they were written down. */
function textOf(own: DocumentNode): string {
  const fragments = fragmentsIn(own).sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return stripIgnoredCharacters([...operationsIn(own), ...fragments].map((each) => print(each)).join("\n"));
}

const ofWhole = (index: number, sentence: LocalizedMessage): Remark => ({
  ...{ index, definition: null, line: null, column: null },
  sentence,
});

function remarkOn(
  index: number,
  { definitions }: DocumentNode,
  { locations, positions }: GraphQLError,
  sentence: LocalizedMessage,
): Remark {
  const [{ line, column } = { line: null, column: null }] = locations ?? [];
  const [at = -1] = positions ?? [];
  const around = definitions.find(({ loc }) => loc && loc.start <= at && at < loc.end);
  return { index, definition: nameOf(around), line, column, sentence };
}

const nameOf = (definition: DefinitionNode | undefined): string | null =>
  definition && "name" in definition ? (definition.name?.value ?? null) : null;

/** `replacedBy` says the reason in both languages, with the day. */
function deprecationOf(index: number, document: DocumentNode, error: GraphQLError): Deprecation {
  const [, what = "", reason = ""] = /^(.*?) is deprecated\. (.*)$/s.exec(error.message) ?? [];
  const [en = "", vi = en] = reason.split("\n\n");
  const sentence = messages.deprecated(what.replace(/^The (?:field|input field|enum value) /, ""), { en, vi });
  return { ...remarkOn(index, document, error, sentence), until: /\d{4}-\d\d-\d\d/.exec(en)?.[0] ?? null };
}
