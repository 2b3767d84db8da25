import { Readable } from "node:stream";
import { badInput, type Refusal } from "../../core/schema/errors.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { mayGoOn } from "../../core/time/turn.js";
import { UnreadableWorkbook } from "../../files/reading/workbook/unreadable.js";
import { hear } from "../../files/reading/workbook/xml.js";
import * as messages from "./dhis2.messages.js";

/** A data value as it was sent. */
export interface ReceivedValue {
  dataElement: string | null;
  orgUnit: string | null;
  period: string | null;
  categoryOptionCombo: string | null;
  attributeOptionCombo: string | null;
  value: string | null;
  comment: string | null;
  deleted: boolean;
}

/** A set of data values, and what it says itself of how it is to be read. */
export interface Received {
  isAdx: boolean;
  options: Readonly<Record<string, string>>;
  values: readonly ReceivedValue[];
}

/** More are sent one part after the other. */
const MOST_VALUES = 50_000;
/** So much is read of a text before others have their turn. */
const PART = 65_536;

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A number or a truth may stand as itself; anything else that is no text is as good as nothing. */
export function textOf(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

const optionsIn = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    ["idScheme", "dataElementIdScheme", "orgUnitIdScheme", "dryRun", "importStrategy"].flatMap((name) => {
      const value = textOf(fields, name);
      return value === null ? [] : [[name, value]];
    }),
  );

/** A value with what the set, or the group, says of all that it holds. */
function valueIn(fields: Fields, ofAll: Fields): ReceivedValue {
  const text = (name: string) => textOf(fields, name);
  const either = (name: string) => text(name) ?? textOf(ofAll, name);
  return {
    ...{ dataElement: text("dataElement"), orgUnit: either("orgUnit"), period: either("period") },
    ...{ categoryOptionCombo: text("categoryOptionCombo"), attributeOptionCombo: either("attributeOptionCombo") },
    ...{ value: text("value"), comment: text("comment"), deleted: text("deleted") === "true" },
  };
}

/** A set in JSON, as `JSON.parse` has read it. */
export function receivedInJson(sent: unknown): Received {
  if (!isFields(sent) || !Array.isArray(sent.dataValues) || !sent.dataValues.every(isFields)) {
    throw badInput(messages.noDataValueSet);
  }
  if (sent.dataValues.length > MOST_VALUES) throw badInput(messages.tooManyValues(MOST_VALUES));
  return { isAdx: false, options: optionsIn(sent), values: sent.dataValues.map((each) => valueIn(each, sent)) };
}

/**
 * A set in ADX, or in the XML of DHIS2 itself. Nothing may be declared in it, so that it cannot grow; the parser holds
 * no more than a tag of it at a time.
 */
export async function receivedInXml(text: string): Promise<Received> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw badInput(messages.declares);
  const values: ReceivedValue[] = [];
  const open: string[] = [];
  let [isAdx, options, ofAll]: [boolean, Record<string, string>, Fields] = [false, {}, {}];
  let refused: Refusal | undefined;
  const refuse = (sentence: LocalizedMessage): never => {
    refused = badInput(sentence);
    throw refused;
  };
  const hearer = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      const within = open.at(-1) ?? "";
      open.push(name);
      if (!EXPECTED[within]?.includes(name)) refuse(messages.noDataValueSet);
      if (within === "") [isAdx, options] = [name === "adx", optionsIn(attributes)];
      if (name === "dataValueSet") ofAll = attributes;
      if (name === "group") ofAll = { ...dimensionIn(attributes, OF_GROUP, "attributeOptionCombo"), ...attributes };
      if (name !== "dataValue") return;
      const dimension = dimensionIn(attributes, OF_VALUE, "categoryOptionCombo");
      values.push(valueIn({ ...dimension, ...attributes }, ofAll));
      if (values.length > MOST_VALUES) refuse(messages.tooManyValues(MOST_VALUES));
    },
    close: () => void open.pop(),
  };
  function* parts() {
    const bytes = Buffer.from(text);
    for (let start = 0; start < bytes.length; start += PART) yield bytes.subarray(start, start + PART);
  }
  try {
    for await (const _ of hear(Readable.from(parts()), hearer)) await mayGoOn();
  } catch (error) {
    throw refused ?? (error instanceof UnreadableWorkbook ? badInput(messages.notXml) : error);
  }
  return { isAdx, options, values };
}

/** Dimensions that are told as attributes of their own: left out, figures would be taken for one another. */
function dimensionIn(attributes: Readonly<Record<string, string>>, known: ReadonlySet<string>, as: string): Fields {
  const others = Object.entries(attributes).filter(([name]) => !known.has(name) && !/^xmlns$|:/.test(name));
  const told = others.map(([name, value]) => `${name}=${value}`).sort();
  return told.length === 0 ? {} : { [as]: told.join(",") };
}

/** What may stand in what. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "": ["adx", "dataValueSet"],
  adx: ["group"],
  group: ["dataValue"],
  dataValueSet: ["dataValue"],
  dataValue: ["annotation"],
};

const OF_GROUP: ReadonlySet<string> = new Set([
  ...["orgUnit", "period", "dataSet", "completeDate", "attributeOptionCombo", "comment"],
]);
const OF_VALUE: ReadonlySet<string> = new Set([
  ...["dataElement", "orgUnit", "period", "categoryOptionCombo", "attributeOptionCombo", "value", "comment"],
  ...["deleted", "storedBy", "created", "lastUpdated", "followUp"],
]);
