import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "@jest/globals";

interface Document {
  name: string;
  id?: string;
  text: string;
}
const { refuseSharedIds } = createRequire(join(process.cwd(), "package.json"))(
  "./client-sdk/codegen/operations-plugin.cjs",
) as { refuseSharedIds(documents: readonly Document[]): void };

it("two documents of one id stop the generation, but for one that is as it was", () => {
  const now = { name: "Now", id: "abcdef", text: "query Now{now}" };
  const words = { name: "Words", text: "query Words{words}" };
  expect(() => refuseSharedIds([now, { ...now }, words, { ...words, text: "query Words{other}" }])).not.toThrow();
  expect(() => refuseSharedIds([now, { ...now, name: "Other", text: "query Other{other}" }])).toThrow(
    '"Other" and "Now" have the id "abcdef", and other words: make ID_LENGTH longer.',
  );
});

it("ids are six characters long, as an address takes them", () => {
  const documents = JSON.parse(readFileSync("client-sdk/generated/persisted-documents.json", "utf8"));
  expect(Object.keys(documents).filter((id) => !/^[\w-]{6}$/.test(id))).toEqual([]);
});
