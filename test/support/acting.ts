import { readFileSync } from "node:fs";
import { buildSchema, getNullableType, isObjectType } from "graphql";
import { type Answer, type Data, runQuery } from "./run-query.js";
import type { TestServer } from "./server.js";

/** The path and the code of each mistake in a payload. */
export const mistakesIn = ({ userErrors }: Data): [path: string, code: string][] =>
  userErrors.map(({ path, code }: Data) => [path.join("."), code]);

/** What is in the answer to one act; an error in it is thrown. */
export function payloadOf({ data, errors }: Answer): Data {
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0];
}

const PAYLOADS = buildSchema(readFileSync("schema.graphql", "utf8")).getMutationType()?.getFields() ?? {};

/** Whether the payload of this act has an object of this name. */
function hasObject(field: string, name: string): boolean {
  const payload = getNullableType(PAYLOADS[field]?.type);
  if (!isObjectType(payload)) throw new Error(`There is no act "${field}".`);
  return name in payload.getFields();
}

/** Somebody who acts: how every test does acts, but those that are about how an act is asked for. */
export class Acting {
  constructor(
    readonly server: Pick<TestServer, "url">,
    readonly headers: Record<string, string>,
    /** What is asked of what is in the payloads, by the names that it has there; nothing of a text. */
    private readonly objects: Readonly<Record<string, string>>,
  ) {}

  /** The act as a document: its field says what its input and its payload are. */
  documentOf(field: string): string {
    const input = `${(field[0] ?? "").toUpperCase()}${field.slice(1)}Input`;
    const objects = Object.entries(this.objects)
      .filter(([name]) => hasObject(field, name))
      .map(([name, selection]) => (selection ? `${name} { ${selection} }` : name));
    return `mutation ($input: ${input}!) {
      ${field}(input: $input) { ${objects.join(" ")} userErrors { path code message } } }`;
  }

  ask(field: string, input: object, headers = this.headers): Promise<Answer> {
    return runQuery(this.server, this.documentOf(field), { input }, headers);
  }

  /** The payload, whatever is in it. */
  async payload(field: string, input: object, headers = this.headers): Promise<Data> {
    return payloadOf(await this.ask(field, input, headers));
  }

  /** The payload of an act that must be done. */
  async did(field: string, input: object, headers = this.headers): Promise<Data> {
    const payload = await this.payload(field, input, headers);
    if (payload.userErrors.length > 0) throw new Error(`${field}: ${JSON.stringify(payload.userErrors)}`);
    return payload;
  }

  /** The object as an act has left it that must be done. */
  async done(field: string, input: object, headers = this.headers): Promise<Data> {
    const { userErrors, ...objects } = await this.did(field, input, headers);
    return Object.values(objects).find((each) => each !== null);
  }

  /** The path and the code of each mistake, of an act that must be refused. */
  async refused(field: string, input: object, headers = this.headers): Promise<[path: string, code: string][]> {
    const payload = await this.payload(field, input, headers);
    if (payload.userErrors.length === 0) throw new Error(`${field} was not refused.`);
    return mistakesIn(payload);
  }
}
