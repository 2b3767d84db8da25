import { createHash } from "node:crypto";
import { AREAS_LIST } from "../../concepts/area/area.format.js";
import { FACILITIES_LIST } from "../../concepts/facility/facility.format.js";
import type { Context, Language } from "../../core/context.js";
import { badInput } from "../../core/schema/errors.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { LATEST, SINCE_EVER } from "../../core/time/point-in-time.js";
import { mayGoOn } from "../../core/time/turn.js";
import type { Format } from "../../files/format.js";
import * as messages from "./dhis2.messages.js";
import { type Directory, isSentence, type OrgUnit } from "./directory.js";
import { ATTRIBUTES, type AttributeName } from "./metadata.js";
import { type Fields, isFields, textOf } from "./received.js";
import {
  type Conflict,
  envelope,
  type ImportTerms,
  importRows,
  MOST_CONFLICTS,
  type Outcome,
  type SentRow,
} from "./summary.js";
import { uidOf } from "./uid.js";

const MOST_OBJECTS = 20_000;

/** What was sent, by its kinds; of others nothing is taken. */
export interface SentMetadata {
  organisationUnits: readonly Fields[];
  dataElements: readonly Fields[];
}

export function metadataIn(sent: unknown): SentMetadata {
  const list = (name: keyof SentMetadata): readonly Fields[] => {
    const given = isFields(sent) ? (sent[name] ?? []) : undefined;
    if (!Array.isArray(given) || !given.every(isFields)) throw badInput(messages.noMetadata);
    if (given.length > MOST_OBJECTS) throw badInput(messages.tooManyObjects(MOST_OBJECTS));
    return given;
  };
  return { organisationUnits: list("organisationUnits"), dataElements: list("dataElements") };
}

export interface MetadataOutcome {
  organisationUnits: Outcome;
  dataElements: Outcome;
}

/**
 * Organisation units as lists of areas and of facilities, by the rules for those lists, areas first: each list is
 * imported as a whole or not at all. Data elements are compared, and never made: DHIS2 does not hold what a metric is.
 */
export async function importMetadata(
  context: Context,
  directory: Directory,
  { organisationUnits, dataElements }: SentMetadata,
  terms: ImportTerms,
): Promise<MetadataOutcome> {
  const { areas, facilities, conflicts } = await unitsIn(organisationUnits, directory, context);
  const importList = (
    name: string,
    of: Format,
    rows: readonly SentRow[],
    terms: ImportTerms,
    told: readonly Conflict[],
  ) => importRows(context, { name, of }, columnsSaid(of, rows), rows, terms, told, propertyOf);
  const tried = await importList("AREAS", AREAS_LIST, areas, terms, conflicts);
  const isLater = terms.dryRun && tried.counts.imported > 0 && facilities.length > 0;
  // Another act needs a name of its own, which no other name leads to.
  const clientMutationId = terms.clientMutationId && digestOf(`${terms.clientMutationId} FACILITIES`);
  // Facilities of areas that a dry run has not made would all be told to stand nowhere.
  const placed = isLater
    ? { counts: { imported: 0, updated: 0, ignored: facilities.length }, conflicts: [], warnings: [tryLater] }
    : await importList("FACILITIES", FACILITIES_LIST, facilities, { ...terms, clientMutationId }, tried.conflicts);
  return { organisationUnits: both(tried, placed), dataElements: comparedOf(dataElements, directory) };
}

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

const tryLater: Conflict = {
  ...{ object: "", sentence: messages.facilitiesLater, errorCode: "WARNING", property: "parent", indexes: [] },
};

const both = (one: Outcome, other: Outcome): Outcome => ({
  counts: {
    imported: one.counts.imported + other.counts.imported,
    updated: one.counts.updated + other.counts.updated,
    ignored: one.counts.ignored + other.counts.ignored,
  },
  conflicts: [...new Set([...one.conflicts, ...other.conflicts])],
  warnings: [...one.warnings, ...other.warnings],
});

const PROPERTIES: Readonly<Record<string, string>> = {
  ...{ parent: "parent", area: "parent", valid_from: "openingDate", opened_on: "openingDate" },
  ...{ valid_to: "closedDate", closed_on: "closedDate", area_until: "parent" },
};

const propertyOf = (column: string): string => PROPERTIES[column] ?? column;

/** A column that no unit says anything of is left out, so that what is on record stays. */
const columnsSaid = ({ columns }: Format, rows: readonly SentRow[]): string[] =>
  columns.map(({ name }) => name).filter((name) => rows.some(({ cells }) => cells[name] != null));

async function unitsIn(sent: readonly Fields[], directory: Directory, { snapshot }: Context) {
  const byId = new Map(sent.map((fields) => [textOf(fields, "id"), fields] as const));
  const [areas, facilities, conflicts]: [SentRow[], SentRow[], Conflict[]] = [[], [], []];
  const knownAs = (fields: Fields): OrgUnit | undefined => {
    for (const scheme of ["uid", "code"] as const) {
      const name = textOf(fields, scheme === "uid" ? "id" : "code");
      const found = name === null ? undefined : directory.orgUnit(scheme, name);
      if (found && !isSentence(found)) return found;
    }
    return undefined;
  };
  /** As a list names an area: by a code of its own, or else by its name; of a day, by the code that it had. */
  const areaOf = (parent: Fields, until: string | null): string | LocalizedMessage | null => {
    const known = knownAs(parent);
    if (known && "area" in known.is) {
      return until === null ? snapshot.areas.denote(known.is.area.id, LATEST) : known.is.area.code;
    }
    const beside = byId.get(textOf(parent, "id"));
    if (!known && beside) return codeOf(beside);
    const name = textOf(parent, "code") ?? textOf(parent, "id") ?? "";
    return known ? messages.noArea(name) : (directory.orgUnit("code", name) as LocalizedMessage);
  };
  const endOf = (parent: Fields): string | null => {
    const known = knownAs(parent);
    if (known) return "area" in known.is ? known.is.area.validTo : null;
    return dayIn(byId.get(textOf(parent, "id")) ?? {}, "closedDate");
  };
  for (const [i, fields] of sent.entries()) {
    if (conflicts.length >= MOST_CONFLICTS) break;
    await mayGoOn();
    const known = knownAs(fields);
    const code = known ? ourCodeOf(known) : codeOf(fields);
    const object = textOf(fields, "id") ?? code ?? "";
    const attributes = attributesIn(fields);
    const isArea = known ? "area" in known.is : attributes.area_type !== undefined;
    // Where a new facility stands is known until its area ended, and no longer.
    const until = known || isArea || !isFields(fields.parent) ? null : endOf(fields.parent);
    const parent = isFields(fields.parent) ? areaOf(fields.parent, until) : null;
    const tell = (property: string, errorCode: string, sentence: LocalizedMessage) =>
      conflicts.push({ object, sentence, errorCode, property, indexes: [i] });
    if (code === null) tell("code", "MISSING_VALUE", messages.missing("code"));
    if (parent !== null && typeof parent !== "string") tell("parent", "UNKNOWN_NAME", parent);
    const above = typeof parent === "string" ? parent : null;
    const [opened, closed] = [dayIn(fields, "openingDate"), dayIn(fields, "closedDate")];
    const row = { object, indexes: [i] };
    const said = { code, name: textOf(fields, "name"), ...attributes };
    if (isArea) areas.push({ ...row, cells: { ...said, parent: above, valid_from: opened, valid_to: closed } });
    else {
      const cells = { ...said, area: above, area_until: until, opened_on: opened, closed_on: closed };
      facilities.push({ ...row, cells });
    }
  }
  return { areas, facilities, conflicts };
}

const ourCodeOf = ({ is }: OrgUnit): string => ("area" in is ? is.area.code : is.facility.code);

/** Without the day by which another server of ours tells areas of one code apart. */
const codeOf = (fields: Fields): string | null => textOf(fields, "code")?.replace(/@\d{4}-\d\d-\d\d$/, "") ?? null;

/** A day may come with a time; the day that stands for ever since is none. */
function dayIn(fields: Fields, name: string): string | null {
  const day = textOf(fields, name)?.replace(/T.*$/, "") ?? null;
  return day === SINCE_EVER ? null : day;
}

const BY_UID = new Map((Object.keys(ATTRIBUTES) as AttributeName[]).map((name) => [uidOf("ATTRIBUTE", name), name]));

/** What attributes of ours say; those of others say nothing here. */
function attributesIn({ attributeValues }: Fields): Partial<Record<AttributeName, string | null>> {
  const given = Array.isArray(attributeValues) ? attributeValues.filter(isFields) : [];
  return Object.fromEntries(
    given.flatMap((fields) => {
      const { attribute } = fields;
      const name = isFields(attribute) ? BY_UID.get(textOf(attribute, "id") ?? "") : undefined;
      return name === undefined ? [] : [[name, textOf(fields, "value")]];
    }),
  );
}

function comparedOf(sent: readonly Fields[], directory: Directory): Outcome {
  const conflicts: Conflict[] = [];
  for (const [i, fields] of sent.entries()) {
    if (conflicts.length >= MOST_CONFLICTS) break;
    const [id, code] = [textOf(fields, "id"), textOf(fields, "code")];
    if (id !== null && !isSentence(directory.dataElementNamed("uid", id))) continue;
    const object = code ?? id ?? "";
    const found = directory.dataElementNamed("code", object);
    if (!isSentence(found)) continue;
    const sentence = messages.addMetric(found);
    conflicts.push({ object, sentence, errorCode: "UNKNOWN_NAME", property: "code", indexes: [i] });
  }
  return { counts: { imported: 0, updated: 0, ignored: sent.length }, conflicts, warnings: [] };
}

const KLASS = {
  organisationUnits: "org.hisp.dhis.organisationunit.OrganisationUnit",
  dataElements: "org.hisp.dhis.dataelement.DataElement",
} as const;

/** The answer of DHIS2 to metadata, and its status. */
export function metadataAnswer(
  outcome: MetadataOutcome,
  dryRun: boolean,
  language: Language,
): { status: number; body: object } {
  const reports = (Object.keys(KLASS) as (keyof MetadataOutcome)[]).map((name) => {
    const { counts, conflicts, warnings } = outcome[name];
    const { imported: created, updated, ignored } = counts;
    const reported = (each: Conflict) => ({
      ...{ klass: KLASS[name], uid: each.object, ...(each.indexes.length > 0 && { index: each.indexes[0] }) },
      errorReports: [
        {
          message: each.sentence[language],
          mainKlass: KLASS[name],
          errorCode: each.errorCode,
          errorProperty: each.property,
        },
      ],
    });
    return {
      klass: KLASS[name],
      stats: { created, updated, deleted: 0, ignored, total: created + updated + ignored },
      objectReports: [...conflicts, ...warnings].map(reported),
    };
  });
  const isDone = Object.values(outcome).every(({ conflicts }) => conflicts.length === 0);
  const sum = (of: "created" | "updated" | "ignored" | "total") =>
    reports.reduce((all, { stats }) => all + stats[of], 0);
  const sentence = isDone ? (dryRun ? messages.tried : messages.imported) : messages.notAllImported;
  return {
    status: isDone ? 200 : 409,
    body: {
      ...envelope(isDone, sentence[language]),
      response: {
        responseType: "ImportReport",
        status: isDone ? "OK" : "ERROR",
        importParams: { importMode: dryRun ? "VALIDATE" : "COMMIT", importStrategy: "CREATE_AND_UPDATE" },
        typeReports: reports,
        stats: {
          created: sum("created"),
          updated: sum("updated"),
          deleted: 0,
          ignored: sum("ignored"),
          total: sum("total"),
        },
      },
    },
  };
}
