import type { Answer } from "./run-query.js";
import type { TestServer } from "./server.js";

export const FILE_IMPORT = `mutation ($input: FileImportInput!) {
  fileImport(input: $input) {
    report {
      format file imported dryRun loadedBefore rows inserted changed unchanged problemCount
      problems { row column code value message nearest }
    }
    userErrors { path code message }
  }
}`;

/** The parts of a request with a file, as the GraphQL multipart request specification has them. */
export function formOf(input: object, content: string | Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData();
  form.set("operations", JSON.stringify({ query: FILE_IMPORT, variables: { input: { ...input, file: null } } }));
  form.set("map", JSON.stringify({ 0: ["variables.input.file"] }));
  form.set("0", new Blob([content]), name);
  return form;
}

export async function send(
  { url }: Pick<TestServer, "url">,
  form: FormData,
  headers: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { accept: "application/graphql-response+json", ...headers },
    body: form,
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}
