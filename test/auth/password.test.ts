import { describe, expect, it } from "@jest/globals";
import { oneTimePassword, problemOfPassword } from "../../server/concepts/access/account/password.js";

const NAME = "Nguyễn Văn Đường";

describe("A password of one's own", () => {
  it.each([
    "bốn mùa ở xứ Huế",
    "một mật khẩu rất mới",
    "quảng trị mưa dầm",
    "correct horse battery staple",
    "x7kq-9mzt-4hvw",
    "X7!kq#9m$2z%",
    "!@#$%^&*()_+ là dãy phím, còn đây thì không",
    "𝔲𝔫𝔲𝔰𝔲𝔞𝔩 𝔩𝔢𝔱𝔱𝔢𝔯𝔰 𝔦𝔫𝔡𝔢𝔢𝔡",
    "ở nhà trồng cây bưởi".repeat(6),
    oneTimePassword(),
  ])("may be %s", async (password) => {
    expect(await problemOfPassword(password, NAME, "newPassword")).toBeUndefined();
  });

  it.each([
    ["a sequence", "123456789012"],
    ["a longer sequence", "12345678901234567890"],
    ["letters in their order", "abcdefghijkl"],
    ["one letter", "aaaaaaaaaaaa"],
    ["one letter, very often", "k".repeat(128)],
    ["a repeat", "abcabcabcabc"],
    ["keys in their order", "qwertyuiop12"],
    ["keys up and down", "1q2w3e4r5t6y"],
    ["a common one", "password1234"],
    ["a common one in other signs", "P@ssw0rd1234"],
    ["a common one of here", "matkhau123456"],
    ["a common one of here, with accents", "Mật khẩu 123456"],
    ["words of the field and a year", "SoYTeHue2026"],
    ["words of the field, with blanks", "Bệnh viện 2026"],
    ["a place and a year", "vietnam@2026!"],
    ["days", "19051990190519"],
    ["the name", NAME],
    ["the name in another way", "nguyen-van-duong"],
    ["the name and a number", "NguyenVanDuong1990"],
    ["the name, turned round", "Đường Văn Nguyễn"],
  ])("may not be %s: %s", async (_what, password) => {
    const problem = await problemOfPassword(password, NAME, "newPassword");
    expect(problem).toMatchObject({ code: "INVALID", path: ["newPassword"] });
    expect(problem?.sentence.en).toMatch(/^This password is easily guessed/);
    expect(problem?.sentence.vi).toMatch(/^Mật khẩu này dễ đoán/);
    expect(JSON.stringify(problem)).not.toContain(password);
  });

  it.each([
    ["eleven", "mưa dầm gió", 11],
    ["a hundred and twenty-nine", "x7kq".repeat(32).concat("!"), 129],
  ])("has 12 to 128 characters, not %s", async (_what, password, length) => {
    expect((await problemOfPassword(password, NAME, "newPassword"))?.sentence.en).toBe(
      `A password has 12 to 128 characters; this one has ${length}.`,
    );
  });
});
