import type { IncomingMessage } from "node:http";
import { Refusal } from "../core/schema/errors.js";
import * as messages from "./http.messages.js";

/** Everything of FHIR, and of DHIS2. */
export const FHIR_ADDRESS = /^\/fhir(?:\/|$)/;
export const DHIS2_ADDRESS = /^\/dhis2(?:\/|$)/;

export function pathOf({ url = "" }: IncomingMessage): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

/** What stands behind the first question mark; others belong to a value. */
export const searchOf = ({ url = "" }: IncomingMessage): string =>
  url.slice(pathOf({ url } as IncomingMessage).length + 1);

/** The parameters in an address. Rejects bytes that are no letters: they would be read as others than were sent. */
export function parametersOf(request: IncomingMessage): URLSearchParams {
  // Node hands on each byte as one character.
  const search = searchOf(request).replace(/[\x80-\xff]/g, encodeByte);
  try {
    decodeURIComponent(search);
  } catch {
    throw notInAddress();
  }
  return new URLSearchParams(search);
}

const encodeByte = (sign: string): string => `%${sign.charCodeAt(0).toString(16)}`;

const notInAddress = (): Refusal => new Refusal("BAD_REQUEST", messages.addressNotUtf8);

/** A page of the portal stands right below the root: its files are named from there. */
export const isOfPortal = (path: string): boolean => /^\/(?:assets\/)?[^/]*$/.test(path);

/** Whether a page or a file of one may stand at this path. */
export const isOfPages = (path: string): boolean => isOfPortal(path) || path.startsWith("/playground/");
