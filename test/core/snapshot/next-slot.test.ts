import { expect, it } from "@jest/globals";
import { nextSlot, SLOTS } from "../../../server/core/snapshot/revision.js";

it("What one server does at once is in different slots", () => {
  for (let turn = 0; turn < 3; turn += 1) {
    const slots = Array.from({ length: SLOTS }, nextSlot);
    expect([...slots].sort((a, b) => a - b)).toEqual(Array.from({ length: SLOTS }, (_, slot) => slot));
  }
});
