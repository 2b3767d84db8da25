import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const ratioIsPercentage = (percent: string): LocalizedMessage => ({
  en: `A RATIO is in ${percent}, and nothing else is: a percentage needs its counts.`,
  vi: `Chỉ RATIO có đơn vị ${percent}: tỷ lệ phần trăm phải có các số đếm.`,
});

export const meaningNotKnown = (code: string): LocalizedMessage => ({
  en: `What the counts of "${code}" count is not known; give numeratorUnit and denominatorUnit, or import its metric-meanings first.`,
  vi: `Chưa biết các số đếm của "${code}" đếm gì; hãy ghi numeratorUnit và denominatorUnit, hoặc nhập metric-meanings trước.`,
});

export const notAMetricCode = (code: string): LocalizedMessage => ({
  en: `"${cut(code)}" is no code of a metric: at most 60 capitals, digits and underscores, such as "ID_CARD_LOOKUPS".`,
  vi: `"${cut(code)}" không phải là mã chỉ số: tối đa 60 chữ hoa không dấu, chữ số và gạch dưới, ví dụ "ID_CARD_LOOKUPS".`,
});

export const ratioNeedsWords = (code: string): LocalizedMessage => ({
  en: `"${code}" is a ratio: say in both languages what stands over what.`,
  vi: `"${code}" là tỷ lệ: hãy ghi tử số và mẫu số bằng cả hai thứ tiếng.`,
});

export const yesNoOfCountsOnly: LocalizedMessage = {
  en: "A ratio is counted; YES_NO is for a count of the unit yes or no.",
  vi: "Tỷ lệ có các số đếm; YES_NO chỉ dùng cho số đếm đã/chưa.",
};

export const partOfRatioOnly: LocalizedMessage = {
  en: "A count stands over nothing; DENOMINATOR is for a ratio.",
  vi: "Số đếm không có mẫu số; DENOMINATOR chỉ dùng cho tỷ lệ.",
};

export const bothUnits: LocalizedMessage = {
  en: "Give both units: that of the numerator and that of the denominator.",
  vi: "Hãy ghi cả hai đơn vị: của tử số và của mẫu số.",
};

export const unitsOfRatioOnly = (code: string): LocalizedMessage => ({
  en: `"${code}" is a count; only a ratio has a numerator and a denominator to be counted.`,
  vi: `"${code}" là số đếm; chỉ tỷ lệ mới có tử số và mẫu số để đếm.`,
});

export const reasonOfRules: LocalizedMessage = {
  en: "Say why, in both languages: which document or what nature of things holds figures to that.",
  vi: "Hãy ghi căn cứ bằng cả hai thứ tiếng: văn bản hoặc bản chất nào quy định số liệu như vậy.",
};

export const reasonOfDue: LocalizedMessage = {
  en: "Say why figures are due of these, in both languages.",
  vi: "Hãy ghi bằng cả hai thứ tiếng vì sao các đối tượng này phải có số liệu.",
};

export const metricTaken = (code: string): LocalizedMessage => ({
  en: `There is a metric "${code}" already; change that one.`,
  vi: `Đã có chỉ số "${code}"; hãy thay đổi chỉ số đó.`,
});

export const noSuchMetric: LocalizedMessage = {
  en: "There is no such metric.",
  vi: "Không có chỉ số này.",
};

export const theMetric: LocalizedMessage = { en: "The metric", vi: "Chỉ số" };

export const aName: LocalizedMessage = { en: "A name", vi: "Tên" };

export const aBasis: LocalizedMessage = { en: "A basis", vi: "Căn cứ" };

export const aWording: LocalizedMessage = { en: "A wording", vi: "Diễn giải" };

/* What refers to a metric, in the words of a sentence; `named` are codes and numbers. */

export const usedByFigures = (named: LocalizedMessage): LocalizedMessage => ({
  en: `figures (${named.en})`,
  vi: `số liệu (${named.vi})`,
});

export const usedByWithdrawnFigures: LocalizedMessage = {
  en: "figures that were withdrawn or corrected",
  vi: "số liệu đã rút hoặc đã sửa",
};

export const usedByCampaigns = (named: string): LocalizedMessage => ({
  en: `forms of campaigns (${named})`,
  vi: `mẫu của các đợt báo cáo (${named})`,
});

export const usedByForms = (named: string): LocalizedMessage => ({
  en: `forms that a document prints (${named})`,
  vi: `mẫu do tài liệu in (${named})`,
});

export const usedByTargets = (named: string): LocalizedMessage => ({
  en: `targets of legal documents (${named})`,
  vi: `mục tiêu của các văn bản (${named})`,
});

export const usedByStatements: LocalizedMessage = {
  en: "statements that a document prints",
  vi: "nội dung do tài liệu in",
};

const listed = (uses: readonly LocalizedMessage[]): LocalizedMessage => ({
  en: uses.map(({ en }) => en).join("; "),
  vi: uses.map(({ vi }) => vi).join("; "),
});

/** `field`: as the schema calls it. */
export const usedAsItIs = (code: string, field: string, uses: readonly LocalizedMessage[]): LocalizedMessage => ({
  en: `${field} of "${code}" stays: ${listed(uses).en} would be of something else. Add another metric instead.`,
  vi: `${field} của "${code}" phải giữ nguyên, nếu không thì ${listed(uses).vi} sẽ mang nghĩa khác. Hãy thêm một chỉ số khác.`,
});

export const usedMetric = (code: string, uses: readonly LocalizedMessage[]): LocalizedMessage => ({
  en: `"${code}" is in use and cannot be withdrawn: ${listed(uses).en}.`,
  vi: `"${code}" đang được dùng, không rút được: ${listed(uses).vi}.`,
});

export const figuresBreakRules = (code: string, named: LocalizedMessage): LocalizedMessage => ({
  en: `Figures of "${code}" on record are not so: ${named.en}. Correct them first.`,
  vi: `Số liệu của "${code}" trong sổ không đúng như vậy: ${named.vi}. Hãy sửa các số liệu đó trước.`,
});

/** A figure by its subject and period, in a list of them. */
export const figureOf = (subject: string, period: Period): LocalizedMessage => ({
  en: `${subject} ${periodEn(period)}`,
  vi: `${subject} ${periodVi(period)}`,
});

export const severalProvinces: LocalizedMessage = {
  en: "There are several provinces on record; name one of them.",
  vi: "Trong sổ có nhiều tỉnh; hãy ghi rõ mã tỉnh.",
};

/** With three decimals it was most likely written in the English way, with a comma between thousands. */
export const notWhole = (number: number): LocalizedMessage => {
  const thousands = Math.round(number * 1000);
  const isMeant = Math.abs(number * 1000 - thousands) < 1e-9 && !Number.isInteger(number * 100);
  return {
    en: `${numberEn(number)} is no whole number, and this is counted one by one${isMeant ? `; was ${numberEn(thousands)} meant? Write ${numberVi(thousands)} or ${thousands}.` : "."}`,
    vi: `${numberVi(number)} không phải là số nguyên, mà số liệu này đếm từng đơn vị một${isMeant ? `; có phải ý bạn là ${numberVi(thousands)}? Hãy viết ${numberVi(thousands)} hoặc ${thousands}.` : "."}`,
  };
};

export const neitherYesNorNo = (given: number | string): LocalizedMessage => ({
  en: `${given} is neither yes nor no: write "có" (yes, 1) or "không" (no, 0).`,
  vi: `${given} không phải là có hay không: hãy viết "có" (1) hoặc "không" (0).`,
});

export const shareForCount = (text: string): LocalizedMessage => ({
  en: `"${text}" is a share, and this is a count: give how many there are.`,
  vi: `"${text}" là tỷ lệ, mà đây là số đếm: hãy nhập số lượng.`,
});

export const shareOver100 = (percent: number): LocalizedMessage => ({
  en: `${numberEn(percent)}% is over 100%, and this is the share of a whole.`,
  vi: `${numberVi(percent)}% vượt 100%, mà đây là tỷ lệ của một tổng thể.`,
});

export const partOverWhole = (part: number, whole: number): LocalizedMessage => ({
  en: `The part (${numberEn(part)}) is more than its whole (${numberEn(whole)}).`,
  vi: `Phần (${numberVi(part)}) lớn hơn tổng thể (${numberVi(whole)}).`,
});

export const tooManyDecimals = (text: string | null, mostDecimals: number): LocalizedMessage => ({
  en: `"${text}" has more than ${numberEn(mostDecimals)} decimals; round it.`,
  vi: `"${text}" có hơn ${numberVi(mostDecimals)} chữ số thập phân; hãy làm tròn.`,
});

export const periodBeginsAfterItsEnd = (from: string, on: string): LocalizedMessage => ({
  en: `The period begins on ${from}, after its end ${on}.`,
  vi: `Kỳ bắt đầu ngày ${dayVi(from)}, sau ngày cuối kỳ ${dayVi(on)}.`,
});

export const periodAcrossHolders = (subject: string, since: string): LocalizedMessage => ({
  en: `"${cut(subject)}" means this area since ${since} only, and the period begins before: figures across that day are of no one area. Let the period begin on it, or end before it.`,
  vi: `"${cut(subject)}" chỉ từ ngày ${dayVi(since)} mới là đơn vị hành chính này, mà kỳ bắt đầu trước đó: số liệu vắt qua ngày ấy không thuộc về một đơn vị nào. Hãy cho kỳ bắt đầu từ ngày đó, hoặc kết thúc trước đó.`,
});

export const rowOfOtherSubject = (code: string, subjectType: string, kind: string): LocalizedMessage => ({
  en: `"${code}" is collected for each ${subjectType}; this is a ${kind}.`,
  vi: `"${code}" được thu thập cho ${subjectType}; đây là ${kind}.`,
});

export const figureOfOtherSource = (label: string): LocalizedMessage => ({
  en: `This figure is on record from another source, "${label}", and is not replaced.`,
  vi: `Số liệu này đã có từ nguồn khác, "${label}", và không bị thay thế.`,
});

export const documentPrintsOtherwise: LocalizedMessage = {
  en: "The document prints another figure or a blank here, and no file changes what it prints. Correct the figure: what is printed stays beside it.",
  vi: "Tài liệu in số khác hoặc để trống ở chỗ này, và không tệp nào thay được điều đã in. Hãy sửa số liệu: số đã in vẫn được giữ bên cạnh.",
};

export const earlierLineSame: LocalizedMessage = {
  en: "An earlier line is about the same.",
  vi: "Một dòng trước đã nói về cùng nội dung này.",
};

export const figureTaken = (period: Period): LocalizedMessage => ({
  en: `There is a figure of this metric for this subject and period (${periodEn(period)}) already; correct that one.`,
  vi: `Đã có số liệu của chỉ số này cho đối tượng và kỳ này (${periodVi(period)}); hãy sửa số liệu đó.`,
});

export const noSuchFigure: LocalizedMessage = {
  en: "There is no such figure among those that you may change.",
  vi: "Không có số liệu này trong phạm vi bạn được thay đổi.",
};

export const theFigure: LocalizedMessage = {
  en: "The figure",
  vi: "Số liệu",
};

export const figureOfDocument: LocalizedMessage = {
  en: "A document printed this figure, and it is cited under that document's name: only the Department may correct or withdraw it.",
  vi: "Số liệu này do một tài liệu in và được dẫn theo tên tài liệu đó: chỉ Sở Y tế được sửa hoặc rút.",
};

export const noSubjectToRecord = (on: string, subject: string): LocalizedMessage => ({
  en: `On ${on} nothing for which you may record figures has code "${subject}".`,
  vi: `Vào ngày ${dayVi(on)} không có đối tượng nào mang mã "${subject}" mà bạn được ghi số liệu.`,
});

export const subjectOfOtherType = (
  code: string,
  subjectType: string,
  subject: string,
  kind: string | undefined,
): LocalizedMessage => ({
  en: `"${code}" is collected for each ${subjectType}; "${subject}" is a ${kind}.`,
  vi: `"${code}" được thu thập cho ${subjectType}; "${subject}" là ${kind}.`,
});

export const ratioNeedsCounts = (code: string): LocalizedMessage => ({
  en: `"${code}" is a ratio; give its counts, or the percentage that was reported.`,
  vi: `"${code}" là tỷ lệ; hãy nhập các số đếm hoặc tỷ lệ phần trăm đã báo cáo.`,
});

export const countHasNo = (code: string, field: string): LocalizedMessage => ({
  en: `"${code}" is a count; it has no ${field}.`,
  vi: `"${code}" là số đếm; không có trường ${field}.`,
});

export const countNeedsValue = (code: string): LocalizedMessage => ({
  en: `"${code}" is a count; give its value.`,
  vi: `"${code}" là số đếm; hãy nhập giá trị.`,
});

export const ratioAlready = (code: string): LocalizedMessage => ({
  en: `"${code}" is a ratio already; only counts may stand over each other.`,
  vi: `"${code}" đã là một tỷ lệ; chỉ số đếm mới chia được cho nhau.`,
});

export const pairOfOtherSubjects = (
  above: string,
  typeAbove: string,
  below: string,
  typeBelow: string,
): LocalizedMessage => ({
  en: `"${above}" is collected for each ${typeAbove}, "${below}" for each ${typeBelow}; both must be of the same subjects.`,
  vi: `"${above}" thu thập cho từng ${typeAbove}, "${below}" cho từng ${typeBelow}; hai chỉ số phải cùng loại đối tượng.`,
});

export const pairOfOtherUnits = (
  above: string,
  unitAbove: LocalizedMessage,
  below: string,
  unitBelow: LocalizedMessage,
): LocalizedMessage => ({
  en: `"${above}" is in ${unitAbove.en}, "${below}" in ${unitBelow.en}: one over the other is no percentage; both must have the same unit.`,
  vi: `"${above}" tính bằng ${unitAbove.vi}, "${below}" tính bằng ${unitBelow.vi}: chia cho nhau không thành tỷ lệ phần trăm; hai chỉ số phải cùng đơn vị tính.`,
});

export const pairOfOtherDays = (above: string, first: Period, below: string, second: Period): LocalizedMessage => ({
  en: `"${above}" is of ${periodEn(first)}, "${below}" of ${periodEn(second)}: counts of different days make no ratio. Name a day that both have in \`on\`.`,
  vi: `"${above}" là số liệu của ${periodVi(first)}, "${below}" của ${periodVi(second)}: hai ngày khác nhau không lập được tỷ lệ. Hãy ghi ở \`on\` một ngày mà cả hai đều có số liệu.`,
});

interface Period {
  from: string | null;
  on: string;
}
const periodEn = ({ from, on }: Period): string => (from === null ? on : `${from}…${on}`);
const periodVi = ({ from, on }: Period): string => (from === null ? dayVi(on) : `${dayVi(from)}…${dayVi(on)}`);

export const partOfPeriodLarger = (part: Period, count: number, whole: Period, ofWhole: number): LocalizedMessage => ({
  en: `${numberEn(count)} for ${periodEn(part)} is more than ${numberEn(ofWhole)} for ${periodEn(whole)}, within which it lies: one of the two is wrong.`,
  vi: `Số liệu của ${periodVi(part)} (${numberVi(count)}) lớn hơn của ${periodVi(whole)} (${numberVi(ofWhole)}), mà kỳ trước nằm trong kỳ sau: một trong hai số liệu bị sai.`,
});

/** The fields or columns of the basis are named. */
export const unitsMakeNoPercentage = (
  numerator: string,
  denominator: string,
  [vi, en]: readonly [vi: string, en: string],
): LocalizedMessage => ({
  en: `${numerator} over ${denominator} is no percentage: count both in the same unit, or say in ${vi} and ${en} which document has one of the first for one of the second.`,
  vi: `${numerator} trên ${denominator} không phải là tỷ lệ phần trăm: hãy đếm theo cùng một đơn vị tính, hoặc ghi ở ${vi} và ${en} văn bản nào gắn mỗi cái thứ nhất với một cái thứ hai.`,
});

export const formNeeded: LocalizedMessage = {
  en: "A form of a document asks for it: name that form, whose recipients are known.",
  vi: "Có mẫu của tài liệu hỏi chỉ số này: hãy ghi mẫu đó, vì đã biết các nơi nhận.",
};

export const appendixOfNoCampaign: LocalizedMessage = {
  en: "Only CAMPAIGN_RECIPIENTS are those of an appendix; leave this blank.",
  vi: "Chỉ CAMPAIGN_RECIPIENTS mới theo phụ lục; phần này phải để trống.",
};

export const periodNotSaid: LocalizedMessage = {
  en: "Figures of several periods that end on this day are on record or were asked for; say by its first day which is meant.",
  vi: "Trong sổ có, hoặc đã được yêu cầu, số liệu của nhiều kỳ cùng kết thúc ngày này; hãy ghi ngày đầu kỳ để biết là kỳ nào.",
};

export const severalPeriods: LocalizedMessage = {
  en: "Figures of several periods that end on this day are on record; say which in a column of first days.",
  vi: "Trong sổ có số liệu của nhiều kỳ cùng kết thúc ngày này; hãy ghi ngày đầu kỳ ở cột từ ngày.",
};
