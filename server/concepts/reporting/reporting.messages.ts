import type { LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const noDueDay = (printed: string): LocalizedMessage => ({
  en: `"${printed}" is not "trước ngày d/m/yyyy".`,
  vi: `"${printed}" không có dạng "trước ngày d/m/yyyy".`,
});

export const knownOfReports = (due: number, known: number, days: number): LocalizedMessage => ({
  en: `${numberEn(due)} due, ${numberEn(known)} known to have reported, ${numberEn(days)} with a day of receipt on record. What is not on record may have been sent.`,
  vi: `${numberVi(due)} nơi phải báo cáo, ${numberVi(known)} nơi được biết là đã báo cáo, ${numberVi(days)} nơi có ngày nhận trong sổ. Báo cáo không có trong sổ vẫn có thể đã được gửi.`,
});

const said = (en: string, vi: string): LocalizedMessage => ({ en, vi });

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

export const theCampaign = said("The campaign", "Đợt báo cáo");
/* What a list holds that is too long. */
export const columns = said("columns", "cột");
export const parts = said("parts", "phần");
export const units = said("units", "đơn vị");
export const recipients = said("recipients", "nơi nhận");
export const forms = said("forms", "mẫu");
export const demands = said("demands", "yêu cầu gửi mẫu");
export const cells = said("figures", "số liệu");

export const theAnswer = said("The answer", "Bản trả lời");
export const facilityTypeCoded = said("facility type has code", "hình thức tổ chức mang mã");
export const metricCoded = said("metric has code", "chỉ số mang mã");

/* What a campaign asks for. */

export const givenTwice = (what: string) =>
  said(`"${what}" is given twice; give it once.`, `"${what}" được nêu hai lần; chỉ nêu một lần.`);

export const blank = () => said("A text is needed here.", "Ở đây phải có chữ.");

export const tooLong = (most: number) =>
  said(`A text here has at most ${most} characters.`, `Nội dung ở đây có tối đa ${most} ký tự.`);

export const noForms = () => said("A campaign asks for at least one form.", "Một đợt yêu cầu ít nhất một mẫu.");

export const nothingAsked = (form: string) =>
  said(
    `"${form}" asks for nothing; give it columns or parts.`,
    `Mẫu "${form}" không yêu cầu gì; hãy ghi các cột hoặc các phần.`,
  );

export const nobodyOwes = (form: string) =>
  said(`Nobody owes "${form}"; say who does, and by when.`, `Chưa nơi nào phải gửi "${form}"; hãy ghi nơi gửi và hạn.`);

export const noSuchForm = (given: string, known: readonly string[]) =>
  said(
    `The campaign has no form "${given}"; it has: ${listed(known)}.`,
    `Đợt này không có mẫu "${given}"; hiện có: ${listed(known)}.`,
  );

export const noSuchRecipient = (given: string, known: readonly string[]) =>
  said(
    `The campaign has no recipient "${given}"; it has: ${listed(known)}.`,
    `Đợt này không có nơi nhận "${given}"; hiện có: ${listed(known)}.`,
  );

export const facilityNotThere = (code: string, day: string) =>
  said(`On ${day} no facility has code "${code}".`, `Vào ngày ${dayVi(day)} không có cơ sở nào mang mã "${code}".`);

export const bodyNotThere = (code: string, day: string) =>
  said(
    `On ${day} no area or facility has code "${code}".`,
    `Vào ngày ${dayVi(day)} không có đơn vị hành chính hay cơ sở nào mang mã "${code}".`,
  );

export const standsForNobody = (recipient: string) =>
  said(
    `"${recipient}" stands for no facility, so it can owe no form.`,
    `"${recipient}" không ứng với cơ sở nào nên không thể phải gửi mẫu.`,
  );

export const owesTwice = (facility: string, form: string) =>
  said(
    `"${facility}" would owe "${form}" twice, as two recipients; name it in one of them.`,
    `"${facility}" sẽ phải gửi "${form}" hai lần, trong hai nơi nhận; hãy ghi ở một nơi.`,
  );

export const figureTwice = (metric: string, subject: string, place: string) =>
  said(
    `"${metric}" of "${subject}" is asked for twice: "${place}" gives it already.`,
    `"${metric}" của "${subject}" bị hỏi hai lần: "${place}" đã có số liệu này.`,
  );

export const dueBeforeIssue = (due: string, issued: string) =>
  said(
    `Due before ${due}, and the campaign is of ${issued} only.`,
    `Hạn gửi trước ngày ${dayVi(due)}, sớm hơn ngày công văn của đợt (${dayVi(issued)}).`,
  );

export const answersForNoArea = (facility: string, type: string, day: string) =>
  said(
    `The form asks for figures of each ${type}; name an area that has one on ${day} for which "${facility}" answers.`,
    `Mẫu này hỏi số liệu của từng ${type}; hãy ghi địa bàn có cấp đó vào ngày ${dayVi(day)} mà "${facility}" báo cáo.`,
  );

export const dayNeeded = () =>
  said(
    "Figures of a metric hold for a day: say which, of a period its last.",
    "Số liệu của chỉ số phải có ngày tính đến; với một kỳ là ngày cuối kỳ.",
  );

export const endsBeforeItBegins = (from: string, on: string) =>
  said(
    `The period begins on ${from}, after its end ${on}.`,
    `Kỳ bắt đầu ngày ${dayVi(from)}, sau ngày cuối kỳ ${dayVi(on)}.`,
  );

export const partOfRatioOnly = (metric: string) =>
  said(
    `"${metric}" is a count: its column holds a VALUE.`,
    `"${metric}" là số đếm: cột của chỉ số này là VALUE (giá trị).`,
  );

export const ofNumeratorOnly = () =>
  said(
    "Only a column that holds a NUMERATOR names that of its denominator.",
    "Chỉ cột là NUMERATOR (tử số) mới ghi cột mẫu số của nó.",
  );

export const sameFigure = (number: string) =>
  said(`Column "${number}" holds the same figure.`, `Cột "${number}" đã là cùng số liệu này.`);

export const otherSubject = (metric: string, type: string, before: string) =>
  said(
    `"${metric}" is collected for each ${type}, columns before it for each ${before}: a form has rows of one kind.`,
    `"${metric}" được thu thập cho ${type}, các cột trước cho ${before}: mỗi mẫu chỉ có một loại dòng.`,
  );

export const noFormula = (printed: string, own: string) =>
  said(
    `"${printed}" is no formula of column "${own}"; write it as "(5)=(4)-(3)", with + - * / and brackets.`,
    `"${printed}" không phải là công thức của cột "${own}"; hãy viết như "(5)=(4)-(3)", dùng + - * / và ngoặc.`,
  );

export const noSuchColumn = (number: string, known: readonly string[]) =>
  said(
    `The form has no column "${number}" to enter; it has: ${listed(known)}.`,
    `Mẫu không có cột "${number}" để nhập; hiện có: ${listed(known)}.`,
  );

export const madeOfItself = (number: string) =>
  said(`Column "${number}" would be made of itself.`, `Cột "${number}" sẽ được tính từ chính nó.`);

/* What may be done with a campaign. */

export const noSuchCampaign = () => said("There is no such campaign.", "Không có đợt báo cáo này.");

export const campaignTaken = (given: string, known: string) =>
  given === known
    ? said(`There is a campaign "${known}" already.`, `Đã có đợt báo cáo "${known}".`)
    : said(
        `There is a campaign "${known}" already; "${given}" differs from it in capital letters only.`,
        `Đã có đợt báo cáo "${known}"; "${given}" chỉ khác ở chữ hoa, chữ thường.`,
      );

export const campaignCode = () =>
  said("A code has 1 to 20 letters, digits, - and _.", "Mã có từ 1 đến 20 chữ cái không dấu, chữ số, - và _.");

export const documentsCampaign = (code: string) =>
  said(
    `Campaign "${code}" is that of a document on record: what it asks stands in the document, and nothing is answered to it here.`,
    `Đợt "${code}" là của một tài liệu đã có trong sổ: nội dung theo tài liệu, không trả lời ở đây.`,
  );

export const campaignIsOpen = (code: string) =>
  said(
    `Campaign "${code}" is OPEN; possible from there: reportingCampaignClose.`,
    `Đợt "${code}" đang mở (OPEN); từ đó có thể: reportingCampaignClose.`,
  );

export const campaignIsClosed = (code: string) =>
  said(
    `Campaign "${code}" is CLOSED; possible from there: reportingCampaignReopen.`,
    `Đợt "${code}" đã đóng (CLOSED); từ đó có thể: reportingCampaignReopen.`,
  );

export const alreadyAnswered = (code: string) =>
  said(
    `Somebody has begun to answer campaign "${code}": what it asks stays as it is. Close it, and open another one.`,
    `Đã có nơi trả lời đợt "${code}": nội dung được giữ nguyên. Hãy đóng đợt này và mở đợt khác.`,
  );

export const nothingToRevise = () => said("There is nothing to change.", "Không có gì cần thay đổi.");

/* What units answer. */

export const noSuchAnswer = () =>
  said(
    "There is no such answer among those that you may change.",
    "Không có bản trả lời này trong phạm vi bạn được thay đổi.",
  );

export const notYours = (code: string) =>
  said(
    `No facility whose forms you may fill in has code "${code}".`,
    `Không có cơ sở mã "${code}" mà bạn được điền mẫu.`,
  );

export const notDue = (facility: string, form: string, owed: readonly string[]) =>
  said(
    `"${facility}" does not owe "${form}"; it owes: ${listed(owed) || "nothing"}.`,
    `"${facility}" không thuộc diện phải gửi "${form}"; phải gửi: ${listed(owed) || "không có mẫu nào"}.`,
  );

export const answerIsDraft = () =>
  said(
    "The answer is a DRAFT; possible from there: formAnswerSave, formAnswerSubmit.",
    "Bản trả lời đang nhập (DRAFT); từ đó có thể: formAnswerSave, formAnswerSubmit.",
  );

export const answerIsSubmitted = () =>
  said(
    "The answer is SUBMITTED; possible from there: formAnswerReturn, by the Department.",
    "Bản trả lời đã gửi (SUBMITTED); từ đó có thể: formAnswerReturn, do Sở Y tế.",
  );

export const versionNeeded = () =>
  said(
    "Somebody has begun this answer: give the version of it that was seen last.",
    "Đã có bản trả lời này: hãy ghi phiên bản đã xem gần nhất.",
  );

export const nothingEntered = () => said("Nothing has been entered yet.", "Chưa nhập nội dung nào.");

export const noSuchRow = (given: string, known: readonly string[]) =>
  said(
    `The form has no row "${given}" of this facility; it has: ${listed(known)}.`,
    `Mẫu của cơ sở này không có dòng "${given}"; hiện có: ${listed(known)}.`,
  );

export const rowNeeded = (known: readonly string[]) =>
  said(
    `The form has more than one row; say of which of these the figure is: ${listed(known)}.`,
    `Mẫu có nhiều dòng; hãy ghi số liệu thuộc dòng nào: ${listed(known)}.`,
  );

export const noSuchPart = (given: string, known: readonly string[]) =>
  said(
    `The form has no part "${given}" in words; it has: ${listed(known)}.`,
    `Mẫu không có phần "${given}" bằng lời; hiện có: ${listed(known)}.`,
  );

export const belowZero = (number: string, given: number) =>
  said(
    `Column "${number}" takes no figure below 0; ${numberEn(given)} was entered.`,
    `Cột "${number}" không nhận số âm; đã nhập ${numberVi(given)}.`,
  );

export const otherThanFormula = (number: string, formula: string, given: number, expected: number) =>
  said(
    `Column "${number}" is ${formula}: ${numberEn(expected)} was expected, ${numberEn(given)} was entered.`,
    `Cột "${number}" tính theo ${formula}: phải là ${numberVi(expected)}, đã nhập ${numberVi(given)}.`,
  );

export const dividesByZero = (number: string, formula: string) =>
  said(
    `Column "${number}" is ${formula}, which divides by 0: leave it blank.`,
    `Cột "${number}" tính theo ${formula}, là phép chia cho 0: hãy để trống.`,
  );

export const figureIsWrong = (metric: string, subject: string, wrong: LocalizedMessage): LocalizedMessage => ({
  en: `"${metric}" of "${subject}": ${wrong.en}`,
  vi: `"${metric}" của "${subject}": ${wrong.vi}`,
});

export const otherSource = (metric: string, subject: string, on: string, label: string) =>
  said(
    `"${metric}" of "${subject}" on ${on} is on record otherwise from another source, "${label}", and is not replaced.`,
    `"${metric}" của "${subject}" tính đến ${dayVi(on)} đã có từ nguồn khác, "${label}", và khác với bản trả lời; không bị thay thế.`,
  );

/* What a file of them says. */

export const tooExact = (text: string, most: number) =>
  said(
    `"${text}" has more than ${most} decimals; round it.`,
    `"${text}" có hơn ${most} chữ số thập phân; hãy làm tròn.`,
  );

export const noLineOfCampaign = (code: string) =>
  said(
    `Campaign "${code}" is new: the file needs a line of kind CAMPAIGN with its title.`,
    `Đợt "${code}" là đợt mới: tệp cần một dòng loại "Đợt" có tên đợt.`,
  );
