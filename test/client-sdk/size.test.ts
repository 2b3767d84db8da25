import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import * as sdk from "../../client-sdk/index.js";

const KILOBYTE = 1000;
const documents = Object.entries(sdk).flatMap(([name, value]) =>
  typeof value === "object" && value !== null && "id" in value ? [[name, (value as { id: string }).id] as const] : [],
);

/** What an app carries that says this, as its bundler makes it. */
async function bundled(program: string): Promise<{ text: string; bytes: number }> {
  const stdin = { contents: program, resolveDir: "client-sdk", loader: "ts" as const };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, write: false, format: "esm" });
  const text = outputFiles[0]?.text ?? "";
  return { text, bytes: gzipSync(text, { level: 9 }).length };
}

describe("The SDK in an app", () => {
  let one: Awaited<ReturnType<typeof bundled>>;
  let all: typeof one;
  beforeAll(async () => {
    one = await bundled(
      'import { FacilityCard, request } from "./index.js"; console.log(request({ url: "/graphql" }, FacilityCard, { code: "x" }));',
    );
    // Each by its name: that they can be asked for by name is no weight of theirs.
    const names = Object.keys(sdk).join(", ");
    all = await bundled(`import { ${names} } from "./index.js"; console.log(${names});`);
  });

  it("weighs at most 2 kB with one operation, and 8 kB with everything", () => {
    expect(one.bytes).toBeLessThanOrEqual(2 * KILOBYTE);
    expect(all.bytes).toBeLessThanOrEqual(8 * KILOBYTE);
  });

  it("has the one document that is named, and no other", () => {
    expect(documents.length).toBeGreaterThan(40);
    expect(documents.filter(([, id]) => one.text.includes(id)).map(([name]) => name)).toEqual(["FacilityCard"]);
    expect(documents.filter(([, id]) => !all.text.includes(id))).toEqual([]);
  });

  it("has nothing of acts, pages or storages that it does not use, and no words of documents at all", () => {
    for (const part of ["clientMutationId", "hasNextPage", "hue-health:", "fetchedAt"]) {
      expect([part, one.text.includes(part), all.text.includes(part)]).toEqual([part, false, true]);
    }
    expect(all.text).not.toMatch(/query \w+[({]|fragment \w+ on/);
  });
});
