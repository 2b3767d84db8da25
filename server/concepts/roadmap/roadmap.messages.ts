import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const plannedAlready = (year: number): LocalizedMessage => ({
  en: `It is planned for ${year} already.`,
  vi: `Mốc đã ở năm ${year}.`,
});

export const severalOfWords = (words: string, count: number): LocalizedMessage => ({
  en: `${numberEn(count)} have the words "${cut(words)}"; name one by its id.`,
  vi: `Có ${numberVi(count)} mục cùng nội dung "${cut(words)}"; hãy nêu định danh của một mục.`,
});

export const noSuchMilestone: LocalizedMessage = {
  en: "There is no such milestone.",
  vi: "Không có mốc này.",
};

export const theMilestone: LocalizedMessage = {
  en: "The milestone",
  vi: "Mốc",
};

export const notAnAddress = (address: string): LocalizedMessage => ({
  en: `"${cut(address)}" is no address that begins with https:// and has no name or password in it.`,
  vi: `"${cut(address)}" không phải là địa chỉ bắt đầu bằng https:// và không chứa tên, mật khẩu.`,
});

export const milestoneMovedOn: LocalizedMessage = {
  en: "The milestone has moved on from there; the status of its last progress alone can be corrected.",
  vi: "Mốc đã chuyển tiếp từ đó; chỉ sửa được tình trạng của tiến độ gần nhất.",
};

export const progressOfProvince: LocalizedMessage = {
  en: "The progress of the province as a whole is recorded by the Department; name the facility whose progress it is.",
  vi: "Tiến độ của toàn tỉnh do Sở Y tế ghi; hãy ghi mã cơ sở có tiến độ này.",
};

export const noFacilityOfProgress = (on: string, facility: string): LocalizedMessage => ({
  en: `On ${on} nothing for which you may record progress has code "${facility}".`,
  vi: `Vào ngày ${dayVi(on)} không có cơ sở nào mang mã "${facility}" mà bạn được ghi tiến độ.`,
});

export const versionOfMilestoneNeeded: LocalizedMessage = {
  en: "Without `facility` the milestone itself changes: give the version of it that was seen last.",
  vi: "Khi không ghi `facility` thì chính mốc thay đổi: hãy ghi phiên bản của mốc đã xem gần nhất.",
};

export const beforeEarlierProgress = (before: string, on: string): LocalizedMessage => ({
  en: `Progress of ${before} is on record; ${on} is before it.`,
  vi: `Đã có tiến độ ngày ${dayVi(before)}; ${dayVi(on)} là trước ngày đó.`,
});

export const afterLaterProgress = (after: string, on: string): LocalizedMessage => ({
  en: `Later progress of ${after} is on record; ${on} is after it.`,
  vi: `Đã có tiến độ sau đó ngày ${dayVi(after)}; ${dayVi(on)} là sau ngày này.`,
});

export const noSuchProgress: LocalizedMessage = {
  en: "There is no such progress among what you may change.",
  vi: "Không có tiến độ này trong phạm vi bạn được thay đổi.",
};

export const theProgress: LocalizedMessage = {
  en: "The progress",
  vi: "Tiến độ",
};

export const notAYear = (year: number, firstYear: number, lastYear: number): LocalizedMessage => ({
  en: `"${year}" is no year from ${firstYear} to ${lastYear}.`,
  vi: `"${year}" không phải là năm từ ${firstYear} đến ${lastYear}.`,
});

export const noSuchTarget: LocalizedMessage = {
  en: "There is no such target.",
  vi: "Không có mục tiêu này.",
};

export const theTarget: LocalizedMessage = {
  en: "The target",
  vi: "Mục tiêu",
};

export const dueInOtherYear = (dueOn: string, year: number): LocalizedMessage => ({
  en: `${dueOn} is not in ${year}.`,
  vi: `${dayVi(dueOn)} không thuộc năm ${year}.`,
});

export const valueWithoutMetric: LocalizedMessage = {
  en: "A value is in the unit of a metric: name the metric.",
  vi: "Giá trị tính theo đơn vị của chỉ số: hãy ghi chỉ số.",
};

export const comparedWithNothing: LocalizedMessage = {
  en: "A comparison is with a value: give the value.",
  vi: "So sánh phải có giá trị: hãy ghi giá trị.",
};

/** What is possible from a status: progress to others, and acts. */
export const notPossibleFrom = (
  status: string,
  progress: readonly string[],
  acts: readonly string[],
): LocalizedMessage => ({
  en: `It is ${status}; possible from there: ${stepsIn("progress", progress, acts) || "correcting the progress that says so (milestoneCorrectProgress)"}.`,
  vi: `Đang ở tình trạng ${status}; có thể: ${stepsIn("tiến độ", progress, acts) || "sửa tiến độ đã ghi (milestoneCorrectProgress)"}.`,
});

const stepsIn = (word: string, progress: readonly string[], acts: readonly string[]): string =>
  [...(progress.length > 0 ? [`${word} (${progress.join(", ")})`] : []), ...acts].join("; ");
