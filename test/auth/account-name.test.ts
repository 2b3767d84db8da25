import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freeName, problemOfName } from "../../server/concepts/access/account/account-name.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { emptyDatabase, type TestDatabase } from "../support/database.js";
import { type Data } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

describe("The name of a new account", () => {
  let database: TestDatabase;
  let server: TestServer;
  let admin: Record<string, string>;

  beforeAll(async () => {
    database = await emptyDatabase();
    server = await serve(database);
    await addTestAccount(database.db, "sở", "ADMIN");
    await addTestAccount(database.db, "Admin", "ADMIN");
    await addTestAccount(database.db, "bs.lan", "ADMIN");
    admin = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  const add = async (name: string): Promise<Data> => {
    const payload = await new Acting(server, admin, { account: "name" }).payload("accountAdd", { name, role: "ADMIN" });
    return { ...payload, userErrors: payload.userErrors.map(({ message: _, ...each }: Data) => each) };
  };

  it.each(["Nguyễn Văn Đường", "bs.lan2", "tyt-phu-vang_1@syt", "abc", "Ô Lâu", "user3"])("may be %s", (name) => {
    expect(problemOfName(name.normalize("NFC"))).toBeUndefined();
  });

  it.each([
    "system",
    "S.Y.S.T.E.M",
    "5y5tem",
    "sýstèm",
    "hệ thống",
    "He-Thong",
    "data files",
    "Data_Files",
    "tệp dữ liệu",
    "import",
    "lmport",
    "1mport",
    "nhập",
    "npm start",
    "npm run account",
    "n.p.m run import",
    "public",
    "pub1ic",
    "công chúng",
  ])("is none of the system's own, nor reads like one: %s", async (name) => {
    expect(problemOfName(name)?.vi).toMatch(/giống tên của chính hệ thống/);
    expect(await add(name)).toEqual({ account: null, userErrors: [{ path: ["name"], code: "INVALID" }] });
  });

  it("is none by which the trail calls who is no account", () => {
    const sources = readdirSync("server", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const text = sources.map((file) => readFileSync(join("server", file), "utf8")).join("\n");
    const actors = [...text.matchAll(/bySystem\(\s*"([^"]+)"|DATA_FILES = "([^"]+)"|: "(npm run [^"]+)"/g)].map(
      ([, one, two, three]) => one ?? two ?? three ?? "",
    );
    expect(actors).toEqual(expect.arrayContaining(["npm start", "npm run account", "npm run import", "data files"]));
    for (const actor of actors) expect([actor, problemOfName(actor)]).toEqual([actor, expect.anything()]);
  });

  it.each([
    ["Cyrillic", "аdmin2"],
    ["Greek", "αdmin2"],
    ["wide", "ａdmin2"],
    ["a letter without its dot", "admın2"],
    ["two letters in one", "oﬃce"],
    ["a mark that belongs to no letter", "ad\u0336min2"],
    ["an invisible sign", "ad\u200Bmin2"],
    ["another direction", "\u202Enimda2"],
    ["a line break", "ad\nmin2"],
    ["a sign at its end", "admin."],
    ["two letters", "ab"],
    ["forty-one letters", "a".repeat(41)],
  ])("has no %s", (_what, name) => {
    expect(problemOfName(name)?.en).toMatch(/^A name has 3 to 40 Latin letters/);
  });

  it.each([
    "admin",
    "ADMIN",
    "ádmin",
    "a.d-m_i n".replaceAll(" ", "@"),
    "adm1n",
    "4dm1n",
    "adrnin",
    "bs lan",
    "b5.ian",
  ])("is not that of somebody else for a reader: %s", async (name) => {
    expect(await add(name)).toEqual({ account: null, userErrors: [{ path: ["name"], code: "TAKEN" }] });
  });

  it.each([
    ["bs.minh", "bs.minh"],
    ["bs.lan", "bs.lan mark4"],
    ["adm1n", "adm1n mark4"],
    ["Sở", "Sở mark4"],
    ["аdmin", "dmin"],
    ["npm start", "account mark4"],
    ["hệ thống", "account mark4"],
    ["\u202E\u0000", "account mark4"],
    ["Nguyễn (Khoa Nội) <x@y.vn>", "Nguyễn Khoa Nội x@y.vn"],
    ["x".repeat(60), "x".repeat(40)],
  ])("that an issuer gives, %j, becomes %s", async (called, name) => {
    expect(await freeName(database.db, called, "mark4")).toBe(name);
  });
});
