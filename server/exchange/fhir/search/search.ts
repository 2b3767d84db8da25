import type { Bundle, BundleEntry, OperationOutcome, Resource } from "@medplum/fhirtypes";
import { mayGoOn } from "../../../core/time/turn.js";
import { AT_ONCE, type Directory } from "../directory.js";
import type { Affiliation } from "../resource/affiliation.js";
import type { Body } from "../resource/body.js";
import type { Condition } from "./parameter.js";
import { type SearchRequest, tooMuchIncluded } from "./request.js";

/** What may come with a page at the most. */
const MOST_INCLUDED = 1000;

/** A resource that can be shown, by its type and id. */
export type Found =
  | { type: "Organization" | "Location"; of: Body }
  | { type: "OrganizationAffiliation"; of: Affiliation };

/** What comes with a resource that was found. */
export type Include = (item: Found, directory: Directory) => readonly Found[];

interface Searched<T> {
  /** All of them, by their ids. */
  items: readonly T[];
  found: (item: T) => Found;
  includes: readonly Include[];
}

interface Page {
  total: number;
  matches: readonly Found[];
  included: readonly Found[];
  /** The id behind which the next page begins. */
  next: string | undefined;
}

/** A page of those that are as they are asked for, and what comes with them. Others have their turn meanwhile. */
export async function pageOf<T extends { id: string }>(
  { conditions, count, after }: SearchRequest<T>,
  { items, found, includes }: Searched<T>,
  directory: Directory,
): Promise<Page> {
  let total = 0;
  const page: T[] = [];
  let hasMore = false;
  for (const [i, item] of items.entries()) {
    if (i % AT_ONCE === 0) await mayGoOn();
    if (!fulfils(item, conditions)) continue;
    total += 1;
    if (after !== undefined && item.id <= after) continue;
    if (page.length < count) page.push(item);
    else hasMore = true;
  }
  const matches = page.map(found);
  const included = includedWith(matches, includes, directory);
  return { total, matches, included, next: hasMore ? page.at(-1)?.id : undefined };
}

const fulfils = <T>(item: T, conditions: readonly Condition<T>[]): boolean =>
  conditions.every((condition) => condition(item));

function includedWith(matches: readonly Found[], includes: readonly Include[], directory: Directory): Found[] {
  const keyOf = ({ type, of }: Found) => `${type}/${of.id}`;
  const known = new Set(matches.map(keyOf));
  const included: Found[] = [];
  for (const include of includes) {
    for (const match of matches) {
      for (const each of include(match, directory)) {
        if (known.has(keyOf(each))) continue;
        known.add(keyOf(each));
        included.push(each);
        if (included.length > MOST_INCLUDED) throw tooMuchIncluded(MOST_INCLUDED);
      }
    }
  }
  return included;
}

/** A page as it is sent. `base` is the address of all of FHIR here, as whoever asks sees it. */
export function bundleOf(
  { total, matches, included, next }: Page,
  show: (found: Found) => Resource,
  { base, type, used, remark }: BundleTerms,
): Bundle {
  const addressWith = (parameters: readonly (readonly [string, string])[]) => {
    const search = new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString();
    return `${base}/${type}?${search}`;
  };
  const entryOf = (mode: "match" | "include") => (found: Found) =>
    ({
      fullUrl: `${base}/${found.type}/${found.of.id}`,
      resource: show(found),
      search: { mode },
    }) as BundleEntry;
  const entry = [
    ...matches.map(entryOf("match")),
    ...included.map(entryOf("include")),
    ...(remark ? [{ resource: remark, search: { mode: "outcome" as const } }] : []),
  ];
  const nextOf = (id: string) => [...used.filter(([name]) => name !== "_after"), ["_after", id] as const];
  return {
    resourceType: "Bundle",
    type: "searchset",
    total,
    link: [
      { relation: "self", url: addressWith(used) },
      ...(next === undefined ? [] : [{ relation: "next" as const, url: addressWith(nextOf(next)) }]),
    ],
    ...(entry.length > 0 && { entry }),
  };
}

interface BundleTerms {
  base: string;
  type: string;
  used: readonly (readonly [name: string, value: string])[];
  /** What whoever asked has to know besides. */
  remark: OperationOutcome | undefined;
}
