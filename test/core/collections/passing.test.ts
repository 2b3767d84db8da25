import { describe, expect, it } from "@jest/globals";
import { Passing } from "../../../server/core/collections/passing.js";
import { newSeed, randomOf } from "../../support/random.js";

describe("Those that come and go", () => {
  it("are those who came and have not left, each at its place", () => {
    const random = randomOf(newSeed("those that come and go"));
    const model = new Map<number, object>();
    const passing = new Passing<object>();
    for (let step = 0; step < 2000; step += 1) {
      const places = [...model.keys()];
      const leaves = places[random(places.length + 2)];
      if (leaves === undefined) {
        const value = { step };
        const place = passing.enter(value);
        expect(model.has(place)).toBe(false);
        model.set(place, value);
      } else {
        passing.leave(leaves);
        model.delete(leaves);
        expect(passing.at(leaves)).toBeUndefined();
      }
      expect(passing.size).toBe(model.size);
    }
    expect(new Set(passing)).toEqual(new Set(model.values()));
    for (const [place, value] of model) expect(passing.at(place)).toBe(value);
  });

  it("leave once: whoever stands at the place next is not sent away", () => {
    const passing = new Passing<string>();
    const place = passing.enter("first");
    passing.leave(place);
    passing.leave(place);
    expect([passing.enter("second"), passing.enter("third")]).toEqual([place, place + 1]);
    expect([[...passing], passing.size]).toEqual([["second", "third"], 2]);
  });
});
