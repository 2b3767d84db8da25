import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { withoutUnseenEdges } from "../../server/core/text/unseen.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { FIGURES } from "../support/importing.js";
import { newSeed, randomOf } from "../support/random.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const DOCUMENT = `mutation ($input: FileImportInput!) { fileImport(input: $input) {
  report { imported rows inserted tidiedCells problemCount problems { row column code message } } } }`;

describe("A file with what nobody sees in its cells", () => {
  let server: TestServer;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    headers = (await signedIn(server, "sở")).headers;
  });
  afterAll(() => server.close());

  const importing = async (...rows: readonly string[]): Promise<Data> => {
    const input = { format: "OBSERVATIONS", text: [FIGURES, ...rows].join("\n") };
    const { data, errors } = await runQuery(server, DOCUMENT, { input }, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.fileImport.report;
  };

  it("is imported without it where it stands at the edge of a cell, and told of how many cells", async () => {
    const row = "\ufeffLINKUPS,BV-MAT\u200b,,\u00ad2024-05-01,7\u2060 ,,,,\u200d Đã đối chiếu.\u200b,";
    expect(await importing(row)).toEqual({
      imported: true,
      rows: 1,
      inserted: 1,
      tidiedCells: 5,
      problemCount: 0,
      problems: [],
    });
    const { metric } = await dataOf(
      server,
      `{ metric(code: "LINKUPS") { series(subject: "BV-MAT", from: "2024-05-01", to: "2024-05-01") { value noteVi } } }`,
    );
    expect(metric.series).toEqual([{ value: 7, noteVi: "Đã đối chiếu." }]);
  });

  it("is refused where it stands within a cell, with row, column and place", async () => {
    const { imported, problems } = await importing("LINKUPS,BV-\u200bMAT,,2024-05-02,7,,,,Đã\u202e đối chiếu.,");
    expect(imported).toBe(false);
    expect(problems.map(({ row, column, code, message }: Data) => [row, column, code, message])).toEqual([
      [2, "subject", "UNSEEN_CHARACTER", "Character 4 is U+200B, which cannot be seen; take it out."],
      [2, "note_vi", "UNSEEN_CHARACTER", "Character 3 is U+202E, which cannot be seen; take it out."],
    ]);
  });

  it("leaves every other text as it is", () => {
    const random = randomOf(newSeed("edges of cells"));
    const pieces = [" ", "a", "Đ", "\u200b", "\ufeff", "\u00a0", "ế", "\u00ad"];
    for (let round = 0; round < 2000; round += 1) {
      const text = Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join("");
      const shown = withoutUnseenEdges(text);
      const core = text.replace(/^[\s\u200b\u00ad]+|[\s\u200b\u00ad]+$/g, "");
      const edges = text.slice(0, text.indexOf(core)) + text.slice(text.indexOf(core) + core.length);
      expect([text, shown]).toEqual([text, /[\u200b\ufeff\u00ad]/.test(edges) ? core : text]);
    }
  });
});
