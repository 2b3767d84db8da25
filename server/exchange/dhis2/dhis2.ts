import type { ObservationRow } from "../../concepts/metric/definition/metric.store.js";
import { figuresInOrder } from "../../concepts/metric/observation/observation.export.js";
import { subjectKeyOf } from "../../concepts/metric/observation/observation-values.js";
import { assertAllowed, ruleOf } from "../../core/access/policy.js";
import type { Context } from "../../core/context.js";
import { badInput } from "../../core/schema/errors.js";
import type { Revision } from "../../core/snapshot/revision.js";
import { RevisionCache } from "../../core/snapshot/revision-cache.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { instant } from "../../core/time/clock.js";
import { mayGoOn } from "../../core/time/turn.js";
import type { CodeMap } from "./code-map.js";
import { adxOf, jsonOf } from "./data-values.js";
import * as messages from "./dhis2.messages.js";
import { Directory, isSentence, type OrgUnit } from "./directory.js";
import { importMetadata, metadataAnswer, metadataIn } from "./import-metadata.js";
import { importValues } from "./import-values.js";
import { attributesOf, dataElementsOf, orgUnitsOf } from "./metadata.js";
import { changedSince, importingOf, type Reading, readingOf, refuseOthers, schemesOf } from "./parameters.js";
import { type Days, daysIn } from "./period.js";
import { type Received, receivedInJson, receivedInXml } from "./received.js";
import { type Conflict, dataValueAnswer } from "./summary.js";

export const RESOURCES = ["metadata", "organisationUnits", "dataElements", "dataValueSets"] as const;
export type Resource = (typeof RESOURCES)[number];

/** What a request costs, as much as handing out so many values. */
const COST = 50;
/** Of more, figures are gone through in order. */
const MOST_KEYS = 256;

/** Facilities, areas, metrics and figures as DHIS2 has them. See docs/decisions/33-dhis2.md. */
export class Dhis2 {
  /** By the revision of what it is made of; one at a time. */
  readonly #directory = new RevisionCache<Directory, "REFERENCE" | "FACILITY">({
    scopes: ["REFERENCE", "FACILITY"],
    most: 1,
  });

  constructor(private readonly map: CodeMap) {}

  /** What is read, piece by piece. */
  async read(
    resource: Resource,
    context: Context,
    { search, isAdx }: { search: URLSearchParams; isAdx: boolean },
  ): Promise<AsyncIterable<string>> {
    for (const field of ["Query.facilities", "Query.areas", "Query.metrics", "Query.observations"]) {
      assertAllowed(ruleOf(field), context.viewer);
    }
    const directory = await this.#directoryFor(context);
    context.budget?.charge(COST);
    if (resource === "dataValueSets") return this.#values(context, directory, readingOf(search), isAdx);
    refuseOthers(search);
    const organisationUnits = orgUnitsOf(directory, context.snapshot);
    const dataElements = dataElementsOf(directory);
    if (resource === "organisationUnits") return listed({ organisationUnits });
    return listed(
      resource === "dataElements" ? { dataElements } : { attributes: attributesOf(), organisationUnits, dataElements },
    );
  }

  #values(context: Context, directory: Directory, given: Reading, isAdx: boolean): AsyncIterable<string> {
    const { db, snapshot, shared } = context;
    const schemes = schemesOf(given, isAdx ? "code" : "uid");
    const { metrics, terms } = snapshot;
    const wanted = given.dataElement?.map((name) => eitherOf((scheme) => directory.dataElementNamed(scheme, name)));
    const dataSetOf = ({ metricId }: Pick<ObservationRow, "metricId">) =>
      terms.byId(metrics.byId(metricId).programmeId).code;
    const asked = metrics
      .all()
      .filter(({ id }) => wanted === undefined || wanted.some(({ metric }) => metric.id === id))
      .filter(({ id }) => given.dataSet === null || given.dataSet.includes(dataSetOf({ metricId: id })));
    const subjects = subjectsOf(directory, given);
    const periods = given.period?.map(periodNamed) ?? null;
    const days = periods && new Set(periods.map(textOf));
    const ons = periods?.map(({ on }) => on).sort();
    const figures = figuresInOrder(db, asked, {
      subjectKeys: subjects && subjects.size <= MOST_KEYS ? [...subjects] : null,
      from: ons?.[0] ?? given.startDate,
      to: ons?.at(-1) ?? given.endDate,
      changedSince: changedSince(given, shared.auth.now()),
    });
    const isWanted = (row: ObservationRow) =>
      (subjects === null || subjects.has(subjectKeyOf(row))) && (days === null || days.has(textOf(row)));
    const kept = filtered(figures, isWanted);
    const exportedAt = instant(shared.auth.now());
    return isAdx ? adxOf(kept, directory, schemes, { exportedAt, dataSetOf }) : jsonOf(kept, directory, schemes);
  }

  /** The answer to what was sent, as `JSON.parse` has read it or as a text of XML, and its status. */
  async receive(
    resource: Resource,
    context: Context,
    { search, sent }: { search: URLSearchParams; sent: { json: unknown } | { xml: string } },
  ): Promise<{ status: number; body: object }> {
    const { language } = context;
    if (resource === "dataValueSets") {
      const received: Received = "xml" in sent ? await receivedInXml(sent.xml) : receivedInJson(sent.json);
      const { terms, schemes } = importingOf(search, received.options, received.isAdx ? "code" : "uid");
      const directory = await this.#directoryFor(context);
      const outcome = await importValues(context, directory, schemes, received.values, terms);
      return dataValueAnswer(
        { ...outcome, warnings: [...remarksOn(directory), ...outcome.warnings] },
        terms.dryRun,
        language,
      );
    }
    const { terms } = importingOf(search, {}, "uid");
    const metadata = metadataIn("json" in sent ? sent.json : null);
    return metadataAnswer(
      await importMetadata(context, await this.#directoryFor(context), metadata, terms),
      terms.dryRun,
      language,
    );
  }

  async #directoryFor(context: Context): Promise<Directory> {
    const revision: Pick<Revision, "REFERENCE" | "FACILITY"> = await context.snapshots.begin();
    await context.snapshots.ready();
    return this.#directory.load([], revision, () => Directory.of(context.snapshot, this.map));
  }
}

/** So many are made before they are sent. */
const AT_ONCE = 250;

async function* listed(lists: Readonly<Record<string, Iterable<object>>>): AsyncGenerator<string> {
  let written = "{";
  for (const [i, [name, list]] of Object.entries(lists).entries()) {
    written += `${i > 0 ? "," : ""}"${name}":[`;
    let count = 0;
    for (const each of list) {
      written += `${count > 0 ? "," : ""}\n${JSON.stringify(each)}`;
      count += 1;
      if (count % AT_ONCE > 0) continue;
      yield written;
      written = "";
      await mayGoOn();
    }
    written += "]";
  }
  yield `${written}}\n`;
}

async function* filtered(
  figures: AsyncIterable<readonly ObservationRow[]>,
  isWanted: (row: ObservationRow) => boolean,
): AsyncGenerator<readonly ObservationRow[]> {
  for await (const piece of figures) yield piece.filter(isWanted);
}

/** What the map says of codes that nothing has. */
const remarksOn = ({ unmapped }: Directory): Conflict[] =>
  unmapped.map((sentence) => ({ object: "", sentence, errorCode: "UNKNOWN_NAME", property: "map", indexes: [] }));

/** Asked for by either name; refused with the nearest codes. */
function eitherOf<T extends object>(find: (scheme: "uid" | "code") => T | LocalizedMessage): T {
  const byUid = find("uid");
  if (!isSentence(byUid)) return byUid;
  const byCode = find("code");
  if (isSentence(byCode)) throw badInput(byCode);
  return byCode;
}

function subjectsOf(directory: Directory, { orgUnit, children }: Reading): ReadonlySet<string> | null {
  if (orgUnit === null) return null;
  const asked = new Set(orgUnit.map((name) => eitherOf((scheme) => directory.orgUnit(scheme, name))));
  if (children !== "true") return new Set([...asked].map(({ subjectKey }) => subjectKey));
  const isWithin = (unit: OrgUnit | null): boolean => unit !== null && (asked.has(unit) || isWithin(unit.parent));
  return new Set(directory.orgUnits.filter(isWithin).map(({ subjectKey }) => subjectKey));
}

function periodNamed(period: string): Days {
  const days = daysIn(period);
  if (!days) throw badInput(messages.noPeriod(period));
  return days;
}

const textOf = ({ from, on }: Days): string => `${from} ${on}`;
