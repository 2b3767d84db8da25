import { createRequire } from "node:module";
import { resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import * as today from "../../client-sdk/index.js";
import { RELEASES, releasesIn } from "../../scripts/growth/releases.js";

export type Sdk = typeof today;
/** What a test uses of an SDK: a method of its client, or a function beside it. */
type Part = keyof today.Client | keyof Sdk;
/** A test for the SDKs that have these parts. */
type Needing = (...parts: Part[]) => (fact: string, test: () => Promise<void>) => void;

const required = (file: string): Sdk => createRequire(file)(file);

/** The SDKs that apps have: each release by its version, and that of today. */
export const SDKS: readonly (readonly [name: string, sdk: Sdk])[] = [
  ...releasesIn(RELEASES).map(({ version }) => [version, required(resolve(RELEASES, version, "sdk.cjs"))] as const),
  ["today's", today],
];

const clientOf = (sdk: Sdk): today.Client => sdk.createClient({ url: "" });

/**
 * The same suite for each SDK, against the server of today. A test that uses what a release lacks says so by `needing`,
 * is skipped for that release, and fails wherever it runs and does not use it.
 */
export function eachSdk(suiteName: string, suite: (sdk: Sdk, needing: Needing) => void): void {
  describe.each(SDKS)(`${suiteName}, SDK %s`, (name, sdk) => {
    const used = new Set<string>();
    /** The functions of `own`, and for those of `all` that it lacks one that says so. */
    const noting = <Of extends object>(own: Of, all: Of): Of =>
      Object.fromEntries(
        Object.entries({ ...all, ...own }).map(([part, value]) => [
          part,
          typeof value !== "function"
            ? value
            : (...given: unknown[]) => {
                used.add(part);
                if (part in own) return value(...given);
                throw new Error(`SDK ${name} has no "${part}": a test that uses it says needing("${part}").`);
              },
        ]),
      ) as Of;
    const has = (part: Part): boolean => part in sdk || part in clientOf(sdk);
    const createClient: Sdk["createClient"] = (connection) => noting(sdk.createClient(connection), clientOf(today));

    suite({ ...noting(sdk, today), createClient }, (...parts) => (fact, test) => {
      if (!parts.every(has)) return it.skip(fact, test);
      it(fact, async () => {
        used.clear();
        await test();
        expect(parts.filter((part) => !used.has(part))).toEqual([]);
      });
    });
  });
}
