import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FIGURES, importLines } from "../support/importing.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

type Check = [code: string, stated: string, recomputed: string | null, status: string, difference: string | null];

const match = (code: string, stated: string, recomputed = stated): Check => [code, stated, recomputed, "MATCH", "0"];
/** A match of what has no difference in numbers: years, periods, bounds, formulas. */
const holds = (code: string, stated: string, recomputed = stated): Check => [code, stated, recomputed, "MATCH", null];
const conflict = (code: string, stated: string, recomputed: string, difference: string | null = null): Check => [
  ...([code, stated, recomputed, "CONFLICT", difference] as const),
];
const rounding = (code: string, stated: string, recomputed: string, difference: string): Check => [
  ...([code, stated, recomputed, "ROUNDING", difference] as const),
];
const unknown = (code: string, stated: string): Check => [code, stated, null, "NOT_COMPUTABLE", null];

const NO_UNIT = "không có đơn vị nào";
const OF_BRIEFING = "≤ 07/12/2022";
const TO_2025_AND_2030 = "đến năm 2025, định hướng đến năm 2030";

/** The briefing of 7 December 2022, from its first line to its last. */
const BRIEFING: Check[] = [
  holds("DAY_ORDER.BRIEFING_MONTH", "THÁNG 11 NĂM 2022", OF_BRIEFING),
  holds("PERIOD.749-QD-TTG", TO_2025_AND_2030),
  conflict("PERIOD.4888-QD-BYT", "giai đoạn 2017 -2025", "giai đoạn 2019 -2025"),
  match("DATE.5316-QD-BYT", "ngày 22/12/2020", "22/12/2020"),
  holds("PERIOD.5316-QD-BYT", "đến năm 2025 định hướng đến năm 2030"),
  match("DATE.54-2017-TT-BYT", "ngày 29/12/2017", "29/12/2017"),
  match("DATE.46-2018-TT-BYT", "ngày 28/12/2018", "28/12/2018"),
  unknown("UNSUPPORTED.08-NQ-TU_CONTENTS", "nội dung thứ 8 trong 9 nội dung"),
  holds("PERIOD.ROUND_OF_2022", "đợt khảo sát năm 2022"),
  unknown("UNSUPPORTED.FORM_SECTIONS", "Section 1 of 17"),
  holds("DAY_ORDER.SURVEY_DAYS", "Từ ngày 16/09 – 01/10/2022", OF_BRIEFING),
  match("DATE.54-2017-TT-BYT_ON_FORM", "ngày 29 tháng 12 năm 2017", "29/12/2017"),
  match("COUNT.SURVEYED", "26"),
  match("COUNT.ASSESSED", "19"),
  holds("PERIOD.ROUNDS_OF_TABLE", "Năm 2022 (Năm 2020)"),
  match("COUNT.ROUNDS", "2 đợt khảo sát", "2"),
  match("COUNT.ROUNDS_IN_REMARK", "đánh giá 2 đợt", "2"),
  holds("PERIOD.ROUNDS", "năm 2020 & năm 2022"),
  // The brackets of the level table: 2, 9, 6 and 1 of 18 units; those of the first unit are empty.
  conflict("LEVEL_SHARE.2020.1", "16%", "11,11% (2/18); 10,53% (2/19)", "5"),
  conflict("LEVEL_SHARE.2020.2", "42%", "50% (9/18); 47,37% (9/19)", "-8"),
  conflict("LEVEL_SHARE.2020.3", "37%", "33,33% (6/18); 31,58% (6/19)", "4"),
  // Its sisters are rounded, not cut: 1/19 would be 5%, 1/18 is 6%.
  conflict("LEVEL_SHARE.2020.4", "5%", "5,56% (1/18); 5,26% (1/19)", "-1"),
  match("LEVEL_SHARE.2022.1", "0%", "0% (0/19)"),
  match("LEVEL_SHARE.2022.2", "74%", "73,68% (14/19)"),
  match("LEVEL_SHARE.2022.3", "26%", "26,32% (5/19)"),
  match("LEVEL_SHARE.2022.4", "0%", "0% (0/19)"),
  ...[5, 6, 7].flatMap((level) => [
    match(`LEVEL_SHARE.2020.${level}`, NO_UNIT, "0% (0/18); 0% (0/19)"),
    match(`LEVEL_SHARE.2022.${level}`, NO_UNIT, "0% (0/19)"),
  ]),
  match("HUNDRED_PERCENT.LEVELS_2020", "16% + 42% + 37% + 5%", "100%"),
  match("HUNDRED_PERCENT.LEVELS_2022", "0% + 74% + 26% + 0%", "100%"),
  // 3/19 = 15,79, 8/19 = 42,11, 7/19 = 36,84, 1/19 = 5,26.
  holds("COMMON_DENOMINATOR.LEVELS_2020", "16%, 42%, 37%, 5%", "19 (3, 8, 7, 1)"),
  holds("COMMON_DENOMINATOR.LEVELS_2022", "0%, 74%, 26%, 0%", "19 (0, 14, 5, 0)"),
  holds("DIRECTION.LEVEL_2", "mức 2 từ 42% tăng lên 74%", "50% (9/18) → 73,68% (14/19)"),
  holds("DIRECTION.LEVEL_3", "mức 3 từ 37% giảm xuống 26%", "33,33% (6/18) → 26,32% (5/19)"),
  holds("DIRECTION.LEVEL_4", "mức 4 từ 5% giảm xuống 0%", "5,56% (1/18) → 0% (0/19)"),
  conflict("DEADLINE.46-2018_CLASS_1", "Đến năm 2025", "2023", "2"),
  match("DEADLINE.46-2018_ALL", "Đến năm 2030", "2030"),
  holds("PERIOD.749-QD-TTG_IN_TARGETS", "đến năm 2025, định hướng đến 2030"),
  // From 21 October to 22 December: ten days of October, thirty of November, twenty-two.
  conflict("DATE.5316-QD-BYT_IN_TARGETS", "Ngày 21/10/2020", "22/12/2020", "-62"),
  holds("PERIOD.5316-QD-BYT_IN_TARGETS", "đến năm 2025, định hướng đến 2030"),
  match("DATE.46-2018-TT-BYT_BY_2025", "ngày 28/12/2018", "28/12/2018"),
  match("DATE.46-2018-TT-BYT_BY_2030", "ngày 28/12/2018", "28/12/2018"),
  // 700 is 50% of 1.387 (50,47%) to 1.414 (49,50%); 210 is 15% of 1.355 to 1.448.
  holds("COMMON_DENOMINATOR.5316-HOSPITALS", "15% (~210), 50% (~700)", "1.387–1.414"),
  holds("PERIOD.NATIONAL_PROGRAMME", TO_2025_AND_2030),
  holds("FIGURE_DATE.WORKSHOP", "ngày 17-11-2022", "17/11/2022"),
  holds("FIGURE_DATE.WORKSHOP_AGAIN", "ngày 17-11-2022", "17/11/2022"),
  holds("DAY_ORDER.WORKSHOP", "ngày 17-11-2022", OF_BRIEFING),
  unknown("SHARE.EMR_SOFTWARE_WITH_PAPER.VN.2022-11-17", "42,9%"),
  unknown("SHARE.EMR_APPRAISED_WITH_PAPER.VN.2022-11-17", "19,4%"),
  unknown("SHARE.EMR_APPRAISED_PAPERLESS.VN.2022-11-17", "3%"),
  unknown("SHARE.EMR_SNOMED.VN.2022-11-17", "2,4%"),
  unknown("SHARE.EMR_NOT_DEPLOYED.VN.2022-11-17", "32,3%"),
  match("HUNDRED_PERCENT.NATIONAL_EMR", "42,9% + 19,4% + 3% + 2,4% + 32,3%", "100%"),
  // 515/1.200 = 42,92 and 515/1.201 = 42,88, but 232/1.199 = 19,35 is the last that is below; 390/1.206 = 32,34.
  conflict(
    "COMMON_DENOMINATOR.NATIONAL_EMR",
    "42,9% (~515), 19,4% (~232), 3% (37), 2,4% (~29), 32,3% (~390)",
    "1.200–1.201; 1.193–1.198; 1.058–1.480; 1.184–1.234; 1.206–1.209",
  ),
  match("COUNT.NEEDS", "19"),
  unknown("UNSUPPORTED.IT_STAFF_HERE", "1 CB CNTT/1 CSKCB"),
  unknown("UNSUPPORTED.IT_STAFF_NATIONAL", "2,9 cán bộ CNTT/1 CS KCB"),
  unknown("UNSUPPORTED.NGHE_AN_WITH_EMR", "3 bệnh viện"),
  unknown("UNSUPPORTED.NGHE_AN_TARGET", "4 bệnh viện"),
  unknown("UNSUPPORTED.NGHE_AN_APPRAISALS", "03 bệnh viện"),
  holds("DAY_ORDER.NGHE_AN_APPRAISALS", "tháng 12/2022", "≥ 07/12/2022"),
  holds("DAY_ORDER.VINH", "Ngày 02 tháng 12 năm 2022", OF_BRIEFING),
  // Four numbered lines; the captions of the pictures below them have no number.
  match("COUNT.VINH", "4"),
  unknown("UNSUPPORTED.NQ_20_21", "NQ 20, 21"),
  // Two of the nineteen cells of management software are blank, none of HIS.
  holds(
    "MAJORITY.MANAGEMENT_SOFTWARE",
    "Đa số các đơn vị điều trị thuộc phạm vi khảo sát đã được trang bị phần mềm quản lý",
    "17/19",
  ),
  holds("MAJORITY.MANAGEMENT_SYSTEM", "Đa số các đơn vị đã có hệ thống quản lý", "19/19"),
  match("COUNT.RECOMMENDATIONS", "6"),
  unknown("UNSUPPORTED.PLATFORMS", "2/4 Nền tảng số"),
  holds("DAY_ORDER.COVID_FIGURES", "đến ngày 27/10/2022", OF_BRIEFING),
  rounding("SHARE.COVID_DOSES_ENTERED.46.2022-10-27", "94,22%", "94,23%", "-0,01"),
  rounding("SHARE.COVID_DOSES_NOT_ENTERED.46.2022-10-27", "5,78 %", "5,77%", "0,01"),
  match("SHARE.COVID_INVALID_RECORDS.46.2022-10-27", "6,34%"),
  unknown("SHARE.COVID_VACCINE_PASSPORTS.46.2022-10-27", "83,85%"),
  // 2.716.396 + 166.485
  match("PARTS.COVID_DOSES.46.2022-10-27", "2.882.881"),
  // 2.882.881 - 2.716.396
  match("DIFFERENCE.COVID_DOSES.46.2022-10-27", "166.485"),
  match("HUNDRED_PERCENT.COVID_DOSES", "94,22% + 5,78 %", "100%"),
  unknown("TOTAL.COVID_OWED", "166.485"),
  // 1.145.705 - 2.882.881
  conflict(
    "NAMED_BASE.COVID_VACCINE_PASSPORTS",
    "trên tổng số hồ sơ đã tiêm là đạt 83,85% của 1.145.705 đối tượng",
    "2.882.881",
    "-1.737.176",
  ),
  unknown("ALL_SINCE.HEALTH_RECORD_LINKED_FACILITIES", "100% đơn vị KCB"),
  match("COUNT.CENTRES_OF_DISTRICTS", "9 TTYT huyện/thị xã/thành phố", "9"),
  conflict("COUNT.CENTRES_BY_FORM", "9 TTYT", "10", "-1"),
  unknown("UNSUPPORTED.COMMUNE_STATIONS", "100% Trạm Y tế xã/phường/thị trấn"),
  holds("DAY_ORDER.HEALTH_RECORD_PORTAL", "ngày 27/4/2021", OF_BRIEFING),
  holds("DAY_ORDER.HEALTH_RECORDS", "Tính đến ngày 01/11/2022", OF_BRIEFING),
  unknown("UNSUPPORTED.HEALTH_RECORDS", "1.271.392 hồ sơ"),
  unknown("UNSUPPORTED.HEALTH_RECORD_HOUSEHOLDS", "269.551 hộ gia đình"),
  unknown("SHARE.HEALTH_RECORD_LINKED_FACILITIES.46.2022-11-01", "100%"),
  unknown("SHARE.IMMUNISATION_DATA_LINKED.46.2022-11-01", "100%"),
  holds("DAY_ORDER.ID_CARDS", "Tính đến ngày 02/10/2022", OF_BRIEFING),
  holds("PART_OF.ID_CARD_FACILITIES", "107", "≤ 187"),
  holds("PART_OF.ID_CARD_LOOKUPS", "6.452", "≤ 9.137"),
];

/** Appendix 2: the link-ups that each row prints, and the sum of its successes and errors. */
const LINKUPS: readonly (readonly [unit: string, printed: string, sum: string])[] = [
  ["BV-BINHDIEN", "7.697", "7.697"],
  ["BV-CHANMAY", "875", "875"],
  ["BV-TAMTHAN", "67.183", "67.183"],
  ["BV-YHCT", "2.120", "2.120"],
  ["BV-PHOI", "4.336", "4.336"],
  ["BV-DALIEU", "11.625", "11.625"],
  ["BV-PHCN", "6.252", "6.252"],
  ["BV-MAT", "7.549", "7.549"],
  ["BV-RHM", "3.318", "3.318"],
  ["TTYT-TPHUE", "107.743", "107.743"],
  ["TTYT-PHONGDIEN", "146.258", "146.258"],
  ["TTYT-QUANGDIEN", "41.163", "41.163"],
  ["TTYT-HUONGTRA", "30.093", "30.093"],
  ["TTYT-HUONGTHUY", "158.350", "158.350"],
  ["TTYT-PHUVANG", "198.215", "198.215"],
  ["TTYT-PHULOC", "118.085", "118.085"],
  ["TTYT-ALUOI", "86.469", "86.469"],
  ["TTYT-NAMDONG", "12.376", "12.376"],
  ["PK-BVSKCB", "5.431", "5.431"],
  ["BV-TWHUE", "7.809", "7.809"],
  ["BV-DHYD", "0", "0"],
  ["BV-GTVT", "22.843", "22.843"],
  ["BV-QY268", "4.645", "4.645"],
  ["BV-HVT", "3.427", "3.427"],
  ["BV-CTCH", "851", "851"],
  ["PK-MEDIC-69NH", "18", "18"],
  ["PK-MEDIC-01BN", "83", "83"],
  ["PK-CQN", "8.325", "8.325"],
  ["PK-NXD", "5.465", "5.465"],
  ["PK-VIETNHAT", "323", "323"],
  ["PK-AULAC", "4.527", "4.527"],
  ["PK-AULAC-TS", "6.287", "6.287"],
  ["PK-102PVD", "1.417", "1.417"],
  ["PK-PHAPVIET", "3.259", "3.259"],
  ["PK-BSGD-DHYD", "0", "0"],
];

const ON_2019_08_08 = "2019-08-08";
const FROM_MAY_2018 = "Tính từ ngày 01/05/2018 đến ngày 31/12/2018";
const FROM_JANUARY_2019 = "Tính từ ngày 01/01/2019 đến ngày 31/7/2019";
const FROM_LETTER = "≥ 08/08/2019";
const OF_LETTER = "≤ 08/08/2019";

/** Letter 1999/SYT-VP of 8 August 2019 with its three appendices. */
const LETTER: Check[] = [
  match("COUNT.CENTRES_ADDRESSED", "9 TTYT Huyện/Thị xã/Thành phố", "9"),
  match("COUNT.DISTRICTS", "9 TTYT Huyện/Thị xã/Thành phố", "9"),
  match("COUNT.RECIPIENTS", "4"),
  holds("DAY_ORDER.REPORTS_DUE", "trước ngày 14/8/2019", FROM_LETTER),
  holds("DAY_ORDER.COVERAGE_DUE", "9 tháng đầu năm 2019", FROM_LETTER),
  holds("DAY_ORDER.SMART_DEVICES_DUE", "trong tháng 9/2019", FROM_LETTER),
  holds("FIGURE_DATE.APPENDIX_1_TITLE", "đến hết ngày 31/7/2019", "31/07/2019"),
  holds("FIGURE_DATE.APPENDIX_1_FOOTNOTE", "đến ngày 31/7/2019", "31/07/2019"),
  holds("DAY_ORDER.APPENDIX_1", "đến hết ngày 31/7/2019", OF_LETTER),
  match("COUNT.APPENDIX_1_COLUMNS", "9"),
  match("COUNT.APPENDIX_1_ROWS", "9"),
  conflict("FORMULA.HEALTH_RECORDS_CREATED_SHARE", "(7)=(6)/(3)*100", "(7)=(6)/(4)*100"),
  conflict("FORMULA.HEALTH_RECORDS_UPDATED_SHARE", "(9)=(8)/(3)*100", "(9)=(8)/(4)*100"),
  holds("DAY_ORDER.APPENDIX_2_OF_2018", FROM_MAY_2018, OF_LETTER),
  holds("DAY_ORDER.APPENDIX_2_OF_2019", FROM_JANUARY_2019, OF_LETTER),
  match("COUNT.APPENDIX_2_ROWS", "35"),
  ...LINKUPS.map(([unit, printed, sum]) => match(`PARTS.LINKUPS.${unit}.2018-12-31`, printed, sum)),
  ...["ACCOUNT.LINKUP_CONNECTED", "CONNECTED.LINKUPS", "CONNECTED.LINKUPS_SUCCEEDED", "CONNECTED.LINKUPS_FAILED"].map(
    (code) => match(`NONE_WITHOUT.${code}.PK-BSGD-DHYD.${ON_2019_08_08}`, "CHƯA", "0"),
  ),
  // 1.029.841 + 54.576
  match("PARTS.LINKUPS.TOTAL.2018-12-31", "1.084.417"),
  match(`TOTAL.LINKUP_ACCOUNT.VALUE.${ON_2019_08_08}`, "34"),
  conflict(`TOTAL.LINKUP_CONNECTED.VALUE.${ON_2019_08_08}`, "33", "34", "-1"),
  match("TOTAL.LINKUPS.VALUE.2018-12-31", "1.084.417"),
  match("TOTAL.LINKUPS_SUCCEEDED.NUMERATOR.2018-12-31", "1.029.841"),
  match("TOTAL.LINKUPS_FAILED.NUMERATOR.2018-12-31", "54.576"),
  holds("FIGURE_DATE.APPENDIX_3_OF_2018", "Năm 2018", "01/01/2018 - 31/12/2018"),
  holds("FIGURE_DATE.APPENDIX_3_CHILDREN_OF_2018", "đang quản lý năm 2018", "01/01/2018 - 31/12/2018"),
  match("COUNT.APPENDIX_3_ROWS", "9"),
  match("TOTAL.CHILDREN_UNDER_1.VALUE.2018-12-31", "19.683"),
  match("TOTAL.IMMUNISATION_LINKUPS.VALUE.2018-12-31", "168.798"),
];

const LEVELS_OF_2020 =
  "Các tỷ lệ in cho mức 1, 2, 3, 4 ứng với 3, 8, 7, 1 trong 19 đơn vị; bảng cho 2, 9, 6, 1 trong 18 đơn vị có mức, và 1 đơn vị để trống.";
const FOOTNOTE = "Ghi chú của biểu mẫu tính tỷ lệ theo cột (4): “(4): Tính tỷ lệ theo dân số  đến ngày  31/7/2019.”.";

/** What explains whatever is neither the same nor impossible to tell. */
const EXPLANATIONS: Record<string, string> = {
  "TOTAL.LINKUP_CONNECTED.VALUE.2019-08-08":
    "Chỉ tính các dòng có “Tổng số lượt liên thông dữ liệu khám chữa bệnh” lớn hơn 0 (đến ngày 31/12/2018) thì được 33; không gồm: Bệnh viện Trường Đại học Y - Dược Huế.",
  "SHARE.COVID_DOSES_ENTERED.46.2022-10-27": "Cắt bớt chữ số thay vì làm tròn.",
  "SHARE.COVID_DOSES_NOT_ENTERED.46.2022-10-27": "Phần còn lại của 100% sau khi tỷ lệ kia bị cắt bớt chữ số.",
  "LEVEL_SHARE.2020.1": LEVELS_OF_2020,
  "LEVEL_SHARE.2020.2": LEVELS_OF_2020,
  "LEVEL_SHARE.2020.3": LEVELS_OF_2020,
  "LEVEL_SHARE.2020.4": LEVELS_OF_2020,
  "PERIOD.4888-QD-BYT":
    "Trích yếu: “Phê duyệt Đề án ứng dụng và phát triển công nghệ thông tin y tế thông minh giai đoạn 2019 - 2025”.",
  "DEADLINE.46-2018_CLASS_1": "Bản văn đã mất cột của bảng; năm lấy theo thứ tự các đoạn.",
  "DATE.5316-QD-BYT_IN_TARGETS": "Phần “CĂN CỨ” in 22/12/2020, đúng như sổ đăng ký.",
  "COMMON_DENOMINATOR.NATIONAL_EMR":
    "Không có mẫu số nào cho ra tất cả. Các số đếm cộng lại là 1.203; nếu các số in là “khoảng” lệch 1 đơn vị thì mẫu số 1.203–1.204 cho ra tất cả.",
  "NAMED_BASE.COVID_VACCINE_PASSPORTS":
    "Câu văn nêu hai mẫu số: “tổng số hồ sơ đã tiêm” và “1.145.705 đối tượng”. Báo cáo gọi mỗi mũi tiêm đã nhập là một hồ sơ (172.317 hồ sơ là 6,34% của 2.716.396 mũi), nên hồ sơ đã tiêm là 2.882.881; tử số không in, không biết 83,85% tính trên số nào.",
  "COUNT.CENTRES_BY_FORM": "Chỉ tính tuyến Huyện/Thị Xã thì được 9; không gồm: Trung tâm Kiểm soát bệnh tật tỉnh.",
  "FORMULA.HEALTH_RECORDS_CREATED_SHARE": FOOTNOTE,
  "FORMULA.HEALTH_RECORDS_UPDATED_SHARE": FOOTNOTE,
};
/** What is missing, where it can be said more closely than "not on record". */
const MISSING: Record<string, string> = {
  "SHARE.EMR_NOT_DEPLOYED.VN.2022-11-17": "The document prints no denominator; of 390, 1,206–1,209 would give 32,3%.",
  "SHARE.COVID_VACCINE_PASSPORTS.46.2022-10-27":
    "The document prints no numerator; of 1,145,705, 960,617–960,730 would give 83,85%.",
  "SHARE.IMMUNISATION_DATA_LINKED.46.2022-11-01": "The document prints no counts.",
  "ALL_SINCE.HEALTH_RECORD_LINKED_FACILITIES":
    "On 2019-08-08 it was 34 of 35; not yet: Phòng khám Bác sĩ gia đình (Trung tâm Y học gia đình). That they have since is not on record.",
  "TOTAL.COVID_OWED": "The document names 3 of 9 districts only; they add up to 129,905.",
  "UNSUPPORTED.IT_STAFF_HERE": "The IT staff of each facility is not on record.",
};

describe("What the documents print, against what their own rows give", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const checks = async (filter: Record<string, unknown> = {}): Promise<Data[]> =>
    (
      await dataOf(
        server,
        `query ($filter: DiscrepancyFilter) { discrepancies(filter: $filter) {
           id code kind statement stated recomputed difference status explanationVi explanationEn
           subject { __typename ... on AssessmentRound { code } ... on LegalDocument { number } ... on Metric { code } ... on Assessment { facility { code } } }
           source { document { code } section } } }`,
        { filter },
      )
    ).discrepancies;
  const asCheck = ({ code, stated, recomputed, status, difference }: Data): Check => [
    ...([code, stated, recomputed, status, difference] as const),
  ];
  const byCode = (some: readonly Check[]) => Object.fromEntries(some.map(([code, ...rest]) => [code, rest]));
  const byStatus = (some: readonly Check[], status: string) => some.filter((check) => check[3] === status).length;
  const DOCUMENTS = { "BRIEFING-2022-12-07": BRIEFING, "LETTER-1999-2019": LETTER };

  it.each(Object.entries(DOCUMENTS))("is told of each figure and day of %s", async (document, expected) => {
    const found = await checks({ document });
    // test/assessment/level-discrepancy.query.test.ts has the levels.
    expect(byCode(found.filter(({ kind }) => kind !== "LEVEL").map(asCheck))).toEqual(byCode(expected));
  });

  it("is checked 161 times, and 37 levels besides: 124 and 19 match, 2 are rounded otherwise, 13 conflict, 22 and 18 cannot be told", async () => {
    const all = [...BRIEFING, ...LETTER];
    const STATUSES = ["MATCH", "ROUNDING", "CONFLICT", "NOT_COMPUTABLE"];
    expect([all.length, ...STATUSES.map((status) => byStatus(all, status))]).toEqual([161, 124, 2, 13, 22]);
    const found = await checks();
    const each = found.map(asCheck);
    expect([each.length, ...STATUSES.map((status) => byStatus(each, status))]).toEqual([198, 143, 2, 13, 40]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(198);
    expect(found.filter(({ code, kind }) => !code.startsWith(`${kind}.`))).toEqual([]);
  });

  it("is explained wherever it is another: by another reading, a footnote, a title, or the counts that would give it", async () => {
    const found = await checks({ status: ["CONFLICT", "ROUNDING"] });
    expect(Object.fromEntries(found.map(({ code, explanationVi }) => [code, explanationVi]))).toEqual(EXPLANATIONS);
    expect(found.filter(({ explanationEn }) => !explanationEn)).toEqual([]);
    const matches = await checks({ status: ["MATCH"] });
    expect(matches.filter(({ explanationVi, explanationEn }) => explanationVi ?? explanationEn)).toEqual([]);
  });

  it("says what is missing where the rows do not tell", async () => {
    const found = await checks({ status: ["NOT_COMPUTABLE"] });
    expect(found.filter(({ explanationVi, explanationEn }) => !explanationVi || !explanationEn)).toEqual([]);
    const asked = found.filter(({ code }) => code in MISSING);
    expect(Object.fromEntries(asked.map(({ code, explanationEn }) => [code, explanationEn]))).toEqual(MISSING);
  });

  it("names the law, the metric or the round that it is about", async () => {
    const code = [
      ...["PERIOD.4888-QD-BYT", "TOTAL.COVID_OWED", "LEVEL_SHARE.2020.1", "HUNDRED_PERCENT.LEVELS_2022"],
      ...["COMMON_DENOMINATOR.5316-HOSPITALS", "COUNT.SURVEYED", "LEVEL.2022.BV-MAT"],
    ];
    const found = await checks({ code });
    expect(Object.fromEntries(found.map((each) => [each.code, each.subject]))).toEqual({
      "PERIOD.4888-QD-BYT": { __typename: "LegalDocument", number: "4888/QĐ-BYT" },
      "TOTAL.COVID_OWED": { __typename: "Metric", code: "COVID_RECORDS_OWED" },
      "LEVEL_SHARE.2020.1": { __typename: "AssessmentRound", code: "2020" },
      "HUNDRED_PERCENT.LEVELS_2022": { __typename: "AssessmentRound", code: "2022" },
      "COMMON_DENOMINATOR.5316-HOSPITALS": { __typename: "LegalDocument", number: "5316/QĐ-BYT" },
      "COUNT.SURVEYED": null,
      "LEVEL.2022.BV-MAT": { __typename: "Assessment", facility: { code: "BV-MAT" } },
    });
  });

  it("is listed by outcome, kind, document and code, several at once, or all", async () => {
    const all = await checks();
    const only = (wanted: (check: Data) => boolean) => all.filter(wanted);
    expect(await checks({ status: ["CONFLICT"] })).toEqual(only(({ status }) => status === "CONFLICT"));
    expect(await checks({ status: ["ROUNDING", "CONFLICT"] })).toHaveLength(15);
    expect(await checks({ kind: ["FORMULA", "PART_OF"] })).toHaveLength(4);
    expect(await checks({ kind: ["DATE"], status: ["CONFLICT"], document: "LETTER-1999-2019" })).toEqual([]);
    expect(await checks({ code: ["COUNT.NEEDS"] })).toEqual(only(({ code }) => code === "COUNT.NEEDS"));
    expect(await checks({ status: [] })).toEqual([]);
  });

  it("is refused for an outcome, a document or a code that does not exist", async () => {
    const { status, errors } = await runQuery(server, "{ discrepancies(filter: { status: [WRONG] }) { id } }");
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    const refused = async (filter: string) => {
      const answer = await runQuery(server, `{ discrepancies(filter: { ${filter} }) { id } }`);
      return [answer.errors?.[0]?.extensions.code, answer.errors?.[0]?.message];
    };
    expect(await refused('document: "LETTER"')).toEqual([
      "BAD_USER_INPUT",
      'No source document has code "LETTER"; known: "BRIEFING-2022-12-07", "LETTER-1999-2019", "REGISTER".',
    ]);
    expect(await refused('code: ["LEVEL_SHARE.2020.8"]')).toEqual([
      "BAD_USER_INPUT",
      expect.stringMatching(/^No check has code "LEVEL_SHARE.2020.8"; did you mean "LEVEL_SHARE.2020.[1-7]".*\?$/),
    ]);
    expect(await refused('code: ["?"]')).toEqual(["BAD_USER_INPUT", 'No check has code "?".']);
    expect((await refused(`code: [${Array(101).fill('"X"')}]`))[0]).toBe("BAD_USER_INPUT");
  });

  it("is found again by its id, which tells what was checked", async () => {
    for (const check of await checks({ status: ["CONFLICT", "ROUNDING"] })) {
      const { node } = await dataOf(
        server,
        "query ($id: ID!) { node(id: $id) { ... on Discrepancy { code statement stated recomputed status } } }",
        { id: check.id },
      );
      const { code, statement, stated, recomputed, status } = check;
      expect(node).toEqual({ code, statement, stated, recomputed, status });
    }
  });

  it("tells the share of one unit from that of another on the same day, and keeps a printed 0 behind the comma", async () => {
    await importLines(server.db, "observations", "ty-le.csv", [
      FIGURES,
      'LINKUPS_FAILED,BV-PHOI,,31/12/2019,"12,5%",1,8,,,',
      'LINKUPS_FAILED,BV-MAT,,31/12/2019,"12,4%",1,8,,,',
      'LINKUPS_FAILED,BV-RHM,,31/12/2019,"94,20%",9416,10000,,,',
      'LINKUPS_FAILED,BV-YHCT,,31/12/2019,"94,2%",9416,10000,,,',
    ]);
    const own = (await checks({ document: "REGISTER" })).filter(({ source }) => source.section === "ty-le.csv");
    expect(own.map(asCheck)).toEqual([
      match("SHARE.LINKUPS_FAILED.BV-PHOI.2019-12-31", "12,5%"),
      conflict("SHARE.LINKUPS_FAILED.BV-MAT.2019-12-31", "12,4%", "12,5%", "-0,1"),
      conflict("SHARE.LINKUPS_FAILED.BV-RHM.2019-12-31", "94,20%", "94,16%", "0,04"),
      match("SHARE.LINKUPS_FAILED.BV-YHCT.2019-12-31", "94,2%", "94,16%"),
    ]);
  });
});
