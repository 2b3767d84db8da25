// Reads what was released.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareVersions } from "./version.js";

/** One folder for each released version: see docs/decisions/20-releases.md. */
export const RELEASES = "client-sdk/releases";

/** An operation of a released SDK. */
export interface ReleasedOperation {
  name: string;
  /** By which the SDK asks it; an SDK that sends the words has none. */
  id?: string;
  text: string;
}

export interface Release {
  version: string;
  /** The schema of then, without its descriptions. */
  schema: string;
  operations: readonly ReleasedOperation[];
}

/** Everything that was released, the oldest first. */
export const releasesIn = (folder: string): Release[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .sort(compareVersions)
        .map((version) => ({
          version,
          schema: readFileSync(join(folder, version, "schema.graphql"), "utf8"),
          operations: JSON.parse(readFileSync(join(folder, version, "operations.json"), "utf8")),
        }))
    : [];
