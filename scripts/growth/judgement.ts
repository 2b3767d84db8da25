// Whether the present state breaks a release, or changes something of which clients are not told.
import { type Change, ChangeType } from "@graphql-inspector/core";
import { buildSchema, type GraphQLSchema, isObjectType, parse, validate } from "graphql";
import { names } from "./changelog.js";
import type { Release } from "./releases.js";
import { coordinateOf, neededStep, schemaChanges } from "./schema-changes.js";
import type { State } from "./state.js";
import { usedCoordinates } from "./used-coordinates.js";
import type { Step } from "./version.js";

export interface Judgement {
  /** What the next version has to be at least. */
  needed: Step;
  /** What is worth reading, in sentences. */
  told: readonly string[];
  /** What must not stay as it is, in sentences. */
  failures: readonly string[];
}

/** Which operations break, as `FacilityCard (0.1.0)`, by the sentence that says by what. */
type Broken = Map<string, string[]>;

/**
 * Holds the present state to all releases: none of their operations may break, and CHANGELOG.md must say what changes
 * for clients since the last one. What the last one says of how long something stays, holds.
 */
export async function judge(
  releases: readonly Release[],
  state: State,
  today = new Date().toISOString().slice(0, 10),
): Promise<Judgement> {
  const last = releases.at(-1);
  if (!last) throw new Error("There is no release to hold anything to.");
  const now = buildSchema(state.schema);
  const broken: Broken = new Map();
  for (const release of releases) await findBroken(release, now, broken);
  const before = buildSchema(last.schema);
  const changes = await schemaChanges(before, now);
  const { breaking, dangerous, other } = changes;
  const known = last.operations.map(({ name }) => name);
  const gone = known.filter((name) => !state.operations.includes(name));
  const isMore = state.operations.some((name) => !known.includes(name));
  const step = neededStep(changes);
  const needed = gone.length > 0 ? "major" : isMore && step === "patch" ? "minor" : step;
  return {
    needed,
    told: [
      ...breaking.filter(({ message }) => !broken.has(message)).map(({ message }) => `${message}; nothing uses it.`),
      `Since ${last.version}: ${breaking.length} breaking, ${dangerous.length} dangerous and ${other.length} other changes of the schema.`,
      `Tried: ${releases.map(({ version, operations }) => `${operations.length} operations of ${version}`).join(", ")}.`,
    ],
    failures: [
      ...[...broken].map(([message, by]) => `${message}; it breaks ${by.join(", ")}.`),
      ...breaking
        .filter((change) => !names(state.unreleased, coordinateOf(change)))
        .map((change) => `${unnamed(coordinateOf(change))} ${change.message}.`),
      ...breaking.flatMap((change) => {
        const until = staysUntil(before, change);
        return until === null || until <= today
          ? []
          : [`\`${coordinateOf(change)}\` stays until ${until}, says ${last.version}.`];
      }),
      ...gone
        .filter((name) => !names(state.unreleased, methodOf(name)))
        .map((name) => `${unnamed(methodOf(name))} The SDK has no operation '${name}' any more.`),
      ...(needed !== "patch" && state.unreleased === ""
        ? [`What clients see is not that of ${last.version}, and CHANGELOG.md says nothing under "Unreleased".`]
        : []),
    ],
  };
}

/** The day until which a deprecated field stays at least, as its reason says (`replacedBy`). */
function staysUntil(before: GraphQLSchema, { type, path = "" }: Change): string | null {
  const [owner = "", field = ""] = path.split(".");
  const found = before.getType(owner);
  if (type !== ChangeType.FieldRemoved || !isObjectType(found)) return null;
  const reason = found.getFields()[field]?.deprecationReason ?? "";
  return /\bstays until (\d{4}-\d\d-\d\d)/.exec(reason)?.[1] ?? null;
}

const unnamed = (what: string): string => `CHANGELOG.md does not name \`${what}\` under "Unreleased".`;
const methodOf = (operation: string): string => operation.replace(/^./, (first) => first.toLowerCase());

/**
 * Changes since a release that its operations feel: of what they select, and of what is sent in their variables. Of an
 * operation that none of them concerns, what validation says.
 */
async function findBroken(release: Release, now: GraphQLSchema, broken: Broken): Promise<void> {
  const before = buildSchema(release.schema);
  const { breaking } = await schemaChanges(before, now);
  for (const { name, text } of release.operations) {
    const document = parse(text);
    const used = usedCoordinates(before, document);
    const felt = breaking.filter((each) => isUsed(each, used)).map(({ message }) => message);
    const mistakes = validate(now, document).map(({ message }) => message.replace(/\.$/, ""));
    for (const message of felt.length > 0 ? felt : mistakes)
      broken.set(message, [...(broken.get(message) ?? []), `${name} (${release.version})`]);
  }
}

/** A new input field that must be given concerns whoever sends its type; any other change, who uses just that. */
const isUsed = ({ type, path = "" }: Change, used: ReadonlySet<string>): boolean =>
  used.has(type === ChangeType.InputFieldAdded ? (path.split(".")[0] ?? "") : path);
