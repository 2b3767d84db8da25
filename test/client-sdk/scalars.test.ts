import { describe, expect, it } from "@jest/globals";
import { createClient, type Open, parseDateTime, parseLocalDate, type Role } from "../../client-sdk/index.js";

describe("A day", () => {
  it.each([
    ["2022-12-07", [2022, 11, 7]],
    ["2024-02-29", [2024, 1, 29]],
    ["1900-01-01", [1900, 0, 1]],
  ])("%s is read as the day it names, where the program runs", (day, expected) => {
    const date = parseLocalDate(day);

    expect([date?.getFullYear(), date?.getMonth(), date?.getDate(), date?.getHours()]).toEqual([...expected, 0]);
  });

  it.each([
    null,
    undefined,
    "",
    "2022",
    "2022-13-01",
    "2023-02-29",
    "2022-02-30",
    "0099-01-01",
    "07/12/2022",
    "2022-12-07T00:00:00Z",
  ])("%j is none", (day) => {
    expect(parseLocalDate(day)).toBeNull();
  });
});

describe("An instant", () => {
  it.each(["2022-12-07T08:00:00.000Z", "2022-12-07T15:00:00+07:00"])("%s is the same everywhere", (text) => {
    expect(parseDateTime(text)?.toISOString()).toBe("2022-12-07T08:00:00.000Z");
  });

  it.each([null, undefined, "", "yesterday", "1", "2022-12-07", "2022-13-07T08:00:00Z"])("%j is none", (text) => {
    expect(parseDateTime(text)).toBeNull();
  });
});

describe("A value of an enum that a newer server has added", () => {
  const fetch = async () => Response.json({ data: { viewer: { role: "INSPECTOR", scopes: [], account: null } } });
  const client = createClient({ url: "http://127.0.0.1:4000/graphql", fetch });

  it("arrives as it is, and TypeScript asks for a branch for it", async () => {
    function label(role: Open<Role>): string {
      switch (role) {
        case "ADMIN":
          return "Sở Y tế";
        case "FACILITY_EDITOR":
        case "INTEGRATOR":
        case "PUBLIC":
          return "khác";
        default:
          return `chưa biết: ${role}`;
      }
    }
    // @ts-expect-error every known value has a branch, and that is not enough
    const closed = (role: Open<Role>): Role => role;
    const { viewer } = await client.viewer();

    expect([label(viewer.role), closed(viewer.role)]).toEqual(["chưa biết: INSPECTOR", "INSPECTOR"]);
  });
});
