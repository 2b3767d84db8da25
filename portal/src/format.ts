// How numbers, days and names are written: as Vietnam writes them, in either language of the labels.
import { say } from "./language.js";

/** Made when the first one asks, and once: a phone takes a tenth of a second for each. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

const TIME_ZONE = "Asia/Ho_Chi_Minh";
const numbers = once(() => new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 10 }));
const percentages = once(() => new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 }));
const order = once(() => new Intl.Collator("vi", { numeric: true }));
const days = once(() => new Intl.DateTimeFormat("en-CA", { timeZone: TIME_ZONE }));
const moments = once(
  () => new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, dateStyle: "short", timeStyle: "short" }),
);

export const number = (value: number): string => numbers().format(value);

/** Never without its counts: 94,23 % (49.000/52.000). Nothing is rounded up to 100. */
export function share({ numerator, denominator, percent }: Counts): string {
  const counts = `${orUnknown(numerator)}/${orUnknown(denominator)}`;
  return percent == null ? counts : `${percentage(percent)} (${counts})`;
}

export interface Counts {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly percent: number | null;
}

export const percentage = (percent: number): string => `${percentages().format(percent)} %`;

const orUnknown = (value: number | null): string => (value === null ? "…" : number(value));

/** 2022-12-07 as 07/12/2022. */
export const day = (iso: string): string => iso.slice(0, 10).split("-").reverse().join("/");

/** An instant by the clock of Vietnam: 07/12/2022 08:30. */
export const moment = (iso: string): string => moments().format(new Date(iso)).replace(",", "");

/** The day of an instant by the calendar of Vietnam, as 2026-12-07. */
export const isoDay = (instant: Date): string => days().format(instant);

export const today = (): string => isoDay(new Date());

/** Where a figure is blank. Not the same as unknown, nor as not due, nor as 0. */
export const blank = (): string => say("chưa có số liệu", "no figure");
export const unknown = (): string => say("không rõ", "unknown");
export const notDue = (): string => say("không thuộc diện", "not due");

export const inOrder = (a: string, b: string): number => order().compare(a, b);

/** As people type it in a search: without accents and capitals. */
export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
