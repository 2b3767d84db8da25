import type { Resource } from "@medplum/fhirtypes";
import { assertAllowed, ruleOf } from "../../core/access/policy.js";
import type { Context } from "../../core/context.js";
import { Refusal } from "../../core/schema/errors.js";
import type { Revision } from "../../core/snapshot/revision.js";
import { RevisionCache, WHOLE } from "../../core/snapshot/revision-cache.js";
import { capabilityAt } from "./capability.js";
import { Directory } from "./directory.js";
import * as messages from "./fhir.messages.js";
import { LastChanged } from "./last-changed.js";
import { remarkOn } from "./outcome.js";
import { affiliationResource } from "./resource/affiliation.js";
import { locationOf, organizationOf } from "./resource/body-resources.js";
import { isTypeName, RESOURCE_TYPES, type ResourceType, type TypeName } from "./resource-types.js";
import { readSearch } from "./search/request.js";
import { bundleOf, type Found, pageOf } from "./search/search.js";

/** What is asked for. */
export type FhirQuestion =
  | { kind: "metadata" }
  | { kind: "read"; type: TypeName; id: string }
  | { kind: "search"; type: TypeName };

/** As an address tells, by what stands behind the one of all of FHIR here; undefined: there is nothing. */
export function questionAt(path: string): FhirQuestion | undefined {
  const [first = "", second, ...rest] = path.split("/").slice(1);
  if (rest.length > 0) return undefined;
  if (first === "metadata" && second === undefined) return { kind: "metadata" };
  if (!isTypeName(first)) return undefined;
  return second === undefined ? { kind: "search", type: first } : { kind: "read", type: first, id: second };
}

/** By a name without what was asked for. */
export const nameOf = (question: FhirQuestion): string =>
  question.kind === "metadata" ? "metadata" : `${question.type}.${question.kind}`;

interface FhirTerms {
  /** The address of all of FHIR here, as whoever asks sees it. */
  base: string;
  parameters: readonly (readonly [name: string, value: string])[];
  isStrict: boolean;
}

/** What takes as much work as handing out so many values: a search looks at everything there is. */
const SEARCH_COST = 50;
/** So many values a resource has. */
const RESOURCE_COST = 20;

type Held = Pick<Revision, "REFERENCE" | "FACILITY">;

/**
 * Facilities, areas and who manages and guides whom, as FHIR R4 and IHE mCSD have them: a view of what servers hold in
 * memory anyhow, made when somebody asks for it. See docs/decisions/29-fhir.md.
 */
export class Fhir {
  /** By the revision of what it is made of; one at a time. */
  readonly #directory = new RevisionCache<Directory, keyof Held>({ scopes: ["REFERENCE", "FACILITY"], most: 1 });
  readonly #lastChanged = new RevisionCache<LastChanged, keyof Held>({ scopes: ["REFERENCE", "FACILITY"], most: 1 });

  /** Throws a Refusal. */
  async answer(question: FhirQuestion, context: Context, terms: FhirTerms): Promise<Resource> {
    for (const field of ["Query.facilities", "Query.areas"]) assertAllowed(ruleOf(field), context.viewer);
    if (question.kind === "metadata") return capabilityAt(terms.base);
    const lastChanged = await this.#readLastChanged(context);
    const revision = await context.snapshots.begin();
    const directory = await this.#directory.load([], revision, () => Directory.of(context.snapshot));
    const show = (found: Found) => resourceOf(found, lastChanged);
    const type = RESOURCE_TYPES[question.type];
    if (question.kind === "read") {
      const item = type.byId(directory, question.id);
      if (!item) throw new Refusal("NOT_FOUND", messages.noSuchResource(question.type, question.id));
      context.budget?.charge(RESOURCE_COST);
      return show(type.found(item));
    }
    const search = readSearch(terms.parameters, {
      parameters: type.parameters((object) => lastChanged.of(object)),
      includes: Object.keys(type.includes),
      revIncludes: Object.keys(type.revIncludes),
      ...{ base: terms.base, isStrict: terms.isStrict },
    });
    const comes = (names: readonly string[], of: ResourceType<{ id: string }>["includes"]) =>
      names.flatMap((name) => of[name] ?? []);
    const page = await pageOf(
      search,
      {
        items: type.items(directory),
        found: (item) => type.found(item),
        includes: [...comes(search.includes, type.includes), ...comes(search.revIncludes, type.revIncludes)],
      },
      directory,
    );
    context.budget?.charge(SEARCH_COST + RESOURCE_COST * (page.matches.length + page.included.length));
    const remark = remarkOn(search.ignored, context.language);
    return bundleOf(page, show, { base: terms.base, type: question.type, used: search.used, remark });
  }

  /**
   * When everything was changed last, and what it has become by then: a resource may be newer than the instant that it
   * tells, and comes once more. Were it older, whoever asks for what has changed since then would never be given it.
   */
  async #readLastChanged({ snapshots, db }: Context): Promise<LastChanged> {
    const revision = await snapshots.begin();
    const known = this.#lastChanged.find(WHOLE, revision);
    if (known) {
      await snapshots.ready();
      return known;
    }
    const read = await this.#lastChanged.load([], revision, () => LastChanged.read(db));
    await snapshots.refresh();
    return read;
  }
}

function resourceOf(found: Found, lastChanged: LastChanged): Resource {
  const at = lastChanged.of(found.of.object);
  if (found.type === "OrganizationAffiliation") return affiliationResource(found.of, at);
  return found.type === "Organization" ? organizationOf(found.of, at) : locationOf(found.of, at);
}

export const nothingThere = (): Refusal =>
  new Refusal("NOT_FOUND", messages.noSuchAddress(Object.keys(RESOURCE_TYPES).join(", ")));
