import { describe, expect, it } from "@jest/globals";
import { FacilityRegister } from "../../server/concepts/facility/register/facility-register.js";

const FACILITIES = 140_000;
const dated = { validFrom: "0001-01-01", validTo: "9999-12-31", latest: 1 };

describe("The register of ten nations", () => {
  it("knows the days on which anybody moves, however many there are who could", () => {
    const ids = Array.from({ length: FACILITIES }, (_, i) => i + 1);
    const units = ids.map((id) => ({ id, code: String(id), openedOn: null, closedOn: null }));
    const place = { ...dated, areaId: 1, facilityId: 7, validFrom: "2020-02-03" };
    const tables = { units, names: [], profiles: [], places: [place], relations: [], spellings: [] };
    const register = FacilityRegister.of(tables as never);
    expect(register.size).toBe(FACILITIES);
    expect(register.daysOfMoves()).toEqual(["2020-02-03"]);
  });
});
