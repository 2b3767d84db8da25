import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type GraphQLInputType,
  GraphQLString,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { newSeed, randomOf } from "../support/random.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { faultsIn } from "../support/traces.js";

const UNSEEN = ["\u200b", "\u00ad", "\u202e", "\ufeff", "\u2066", "\u0000", "\u007f", "\u3164", "\u{e0041}", "\ue000"];
/** Whoever reads them says what is wrong with them. */
const FILES = ["ApiKeyDocumentsAdmitInput.texts", "FileImportInput.text"];
const schema = createSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

/** Something that the type takes, with only what it needs. */
function sampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(needed.map(({ name, type }) => [name, sampleOf(type)]));
  }
  const samples: Record<string, unknown> = { ID: "x", Int: 1, Float: 1, Boolean: true, LocalDate: "2026-01-01" };
  return samples[getNamedType(type).name] ?? "x";
}

/** Each place in an input where somebody writes a text, with an input that has this text there. */
function textsIn(
  type: GraphQLInputType,
  path: readonly string[] = [],
): { path: string[]; with(text: unknown): Data }[] {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    return textsIn(bare.ofType, [...path, "0"]).map((each) => ({ ...each, with: (text) => [each.with(text)] }));
  }
  if (bare === GraphQLString) return [{ path: [...path], with: (text) => text }];
  if (!isInputObjectType(bare)) return [];
  return Object.values(bare.getFields())
    .filter((field) => !FILES.includes(`${bare.name}.${field.name}`))
    .flatMap((field) =>
      textsIn(field.type, [...path, field.name]).map((each) => ({
        ...each,
        with: (text: unknown) => ({ ...(sampleOf(bare) as object), [field.name]: each.with(text) }),
      })),
    );
}

const TEXTS = mutations.flatMap(({ name, args: [input] }) =>
  input ? textsIn(input.type).map((text) => ({ act: name, at: text.path.join("."), text })) : [],
);

describe("A text that somebody enters", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { observation: "id" });
  });
  afterAll(() => server.close());

  const random = randomOf(newSeed("texts of inputs"));
  const askedWith = async ({ act, text }: (typeof TEXTS)[number], words: string): Promise<Data> =>
    (await department.payload(act, text.with(words))).userErrors;

  it("is known of every act: there are more than eighty", () => {
    expect(TEXTS.length).toBeGreaterThan(80);
  });

  it.each(TEXTS)("at $at of $act with a character that nobody sees is refused with its place", async (each) => {
    const character = UNSEEN[random(UNSEEN.length)] ?? "";
    const code = `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
    expect(await askedWith(each, `Bệnh${character}viện`)).toEqual([
      {
        path: each.at.split("."),
        code: "INVALID",
        message: `Character 5 is ${code}, which cannot be seen; take it out.`,
      },
    ]);
  });

  it("that is half a character is refused, and the trail accuses nobody", async () => {
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2025-03-01", value: 1 };
    const refused = await department.ask("observationRecord", { ...input, noteVi: "Sai \ud83d rồi" });
    expect(refused).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_REQUEST" } }] });
    const noteVi = "Số liệu đợt 1\n(đã đối chiếu).".normalize("NFD");
    const { id } = await department.done("observationRecord", { ...input, noteVi });
    const asking = `{ node(id: "${id}") { ... on Observation { noteVi } } }`;
    expect((await dataOf(server, asking)).node).toEqual({ noteVi: noteVi.normalize("NFC") });
    expect(await faultsIn(server.db)).toEqual([]);
  });

  it.each([
    ["Bệnh viện Mắt Huế \u00d0", "Ð", "U+00D0", 19],
    ["Bệnh viện М\u1eaft Huế", "М", "U+041C", 11],
    ["Ｂệnh viện Mắt Huế", "Ｂ", "U+FF22", 1],
  ])("that is a name may not look like another one: %s", async (name, character, code, place) => {
    const { facility } = await dataOf(server, `{ facility(code: "BV-MAT") { id version } }`);
    const input = { id: facility.id, expectedVersion: facility.version, on: "2026-05-01", name };
    const { userErrors } = await department.payload("facilityRename", input);
    expect(userErrors).toEqual([
      {
        path: ["name"],
        code: "INVALID",
        message: `Character ${place}, "${character}" (${code}), is not the Vietnamese letter that it looks like; type that letter.`,
      },
    ]);
  });

  it("is found as it is seen, whatever else stands in what is asked", async () => {
    const asked = [
      "Bệ\u200bnh viện\u00a0Đ\u00ada khoa Bình Điền",
      "Bệnh viện Ða khoa Bình Ðiền",
      "\ufeffBệnh viện Đa khoa Bình Điền",
    ];
    for (const text of asked) {
      const { facilities, matchNames } = await dataOf(
        server,
        "query ($text: String!) { facilities(filter: { search: $text }) { nodes { code } } matchNames(names: [$text]) { facility { code } } }",
        { text },
      );
      expect([text, facilities.nodes[0]]).toEqual([text, { code: "BV-BINHDIEN" }]);
      expect([text, matchNames]).toEqual([text, [{ facility: { code: "BV-BINHDIEN" } }]]);
    }
  });
});
