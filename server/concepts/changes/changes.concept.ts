import type { Concept } from "../concept.js";
import { ChangeResolver } from "./change.resolver.js";

/** What has changed since. */
export const changesConcept: Concept = {
  resolvers: [ChangeResolver],
};
