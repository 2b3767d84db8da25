import { describe, expect, it } from "@jest/globals";
import { type DocumentNode, type ObjectTypeDefinitionNode, parse, print, visit } from "graphql";
import { type Judgement, judge } from "../../scripts/growth/judgement.js";
import { RELEASES, type Release, releasesIn } from "../../scripts/growth/releases.js";
import { stateOf } from "../../scripts/growth/state.js";

const SCHEMA = `
  type Query { facility(code: String!, on: String): Facility }
  type Mutation { facilityAdd(input: FacilityAddInput!): Facility }
  type Facility { code: String! name: String! beds: Int note: String ownership: Ownership! }
  input FacilityAddInput { code: String! name: String }
  input FacilityFilter { name: String }
  enum Ownership { PUBLIC PRIVATE }
`;
const RELEASE: Release = {
  version: "0.7.0",
  schema: SCHEMA,
  operations: [
    { name: "FacilityCard", text: "query FacilityCard($code:String!){facility(code:$code){code name ownership}}" },
    { name: "AddFacility", text: "mutation AddFacility($input:FacilityAddInput!){facilityAdd(input:$input){code}}" },
  ],
};
const OPERATIONS = ["FacilityCard", "AddFacility"];
const TRIED = "Tried: 2 operations of 0.7.0.";

/** What is said of the schema of the release with this change. */
const saidOf = (before: string, after: string, unreleased = "- Much."): Promise<Judgement> => {
  expect(SCHEMA).toContain(before);
  return judge([RELEASE], { schema: SCHEMA.replace(before, after), operations: OPERATIONS, unreleased });
};
const since = (breaking: number, dangerous: number, other: number): string =>
  `Since 0.7.0: ${breaking} breaking, ${dangerous} dangerous and ${other} other changes of the schema.`;

describe("What has become of the schema since a release", () => {
  it("is nothing, where it is the same but for its descriptions", async () => {
    expect(await saidOf("type Facility {", '"A facility. Cơ sở." type Facility { "Mã." ', "")).toEqual({
      needed: "patch",
      told: [since(0, 0, 0), TRIED],
      failures: [],
    });
  });

  it("fails with the operations that ask for a field that is gone", async () => {
    expect(await saidOf("name: String! beds", "beds", "- `Facility.name` is gone.")).toEqual({
      needed: "major",
      told: [since(1, 0, 0), TRIED],
      failures: ["Field 'name' was removed from object type 'Facility'; it breaks FacilityCard (0.7.0)."],
    });
  });

  it("fails with the operations in whose variables something must be given that need not be given before", async () => {
    const told = [since(1, 0, 0), TRIED];
    expect(await saidOf("{ code: String! name: String }", "{ code: String! name: String! }")).toEqual({
      needed: "major",
      told,
      failures: [
        "Input field 'FacilityAddInput.name' changed type from 'String' to 'String!'; it breaks AddFacility (0.7.0).",
        "CHANGELOG.md does not name `FacilityAddInput.name` under \"Unreleased\". Input field 'FacilityAddInput.name' changed type from 'String' to 'String!'.",
      ],
    });
    expect(
      await saidOf("name: String }\n  input", "name: String area: ID! }\n  input", "`FacilityAddInput.area`"),
    ).toEqual({
      needed: "major",
      told,
      failures: [
        "Input field 'area' of type 'ID!' was added to input object type 'FacilityAddInput'; it breaks AddFacility (0.7.0).",
      ],
    });
  });

  it("fails with the operations that get null where there never was any, though they can be asked", async () => {
    expect(await saidOf("ownership: Ownership!", "ownership: Ownership", "`Facility.ownership`")).toEqual({
      needed: "major",
      told: [since(1, 0, 0), TRIED],
      failures: [
        "Field 'Facility.ownership' changed type from 'Ownership!' to 'Ownership'; it breaks FacilityCard (0.7.0).",
      ],
    });
  });

  it("fails with the operations that would have to give an argument", async () => {
    const { failures } = await saidOf("on: String)", "on: String!)", "`Query.facility`");
    expect(failures).toEqual([
      'Field "facility" argument "on" of type "String!" is required, but it was not provided; it breaks FacilityCard (0.7.0).',
    ]);
  });

  it("may be a value more in an enum, which clients are told", async () => {
    expect(await saidOf("PUBLIC PRIVATE", "PUBLIC PRIVATE MIXED")).toEqual({
      needed: "minor",
      told: [since(0, 1, 0), TRIED],
      failures: [],
    });
    expect((await saidOf("PUBLIC PRIVATE", "PUBLIC PRIVATE MIXED", "")).failures).toEqual([
      'What clients see is not that of 0.7.0, and CHANGELOG.md says nothing under "Unreleased".',
    ]);
  });

  it("keeps a deprecated field until the day that a release has said, whatever CHANGELOG.md says", async () => {
    const deprecated = SCHEMA.replace(
      "note: String ",
      'note: String @deprecated(reason: "Use `notes`. It stays until 2028-01-01 at least.") ',
    );
    const without = {
      schema: SCHEMA.replace("note: String ", ""),
      operations: OPERATIONS,
      unreleased: "`Facility.note`",
    };
    const failuresOn = async (today: string) =>
      (await judge([{ ...RELEASE, schema: deprecated }], without, today)).failures;
    expect(await failuresOn("2027-12-31")).toEqual(["`Facility.note` stays until 2028-01-01, says 0.7.0."]);
    expect(await failuresOn("2028-01-01")).toEqual([]);
  });

  it("may break what no operation uses, if CHANGELOG.md names just that", async () => {
    const sentence = "Field 'note' was removed from object type 'Facility'";
    expect(await saidOf("note: String ", "", "- `Facility.note` is gone: it said nothing.")).toEqual({
      needed: "major",
      told: [`${sentence}; nothing uses it.`, since(1, 0, 0), TRIED],
      failures: [],
    });
    expect((await saidOf("note: String ", "", "- `Facility.notes` are new.")).failures).toEqual([
      `CHANGELOG.md does not name \`Facility.note\` under "Unreleased". ${sentence}.`,
    ]);
  });

  it("may leave an operation out of the SDK, if CHANGELOG.md names its method", async () => {
    const state = { schema: SCHEMA, operations: ["AddFacility"] };
    expect(
      await judge([RELEASE], { ...state, unreleased: "- `facilityPage` in the place of `facilityCard`." }),
    ).toEqual({
      needed: "major",
      told: [since(0, 0, 0), TRIED],
      failures: [],
    });
    expect((await judge([RELEASE], { ...state, unreleased: "- Less." })).failures).toEqual([
      "CHANGELOG.md does not name `facilityCard` under \"Unreleased\". The SDK has no operation 'FacilityCard' any more.",
    ]);
  });

  it("may be an operation more in the SDK, which clients are told", async () => {
    const state = { schema: SCHEMA, operations: [...OPERATIONS, "FacilityPage"] };
    expect(await judge([RELEASE], { ...state, unreleased: "- SDK: `facilityPage`." })).toEqual({
      needed: "minor",
      told: [since(0, 0, 0), TRIED],
      failures: [],
    });
    expect((await judge([RELEASE], { ...state, unreleased: "" })).failures).toEqual([
      'What clients see is not that of 0.7.0, and CHANGELOG.md says nothing under "Unreleased".',
    ]);
  });

  it("is held to every release, by the schema that each one knew", async () => {
    const older: Release = {
      version: "0.6.0",
      schema: SCHEMA.replace("note: String", "note: String!"),
      operations: [{ name: "Notes", text: 'query Notes{facility(code:"BV-MAT"){note}}' }],
    };
    const state = { schema: SCHEMA, operations: OPERATIONS, unreleased: "" };
    expect(await judge([older, RELEASE], state)).toEqual({
      needed: "patch",
      told: [since(0, 0, 0), "Tried: 1 operations of 0.6.0, 2 operations of 0.7.0."],
      failures: ["Field 'Facility.note' changed type from 'String!' to 'String'; it breaks Notes (0.6.0)."],
    });
  });
});

describe("What was really released", () => {
  const releases = releasesIn(RELEASES);
  const state = stateOf(".");

  it("still works as it is kept, by the schema of today and by that of then", async () => {
    expect(releases.length).toBeGreaterThan(0);
    expect((await judge(releases, state)).failures).toEqual([]);
    for (const release of releases) {
      const names = release.operations.map(({ name }) => name);
      const then = { schema: release.schema, operations: names, unreleased: "" };
      expect(names.length).toBeGreaterThan(10);
      expect(await judge([release], then)).toMatchObject({ needed: "patch", failures: [] });
    }
  });

  it("would break in every operation that tells beds, were these gone", async () => {
    const without = visit(parse(state.schema), {
      ObjectTypeDefinition: (node): ObjectTypeDefinitionNode | undefined =>
        node.name.value === "Facility"
          ? { ...node, fields: (node.fields ?? []).filter(({ name }) => name.value !== "actualBeds") }
          : undefined,
    });
    const unreleased = "`Facility.actualBeds`";
    const { failures } = await judge(releases, { ...state, schema: print(without as DocumentNode), unreleased });
    const hit = releases.flatMap(({ version, operations }) =>
      operations.filter(({ text }) => /\bactualBeds\b/.test(text)).map(({ name }) => `${name} (${version})`),
    );
    expect(failures[0]).toBe(
      `Field 'actualBeds' was removed from object type 'Facility'; it breaks ${hit.join(", ")}.`,
    );
    expect(hit.length).toBeGreaterThan(1);
  });
});
