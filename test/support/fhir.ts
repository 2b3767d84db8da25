import type { Bundle, OperationOutcome, Organization, Resource } from "@medplum/fhirtypes";
import { Fhir } from "fhir";
import type { TestServer } from "./server.js";

type Asked = Pick<TestServer, "url">;

/** Where the names of ours begin. */
export const OURS = "https://hue-health-graph.invalid/fhir";
export const MCSD = "https://profiles.ihe.net/ITI/mCSD";

export const fetchFhir = ({ url }: Asked, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}/fhir${path}`, init);

/** The resource at an address below /fhir; an answer that is none is thrown. */
export async function fhirAt<T extends Resource>(
  server: Asked,
  path: string,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetchFhir(server, path, { headers });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text);
}

/** How a request was refused. */
export async function refusalAt(
  server: Asked,
  path: string,
  init: RequestInit = {},
): Promise<[status: number, issue: string, code: string, sentence: string]> {
  const response = await fetchFhir(server, path, init);
  const { resourceType, issue } = (await response.json()) as OperationOutcome;
  const [only, ...more] = issue;
  if (resourceType !== "OperationOutcome" || !only || more.length > 0) throw new Error(JSON.stringify(issue));
  const { code = "" } = only.details?.coding?.[0] ?? {};
  return [response.status, only.code, code, only.details?.text ?? ""];
}

export const searchAt = (server: Asked, path: string, headers: Record<string, string> = {}): Promise<Bundle> =>
  fhirAt(server, path, headers);

export const idsIn = ({ entry = [] }: Bundle, mode = "match"): string[] =>
  entry.flatMap(({ resource, search }) => (search?.mode === mode ? (resource?.id ?? []) : []));

/** All resources of a type, page by page. */
export async function allOf<T extends Resource>(server: Asked, type: string, count = 40): Promise<T[]> {
  const found: T[] = [];
  let address: string | undefined = `${server.url}/fhir/${type}?_count=${count}`;
  while (address) {
    const bundle: Bundle = await (await fetch(address)).json();
    found.push(...(bundle.entry ?? []).map(({ resource }) => resource as T));
    address = bundle.link?.find(({ relation }) => relation === "next")?.url;
  }
  return found;
}

export const isFacility = ({ id = "" }: Organization | Resource): boolean => id.startsWith("facility-");

const validator = new Fhir();

/** What the `fhir` of npm finds wrong with a resource; what its value sets lack it only notes. */
export const wrongWith = (resource: Resource): string[] =>
  validator
    .validate(JSON.stringify(resource), { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === "error" || severity === "fatal")
    .map(({ location, message }) => `${resource.resourceType}/${resource.id} ${location}: ${message}`);
