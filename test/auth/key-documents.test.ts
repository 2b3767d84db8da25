import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FacilityCard } from "../../client-sdk/index.js";
import { addTestAccount, issuedKey, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { type Data, runQuery } from "../support/run-query.js";
import { heldDuring } from "../support/turns.js";
import { type Served, twoServers } from "../support/two-servers.js";

const BEDS = `
  # What the app shows first.
  query Beds($area: String!, $first: Int) {
    facilities(filter: { areaCode: $area }, first: $first) { totalCount nodes { ...Line } }
  }
  query Checks { discrepancies { code } }
  fragment Line on Facility { code name actualBeds }
`;
const DOCUMENT = "id code name text admittedAt withdrawnAt version";
const ASKED = {
  apiKey: `id documents { ${DOCUMENT} }`,
  documents: "name documentId text mostCost",
  document: DOCUMENT,
};
type Headers = Record<string, string>;

describe("A document of a key", () => {
  let database: TestDatabase;
  let one: Served;
  let other: Served;
  let department: Acting;
  let key: { id: string; headers: Headers };
  /** By name, as admitted. */
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    database = await loadedDatabase();
    await addTestAccount(database.db, "sở", "ADMIN");
    [one, other] = await twoServers(database);
    department = new Acting(one, (await signedIn(one, "sở")).headers, ASKED);
    key = await limitedKey();
    const { documents } = await department.did("apiKeyDocumentsAdmit", { id: key.id, texts: [BEDS] });
    for (const { name, documentId } of documents) ids[name] = documentId;
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const limitedKey = () => issuedKey(one, department.headers, { scopes: ["READ", "DOCUMENTS_ONLY"] });
  const admit = (texts: string[], more: object = {}) =>
    department.payload("apiKeyDocumentsAdmit", { id: key.id, texts, ...more });

  async function ask(server: Served, documentId = "", headers: Headers = {}, variables: object = {}): Promise<Data> {
    const sent = encodeURIComponent(JSON.stringify(variables));
    const address = `${server.url}/graphql?op=Beds&documentId=${documentId}&variables=${sent}`;
    const response = await fetch(address, { headers });
    const { data, errors } = (await response.json()) as Data;
    return errors ? [response.status, errors[0].extensions.code, errors[0].message] : data;
  }
  const UNKNOWN = [
    400,
    "PERSISTED_DOCUMENT_UNKNOWN",
    "This server does not know the document with this `documentId`; it is older than the SDK that asks, or never had it.",
  ];
  const documentsOf = async (id: string, headers = department.headers): Promise<Data> =>
    (
      await runQuery(
        one,
        `query ($id: ID!) { node(id: $id) { ... on ApiKey { documents { ${DOCUMENT} } } } }`,
        { id },
        headers,
      )
    ).data.node;

  it("is asked by its id as those of the SDK are, on every server, however often, by GET and by POST", async () => {
    for (const server of [one, other, one, other]) {
      const { facilities } = await ask(server, ids.Beds, key.headers, { area: "478" });
      expect(facilities).toEqual({
        totalCount: 1,
        nodes: [{ code: "TTYT-PHUVANG", name: "Trung tâm Y tế huyện Phú Vang", actualBeds: 250 }],
      });
      const body = JSON.stringify({ documentId: ids.Beds, variables: { area: "478" } });
      const headers = { "content-type": "application/json", ...key.headers };
      const posted = await fetch(`${server.url}/graphql`, { method: "POST", headers, body });
      expect(((await posted.json()) as Data).data.facilities).toEqual(facilities);
    }
    expect((await ask(other, FacilityCard.id, key.headers, { code: "BV-MAT" })).facility.code).toBe("BV-MAT");
  });

  it("costs no statement to be found by whoever asks often, and none by those who have no such document", async () => {
    await ask(one, ids.Beds, key.headers, { area: "478", first: 1 });
    const statementsFor = async (documentId: string | undefined, headers: Headers, first: number) => {
      const before = one.db.statements;
      await ask(one, documentId, headers, { area: "478", first });
      return one.db.statements - before;
    };
    const ofSdk = await statementsFor(FacilityCard.id, key.headers, 2);
    expect(await statementsFor(ids.Beds, key.headers, 3)).toBe(ofSdk);
    expect(await statementsFor("AAAAAA", key.headers, 4)).toBe(ofSdk);
    expect(await statementsFor(ids.Beds, {}, 5)).toBe(0);
  });

  it("is unknown to another key and to everybody else", async () => {
    const stranger = await limitedKey();
    for (const headers of [stranger.headers, {}, department.headers]) {
      expect(await ask(one, ids.Beds, headers, { area: "478" })).toEqual(UNKNOWN);
      expect(await ask(one, "AAAAAA", headers, { area: "478" })).toEqual(UNKNOWN);
    }
    const words = await runQuery(one, "{ viewer { role } }", {}, key.headers);
    expect([words.status, words.errors?.[0]?.extensions.code]).toEqual([403, "PERSISTED_DOCUMENTS_ONLY"]);
    expect(words.errors?.[0]?.message).toBe(
      "This key asks by documents alone, those of the SDK and those admitted for it: send their `documentId`.",
    );
  });

  it("is seen by the Department, with what it may cost and what of it will go one day", async () => {
    const query = `query ($id: ID!) { node(id: $id) { ... on ApiKey { label documents { name code text
      check { costLimit documents { mostCost } problems { message } deprecations { definition line column until message } } } } } }`;
    const { data } = await runQuery(one, query, { id: key.id }, department.headers);
    const fits = { costLimit: 2_000_000, problems: [] };
    expect(data.node).toEqual({
      label: "Hue-S",
      documents: [
        {
          ...{ name: "Beds", code: ids.Beds },
          text: "query Beds($area:String!$first:Int){facilities(filter:{areaCode:$area}first:$first){totalCount nodes{...Line}}}fragment Line on Facility{code name actualBeds}",
          check: { ...fits, documents: [{ mostCost: 353 }], deprecations: [] },
        },
        {
          ...{ name: "Checks", code: ids.Checks, text: "query Checks{discrepancies{code}}" },
          check: {
            ...fits,
            documents: [{ mostCost: 2301 }],
            deprecations: [
              {
                ...{ definition: "Checks", line: 1, column: 14, until: "2028-01-01" },
                message:
                  "Query.discrepancies is deprecated. Use `discrepancyConnection`. It stays until 2028-01-01 at least.",
              },
            ],
          },
        },
      ],
    });
  });

  it("is tried first where it is asked so, and nothing is kept", async () => {
    const before = await documentsOf(key.id);
    const text = "query Codes { facilities { nodes { code } } }";
    const { apiKey, documents, userErrors } = await admit([text], { dryRun: true });
    expect([userErrors, apiKey.documents]).toEqual([[], before.documents]);
    expect(documents).toMatchObject([{ name: "Codes", text: "query Codes{facilities{nodes{code}}}", mostCost: 72 }]);
    expect(await ask(one, documents[0].documentId, key.headers)).toEqual(UNKNOWN);
    expect(await documentsOf(key.id)).toEqual(before);
  });

  it("is admitted once, however often it is sent and however it is written", async () => {
    const before = await documentsOf(key.id);
    const text =
      "\ufeffquery Beds( $area : String! , $first:Int ) { facilities(filter:{areaCode:$area},first:$first) { totalCount, nodes { ...Line } } }\n fragment Line on Facility { code # the code\n name actualBeds }";
    for (const more of [{}, { clientMutationId: "beds-again" }, { clientMutationId: "beds-again" }]) {
      const { documents, apiKey, userErrors } = await admit([text], more);
      expect([userErrors, documents[0].documentId]).toEqual([[], ids.Beds]);
      expect(apiKey.documents).toEqual(before.documents);
    }
    const { userErrors } = await admit([`${text} query X { facilities { totalCount } }`], {
      clientMutationId: "beds-again",
    });
    expect(userErrors).toMatchObject([{ path: ["clientMutationId"], code: "IDEMPOTENCY_MISMATCH" }]);
  });

  it("is withdrawn at the version that was seen, is unknown on every server at once, and may be admitted again", async () => {
    const own = await limitedKey();
    const text = "query Names { facilities { nodes { name } } }";
    const admitted = await department.did("apiKeyDocumentsAdmit", { id: own.id, texts: [text] });
    const [document] = admitted.apiKey.documents;
    for (const server of [one, other]) expect((await ask(server, document.code, own.headers)).facilities).toBeDefined();

    const stale = await department.payload("apiKeyDocumentWithdraw", { id: document.id, expectedVersion: 2 });
    expect([stale.userErrors[0].code, stale.document]).toEqual(["CONFLICT", document]);
    const tried = { id: document.id, expectedVersion: 1, dryRun: true };
    expect((await department.did("apiKeyDocumentWithdraw", tried)).document).toEqual(document);
    expect((await ask(other, document.code, own.headers)).facilities).toBeDefined();

    const withdrawn = await department.did("apiKeyDocumentWithdraw", { id: document.id, expectedVersion: 1 });
    expect(withdrawn.document).toEqual({ ...document, version: 2, withdrawnAt: expect.any(String) });
    for (const server of [other, one]) expect(await ask(server, document.code, own.headers)).toEqual(UNKNOWN);
    expect((await documentsOf(own.id)).documents).toEqual([]);
    const twice = await department.payload("apiKeyDocumentWithdraw", { id: document.id, expectedVersion: 2 });
    expect(twice.userErrors).toMatchObject([{ path: ["id"], code: "ILLEGAL_STATE" }]);

    const again = await department.did("apiKeyDocumentsAdmit", { id: own.id, texts: [text] });
    expect(again.apiKey.documents).toMatchObject([{ id: document.id, version: 3, withdrawnAt: null }]);
    expect((await ask(other, document.code, own.headers)).facilities).toBeDefined();
    const { data } = await runQuery(
      one,
      `{ auditEntries(filter: { act: ["apiKeyDocumentsAdmit", "apiKeyDocumentWithdraw"] }, first: 3) {
        nodes { act version object { ... on ApiKeyDocument { name } } } } }`,
      {},
      department.headers,
    );
    expect(data.auditEntries.nodes).toEqual([
      { act: "apiKeyDocumentsAdmit", version: 3, object: { name: "Names" } },
      { act: "apiKeyDocumentWithdraw", version: 2, object: { name: "Names" } },
      { act: "apiKeyDocumentsAdmit", version: 1, object: { name: "Names" } },
    ]);
  });

  it("goes with its key, for which none is admitted any more", async () => {
    const own = await limitedKey();
    const texts = ["query Names { facilities { nodes { name } } }"];
    const { documents } = await department.did("apiKeyDocumentsAdmit", { id: own.id, texts });
    expect((await ask(other, documents[0].documentId, own.headers)).facilities).toBeDefined();
    await department.did("apiKeyRevoke", { id: own.id });
    expect((await ask(other, documents[0].documentId, own.headers)).slice(0, 2)).toEqual([401, "UNAUTHENTICATED"]);
    const { userErrors } = await department.payload("apiKeyDocumentsAdmit", { id: own.id, texts });
    expect(userErrors).toEqual([
      {
        ...{ path: ["id"], code: "ILLEGAL_STATE" },
        message: "This key has expired or was revoked; documents are admitted for one that is good.",
      },
    ]);
    for (const [act, input] of [
      ["apiKeyDocumentsAdmit", { id: "x", texts }],
      ["apiKeyDocumentWithdraw", { id: "x", expectedVersion: 1 }],
    ] as const)
      expect(await department.refused(act, input)).toEqual([["id", "NOT_FOUND"]]);
  });

  it("is refused with all that is wrong in it, each with its place, in the language of who asks, and nothing is admitted", async () => {
    const before = await documentsOf(key.id);
    const texts = [
      "query Good { facilities { totalCount } }",
      "query Bad {\n  facilities { bedCount }\n}\nquery Worse {\n  facility(code: 7) { code }\n}",
    ];
    const { apiKey, documents, userErrors } = await admit(texts);
    expect([apiKey, documents]).toEqual([null, null]);
    expect(userErrors).toEqual([
      {
        ...{ path: ["texts", "1"], code: "INVALID" },
        message: 'Bad, line 2, column 16: Cannot query field "bedCount" on type "FacilityConnection".',
      },
      {
        ...{ path: ["texts", "1"], code: "INVALID" },
        message: "Worse, line 5, column 18: String cannot represent a non string value: 7",
      },
    ]);
    const vi = { ...department.headers, "accept-language": "vi" };
    const inVietnamese = await department.payload("apiKeyDocumentsAdmit", { id: key.id, texts }, vi);
    expect(inVietnamese.userErrors[0].message).toBe(
      'Bad, dòng 2, cột 16: Câu hỏi GraphQL không đúng với lược đồ: Cannot query field "bedCount" on type "FacilityConnection".',
    );
    expect(await documentsOf(key.id)).toEqual(before);
  });

  it("is refused where another one of the key has its id, with other words", async () => {
    const own = await limitedKey();
    const [first, second] = twoOfOneId();
    await department.did("apiKeyDocumentsAdmit", { id: own.id, texts: [first] });
    const { userErrors } = await department.payload("apiKeyDocumentsAdmit", { id: own.id, texts: [second] });
    expect(userErrors).toMatchObject([{ path: ["texts"], code: "TAKEN" }]);
    const both = await department.payload("apiKeyDocumentsAdmit", { id: key.id, texts: [first, second] });
    expect(both.userErrors).toMatchObject([{ path: ["texts", "1"], code: "INVALID" }]);
    expect(both.userErrors[0].message).toMatch(/Its id would be [\w-]{6}, which another document has/);
  });

  it("is one of 200 at the most", async () => {
    const own = await limitedKey();
    const texts = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => `query Q${from + i} { facilities { totalCount } }`);
    await department.did("apiKeyDocumentsAdmit", { id: own.id, texts: texts(0, 200) });
    const { userErrors } = await department.payload("apiKeyDocumentsAdmit", { id: own.id, texts: texts(199, 2) });
    expect(userErrors).toEqual([
      {
        ...{ path: ["texts"], code: "INVALID" },
        message: "The key would have 201 documents, and may have 200; withdraw some first.",
      },
    ]);
    expect((await documentsOf(own.id)).documents).toHaveLength(200);
  });

  it("is looked over again beside all that the SDK asks, without keeping anybody waiting", async () => {
    const own = await limitedKey();
    const sdk: Record<string, string> = JSON.parse(
      readFileSync("client-sdk/generated/persisted-documents.json", "utf8"),
    );
    const texts = Object.values(sdk)
      .filter((text) => text.startsWith("query"))
      .map((text) => text.replace("query ", "query My"));
    const looked = await runQuery(
      one,
      "query ($texts: [String!]!) { documentsCheck(texts: $texts) { problems { index } } }",
      { texts },
    );
    const refused = new Set(looked.data.documentsCheck.problems.map(({ index }: Data) => index));
    const good = texts.filter((_, i) => !refused.has(i));
    await department.did("apiKeyDocumentsAdmit", { id: own.id, texts: good });
    const query = "query ($id: ID!) { node(id: $id) { ... on ApiKey { documents { check { problems { index } } } } } }";
    let data: Data;
    const held = await heldDuring(async () => {
      ({ data } = await runQuery(one, query, { id: own.id }, department.headers));
    });
    expect(data.node.documents).toEqual(good.map(() => ({ check: { problems: [] } })));
    expect(good.length).toBeGreaterThan(50);
    expect(held).toBeLessThan(35);
  });

  it("that no longer fits the schema says so to who asks it and to the Department", async () => {
    const own = await limitedKey();
    await department.did("apiKeyDocumentsAdmit", { id: own.id, texts: ["query Old { facilities { totalCount } }"] });
    // As if the server that admitted it had known such a field.
    await database.db.transaction(async (tx) => {
      await tx.query("UPDATE api_key_document SET text = 'query Old{facilities{bedCount}}' WHERE name = 'Old'");
      await tx.query("UPDATE data_revision SET revision = revision + 1 WHERE scope = 'ACCOUNT' AND slot = 0");
    });
    const query = `query ($id: ID!) { node(id: $id) { ... on ApiKey { documents { code
      check { documents { mostCost } problems { definition line column message } } } } } }`;
    const { data } = await runQuery(one, query, { id: own.id }, department.headers);
    const [{ code, check }] = data.node.documents;
    const message = 'Cannot query field "bedCount" on type "FacilityConnection".';
    expect(check).toEqual({ documents: [], problems: [{ definition: "Old", line: 1, column: 22, message }] });
    const accept = { accept: "application/graphql-response+json" };
    expect(await ask(other, code, { ...own.headers, ...accept })).toEqual([400, "GRAPHQL_VALIDATION_FAILED", message]);
  });
});

/** Two documents that get one id, of six characters. */
function twoOfOneId(): [string, string] {
  const seen = new Map<string, string>();
  for (let i = 0; ; i += 1) {
    const text = `query Q${i}{facilities{totalCount}}`;
    const id = createHash("sha256").update(text).digest("base64url").slice(0, 6);
    const other = seen.get(id);
    if (other) return [other, text];
    seen.set(id, text);
  }
}
