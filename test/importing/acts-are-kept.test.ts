import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { WHATEVER_ELSE, WORLD_OF_A_DAY } from "../support/everything.js";
import { dataIndex, rowCounts } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";
import { FILE_IMPORT } from "../support/uploads.js";

const REASON = { reason: "Thử." };

describe("What people have changed by acts", () => {
  let server: TestServer;
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "hue-acts-kept-"));
    await cp("data", dir, { recursive: true });
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    const of = (object: string) => new Acting(server, headers, { [object]: "id version" });
    const facility = async (field: string, code: string, input: object) => {
      const { facility: found } = await dataOf(server, `{ facility(code: "${code}") { id version } }`);
      await of("facility").done(field, { id: found.id, expectedVersion: found.version, ...input });
    };
    await facility("facilityRename", "BV-MAT", { name: "Bệnh viện Mắt SYNTHETIC", on: "2026-01-01" });
    await facility("facilityMove", "BV-DALIEU", { area: "VN", on: "2026-01-01" });
    await facility("facilityReassign", "BV-HVT", { managedBy: "SYT", on: "2026-01-01" });
    await facility("facilityProfileChange", "BV-PHCN", { actualBeds: 1, on: "2026-01-01" });
    await facility("facilityCorrect", "BV-RHM", {
      actualBeds: 2,
      noteVi: "Thử.",
      name: "Bệnh viện RHM SYNTHETIC",
      ...REASON,
    });
    await facility("facilityCorrect", "TTYT-PHUVANG", { removeSpellings: ["TTYThuyện Phú Vang"], ...REASON });
    await facility("facilityCorrect", "TTYT-PHUVANG", { addSpellings: ["TTYThuyện Phú Vang"], ...REASON });
    await facility("facilityClose", "PK-CQN", { on: "2026-01-01", ...REASON });
    await facility("facilityMerge", "PK-AULAC-TS", { into: "PK-AULAC", on: "2026-01-01", ...REASON });
    await facility("facilityReopen", "BV-CHANMAY", REASON);
    await of("facility").done("facilityAdd", {
      ...{
        code: "SYNTHETIC-NEW",
        name: "Cơ sở SYNTHETIC",
        facilityType: "POLYCLINIC",
        ownership: "PRIVATE",
        area: "46",
      },
    });
    const { legalDocuments, targets, roadmap } = await dataOf(
      server,
      "{ legalDocuments { id number } targets { id source { section } } roadmap { milestones { id } } }",
    );
    const law = legalDocuments.find(({ number }: Data) => number === "831/QĐ-BYT");
    await of("legalDocument").done("legalDocumentCorrect", {
      id: law.id,
      expectedVersion: 1,
      number: "0831/QĐ-BYT",
      ...REASON,
    });
    await of("target").done("targetCorrect", {
      id: targets[3].id,
      expectedVersion: 1,
      statementVi: "Đúng là thế.",
      ...REASON,
    });
    await of("target").done("targetAdd", { legalDocument: "07/CT-TTg", year: 2027, statementVi: "Mục tiêu SYNTHETIC" });
    const [first, second] = roadmap.milestones;
    await of("milestone").done("milestoneReplan", { id: first.id, expectedVersion: 1, year: 2027, ...REASON });
    await of("milestone").done("milestoneCancel", { id: second.id, expectedVersion: 1, ...REASON });
    const last = roadmap.milestones.at(-1);
    await of("progress").done("milestoneRecordProgress", {
      ...{ milestone: last.id, facility: "BV-MAT", on: "2026-01-02", status: "DONE" },
    });
    const [corrected, withdrawn, printed] = (
      await dataOf(
        server,
        '{ facilities(first: 100) { nodes { latestObservations(metrics: ["LINKUPS"]) { id version } } } metric(code: "HEALTH_RECORDS") { latest { id version } } }',
      ).then((data) => [
        ...data.facilities.nodes.flatMap((node: Data) => node.latestObservations).slice(0, 2),
        data.metric.latest,
      ])
    ).map(({ id, version }: Data) => ({ id, expectedVersion: version, ...REASON }));
    await of("observation").done("observationCorrect", { ...corrected, value: 1 });
    await of("observation").done("observationWithdraw", { ...withdrawn });
    await of("observation").done("observationWithdraw", { ...printed });
    const { assessment } = (
      await dataOf(server, '{ facility(code: "BV-MAT") { assessment(round: "2022") { id version } } }')
    ).facility;
    const levels = of("draft");
    const { version } = await levels.done("assessmentReopen", {
      id: assessment.id,
      expectedVersion: assessment.version,
      ...REASON,
    });
    const at = (later: number) => ({ id: assessment.id, expectedVersion: version + later });
    await levels.done("assessmentSave", {
      ...at(0),
      reportedLevel: 1,
      components: [{ component: "HIS", level: 1 }],
      statedNeeds: [{ system: "EMR", needed: false }],
    });
    await levels.done("assessmentSubmit", at(1));
    await levels.done("assessmentVerify", at(2));
    await of("assessment").done("assessmentPublish", at(3));
    const [linkups, ended] = await Promise.all(
      ['metric(code: "LINKUPS")', 'area(code: "481")'].map(async (asked) => {
        const data = await dataOf(server, `{ ${asked} { id version } }`);
        const { id, version } = data.metric ?? data.area;
        return { id, expectedVersion: version };
      }),
    );
    await of("metric").done("metricChange", {
      ...{ ...linkups, nameVi: "Số lượt liên thông SYNTHETIC", direction: "NEITHER", least: "NEGATIVE" },
      ...{ rulesBasisVi: "Thử.", rulesBasisEn: "A trial.", expectedBasisVi: "Thử." },
      ...REASON,
    });
    const made = { nameVi: "Chỉ số SYNTHETIC", nameEn: "SYNTHETIC", kind: "COUNT", subjectType: "PROVINCE" };
    await of("metric").done("metricAdd", {
      ...{ ...made, code: "SYNTHETIC_METRIC", direction: "NEITHER", programme: "PROJECT_06", unit: "DOSE" },
      ...{ counts: "WHOLE", rulesBasisVi: "Thử.", rulesBasisEn: "A trial." },
      ...{ expectedOf: "ALL_SUBJECTS", expectedBasisVi: "Thử.", expectedBasisEn: "A trial." },
    });
    await of("area").done("areaCorrect", {
      ...ended,
      name: "Huyện SYNTHETIC",
      addSpellings: ["H. SYNTHETIC"],
      ...REASON,
    });
    await of("area").done("areaAdd", {
      ...{ code: "99999", name: "Xã SYNTHETIC", areaType: "COMMUNE", parent: "46", on: "2026-01-01", noteVi: "Thử." },
    });
    await asFiles();
  });

  /** What people change by files of their own, from the same sections as the files of the product. */
  async function asFiles(): Promise<void> {
    const needs = (await dataIndex()).find(({ file }) => file.endsWith("stated-needs.csv"));
    const { headers } = await signedIn(server, "sở");
    const imported = async (format: string, text: string, source: object = {}) => {
      const input = { format, text, ...source };
      const { data } = await runQuery(server, FILE_IMPORT, { input }, headers);
      expect(data.fileImport.userErrors).toEqual([]);
      expect(data.fileImport.report.inserted + data.fileImport.report.changed).toBeGreaterThan(0);
    };
    const { assessmentRounds } = await dataOf(server, "{ assessmentRounds { id code version } }");
    const round = assessmentRounds.find(({ code }: Data) => code === "2022");
    const rounds = new Acting(server, headers, { round: "id version" });
    await rounds.done("assessmentRoundReopen", { id: round.id, expectedVersion: round.version, ...REASON });
    await imported("AREAS", "code,valid_from,valid_to\n475,2025-01-01,2025-06-30\n");
    await imported("FACILITIES", "code,actual_beds,valid_from\nBV-GTVT,77,2026-01-01\n");
    const row = (system: string, needed: string) => `2022,BV-PHOI,${system},${needed}\n`;
    await imported("STATED_NEEDS", `round,facility,system,needed\n${row("EMR", "Không")}${row("LIS", "Không")}`, {
      document: needs?.document,
      section: needs?.section,
    });
  }

  afterAll(async () => {
    await server.close();
    await rm(dir, { recursive: true });
  });

  const answers = async (): Promise<Data[]> => [
    await dataOf(server, WORLD_OF_A_DAY),
    await dataOf(server, WORLD_OF_A_DAY, { asOf: "2022-12-07" }),
    await dataOf(server, WORLD_OF_A_DAY, { asOf: "2026-02-01" }),
    await dataOf(server, WHATEVER_ELSE),
    await dataOf(server, "{ facilities(first: 100) { nodes { code version } } legalDocuments { number version } }"),
    await dataOf(
      server,
      `{ areas { code validFrom validTo } facility(code: "BV-GTVT") { actualBeds }
        phoi: facility(code: "BV-PHOI") { statedNeeds { system { code } needed } } assessmentRounds { code closedOn version } }`,
    ),
    await dataOf(
      server,
      `{ metrics { code version nameVi direction counts least most rulesBasisVi expectedOf expectedForm expectedBasisVi }
        areas { code version name changes { kind changedOn } } matchNames(names: ["H. SYNTHETIC"]) { facility { code } } }`,
    ),
    await dataOf(
      server,
      `{ facility(code: "BV-MAT") { assessments { version reportedLevel components { component level grade } } statedNeeds { system { code } needed } }
        metrics { series { id value version } } facilities(first: 100) { nodes { latestObservations { id on value version } } } }`,
    ),
  ];

  it("stays as it is when every file of the product is read again after an upgrade", async () => {
    for (const { file } of await dataIndex()) await appendFile(join(dir, file), "\n");
    const [before, counts] = [await answers(), await rowCounts(server.db)];
    const loaded = await loadDataset(server.db, dir);
    expect(loaded.filter(({ loadedBefore }) => loadedBefore)).toEqual([]);
    expect(await rowCounts(server.db)).toEqual(counts);
    expect(await answers()).toEqual(before);
  });

  it("stays when the new file does not have it any more, and what nobody changed goes with the file", async () => {
    const file = join(dir, "briefing-2022-12-07/roadmap.csv");
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    const { roadmap: before } = await dataOf(server, "{ roadmap { milestones { titleVi status year } } }");
    await writeFile(file, `${lines.slice(0, -2).join("\n")}\n`);
    await loadDataset(server.db, dir);
    const { roadmap: after } = await dataOf(server, "{ roadmap { milestones { titleVi status year } } }");
    expect(after.milestones).toEqual(
      before.milestones.filter((_: Data, i: number) => i !== before.milestones.length - 2),
    );
    expect(after.milestones[0].year).toBe(2027);
  });

  it("is known to a file by the number and the names that it had", async () => {
    const { matchNames, legalDocuments } = await dataOf(
      server,
      '{ matchNames(names: ["Bệnh viện Mắt Huế", "Bệnh viện Răng Hàm Mặt Huế"]) { facility { code } } legalDocuments { number } }',
    );
    expect(matchNames.map(({ facility }: Data) => facility?.code)).toEqual(["BV-MAT", "BV-RHM"]);
    const numbers = legalDocuments.map(({ number }: Data) => number);
    expect([numbers.includes("0831/QĐ-BYT"), numbers.includes("831/QĐ-BYT")]).toEqual([true, false]);
  });
});
