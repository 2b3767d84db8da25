// What has changed between two schemas, and how much that asks of the next version.
import { type Change, CriticalityLevel, diff } from "@graphql-inspector/core";
import type { GraphQLSchema } from "graphql";
import type { Step } from "./version.js";

/** What became of a schema, as graphql-inspector tells it. */
export interface SchemaChanges {
  /** What worked before may fail now. */
  breaking: readonly Change[];
  /** What worked before may answer something else, such as a value of an enum that did not exist. */
  dangerous: readonly Change[];
  /** Anything else; descriptions do not count. */
  other: readonly Change[];
}

export async function schemaChanges(before: GraphQLSchema, now: GraphQLSchema): Promise<SchemaChanges> {
  const changes = (await diff(before, now)).filter(({ type }) => !type.includes("DESCRIPTION"));
  const at = (level: CriticalityLevel) => changes.filter(({ criticality }) => criticality.level === level);
  return {
    breaking: at(CriticalityLevel.Breaking),
    dangerous: at(CriticalityLevel.Dangerous),
    other: at(CriticalityLevel.NonBreaking),
  };
}

/** What these changes make of the next version, at least. */
export const neededStep = ({ breaking, dangerous, other }: SchemaChanges): Step =>
  breaking.length > 0 ? "major" : dangerous.length + other.length > 0 ? "minor" : "patch";

/** What CHANGELOG.md calls it by: the type, and its field or value where the change is about one. */
export const coordinateOf = ({ path = "schema" }: Change): string => path.split(".").slice(0, 2).join(".");
