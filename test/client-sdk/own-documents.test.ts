import { execFile } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  ACT,
  type Connection,
  IssueApiKey,
  type Outcome,
  request,
  type TypedDocument,
} from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { done } from "../support/done.js";
import { SdkProject } from "../support/sdk-project.js";
import { startTestServer, type TestServer } from "../support/server.js";

const EXAMPLE = "client-sdk/examples/own-documents";
const PACKAGES = ["@graphql-codegen", "@types/node", "graphql", "typescript"];

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

describe("The example with documents of its own", () => {
  const project = SdkProject.compiled();
  let server: TestServer;

  /** A command of an installed package, in the project. */
  const run = (command: string, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> =>
    promisify(execFile)(command, args, {
      cwd: project.dir,
      env: { ...process.env, NODE_ENV: "development", ...env }, // codegen says nothing in tests
    }).then(
      (ended) => ({ code: 0, ...ended }),
      ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
    );
  const codegen = (...args: string[]) => run(resolve("node_modules/.bin/graphql-codegen"), args);
  const tsc = (...args: string[]) => run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), ...args]);
  const start = (area: string, key = "") =>
    run(process.execPath, ["dist/main.js", area], { HUE_HEALTH_URL: `${server.url}/graphql`, HUE_HEALTH_KEY: key });

  /** Type-checked beside the example: where its types are not exact to its documents, that fails. */
  const EXACT = `
    import { request } from "hue-health-sdk";
    import { Beds, RecordFigure } from "./generated/documents.js";
    const connection = { url: "" };
    const { facilities } = await request(connection, Beds, { area: "46", first: 2 });
    const beds: number | null | undefined = facilities.nodes[0]?.actualBeds;
    // @ts-expect-error the document does not ask for it
    facilities.nodes[0]?.closedOn;
    // @ts-expect-error area is required
    await request(connection, Beds, {});
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-01-31", value: 12 };
    const outcome = await request(connection, RecordFigure, { input });
    // @ts-expect-error what was done is there only where it was done
    outcome.observation;
    export const version: number = outcome.ok ? outcome.observation.version : (beds ?? 0);
  `;

  beforeAll(async () => {
    cpSync(EXAMPLE, project.dir, { recursive: true });
    project.link(...PACKAGES);
    writeFileSync(join(project.dir, "exact.ts"), EXACT);
    const config = { extends: "./tsconfig.json", files: ["main.ts", "exact.ts"] };
    writeFileSync(join(project.dir, "with-exact.json"), JSON.stringify(config));
    server = await startTestServer();
  });
  afterAll(async () => {
    project.close();
    await server.close();
  });

  it("is generated over the schema that the SDK brings, has types that are exact to its documents, and asks", async () => {
    expect(await codegen()).toMatchObject({ code: 0, stderr: "" });
    expect(await tsc("-p", "with-exact.json")).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await start("478")).toEqual({
      code: 0,
      stdout: "1 facilities\nTrung tâm Y tế huyện Phú Vang (Health centre): 250 beds\n",
      stderr: "",
    });
  });

  it("is refused by codegen where the schema has no such field", async () => {
    const documents = join(project.dir, "wrong.graphql");
    writeFileSync(documents, "query Wrong { facilities { nodes { bedCount } } }");
    const config = "schema: node_modules/hue-health-sdk/schema.graphql\ndocuments: wrong.graphql\n";
    writeFileSync(
      join(project.dir, "wrong.yml"),
      `${config}generates: { generated/wrong.ts: { plugins: [typescript-operations] } }`,
    );
    const { code, stdout, stderr } = await codegen("--config", "wrong.yml");
    expect(code).toBe(1);
    expect(stdout + stderr).toContain('Cannot query field "bedCount" on type "Facility"');
  });

  describe("with a key that may ask by documents alone", () => {
    let department: Connection;
    let keyId: string;
    let key: string;
    const documents = (...args: string[]) =>
      run(process.execPath, [join(project.installed, "bin/hue-health-sdk.mjs"), "documents", ...args]);
    beforeAll(async () => {
      await addTestAccount(server.db, "sở", "ADMIN");
      const { accessToken } = await signedIn(server, "sở");
      department = { url: `${server.url}/graphql`, token: accessToken };
      const expiresOn = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString().slice(0, 10);
      const keyFor = async (scopes: readonly ("READ" | "DOCUMENTS_ONLY")[]) =>
        done(await request(department, IssueApiKey, { input: { label: "Hue-S", scopes, expiresOn } }));
      expect(await start("478", (await keyFor(["READ"])).key)).toMatchObject({ code: 0, stderr: "" });
      const issued = await keyFor(["READ", "DOCUMENTS_ONLY"]);
      [keyId, key] = [issued.apiKey.id, issued.key];
    });

    it("is refused with its code where it asks in words", async () => {
      expect(await start("478", key)).toEqual({
        code: 1,
        stdout: "",
        stderr:
          "PERSISTED_DOCUMENTS_ONLY: This key asks by documents alone, those of the SDK and those admitted for it: send their `documentId`.\n",
      });
    });

    it("asks by the id that the command has written, once the Department has admitted the file, with types as exact", async () => {
      const looked = await documents("documents/beds.graphql", "--server", server.url);
      const ids = JSON.parse(readFileSync(join(project.dir, "documents.json"), "utf8"));
      expect(looked).toEqual({
        code: 0,
        stdout: `${ids.Beds}  Beds, costs at most 453 of 2,000,000\nWritten: documents.json. Send documents/beds.graphql to the Department, which admits them for your key.\n`,
        stderr: "",
      });
      expect(ids).toEqual({ Beds: expect.stringMatching(/^[\w-]{6}$/) });
      expect(await codegen()).toMatchObject({ code: 0, stderr: "" });
      expect(readFileSync(join(project.dir, "generated/documents.ts"), "utf8")).toContain(`id: "${ids.Beds}"`);
      expect(await tsc("-p", "with-exact.json")).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(await start("478", key)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^PERSISTED_DOCUMENT_UNKNOWN: /),
      });
      const texts = [readFileSync(join(project.dir, "documents/beds.graphql"), "utf8")];
      const admitted: TypedDocument<Outcome<{ apiKeyDocumentsAdmit: object }>, { input: object }> = {
        ...{ name: "Admit", kind: "mutation", act: ACT },
        text: "mutation Admit($input: ApiKeyDocumentsAdmitInput!) { apiKeyDocumentsAdmit(input: $input) { documents { documentId } userErrors { path code message } } }",
      };
      const outcome = await request(department, admitted, { input: { id: keyId, texts } });
      expect(outcome).toMatchObject({ ok: true, documents: [{ documentId: ids.Beds }] });
      expect(await start("478", key)).toEqual({
        code: 0,
        stdout: "1 facilities\nTrung tâm Y tế huyện Phú Vang (Health centre): 250 beds\n",
        stderr: "",
      });
    });

    it("is told by the command what is wrong, and where, in the language asked for, and nothing is written", async () => {
      rmSync(join(project.dir, "documents.json"), { force: true });
      project.write("wrong.graphql", "query Wrong {\n  facilities { nodes { bedCount } }\n}\n");
      project.write("old.graphql", "query Old {\n  discrepancies { code }\n}\n");
      const to = ["--server", `${server.url}/graphql`];
      expect(await documents("wrong.graphql", ...to)).toEqual({
        code: 1,
        stdout: "",
        stderr: 'wrong.graphql:2:24: Wrong: Cannot query field "bedCount" on type "Facility".\n',
      });
      expect(await documents("documents/record.graphql", ...to, "--language", "vi")).toEqual({
        code: 1,
        stdout: "",
        stderr:
          "documents/record.graphql:2:1: RecordFigure: Khóa chỉ để đọc: tài liệu không được có mutation hay subscription.\n",
      });
      expect(existsSync(join(project.dir, "documents.json"))).toBe(false);
      const { code, stdout } = await documents("old.graphql", ...to, "--out", "old.json");
      expect([code, stdout.split("\n")[0]]).toEqual([
        0,
        "old.graphql:2:3: Old: Query.discrepancies is deprecated. Use `discrepancyConnection`. It stays until 2028-01-01 at least.",
      ]);
    });

    it("may be what client-preset has written down: a text for each hash, with its own fragments", async () => {
      const line = "fragment Line on Facility { name }";
      const texts = ["One", "Two"].map((name) => `query ${name} { facilities { nodes { ...Line } } } ${line}`);
      project.write("persisted-documents.json", JSON.stringify({ a1: texts[0], b2: texts[1] }));
      const { code } = await documents("persisted-documents.json", "--server", server.url, "--out", "ids.json");
      const ids = JSON.parse(readFileSync(join(project.dir, "ids.json"), "utf8"));
      expect([code, Object.keys(ids)]).toEqual([0, ["One", "Two"]]);
      project.write("persisted-documents.json", JSON.stringify({ a1: texts[0], b2: "query Three { nothing }" }));
      expect(await documents("persisted-documents.json", "--server", server.url)).toMatchObject({
        code: 1,
        stderr: 'persisted-documents.json, text 2:1:15: Three: Cannot query field "nothing" on type "Query".\n',
      });
    });

    it("is told so where the command is used wrongly, or nobody answers", async () => {
      const nowhere = ["--server", "http://127.0.0.1:1"];
      for (const [args, says] of [
        [["documents/beds.graphql"], /^Usage: npx hue-health-sdk documents FILE/],
        [nowhere, /^Usage: /],
        [["documents/beds.graphql", "--server", server.url, "--key", "x"], /^Unknown option '--key'/],
        [["none.graphql", ...nowhere], /^none.graphql cannot be read: ENOENT/],
        [["package.json", ...nowhere], /^package.json is not what client-preset writes/],
        [["documents/beds.graphql", ...nowhere], /^http:\/\/127.0.0.1:1\/graphql gave no answer of this API/],
        [["documents/beds.graphql", "--server", `${server.url}/nothing`], /There is nothing at this address/],
      ] as const) {
        const { code, stderr } = await documents(...args);
        expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
      }
    });
  });
});

describe("An act of one's own", () => {
  const text =
    "mutation Own($input: ObservationRecordInput!) { observationRecord(input: $input) { userErrors { code } } }";
  interface Data {
    readonly observationRecord: { readonly userErrors: ReadonlyArray<{ readonly code: string }> };
  }
  const raw: TypedDocument<Data, { input: object }> = { name: "Own", kind: "mutation", text };
  const named: TypedDocument<Outcome<Data>, { input: object }> = { ...(raw as object), act: ACT } as never;

  /** The bodies that a server got which never answers. */
  async function sent(ask: (connection: { url: string; fetch: typeof fetch }) => Promise<unknown>) {
    const bodies: string[] = [];
    const unreachable = async (_url: unknown, init?: RequestInit): Promise<Response> => {
      bodies.push(String(init?.body));
      throw new Error("no network");
    };
    await expect(ask({ url: "http://nowhere", fetch: unreachable })).rejects.toMatchObject({ kind: "network" });
    return bodies.map((body) => JSON.parse(body));
  }

  it("is sent once where it has no name, however many ask, for nobody knows whether it was done", async () => {
    const variables = { input: { value: 1 } };
    expect(await sent((connection) => request(connection, raw, variables))).toEqual([
      { operationName: "Own", query: text, variables },
    ]);
    const both = await sent((connection) =>
      Promise.all([request(connection, raw, variables), request(connection, raw, variables)]),
    );
    expect(both).toHaveLength(2);
  });

  it("is sent again under one name where it has ACT", async () => {
    const bodies = await sent((connection) => request(connection, named, { input: { value: 1 } }));
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map(({ variables }) => variables.input.clientMutationId)).size).toBe(1);
    expect(bodies[0].variables.input.clientMutationId).toMatch(/^[a-z0-9]{32}$/);
  });
});
