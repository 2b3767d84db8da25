import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const withinItself = (parent: string, code: string): LocalizedMessage => ({
  en: `"${parent}" itself lies within "${code}", directly or not.`,
  vi: `Chính "${parent}" nằm trong "${code}", trực tiếp hoặc gián tiếp.`,
});

export const otherAreaOnRecord = (code: string): LocalizedMessage => ({
  en: `Another is on record; a change of "${code}" since a day is imported by the tables area-names and area-changes.`,
  vi: `Khác với dữ liệu đã có; thay đổi của "${code}" từ một ngày được nhập bằng bảng area-names và area-changes.`,
});

/** `null`: since ever, until further notice. */
export const codeOfAnotherArea = (code: string, from: string | null, to: string | null): LocalizedMessage => ({
  en: `"${code}" denotes another area${from === null ? "" : ` from ${from}`}${to === null ? " until further notice" : ` to ${to}`}; a code has one holder at a time.`,
  vi: `"${code}" là mã của đơn vị khác${from === null ? "" : ` từ ${dayVi(from)}`}${to === null ? " đến nay" : ` đến ${dayVi(to)}`}; mỗi mã chỉ có một đơn vị tại một thời điểm.`,
});

export const notAnAreaCode = (code: string, longest: number): LocalizedMessage => ({
  en: `"${cut(code)}" is no code of an area: letters and digits, at most ${numberEn(longest)}, such as "478".`,
  vi: `"${cut(code)}" không phải là mã đơn vị hành chính: chữ cái không dấu và chữ số, tối đa ${numberVi(longest)} ký tự, ví dụ "478".`,
});

export const notAnAreaName = (longest: number): LocalizedMessage => ({
  en: `A name has letters, and at most ${numberEn(longest)} characters.`,
  vi: `Tên phải có chữ cái và tối đa ${numberVi(longest)} ký tự.`,
});

export const codeOfFacility = (code: string): LocalizedMessage => ({
  en: `"${code}" is the code of a facility; a code denotes one of both.`,
  vi: `"${code}" là mã của một cơ sở; mỗi mã chỉ thuộc về một trong hai.`,
});

export const areaHasCodeThen = (on: string | null): LocalizedMessage => ({
  en: on === null ? "area has, since ever, code" : `area has, on ${on}, code`,
  vi:
    on === null
      ? "đơn vị hành chính nào, từ trước đến nay, mang mã"
      : `đơn vị hành chính nào, vào ngày ${dayVi(on)}, mang mã`,
});

export const endedArea = (code: string, endedOn: string): LocalizedMessage => ({
  en: `"${code}" ended on ${endedOn}; name an area that is still there.`,
  vi: `"${code}" không còn từ ${dayVi(endedOn)}; hãy ghi đơn vị hành chính còn tồn tại.`,
});

export const areaHasEnded = (code: string, endedOn: string): LocalizedMessage => ({
  en: `"${code}" has ended on ${endedOn}; from then on it can only be corrected.`,
  vi: `"${code}" đã kết thúc từ ${dayVi(endedOn)}; từ ngày đó chỉ có thể sửa sai.`,
});

export const parentNeeded = (code: string): LocalizedMessage => ({
  en: `Say in which area "${code}" lies; only a country lies in none.`,
  vi: `Hãy ghi "${code}" thuộc đơn vị hành chính nào; chỉ quốc gia mới không thuộc đơn vị nào.`,
});

export const countryLiesInNone: LocalizedMessage = {
  en: "A country lies in no area.",
  vi: "Quốc gia không thuộc đơn vị hành chính nào.",
};

export const documentOrReason: LocalizedMessage = {
  en: "Say on what it rests: the number of a legal document on record, or a reason in words.",
  vi: "Hãy ghi căn cứ: số văn bản đã có trong danh mục, hoặc lý do bằng lời.",
};

export const namedSoAlready = (name: string): LocalizedMessage => ({
  en: `It is called "${name}" on that day already.`,
  vi: `Vào ngày đó tên đã là "${name}".`,
});

export const liesThereAlready = (code: string): LocalizedMessage => ({
  en: `It lies in "${code}" on that day already.`,
  vi: `Vào ngày đó đã thuộc "${code}".`,
});

export const circleOfAreas = (parent: string, code: string, on: string): LocalizedMessage => ({
  en: `"${parent}" itself lies within "${code}" on ${on}, directly or not.`,
  vi: `Vào ngày ${dayVi(on)} chính "${parent}" nằm trong "${code}", trực tiếp hoặc gián tiếp.`,
});

export const wentIntoItself: LocalizedMessage = {
  en: "An area does not go into itself.",
  vi: "Đơn vị hành chính không nhập vào chính nó.",
};

/** What is left in an area, by the names in the sentence. */
export const stillWithin = (code: string, on: string, areas: string, facilities: string): LocalizedMessage => {
  const en = [areas && `areas ${areas}`, facilities && `facilities ${facilities}`].filter(Boolean).join("; ");
  const vi = [areas && `đơn vị hành chính ${areas}`, facilities && `cơ sở ${facilities}`].filter(Boolean).join("; ");
  return {
    en: `In "${code}" there are, on ${on} or later: ${en}. Say where they are from that day on first.`,
    vi: `Từ ngày ${dayVi(on)}, trong "${code}" còn có: ${vi}. Trước hết hãy ghi từ ngày đó các đơn vị này thuộc đâu.`,
  };
};

export const figuresFrom = (code: string, on: string, named: string): LocalizedMessage => ({
  en: `There are figures of "${code}" of ${on} or later: ${named}. Withdraw them first, or record a later day.`,
  vi: `Đã có số liệu của "${code}" từ ngày ${dayVi(on)}: ${named}. Hãy rút các số liệu đó trước, hoặc ghi ngày sau đó.`,
});

export const figuresOfLevel = (code: string, named: string): LocalizedMessage => ({
  en: `The level of "${code}" stays, since its figures are of metrics that are collected for it: ${named}.`,
  vi: `Cấp của "${code}" phải giữ nguyên vì đã có số liệu của các chỉ số thu thập cho cấp này: ${named}.`,
});

export const areaIsCountry = (code: string): LocalizedMessage => ({
  en: `The level of "${code}" stays: a country lies in no area, and any other area lies in one.`,
  vi: `Cấp của "${code}" phải giữ nguyên: quốc gia không thuộc đơn vị nào, các đơn vị khác thì có.`,
});

export const spellingTaken = (spelling: string, code: string): LocalizedMessage => ({
  en: `"${spelling}" is on record as a spelling of "${code}"; a spelling denotes one area.`,
  vi: `"${spelling}" đã là cách viết của "${code}"; mỗi cách viết chỉ thuộc một đơn vị.`,
});

export const notItsSpelling = (spelling: string): LocalizedMessage => ({
  en: `"${spelling}" is no spelling of this area on record.`,
  vi: `"${spelling}" không phải là cách viết đã ghi của đơn vị này.`,
});

export const noSuchArea: LocalizedMessage = {
  en: "There is no such area.",
  vi: "Không có đơn vị hành chính này.",
};

export const theArea: LocalizedMessage = { en: "The area", vi: "Đơn vị hành chính" };
export const itsName: LocalizedMessage = { en: "Its name", vi: "Tên gọi" };
export const itsPlace: LocalizedMessage = { en: "The area that it lies in", vi: "Đơn vị hành chính cấp trên" };
export const whatLiesInIt: LocalizedMessage = { en: "What is on record of it", vi: "Dữ liệu về đơn vị này" };
export const aSpelling: LocalizedMessage = { en: "spellings", vi: "cách viết" };
