// What the page keeps in the browser: how it looks, and questions, but no act.
import { Kind, parse } from "graphql";

/** What of the page itself is kept: how it looks. Everything else is kept only as far as `cleaned` lets it. */
const LOOKS = [
  "theme",
  "visiblePlugin",
  "shouldPersistHeaders",
  "docExplorerFlex",
  "editorFlex",
  "secondaryEditorFlex",
];

interface Question {
  query?: string | null;
  variables?: string | null;
}

/**
 * Keeps questions in the browser, and no act: passwords, keys and tokens stand in acts and their answers, in no question
 * (a test holds the schema to it). Headers are kept nowhere, nor is text that cannot be read, or a variable that the
 * question does not have. What an older page left behind is cleaned when this one opens.
 */
export function keptState(items: Storage) {
  const names = () => Object.keys(items).filter((name) => name.startsWith("graphiql:"));
  const put = (name: string, text: string | null) =>
    text === null ? items.removeItem(name) : items.setItem(name, text);
  const storage = {
    getItem: (name: string) => items.getItem(name),
    setItem(name: string, text: string) {
      put(name, cleaned(name, text, items.getItem("graphiql:query")));
      // GraphiQL shows in its history only what could be kept.
      if (isHistory(name) && items.getItem(name) !== text && hasAct(name, text)) throw new Error("An act is not kept.");
    },
    removeItem: (name: string) => items.removeItem(name),
    clear: () => names().forEach(storage.removeItem),
    get length() {
      return names().length;
    },
  };
  for (const name of names().sort())
    put(name, cleaned(name, items.getItem(name) ?? "", items.getItem("graphiql:query")));
  return storage;
}

const isHistory = (name: string): boolean => /:(queries|favorites)$/.test(name);

const hasAct = (name: string, text: string): boolean =>
  questionsIn(name, text).some(({ query }) => variableNames(query) === null);

function questionsIn(name: string, text: string): Question[] {
  return JSON.parse(text)[name.replace("graphiql:", "")] ?? [];
}

/** The text to keep under a name; null: none. */
function cleaned(name: string, text: string, query: string | null): string | null {
  const key = name.replace("graphiql:", "");
  if (LOOKS.includes(key)) return text;
  try {
    if (key === "query") return variableNames(text) && text;
    if (key === "variables") return kept({ query, variables: text })?.variables ?? null;
    if (key === "tabState") return tabState(JSON.parse(text));
    if (isHistory(name)) return JSON.stringify({ [key]: questionsIn(name, text).flatMap((each) => kept(each) ?? []) });
  } catch {}
  return null;
}

function tabState({ tabs, activeTabIndex }: { tabs: Question[]; activeTabIndex: number }): string | null {
  const found = tabs.map(kept);
  const active = found.slice(0, activeTabIndex).filter((tab) => tab !== null).length;
  const left = found.filter((tab) => tab !== null);
  if (left.length === 0) return null;
  return JSON.stringify({ tabs: left, activeTabIndex: Math.min(active, left.length - 1) });
}

/** A question with the variables that it has, and without headers; null for anything else. */
function kept<T extends Question>(question: T): T | null {
  const names = variableNames(question.query);
  if (!names) return null;
  return { ...question, headers: null, response: null, variables: variablesOf(question.variables, names) };
}

function variablesOf(text: string | null | undefined, names: readonly string[]): string | null {
  try {
    const given = Object.entries(JSON.parse(text || "{}"));
    const known = given.filter(([name]) => names.includes(name));
    return known.length === given.length ? (text ?? null) : JSON.stringify(Object.fromEntries(known), null, 2);
  } catch {
    return null;
  }
}

/** The names of the variables of a document of questions alone; null for any other text. */
function variableNames(text: string | null | undefined): string[] | null {
  try {
    const operations = parse(text ?? "").definitions.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION);
    const names: string[] = [];
    for (const operation of operations) {
      if (operation.kind !== Kind.OPERATION_DEFINITION || operation.operation !== "query") return null;
      for (const { variable } of operation.variableDefinitions ?? []) names.push(variable.name.value);
    }
    return names;
  } catch {
    return null;
  }
}
