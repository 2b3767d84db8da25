import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import type { Places } from "../config.js";
import { problemOfPlace } from "../core/database/file-problem.js";

/** What is wrong with the places that the settings name, as far as that can be told without writing anything. */
export function problemsOf({ database, dataDir }: Places): string[] {
  const problems: string[] = [];
  const problem = database?.kind === "embedded" ? problemOfPlace(database.file) : undefined;
  if (problem) problems.push(problem);
  if (dataDir !== undefined && !isReadable(join(dataDir, "index.csv"))) {
    problems.push(`DATA_DIR is "${dataDir}", where no index.csv can be read.`);
  }
  return problems;
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
