import { readFileSync } from "node:fs";
import { blocksOf } from "../../support/markdown.js";

type Keyed = Readonly<Record<string, unknown>>;

interface CacheKeys {
  typePolicies: Record<string, { keyFields: readonly string[] | false }>;
  keys: Record<string, (object: Keyed) => string | null>;
  getDataID: (object: Keyed, type: string) => string | null;
}

const IMPORT = /^import keyFields from "hue-health-sdk\/key-fields\.json".*$/m;

/** What client-sdk/README.md tells people to give their caches. */
function readmeKeys(): CacheKeys {
  const block = blocksOf(readFileSync("client-sdk/README.md", "utf8")).find(({ text }) => IMPORT.test(text));
  if (!block) throw new Error("client-sdk/README.md does not say how a cache tells objects apart.");
  const code = block.text.replace(IMPORT, "").replaceAll("export const", "const");
  const keyFields: unknown = JSON.parse(readFileSync("client-sdk/key-fields.json", "utf8"));
  return new Function("keyFields", `${code}; return { typePolicies, keys, getDataID };`)(keyFields) as CacheKeys;
}

export const { typePolicies, keys, getDataID } = readmeKeys();
