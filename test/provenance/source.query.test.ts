import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { dataIndex } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const sectionsIn = (file: string): string[] =>
  parse(readFileSync(`data/${file}`, "utf8"), { columns: true }).map(({ section }: Data) => section);

describe("Every figure", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it("comes from the briefing of 7 December 2022, the letter of 8 August 2019, or the register, which has no day", async () => {
    const { sourceDocuments } = await dataOf(server, "{ sourceDocuments { code number issuedOn publisherVi } }");
    const department = "Sở Y tế tỉnh Thừa Thiên Huế";
    expect(sourceDocuments).toEqual([
      { code: "BRIEFING-2022-12-07", number: null, issuedOn: "2022-12-07", publisherVi: department },
      { code: "LETTER-1999-2019", number: "1999/SYT-VP", issuedOn: "2019-08-08", publisherVi: department },
      { code: "REGISTER", number: null, issuedOn: null, publisherVi: "Hue Health Graph" },
    ]);
  });

  it("cites a section that data/index.csv gives for one of its files, or a statement for itself", async () => {
    const index = await dataIndex();
    const statements = index
      .filter(({ reader }) => reader === "statements")
      .flatMap(({ file, document }) => sectionsIn(file).map((section) => ({ document, section })));
    const known = new Set([...index, ...statements].map(({ document, section }) => `${document}: ${section}`));
    const CITED = "source { document { code } section sectionIsOurs }";
    const { facilities, targets, findings, discrepancies, roadmap, assessmentRounds } = await dataOf(
      server,
      `{ facilities(first: 100) { nodes { profileSource { document { code } section sectionIsOurs } assessments { ${CITED} }
           statedNeeds { ${CITED} } latestObservations { ${CITED} } } }
         targets { ${CITED} } findings { ${CITED} } discrepancies { ${CITED} } roadmap { milestones { ${CITED} } }
         assessmentRounds { ${CITED} } }`,
    );
    const cited: Data[] = [
      ...facilities.nodes.flatMap(({ profileSource, assessments, statedNeeds, latestObservations }: Data) => [
        ...[{ source: profileSource }, ...assessments, ...statedNeeds, ...latestObservations],
      ]),
      ...[...targets, ...findings, ...discrepancies, ...roadmap.milestones, ...assessmentRounds],
    ];
    const sections = new Set(cited.map(({ source }) => `${source.document.code}: ${source.section}`));
    expect([...sections].filter((section) => !known.has(section))).toEqual([]);
    const ours = new Set(cited.filter(({ source }) => source.sectionIsOurs).map(({ source }) => source));
    const inPrint = [...ours].filter(({ document }) => document.code !== "REGISTER");
    expect(new Set(inPrint.map(({ document, section }) => `${document.code}: ${section}`))).toEqual(
      new Set(["BRIEFING-2022-12-07: Kết quả đánh giá mức ứng dụng công nghệ thông tin năm 2022 (năm 2020)"]),
    );
    expect(cited.filter(({ source }) => source.document.code === "REGISTER" && !source.sectionIsOurs)).toEqual([]);
    expect(cited.length).toBeGreaterThan(42 + 38 + 190 + 35 * 5);
  });
});
