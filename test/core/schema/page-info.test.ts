import { expect, it } from "@jest/globals";
import { pageOfList } from "../../../server/core/schema/page-of-list.js";

const LIST = ["a", "b", "c"].map((code) => ({ code }));

it("Where a page stands is told by an object without getters of its own: V8 would make a shape for each", () => {
  const { pageInfo } = pageOfList(LIST, { first: 2 }, "letters", ({ code }) => code);
  expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([expect.any(String), expect.any(String)]);
  expect(Object.values(Object.getOwnPropertyDescriptors(pageInfo)).filter(({ get }) => get)).toEqual([]);
  expect(Object.keys(pageInfo)).not.toContain("startCursor");
});
