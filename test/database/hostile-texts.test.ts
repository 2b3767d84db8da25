import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { isOneOf } from "../../server/core/database/sql.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { ATTACKS, hostileText, sendTexts } from "../support/hostile.js";
import { newSeed, randomOf } from "../support/random.js";
import { startTestServer, type TestServer } from "../support/server.js";

describe("A text that would mean something within a statement", () => {
  let server: TestServer;
  let headers: Record<"acts" | "reads", Record<string, string>>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    headers = { acts: (await signedIn(server, "mắt")).headers, reads: (await signedIn(server, "sở")).headers };
  });
  afterAll(() => server.close());

  it("comes back as it was sent, and does nothing else", async () => {
    const random = randomOf(newSeed("hostile texts"));
    await sendTexts(server, headers, [...ATTACKS, ...Array.from({ length: 40 }, () => hostileText(random))]);
  });

  it("is refused if it contains NUL, at which the embedded database would cut it, and nothing is kept of it", async () => {
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "1899-01-01", value: 1, noteVi: "một\0hai" };
    const acting = new Acting(server, headers.acts, { observation: "id" });
    for (const language of ["en", "vi"]) {
      const asked = { ...headers.acts, "accept-language": language };
      const { userErrors } = await acting.payload("observationRecord", input, asked);
      expect(userErrors).toEqual([
        {
          path: ["noteVi"],
          code: "INVALID",
          message:
            language === "en"
              ? "Character 4 is U+0000, which cannot be seen; take it out."
              : "Ký tự thứ 4 là U+0000, không nhìn thấy được; hãy bỏ ký tự này.",
        },
      ]);
    }
    expect(await server.db.query("SELECT id FROM observation WHERE on_date = ?", [input.on])).toEqual([]);
  });

  it("never stands in a list of ids, however long the list is", () => {
    const ids = Array.from({ length: 300 }, () => "1) OR (1 = 1") as unknown as number[];
    expect(isOneOf("id", ids).sql).not.toContain("OR");
  });
});
