import { type Answer, type Data, runQuery } from "./run-query.js";
import type { TestServer } from "./server.js";

/** The document of an act whose payload holds the object under this name. */
const documentOf = (field: string, object: string, selection: string): string => {
  const input = `${(field[0] ?? "").toUpperCase()}${field.slice(1)}Input`;
  return `mutation ($input: ${input}!) {
    ${field}(input: $input) { ${object} { ${selection} } userErrors { path code message } } }`;
};

/** Asks for acts of one kind of object, as somebody. */
export class Acting {
  constructor(
    private readonly server: Pick<TestServer, "url">,
    private readonly headers: Record<string, string>,
    /** The object in the payloads, and what is asked of it. */
    private readonly object: string,
    private readonly selection: string,
  ) {}

  ask(field: string, input: object, headers = this.headers): Promise<Answer> {
    return runQuery(this.server, documentOf(field, this.object, this.selection), { input }, headers);
  }

  /** The payload, whatever is in it. */
  async payload(field: string, input: object, headers = this.headers): Promise<Data> {
    const { data, errors } = await this.ask(field, input, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data[field];
  }

  /** The object, of an act that must be done. */
  async done(field: string, input: object, headers = this.headers): Promise<Data> {
    const payload = await this.payload(field, input, headers);
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
    return payload[this.object];
  }

  /** Path and code of each mistake, of an act that must be refused. */
  async refused(field: string, input: object, headers = this.headers): Promise<[path: string, code: string][]> {
    const { userErrors } = await this.payload(field, input, headers);
    if (userErrors.length === 0) throw new Error(`${field} was not refused.`);
    return userErrors.map(({ path, code }: Data) => [path.join("."), code]);
  }
}
