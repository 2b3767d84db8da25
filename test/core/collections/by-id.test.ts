import { describe, expect, it } from "@jest/globals";
import { ById } from "../../../server/core/collections/by-id.js";
import { countBefore, resorted } from "../../../server/core/collections/sorted.js";
import { newSeed, randomOf } from "../../support/random.js";

describe("Values by ids", () => {
  it("are after any changes what a Map of them is, and before them what they were", () => {
    const random = randomOf(newSeed("values by ids"));
    let model = new Map<number, number>();
    let held = ById.of<number>([]);
    for (let step = 0; step < 300; step += 1) {
      const changes = Array.from(
        { length: random(20) },
        () => [random(2000), random(4) === 0 ? undefined : step] as const,
      );
      const [before, known] = [held, model];
      model = new Map(known);
      for (const [id, value] of changes) value === undefined ? model.delete(id) : model.set(id, value);
      held = held.with(changes);
      for (const [one, other] of [[held, model] as const, [before, known] as const]) {
        expect(one.size).toBe(other.size);
        expect(one.values()).toEqual([...other].sort(([a], [b]) => a - b).map(([, value]) => value));
        for (const [id] of changes) expect(one.get(id)).toBe(other.get(id));
      }
    }
    expect(ById.of(model).values()).toEqual(held.values());
    expect([held.get(1_000_000), held.get(-1)]).toEqual([undefined, undefined]);
  });
});

describe("A sorted list", () => {
  it("stays sorted when rows of it go and others come, and the list before it stays as it was", () => {
    const random = randomOf(newSeed("a sorted list"));
    const order = (a: number, b: number) => a - b;
    let list: readonly number[] = [];
    for (let step = 0; step < 300; step += 1) {
      const before = [...list];
      const without = before.filter(() => random(5) === 0);
      const left = before.filter((each) => !without.includes(each));
      const added = [...new Set(Array.from({ length: random(6) }, () => random(500)))].filter((n) => !left.includes(n));
      const next = resorted(list, without, added, order);
      expect(next).toEqual([...left, ...added].sort(order));
      expect(list).toEqual(before);
      list = next;
    }
    expect(countBefore(list, (each) => each < 250)).toBe(list.filter((each) => each < 250).length);
  });
});
