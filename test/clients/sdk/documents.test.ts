import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gql, type TypedDocumentNode } from "@apollo/client";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { initGraphQLTada } from "gql.tada";
import { print } from "graphql";
import { request } from "../../../client-sdk/index.js";
import { documentOf } from "../../../client-sdk/other-documents.js";
import { addTestAccount, issuedKey, signedIn } from "../../support/accounts.js";
import { Acting } from "../../support/acting.js";
import { startTestServer, type TestServer } from "../../support/server.js";
import type { introspection } from "../generated/tada.js";
import { FacilityCard } from "../preset/screens.js";

const graphql = initGraphQLTada<{ introspection: introspection; scalars: { LocalDate: string; Secret: string } }>();

const TADA = graphql(`
  query Name($code: String!, $asOf: LocalDate) {
    facility(code: $code, asOf: $asOf) {
      name
    }
  }
`);
const APOLLO: TypedDocumentNode<{ facility: { name: string } | null }, { code: string; asOf?: string }> = gql`
  query Name($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) { name } }
`;

describe("Documents that others generate", () => {
  let server: TestServer;
  let connection: { url: string };
  beforeAll(async () => {
    server = await startTestServer();
    connection = { url: `${server.url}/graphql` };
  });
  afterAll(() => server.close());

  it("are asked by the SDK with the types that they bring", async () => {
    const variables = { code: "BV-PHOI", asOf: "2019-08-08" };
    const ofPreset = await request(connection, documentOf(FacilityCard), variables);
    const ofTada = await request(connection, documentOf(TADA, { print }), variables);
    const ofApollo = await request(connection, documentOf(APOLLO), variables);
    const names: (string | undefined)[] = [ofPreset.facility?.name, ofTada.facility?.name, ofApollo.facility?.name];
    expect(names).toEqual(Array(3).fill("Bệnh viện Lao và bệnh phổi"));
    // @ts-expect-error the document does not ask for it
    expect(ofTada.facility?.actualBeds).toBeUndefined();
    // @ts-expect-error code is required
    await expect(request(connection, documentOf(APOLLO), {})).rejects.toMatchObject({ kind: "bad-input" });
  });

  it("of client-preset are asked by ids, with the key for which the Department has admitted what it has written down", async () => {
    const persisted = "test/clients/generated/preset/persisted-documents.json";
    const folder = mkdtempSync(join(tmpdir(), "hue-health-ids-"));
    try {
      const out = join(folder, "documents.json");
      const command = [
        "client-sdk/bin/hue-health-sdk.mjs",
        "documents",
        persisted,
        "--server",
        server.url,
        "--out",
        out,
      ];
      await promisify(execFile)(process.execPath, command);
      const ids: Record<string, string> = JSON.parse(readFileSync(out, "utf8"));
      const texts = Object.values<string>(JSON.parse(readFileSync(persisted, "utf8")));

      await addTestAccount(server.db, "sở", "ADMIN");
      const { headers } = await signedIn(server, "sở");
      const { id, key } = await issuedKey(server, headers, { scopes: ["READ", "DOCUMENTS_ONLY"] });
      await new Acting(server, headers, { apiKey: "id" }).did("apiKeyDocumentsAdmit", { id, texts });

      const addresses: string[] = [];
      const ask: typeof fetch = (address, init) => {
        addresses.push(String(address));
        return fetch(address, init);
      };
      const own = { ...connection, token: key, fetch: ask };
      const { facility } = await request(own, documentOf(FacilityCard, { ids }), { code: "SYT" });
      expect(facility?.name).toBe("Sở Y tế");
      expect(addresses[0]).toContain(`?op=FacilityCard&documentId=${ids.FacilityCard}&variables=`);
      await expect(request(own, documentOf(FacilityCard), { code: "SYT" })).rejects.toMatchObject({
        code: "PERSISTED_DOCUMENTS_ONLY",
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("of gql.tada want print, for they bring no text", () => {
    expect(() => documentOf(TADA)).toThrow(/give `print` of graphql/);
  });
});
