import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { answerOf, completenessOf, timelinessOf } from "../../server/concepts/reporting/answers.js";
import { FIGURES, importLines, problemsOf } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const MEMBERS = "recipient,appendix,facility,area,received_on";
const CENTRES = "Trung tâm Y tế Huyện/Thị xã/Thành phố";

describe("What is known of the reports of 2019", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const RATIO = "{ numerator denominator percent }";
  const campaign = async (fields: string): Promise<Data> =>
    (await dataOf(server, `{ reportingCampaigns { ${fields} } }`)).reportingCampaigns[0];
  const demands = async (fields: string): Promise<Data[]> =>
    (await campaign(`forms { code demands { recipientVi ${fields} } }`)).forms.flatMap(({ code, demands }: Data) =>
      demands.map(({ recipientVi, ...rest }: Data) => ({ form: `${code}: ${recipientVi}`, ...rest })),
    );
  const unit = async (code: string, form: string): Promise<Data> =>
    (await demands("obligations { facility { code } area { code } status asked given receivedOn inTime }"))
      .filter((demand) => demand.form.startsWith(form))
      .flatMap(({ obligations }) => obligations)
      .find(({ facility }: Data) => facility.code === code);

  it("is that 45 were due before 14 August 2019, that none is on record, and nothing of when any came", async () => {
    expect(await campaign(`completeness ${RATIO} timeliness ${RATIO}`)).toEqual({
      completeness: { numerator: null, denominator: 45, percent: null },
      timeliness: { numerator: null, denominator: 45, percent: null },
    });
    const due = (form: string, denominator: number) => ({
      ...{ form, dueBefore: "2019-08-14", duePrinted: "trước ngày 14/8/2019" },
      ...{ completeness: { numerator: null, denominator, percent: null } },
      ...{ timeliness: { numerator: null, denominator, percent: null } },
      knownEn: `${denominator} due, 0 known to have reported, 0 with a day of receipt on record. What is not on record may have been sent.`,
      knownVi: `${denominator} nơi phải báo cáo, 0 nơi được biết là đã báo cáo, 0 nơi có ngày nhận trong sổ. Báo cáo không có trong sổ vẫn có thể đã được gửi.`,
    });
    expect(await demands(`dueBefore duePrinted completeness ${RATIO} timeliness ${RATIO} knownVi knownEn`)).toEqual([
      due(`Phụ lục 1: ${CENTRES}`, 9),
      due(`Phụ lục 2: ${CENTRES}`, 9),
      due("Phụ lục 2: Các đơn vị khám chữa bệnh", 26),
      due("Phụ lục 3: Trung tâm Kiểm soát bệnh tật tỉnh", 1),
    ]);
  });

  it("is asked of a centre for its district, of a treating unit for itself, and of CDC for nine districts", async () => {
    const nothing = { status: "NOT_KNOWN", given: 0, receivedOn: null, inTime: null };
    expect(await unit("TTYT-PHUVANG", "Phụ lục 1")).toEqual({
      ...{ facility: { code: "TTYT-PHUVANG" }, area: { code: "478" }, asked: 7, ...nothing },
    });
    expect(await unit("BV-MAT", "Phụ lục 2")).toEqual({
      ...{ facility: { code: "BV-MAT" }, area: null, asked: 3, ...nothing },
    });
    expect(await unit("CDC", "Phụ lục 3")).toEqual({
      ...{ facility: { code: "CDC" }, area: { code: "46" }, asked: 27, ...nothing },
    });
  });

  it("is asked in seven, three and three figures, of July and of the whole of 2019", async () => {
    const { forms } = await campaign("forms { code figures { metric { code } from on } }");
    const named = ({ metric, from, on }: Data) => `${metric.code} ${from ?? ""}…${on}`;
    const [one, two, three] = forms.map(({ figures }: Data) => figures.map(named));
    expect(one).toEqual(
      [
        ...["POPULATION_ON_SOFTWARE", "POPULATION_MANAGED", "POPULATION_DIFFERENCE", "HEALTH_RECORDS_CREATED"],
        ...["HEALTH_RECORDS_CREATED_SHARE", "HEALTH_RECORDS_UPDATED", "HEALTH_RECORDS_UPDATED_SHARE"],
      ].map((code) => `${code} …2019-07-31`),
    );
    expect(two).toEqual(["", "_SUCCEEDED", "_FAILED"].map((part) => `LINKUPS${part} 2019-01-01…2019-07-31`));
    expect(three).toEqual(
      ["CHILDREN_UNDER_1", "CHILDREN_UNDER_1_SOFTWARE", "IMMUNISATION_LINKUPS"].map(
        (code) => `${code} 2019-01-01…2019-12-31`,
      ),
    );
  });

  it("does not count the figures of 2018, which the letter itself prints", async () => {
    const { metric } = await dataOf(server, '{ metric(code: "LINKUPS") { total { reporting } } }');
    expect(metric.total.reporting).toBe(35);
    expect((await unit("BV-MAT", "Phụ lục 2")).given).toBe(0);
  });

  it("grows with what is brought in later: some figures are a part, all of them a report", async () => {
    await importLines(server.db, "observations", "mat-2019.csv", [
      FIGURES,
      "LINKUPS,BV-MAT,2019-01-01,31/07/2019,4.400,,,,,",
    ]);
    expect(await unit("BV-MAT", "Phụ lục 2")).toMatchObject({ status: "PARTLY", asked: 3, given: 1, inTime: null });
    await importLines(server.db, "observations", "mat-2019-rest.csv", [
      FIGURES,
      "LINKUPS_SUCCEEDED,BV-MAT,2019-01-01,31/07/2019,,4.300,4.400,,,",
      "LINKUPS_FAILED,BV-MAT,2019-01-01,31/07/2019,,100,4.400,,,",
    ]);
    expect(await unit("BV-MAT", "Phụ lục 2")).toMatchObject({ status: "REPORTED", asked: 3, given: 3, inTime: null });
    expect((await campaign(`completeness ${RATIO}`)).completeness).toEqual({
      numerator: 1,
      denominator: 45,
      percent: 2.22,
    });
  });

  it("knows who was in time once days of receipt are on record", async () => {
    await importLines(server.db, "campaign-members", "receipts.csv", [
      MEMBERS,
      `${CENTRES},Phụ lục 1,TTYT-PHUVANG,478,13/08/2019`,
      `${CENTRES},Phụ lục 1,TTYT-ALUOI,481,14/08/2019`,
    ]);
    expect(await unit("TTYT-PHUVANG", "Phụ lục 1")).toMatchObject({
      status: "REPORTED",
      receivedOn: "2019-08-13",
      inTime: true,
    });
    expect(await unit("TTYT-ALUOI", "Phụ lục 1")).toMatchObject({
      status: "REPORTED",
      receivedOn: "2019-08-14",
      inTime: false,
    });
    const [first] = await demands(`completeness ${RATIO} timeliness ${RATIO}`);
    expect(first).toMatchObject({
      completeness: { numerator: 2, denominator: 9, percent: 22.22 },
      timeliness: { numerator: 1, denominator: 9, percent: 11.11 },
    });
  });

  it("keeps the days when the list of who owes what is read again, from a file of before without these columns as well", async () => {
    await importLines(server.db, "campaign-members", "again.csv", [
      "recipient,appendix,facility",
      `${CENTRES},Phụ lục 1,TTYT-PHUVANG`,
    ]);
    expect(await unit("TTYT-PHUVANG", "Phụ lục 1")).toMatchObject({ area: { code: "478" }, receivedOn: "2019-08-13" });
  });

  it("is not taken for an area that was none on the day that it was due", async () => {
    const problems = await problemsOf(
      importLines(server.db, "campaign-members", "wrong.csv", [MEMBERS, `${CENTRES},Phụ lục 1,TTYT-TPHUE,475,`]),
    );
    expect(problems.map(({ column, code }) => [column, code])).toEqual([["area", "UNKNOWN_NAME"]]);
  });
});

describe("An answer", () => {
  const owed = (receivedOn: string | null) => ({ demandId: 1, facilityId: 1, areaId: null, receivedOn });
  const answer = (receivedOn: string | null, asked: number, given: number) =>
    answerOf({ dueBefore: "2019-08-14" }, owed(receivedOn), asked, given);

  it.each<[receivedOn: string | null, asked: number, given: number, status: string, inTime: boolean | null]>([
    [null, 3, 0, "NOT_KNOWN", null],
    [null, 3, 2, "PARTLY", null],
    [null, 3, 3, "REPORTED", null],
    [null, 0, 0, "NOT_KNOWN", null],
    ["2019-08-13", 3, 0, "REPORTED", true],
    ["2019-08-14", 3, 3, "REPORTED", false],
  ])(
    "that came on %p, with %d figures asked and %d given, is %s, in time: %p",
    (receivedOn, asked, given, status, inTime) => {
      expect(answer(receivedOn, asked, given)).toMatchObject({ status, inTime });
    },
  );

  it("counts among those who were due; of nobody due there is neither completeness nor timeliness", () => {
    const some = [answer("2019-08-13", 3, 3), answer(null, 3, 3), answer(null, 3, 1)];
    expect(completenessOf(some)).toEqual({ numerator: 2, denominator: 3 });
    expect(timelinessOf(some)).toEqual({ numerator: 1, denominator: 3 });
    expect([completenessOf([]), timelinessOf([])]).toEqual([
      { numerator: null, denominator: 0 },
      { numerator: null, denominator: 0 },
    ]);
  });
});
