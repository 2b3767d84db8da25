import { describe, expect, it } from "@jest/globals";
import { AuditKey } from "../../../server/core/mutation/audit-key.js";
import { InsertedDigests } from "../../../server/core/mutation/inserted-digests.js";

const KEY = new AuditKey("a", Buffer.alloc(32, 1));
const rows = (count: number) => Array.from({ length: count }, (_, i) => (id: number) => `${i}|id=${id}`);
const MOST = 200_000;

describe("Digests of rows that are inserted", () => {
  it("are found by id, however many rows came at once", async () => {
    const digests = new InsertedDigests(KEY);
    const counts = [1, 1000, 249, 250, 251, 3];
    let last = 41;
    for (const count of counts) {
      last += count;
      digests.add(rows(count), last);
    }
    const found = await digests.between(42, last);
    let id = 42;
    for (const count of counts) {
      for (let i = 0; i < count; i += 1, id += 1) expect(found?.(id)).toEqual(KEY.digest(`${i}|id=${id}`));
    }
  });

  it.each([
    ["other rows got ids between them", [100, 203]],
    ["they got ids before those of others", [100, 150]],
  ])("are not known where %s", async (_, lasts) => {
    const digests = new InsertedDigests(KEY);
    for (const last of lasts) digests.add(rows(100), last);
    expect(await digests.between(1, 200)).toBeUndefined();
    expect(await digests.between(1, 203)).toBeUndefined();
  });

  it("are not known of other ids than theirs", async () => {
    const digests = new InsertedDigests(KEY);
    digests.add(rows(100), 100);
    expect(await digests.between(1, 100)).toBeDefined();
    for (const [from, to] of [
      [1, 99],
      [1, 101],
      [2, 100],
      [2, 101],
    ] as const)
      expect(await digests.between(from, to)).toBeUndefined();
  });

  it("are not known where it is not known of some rows what they are, whenever that is found out", async () => {
    const [first, last] = [new InsertedDigests(KEY), new InsertedDigests(KEY)];
    first.giveUp();
    for (const digests of [first, last]) digests.add(rows(600), 600);
    last.giveUp();
    for (const digests of [first, last]) expect(await digests.between(1, 600)).toBeUndefined();
  });

  it("are held of so many rows, and of more of none", async () => {
    const digests = new InsertedDigests(KEY);
    digests.add(rows(MOST), MOST);
    expect((await digests.between(1, MOST))?.(MOST)).toEqual(KEY.digest(`${MOST - 1}|id=${MOST}`));
    digests.add(rows(1), MOST + 1);
    expect(await digests.between(1, MOST + 1)).toBeUndefined();
  });
});
