import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const possibleFrom = (state: LocalizedMessage, possible: readonly string[]): LocalizedMessage => ({
  en: `${state.en}; possible from there: ${possible.join(", ")}.`,
  vi: `${state.vi}; từ đó có thể: ${possible.join(", ")}.`,
});

export const notOneAnswer = (ticked: number): LocalizedMessage => ({
  en: `Exactly one answer must be ticked with "x"; ${numberEn(ticked)} are.`,
  vi: `Phải đánh dấu "x" đúng một câu trả lời; đang có ${numberVi(ticked)}.`,
});

export const hasNoGrade = (component: string): LocalizedMessage => ({
  en: `${component} is reported as a level; it has no grade.`,
  vi: `${component} được báo cáo bằng mức; không có hạng.`,
});

export const hasNoLevel = (component: string): LocalizedMessage => ({
  en: `${component} is reported as a grade; it has no level.`,
  vi: `${component} được báo cáo bằng hạng; không có mức.`,
});

export const codeGivenTwice = (code: string): LocalizedMessage => ({
  en: `"${code}" is given twice; give it once.`,
  vi: `"${code}" được nêu hai lần; chỉ nêu một lần.`,
});

export const noSuchAssessment: LocalizedMessage = {
  en: "There is no such assessment among those that you may change.",
  vi: "Không có kết quả đánh giá này trong phạm vi bạn được thay đổi.",
};

export const theAssessment: LocalizedMessage = {
  en: "The assessment",
  vi: "Kết quả đánh giá",
};

export const noSuchRoundAmong = (round: string, known: readonly string[]): LocalizedMessage => ({
  en: `No assessment round has code "${round}"; known: ${known.join(", ")}.`,
  vi: `Không có đợt đánh giá mã "${round}"; các mã: ${known.join(", ")}.`,
});

export const noFacilityToAssess = (day: string, facility: string): LocalizedMessage => ({
  en: `On ${day} no facility whose assessment you may enter has code "${facility}".`,
  vi: `Vào ngày ${dayVi(day)} không có đơn vị mã "${facility}" mà bạn được nhập kết quả đánh giá.`,
});

export const nothingReported: LocalizedMessage = {
  en: "No component was reported.",
  vi: "Không có nhóm nội dung nào được báo cáo.",
};

export const unknownRound = (code: string, known: string): LocalizedMessage => ({
  en: `No assessment round has code "${cut(code)}"; known: ${known}.`,
  vi: `Không có đợt đánh giá mã "${cut(code)}"; các mã: ${known}.`,
});

export const noCriteriaOfGroup = (group: string, known: string): LocalizedMessage => ({
  en: `No criterion of a group "${cut(group)}" is known here; groups with criteria: ${known}.`,
  vi: `Hệ thống chưa biết tiêu chí nào của nhóm "${cut(group)}"; các nhóm có tiêu chí: ${known}.`,
});

export const answeredTwice = (criterion: string): LocalizedMessage => ({
  en: `Criterion "${criterion}" is answered twice; give one answer.`,
  vi: `Tiêu chí "${criterion}" có hai câu trả lời; chỉ nêu một.`,
});

export const noSuchLevel = (property: string, level: number, highestLevel: number): LocalizedMessage => ({
  en: `\`${property}\` is ${numberEn(level)}; a level is from 1 to ${highestLevel}.`,
  vi: `\`${property}\` là ${numberVi(level)}; mức phải từ 1 đến ${highestLevel}.`,
});

export const reachesLevel = (level: number, code: string): LocalizedMessage => ({
  en: `The components reach level ${level} by ${code}.`,
  vi: `Các nhóm nội dung đạt mức ${level} theo ${code}.`,
});

export const noRuleSetOfRound: LocalizedMessage = {
  en: "No rule set holds on the day of the round.",
  vi: "Không bộ quy tắc nào có hiệu lực vào ngày của đợt đánh giá.",
};

export const neitherYesNorBlank = (printed: string): LocalizedMessage => ({
  en: `"${printed}" is neither "Có" nor blank.`,
  vi: `"${printed}" không phải "Có" và cũng không để trống.`,
});

export const roundIsClosed = (round: string): LocalizedMessage => ({
  en: `Round "${round}" is CLOSED, and what is published of it is locked; reopen the round or the assessment, for a reason.`,
  vi: `Đợt "${round}" đã đóng, kết quả đã công bố bị khóa; hãy mở lại đợt hoặc bản đánh giá, kèm lý do.`,
});

export const noOuterRuleSet = (code: string): LocalizedMessage => ({
  en: `"${code}" is no rule set that another can stand within: one of the file or on record that is within none itself.`,
  vi: `"${code}" không phải bộ quy tắc bao ngoài: phải có trong tệp hoặc đã nạp, và không nằm trong bộ nào khác.`,
});

export const samePrecedence = (code: string): LocalizedMessage => ({
  en: `"${code}" has it already; on a day only one comes first.`,
  vi: `"${code}" đã có thứ tự này; mỗi ngày chỉ một bộ quy tắc đứng đầu.`,
});

export const levelsWithoutGate = (without: readonly number[]): LocalizedMessage => ({
  en: `The rule set has no gate for level ${without.join(", ")}; everybody would reach it.`,
  vi: `Bộ quy tắc không có điều kiện cho mức ${without.join(", ")}; đơn vị nào cũng sẽ đạt mức đó.`,
});

export const notALevel = (text: string | number, highestLevel: number): LocalizedMessage => ({
  en: `"${text}" is no level; a level is from 1 to ${highestLevel}.`,
  vi: `"${text}" không phải là mức; mức từ 1 đến ${highestLevel}.`,
});

export const notPublished = (status: string): LocalizedMessage => ({
  en: `The assessment is ${status}; results are imported of those that are published.`,
  vi: `Bản đánh giá đang ở tình trạng ${status}; chỉ nhập kết quả đã công bố.`,
});

export const otherSource = (label: string): LocalizedMessage => ({
  en: `This is on record otherwise from another source, "${label}", and is not replaced.`,
  vi: `Nội dung này đã có từ nguồn khác, "${label}", và khác với tệp; không bị thay thế.`,
});

export const notTwoLevels = (printed: string): LocalizedMessage => ({
  en: `"${printed}" is not "Mức N (M)".`,
  vi: `"${printed}" không có dạng "Mức N (M)".`,
});

export const neitherLevelNorGrade = (printed: string, grades: string): LocalizedMessage => ({
  en: `"${printed}" is neither "Mức N" nor one of: ${grades}.`,
  vi: `"${printed}" không phải "Mức N" hay một trong: ${grades}.`,
});

export const noSuchRound: LocalizedMessage = {
  en: "There is no such round.",
  vi: "Không có đợt đánh giá này.",
};

export const theRound: LocalizedMessage = {
  en: "The round",
  vi: "Đợt đánh giá",
};

export const roundTaken = (code: string, year: number): LocalizedMessage => ({
  en: `There is a round "${code}" already, of ${year}.`,
  vi: `Đã có đợt "${code}", năm ${year}.`,
});

export const opensAfterToday = (openedOn: string, today: string): LocalizedMessage => ({
  en: `${openedOn} is after today, ${today}; open the round on its day.`,
  vi: `${dayVi(openedOn)} là sau hôm nay, ${dayVi(today)}; hãy mở đợt vào đúng ngày.`,
});

export const opensAfterItsYear = (openedOn: string, year: number): LocalizedMessage => ({
  en: `${openedOn} is after the round's year, ${year}.`,
  vi: `${dayVi(openedOn)} là sau năm của đợt, ${year}.`,
});

export const assumptions: LocalizedMessage = {
  en: "assumptions",
  vi: "giả định",
};

export const noneAndMore = (component: string, facility: string): LocalizedMessage => ({
  en: `${component} of facility "${facility}" is assumed as \`none\`; give no \`level\` and no \`grade\`.`,
  vi: `${component} của đơn vị "${facility}" được giả định là không có (\`none\`); không nêu \`level\` và \`grade\`.`,
});

export const assumedTwice = (component: string, facility: string): LocalizedMessage => ({
  en: `${component} of facility "${facility}" is assumed twice; give it once.`,
  vi: `${component} của đơn vị "${facility}" được giả định hai lần; chỉ nêu một lần.`,
});

export const notAssessedInRound = (facility: string, round: string): LocalizedMessage => ({
  en: `Facility "${facility}" was not assessed in round "${round}"; only results of that round can be assumed otherwise.`,
  vi: `Đơn vị "${facility}" không được đánh giá trong đợt "${round}"; chỉ giả định được kết quả của đợt đó.`,
});

export const noSuchLevelOfFacility = (facility: string, level: number, highestLevel: number): LocalizedMessage => ({
  en: `\`level\` of facility "${cut(facility)}" is ${numberEn(level)}; a level is from 1 to ${highestLevel}.`,
  vi: `\`level\` của đơn vị "${cut(facility)}" là ${numberVi(level)}; mức phải từ 1 đến ${highestLevel}.`,
});

export const closesOutsideRound = (closedOn: string, openedOn: string | null, today: string): LocalizedMessage => ({
  en: `${closedOn} is not between the first day of the round, ${openedOn ?? "not known"}, and today, ${today}.`,
  vi: `${dayVi(closedOn)} không nằm giữa ngày bắt đầu đợt, ${openedOn === null ? "chưa rõ" : dayVi(openedOn)}, và hôm nay, ${dayVi(today)}.`,
});

export const noCriterionOfGroup = (group: string, criterion: string, meant: LocalizedMessage): LocalizedMessage => ({
  en: `Group "${group}" has no criterion "${cut(criterion)}".${meant.en}`,
  vi: `Nhóm "${group}" không có tiêu chí "${cut(criterion)}".${meant.vi}`,
});

export const noFacility = (code: string, meant: LocalizedMessage): LocalizedMessage => ({
  en: `No facility has code "${cut(code)}".${meant.en}`,
  vi: `Không có đơn vị mã "${cut(code)}".${meant.vi}`,
});

export const levelGivenOtherwise = (component: string, facility: string): LocalizedMessage => ({
  en: `${component} is reported as a level; for facility "${facility}" give a \`level\` and no \`grade\`.`,
  vi: `${component} được báo cáo bằng mức; với đơn vị "${facility}" hãy nêu \`level\`, không nêu \`grade\`.`,
});

export const gradeGivenOtherwise = (component: string, facility: string): LocalizedMessage => ({
  en: `${component} is reported as a grade; for facility "${facility}" give a \`grade\` and no \`level\`.`,
  vi: `${component} được báo cáo bằng hạng; với đơn vị "${facility}" hãy nêu \`grade\`, không nêu \`level\`.`,
});

export const gateAsksOtherwise = (levelled: readonly string[]): LocalizedMessage => ({
  en: `A gate asks a level of ${levelled.join(" and ")}, a grade of another component, and nothing without a component.`,
  vi: `Điều kiện yêu cầu mức với ${levelled.join(" và ")}, hạng với nhóm nội dung khác, và để trống nếu không có nhóm nội dung.`,
});

export const noRuleSetOn = (
  round: { code: string; knownOn: string } | undefined,
  known: readonly string[],
): LocalizedMessage => ({
  en: `No rule set holds on the day of the round${round ? ` ${round.knownOn} ("${round.code}")` : ""}; name one by \`ruleSet\`: ${known.join(", ") || "none"}.`,
  vi: `Không bộ quy tắc nào có hiệu lực vào ngày của đợt đánh giá${round ? ` ${dayVi(round.knownOn)} ("${round.code}")` : ""}; hãy nêu \`ruleSet\`: ${known.join(", ") || "chưa có"}.`,
});

export const unknownRuleSet = (code: string, known: readonly string[]): LocalizedMessage => ({
  en: `No rule set has code "${cut(code)}"; known: ${known.join(", ") || "none"}.`,
  vi: `Không có bộ quy tắc mã "${cut(code)}"; các mã: ${known.join(", ") || "chưa có"}.`,
});

export const levelNeeds = (level: number, requirement: LocalizedMessage): LocalizedMessage => ({
  en: `Level ${level} needs ${requirement.en}.`,
  vi: `Mức ${level} cần ${requirement.vi}.`,
});

export const levelNotJudged = (level: number, requirement: LocalizedMessage): LocalizedMessage => ({
  en: `Level ${level} cannot be judged: ${requirement.en}.`,
  vi: `Chưa xét được mức ${level}: ${requirement.vi}.`,
});

export const codeOfField = (field: keyof typeof FIELDS): LocalizedMessage => ({
  en: `${field} has code`,
  vi: `${FIELDS[field]} mang mã`,
});

const FIELDS = { component: "nhóm nội dung", criterion: "tiêu chí", system: "hệ thống" };

export const assessmentInState = (state: State): LocalizedMessage => ({
  en: `The assessment is ${state}`,
  vi: `Kết quả đánh giá ${stateVi(state)}`,
});

export const assessmentInClosedRound = (state: State, round: string): LocalizedMessage => ({
  en: `The assessment is ${state} in round "${round}", which is CLOSED`,
  vi: `Kết quả đánh giá ${stateVi(state)} trong đợt "${round}", ${stateVi("CLOSED")}`,
});

export const roundInState = (round: string, state: State): LocalizedMessage => ({
  en: `Round "${round}" is ${state}`,
  vi: `Đợt "${round}" ${stateVi(state)}`,
});

const STATES = {
  NONE: "chưa bắt đầu",
  DRAFT: "đang nhập",
  SUBMITTED: "đã gửi",
  VERIFIED: "đã thẩm định",
  PUBLISHED: "đã công bố",
  OPEN: "đang mở",
  CLOSED: "đã đóng",
} as const;
type State = keyof typeof STATES;
const stateVi = (state: State): string => `${STATES[state]} (${state})`;

export const numberOfCriterion = (number: number): LocalizedMessage => ({
  en: `Criterion no. ${number}`,
  vi: `Tiêu chí số ${number}`,
});

export const notAnAssumption = (words: string): LocalizedMessage => ({
  en: `"${cut(words)}" is no assumption; one is FACILITY.COMPONENT.RESULT, such as "TTYT-ALUOI.LIS.BASIC", "*.HIS.6" or "BV-MAT.LIS.NONE".`,
  vi: `"${cut(words)}" không phải một giả định; một giả định có dạng ĐƠN_VỊ.NHÓM.KẾT_QUẢ, ví dụ "TTYT-ALUOI.LIS.BASIC", "*.HIS.6" hoặc "BV-MAT.LIS.NONE".`,
});

export const answersOtherwise = (criterion: string, before: string, after: string): LocalizedMessage => ({
  en: `${criterion}: "${before}" was entered; the file says "${after}".`,
  vi: `${criterion}: đã nhập "${before}"; tệp ghi "${after}".`,
});
