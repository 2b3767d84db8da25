import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  buildClientSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  Kind,
  lexicographicSortSchema,
  parse,
  printSchema,
  visit,
} from "graphql";
import { type Answer, runQuery } from "./run-query.js";
import type { TestServer } from "./server.js";

/** All that introspection can tell. */
const INTROSPECTION = getIntrospectionQuery({
  specifiedByUrl: true,
  oneOf: true,
  directiveIsRepeatable: true,
  inputValueDeprecation: true,
});

export const introspected = (server: Pick<TestServer, "url">, headers: Record<string, string> = {}): Promise<Answer> =>
  runQuery(server, INTROSPECTION, {}, headers);

/** The schema as a server hands it out to whoever reads this language. */
export async function servedSchema(server: Pick<TestServer, "url">, language: "en" | "vi"): Promise<string> {
  const { data } = await introspected(server, { "accept-language": language });
  return printSchema(lexicographicSortSchema(buildClientSchema(data as IntrospectionQuery)));
}

/** The committed schema, of whose words only those in one language are left. */
export function committedSchema(language: "en" | "vi"): string {
  const document = parse(readFileSync("schema.graphql", "utf8"));
  const ofLanguage = (words: string): string => {
    const [en = "", vi = ""] = words.split("\n\n");
    return language === "vi" ? vi : en;
  };
  const inOne = visit(document, {
    enter(node) {
      // The reason of a deprecation is the only text in two languages that is no description.
      if (node.kind === Kind.STRING && node.value.includes("\n\n")) return { ...node, value: ofLanguage(node.value) };
      if (!("description" in node) || !node.description) return undefined;
      return { ...node, description: { ...node.description, value: ofLanguage(node.description.value) } };
    },
  });
  return printSchema(lexicographicSortSchema(buildASTSchema(inOne)));
}
