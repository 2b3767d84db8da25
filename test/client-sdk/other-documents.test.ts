import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type DocumentNode, parse, print } from "graphql";
import { ACT, request } from "../../client-sdk/index.js";
import { documentOf } from "../../client-sdk/other-documents.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { startTestServer, type TestServer } from "../support/server.js";

const NAME = "query Name($code: String!) { facility(code: $code) { ...Named } } fragment Named on Facility { name }";

/** As generators write them: the tree with the types of its question and its answer. */
type Typed<Data, Variables> = DocumentNode & { __apiType?: (variables: Variables) => Data };
type Name = Typed<{ facility: { name: string } | null }, { code: string }>;
const nameTree = parse(NAME) as Name;
/** As client-preset writes it into a file. */
const withoutText: Name = JSON.parse(JSON.stringify(nameTree));

class TypedString<Data, Variables> extends String {
  declare __apiType?: (variables: Variables) => Data;
}

describe("A document of another generator", () => {
  let server: TestServer;
  let url: string;
  beforeAll(async () => {
    server = await startTestServer();
    url = `${server.url}/graphql`;
  });
  afterAll(() => server.close());

  it("is sent by its id where ids are given, without its words, and has to be among them", () => {
    const ids = { Name: "a1B2c3", Other: "d4E5f6" };
    expect(documentOf(nameTree, { ids })).toEqual({ name: "Name", kind: "query", id: "a1B2c3" });
    const lacking: Record<string, string>[] = [{}, { Other: "d4E5f6" }, { Name: "" }];
    for (const none of lacking)
      expect(() => documentOf(nameTree, { ids: none })).toThrow(
        '"Name" has no id among those given; run `npx hue-health-sdk documents` again.',
      );
    expect(() => documentOf("query toString { viewer { role } }", { ids })).toThrow(/"toString" has no id/);
  });

  it("is asked with its types: a text, a string with types, a tree with its text, and by print any other", async () => {
    const asked = [
      await request({ url }, documentOf<{ facility: { name: string } | null }, { code: string }>(NAME), {
        code: "SYT",
      }),
      await request(
        { url },
        documentOf(new TypedString<{ facility: { name: string } | null }, { code: string }>(NAME)),
        {
          code: "SYT",
        },
      ),
      await request({ url }, documentOf(nameTree), { code: "SYT" }),
      await request({ url }, documentOf(withoutText, { print }), { code: "SYT" }),
    ];
    expect(asked.map(({ facility }) => facility?.name)).toEqual(Array(4).fill("Sở Y tế"));
    // @ts-expect-error code is required
    const lacking = () => request({ url }, documentOf(nameTree), {});
    // @ts-expect-error a document has no such field
    const unknown = async () => (await request({ url }, documentOf(nameTree), { code: "SYT" })).area;
    expect([typeof lacking, typeof unknown]).toEqual(["function", "function"]);
  });

  it("that does not bring its text, or only a part of it, wants print", () => {
    const imported = { ...nameTree, loc: { source: { body: NAME.replace(/fragment .*/, "") } } };
    expect(() => documentOf(withoutText)).toThrow(
      "This document does not bring its text; give `print` of graphql beside it.",
    );
    expect(documentOf({ ...imported, loc: { source: { body: NAME } } } as never).text).toBe(NAME);
    const [operation] = parse("query Other { viewer { role } }").definitions;
    const pieced = { kind: "Document", definitions: [operation, ...nameTree.definitions.slice(1)], loc: nameTree.loc };
    expect(() => documentOf(pieced as never)).toThrow(/give `print`/);
  });

  it.each([
    ["query Name { viewer { role } }", "Name", "query"],
    [
      '# query Not { x }\nquery Name($query: String = "mutation No { x") @a(b: {c: 1}) { a(b: {c: 1}) { query } }',
      "Name",
      "query",
    ],
    ["fragment mutation on Query { x } query\n  Name { ...mutation }", "Name", "query"],
    ['mutation Do($input: X!) { act(input: $input, text: """query { """) { userErrors { code } } }', "Do", "mutation"],
  ])("is known by the one operation in it: %s", (text, name, kind) => {
    expect(documentOf(text)).toEqual({ name, kind, text });
  });

  it.each([
    "{ viewer { role } }",
    "query { viewer { role } }",
    "query A { a } query B { b }",
    "fragment A on B { c }",
    "",
  ])("is refused without one operation that has a name: %j", (text) => {
    expect(() => documentOf(text)).toThrow("A document needs one operation with a name");
  });

  it("is refused where it is a subscription", () => {
    expect(() => documentOf("subscription News { news }")).toThrow('"News" is a subscription; this API has none.');
  });

  it("that is an act answers its outcome with ACT, and its data without", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    const { accessToken: token } = await signedIn(server, "sở");
    interface Data {
      readonly observationRecord: { readonly userErrors: ReadonlyArray<{ readonly code: string }> } | null;
    }
    const text =
      "mutation Record($input: ObservationRecordInput!) { observationRecord(input: $input) { userErrors { code } } }";
    const variables = { input: { metric: "LINKUPS", subject: "BV-MAT", on: "2026-08-31", value: -1 } };
    const raw = await request({ url, token }, documentOf<Data>(text), variables);
    const outcome = await request({ url, token }, documentOf<Data>(text, { act: ACT }), variables);
    expect(raw).toEqual({ observationRecord: { userErrors: [{ code: "INVALID" }] } });
    expect(outcome).toEqual({ ok: false, userErrors: [{ code: "INVALID" }], current: {} });
  });
});
