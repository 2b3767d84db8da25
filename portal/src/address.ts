// Where a page stands, and what its address says. All that a view shows (filters, day, round, order, language) is there.
import { useSearch } from "wouter-preact";
import type { PageName } from "./page-names.js";

/** The folder under which a server, or a proxy before it, shows all of this: above the one where this file lies. */
const ROOT = new URL(/* @vite-ignore */ "..", import.meta.url);
/** Without a slash at its end: "" or "/hue". */
export const BASE = ROOT.pathname.replace(/\/$/, "");

/** Something of the same server: `graphql`, `export/facilities.xlsx`. */
export const serverAddress = (path: string, parameters: Parameters = {}): string =>
  new URL(path, ROOT).href + queryOf(parameters);

type Value = string | number | boolean | null | undefined;
/** Of a list each value stands by itself: `assume=…&assume=…`. */
export type Parameters = Readonly<Record<string, Value | readonly Value[]>>;

/** These go along from page to page. */
const LASTING = ["ngay", "lang"];

/** The address of a page with its parameters, for a link: the day and the language of now go along unless they are given. */
export function pageAddress(page: PageName, parameters: Parameters = {}): string {
  const now = new URLSearchParams(location.search);
  const lasting = Object.fromEntries(LASTING.map((name) => [name, now.get(name)]));
  return `/${page}${queryOf({ ...parameters, ...lasting, ...parameters })}`;
}

function queryOf(parameters: Parameters): string {
  const each = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  const given = each.filter(([, value]) => value != null && value !== "" && value !== false);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query && `?${query}`;
}

/** The parameters of the address, and how to change some of them; `replace`: without a step of its own for Back. */
export function useParameters(): URLSearchParams {
  return new URLSearchParams(useSearch());
}
