import type { Coding } from "@medplum/fhirtypes";
import { badInput } from "../../../core/schema/errors.js";
import * as messages from "../fhir.messages.js";
import { dateIn, type Range, tokenIn, unescaped } from "./values.js";

/** Whether a resource is as a value of a parameter asks. */
export type Condition<T> = (item: T) => boolean;

/** Where a value was given. */
interface Given {
  name: string;
  modifier: string | undefined;
  /** The address of all of FHIR here, as whoever asks sees it. */
  base: string;
}

/** A parameter of a search: what the capability statement says of it, and how one of its values is read. */
export interface Parameter<T> {
  type: "token" | "string" | "reference" | "date";
  modifiers: readonly string[];
  /** What it compares, for people. */
  about: string;
  read(value: string, given: Given): Condition<T>;
}

type Coded = Pick<Coding, "system" | "code"> | { system?: string; code: string };

/** Whether any of the codes of a resource is the one that is asked for. */
export const tokens = <T>(about: string, of: (item: T) => readonly Coded[]): Parameter<T> => ({
  type: "token",
  modifiers: [],
  about,
  read(value) {
    const { system, code } = tokenIn(value);
    // Of no system and no code: a bar alone.
    if (!system && code === undefined) return () => false;
    return (item) =>
      of(item).some(
        (own) => (code === undefined || own.code === code) && (system === undefined || (own.system ?? null) === system),
      );
  },
});

/** A token that is true or false. */
export const flag = <T>(about: string, of: (item: T) => boolean): Parameter<T> => ({
  type: "token",
  modifiers: [],
  about,
  read(value, { name }) {
    const { code } = tokenIn(value);
    if (code !== "true" && code !== "false") throw badInput(messages.notTrueOrFalse(name, value));
    return (item) => of(item) === (code === "true");
  },
});

/** A reference to resources of one type, by id, by type and id, or by the address here. */
export const reference = <T>(about: string, type: string, of: (item: T) => string | null): Parameter<T> => ({
  type: "reference",
  modifiers: [type],
  about,
  read(value, { name, base }) {
    const asked = unescaped(value);
    const local = asked.startsWith(`${base}/`) ? asked.slice(base.length + 1) : asked;
    const id = local.startsWith(`${type}/`) ? local.slice(type.length + 1) : local;
    if (!/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw badInput(messages.notAReference(name, value, type));
    return (item) => of(item) === id;
  },
});

/** A date compared with the days, or the instant, of a resource; one that has none is not found by it. */
export const dates = <T>(about: string, of: (item: T) => Range | null): Parameter<T> => ({
  type: "date",
  modifiers: [],
  about,
  read(value, { name }) {
    const isAsAsked = dateIn(value);
    if (isAsAsked === null) throw badInput(messages.notADate(name, value));
    return (item) => {
      const own = of(item);
      return own !== null && isAsAsked(own);
    };
  },
});

/** Texts by their beginnings, or by their modifiers. */
export const texts = <T>(
  about: string,
  by: Readonly<Record<"" | "contains" | "exact", (value: string) => Condition<T>>>,
): Parameter<T> => ({
  type: "string",
  modifiers: ["contains", "exact"],
  about,
  read: (value, { modifier }) => by[(modifier ?? "") as "" | "contains" | "exact"](unescaped(value)),
});
