import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "@jest/globals";
import { SdkDocuments } from "../../server/graphql/sdk-documents.js";

const folder = mkdtempSync(join(tmpdir(), "hue-health-documents-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, content: unknown): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), JSON.stringify(content));
};
const PRESENT = "generated/persisted-documents.json";
const RELEASED = "releases/0.2.5/operations.json";

it("the documents of the present SDK and of every released one are known by their ids", () => {
  write(PRESENT, { now: "query Now{now}", same: "query Same{same}" });
  write("releases/0.1.5/operations.json", [{ name: "Then", text: "query Then{then}" }]);
  write(RELEASED, [
    { name: "Now", id: "before", text: "query Now{before}" },
    { name: "Same", id: "same", text: "query Same{same}" },
  ]);
  const documents = new SdkDocuments(folder);

  expect(["now", "before", "same"].map((id) => documents.textOf(id))).toEqual([
    "query Now{now}",
    "query Now{before}",
    "query Same{same}",
  ]);
  expect(["then", "Then", "undefined", "constructor", "__proto__"].map((id) => documents.textOf(id))).toEqual(
    Array(5).fill(undefined),
  );
});

it("old documents are read only once somebody asks by an id that is not of today", () => {
  write(PRESENT, { now: "query Now{now}" });
  rmSync(join(folder, RELEASED), { force: true });
  const documents = new SdkDocuments(folder);
  expect(documents.textOf("now")).toBe("query Now{now}");

  write(RELEASED, [{ name: "Now", id: "before", text: "query Now{before}" }]);
  expect(documents.textOf("before")).toBe("query Now{before}");

  write(RELEASED, []);
  expect(documents.textOf("before")).toBe("query Now{before}");
});
