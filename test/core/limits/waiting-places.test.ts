import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { WaitingPlaces } from "../../../server/core/limits/waiting-places.js";

const [MOST, MOST_WAITING, LONGEST_MS] = [2, 2, 25_000];

describe("Places of which there are two, for which two may wait", () => {
  let places: WaitingPlaces;
  let said: string[];

  const ask = (name: string) =>
    void places.enter().then((hasPlace) => said.push(`${name} ${hasPlace ? "enters" : "is refused"}`));
  const settled = () => jest.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    jest.useFakeTimers();
    places = new WaitingPlaces(MOST, MOST_WAITING, LONGEST_MS);
    said = [];
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("go to the first two, then to those who wait in their order, and to no further one", async () => {
    for (const name of ["a", "b", "c", "d", "e"]) ask(name);
    await settled();
    expect(said).toEqual(["a enters", "b enters", "e is refused"]);
    places.leave();
    await settled();
    places.leave();
    await settled();
    expect(said.slice(3)).toEqual(["c enters", "d enters"]);
  });

  it("are waited for no longer than is said, and whoever gave up keeps none", async () => {
    for (const name of ["a", "b", "c"]) ask(name);
    await jest.advanceTimersByTimeAsync(LONGEST_MS - 1);
    expect(said).toEqual(["a enters", "b enters"]);
    await jest.advanceTimersByTimeAsync(1);
    expect(said.slice(2)).toEqual(["c is refused"]);
    places.leave();
    ask("d");
    ask("e");
    await settled();
    expect(said.slice(3)).toEqual(["d enters"]);
    places.leave();
    await settled();
    expect(said.slice(4)).toEqual(["e enters"]);
  });

  it("are not lost by one who entered in time", async () => {
    for (const name of ["a", "b", "c"]) ask(name);
    await jest.advanceTimersByTimeAsync(LONGEST_MS - 1);
    places.leave();
    await jest.advanceTimersByTimeAsync(LONGEST_MS);
    expect(said).toEqual(["a enters", "b enters", "c enters"]);
  });
});
