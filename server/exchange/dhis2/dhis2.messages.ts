import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { numberEn, numberVi } from "../../core/text/numbers.js";

/** What the name of a data element ends with that holds a count of a ratio. */
export const numerator: LocalizedMessage = { en: "numerator", vi: "tử số" };
export const denominator: LocalizedMessage = { en: "denominator", vi: "mẫu số" };

export const noSuchAddress: LocalizedMessage = {
  en: "There is nothing at this address. There are /dhis2/metadata.json, /dhis2/organisationUnits.json, /dhis2/dataElements.json, /dhis2/dataValueSets.json and /dhis2/dataValueSets.adx to be read; /dhis2/dataValueSets and /dhis2/metadata take what is sent by POST.",
  vi: "Không có gì ở địa chỉ này. Có /dhis2/metadata.json, /dhis2/organisationUnits.json, /dhis2/dataElements.json, /dhis2/dataValueSets.json và /dhis2/dataValueSets.adx để đọc; /dhis2/dataValueSets và /dhis2/metadata nhận dữ liệu gửi bằng POST.",
};

export const readOrSend: LocalizedMessage = {
  en: "It is read by GET or HEAD; data values and metadata are sent by POST to /dhis2/dataValueSets and /dhis2/metadata.",
  vi: "Đọc bằng GET hoặc HEAD; số liệu và danh mục được gửi bằng POST đến /dhis2/dataValueSets và /dhis2/metadata.",
};

export const jsonOrAdx: LocalizedMessage = {
  en: "The answer is application/json, of data values also application/adx+xml, and `Accept` takes another only.",
  vi: "Câu trả lời ở dạng application/json, với số liệu còn có application/adx+xml, nhưng `Accept` chỉ nhận dạng khác.",
};

export const sendJsonOrAdx: LocalizedMessage = {
  en: "Send application/json; data values also as application/adx+xml or application/xml.",
  vi: "Hãy gửi dạng application/json; với số liệu còn nhận application/adx+xml hoặc application/xml.",
};

export const tooManyAtOnce: LocalizedMessage = {
  en: "Too many requests of DHIS2 are being answered just now; ask again in a moment.",
  vi: "Đang trả lời quá nhiều yêu cầu DHIS2 cùng lúc; vui lòng hỏi lại sau giây lát.",
};

export const notJson: LocalizedMessage = {
  en: "The body is no JSON.",
  vi: "Nội dung gửi lên không phải là JSON.",
};

export const notXml: LocalizedMessage = {
  en: "The body is no XML that can be read to its end.",
  vi: "Nội dung gửi lên không phải là XML đọc được đến hết.",
};

export const declares: LocalizedMessage = {
  en: "The XML declares a document type or an entity, which no data value needs; leave it out.",
  vi: "XML có khai báo kiểu tài liệu hoặc thực thể, điều mà số liệu không cần; hãy bỏ đi.",
};

export const noDataValueSet: LocalizedMessage = {
  en: "The body is no set of data values: JSON with a list `dataValues`, `adx` with `group` and `dataValue`, or `dataValueSet` with `dataValue`.",
  vi: "Nội dung gửi lên không phải là bộ số liệu: JSON có danh sách `dataValues`, `adx` gồm `group` và `dataValue`, hoặc `dataValueSet` gồm `dataValue`.",
};

export const noMetadata: LocalizedMessage = {
  en: "The body is no metadata: an object with a list `organisationUnits`, `dataElements` or both.",
  vi: "Nội dung gửi lên không phải là danh mục: một đối tượng có danh sách `organisationUnits`, `dataElements` hoặc cả hai.",
};

export const noValues: LocalizedMessage = {
  en: "There is no data value in what was sent.",
  vi: "Không có số liệu nào trong nội dung gửi lên.",
};

export const tooManyValues = (most: number): LocalizedMessage => ({
  en: `A set has at most ${numberEn(most)} data values; send the others by themselves.`,
  vi: `Một bộ có tối đa ${numberVi(most)} số liệu; hãy gửi phần còn lại riêng.`,
});

export const tooManyObjects = (most: number): LocalizedMessage => ({
  en: `At most ${numberEn(most)} objects of a kind are sent at once.`,
  vi: `Mỗi lần gửi tối đa ${numberVi(most)} đối tượng cùng loại.`,
});

export const notAScheme = (name: string, value: string): LocalizedMessage => ({
  en: `\`${name}\` is "${cut(value)}"; here it is uid or code.`,
  vi: `\`${name}\` là "${cut(value)}"; ở đây chỉ nhận uid hoặc code.`,
});

export const notAStrategy = (value: string): LocalizedMessage => ({
  en: `\`importStrategy\` is "${cut(value)}"; here it is CREATE_AND_UPDATE. What is on record is taken away by people alone, for a reason.`,
  vi: `\`importStrategy\` là "${cut(value)}"; ở đây chỉ nhận CREATE_AND_UPDATE. Nội dung đã ghi chỉ do người dùng rút, kèm lý do.`,
});

export const notTrueOrFalse = (value: string): LocalizedMessage => ({
  en: `"${cut(value)}" is neither true nor false.`,
  vi: `"${cut(value)}" không phải là true hoặc false.`,
});

export const notAnInstant = (value: string): LocalizedMessage => ({
  en: `\`lastUpdated\` is "${cut(value)}"; it must be a day or an instant, such as 2026-11-29 or 2026-11-29T08:00:00Z.`,
  vi: `\`lastUpdated\` là "${cut(value)}"; phải là ngày hoặc thời điểm, ví dụ 2026-11-29 hoặc 2026-11-29T08:00:00Z.`,
});

export const noNameOfImport: LocalizedMessage = {
  en: "`clientMutationId` has 1 to 64 letters, digits, - and _.",
  vi: "`clientMutationId` gồm 1 đến 64 chữ cái không dấu, chữ số, - và _.",
};

export const noPeriod = (period: string): LocalizedMessage => ({
  en: `"${cut(period)}" is no period that is known here: a day (20181231), week (2018W52), month (201812), two months (201806B), quarter (2018Q4), half-year (2018S2), year (2018) or financial year (2018April), or in ADX a first day and a duration (2018-12-01/P1M).`,
  vi: `"${cut(period)}" không phải là kỳ dùng được ở đây: ngày (20181231), tuần (2018W52), tháng (201812), hai tháng (201806B), quý (2018Q4), nửa năm (2018S2), năm (2018) hoặc năm tài chính (2018April), trong ADX là ngày đầu kèm độ dài (2018-12-01/P1M).`,
});

export const noOrgUnit = (name: string, nearest: readonly string[]): LocalizedMessage =>
  withNearest(
    {
      en: `No facility or area is called "${cut(name)}".`,
      vi: `Không có cơ sở hoặc đơn vị hành chính nào mang mã "${cut(name)}".`,
    },
    nearest,
  );

export const noArea = (name: string): LocalizedMessage => ({
  en: `"${cut(name)}" is a facility; an organisation unit lies in an area here, and who manages it is an attribute.`,
  vi: `"${cut(name)}" là một cơ sở; ở đây đơn vị nằm trong địa bàn, còn cơ quan quản lý là một thuộc tính.`,
});

export const noDataElement = (name: string, nearest: readonly string[]): LocalizedMessage =>
  withNearest(
    { en: `No metric is called "${cut(name)}".`, vi: `Không có chỉ số nào mang mã "${cut(name)}".` },
    nearest,
  );

export const addMetric = ({ en, vi }: LocalizedMessage): LocalizedMessage => ({
  en: `${en} DHIS2 does not hold what a metric is; the Department adds it, or maps it to one that is there.`,
  vi: `${vi} DHIS2 không chứa đủ định nghĩa của chỉ số; Sở Y tế thêm chỉ số, hoặc ghi vào tệp ánh xạ mã.`,
});

export const noDisaggregation = (name: string, combo: string): LocalizedMessage => ({
  en: `"${cut(name)}" has no part "${cut(combo)}" here; say in the map of codes which metric it is.`,
  vi: `"${cut(name)}" không có phân tổ "${cut(combo)}" ở đây; hãy ghi trong tệp ánh xạ mã đó là chỉ số nào.`,
});

export const noAttributeOption = (combo: string): LocalizedMessage => ({
  en: `"${cut(combo)}" does not tell a first day, such as Frm20180501; figures have no other attributes here.`,
  vi: `"${cut(combo)}" không nêu ngày đầu kỳ, ví dụ Frm20180501; số liệu ở đây không có thuộc tính nào khác.`,
});

export const missing = (property: string): LocalizedMessage => ({
  en: `\`${property}\` is needed.`,
  vi: `Phải có \`${property}\`.`,
});

export const blankValue: LocalizedMessage = {
  en: "There is no value: a blank is no 0, and takes no figure off the record.",
  vi: "Không có giá trị: ô trống không phải là 0, và không rút số liệu nào khỏi sổ.",
};

export const notANumber = (value: string): LocalizedMessage => ({
  en: `"${cut(value)}" is no number of at most 15 digits, such as 1234.5.`,
  vi: `"${cut(value)}" không phải là số có tối đa 15 chữ số, ví dụ 1234.5.`,
});

export const notDeleted: LocalizedMessage = {
  en: "A figure is taken off the record by people, for a reason, and not by an import.",
  vi: "Số liệu chỉ do người dùng rút khỏi sổ, kèm lý do, không rút bằng cách nhập.",
};

export const sentTwice: LocalizedMessage = {
  en: "The same value was sent before.",
  vi: "Giá trị này đã được gửi ở trên.",
};

export const facilitiesLater: LocalizedMessage = {
  en: "Facilities were not tried: some of their areas would have to be there first.",
  vi: "Chưa chạy thử các cơ sở: một số địa bàn của chúng phải có trước.",
};

export const withNearest = ({ en, vi }: LocalizedMessage, nearest: readonly string[]): LocalizedMessage => {
  const names = nearest.map((name) => `"${cut(name)}"`).join(", ");
  return names === "" ? { en, vi } : { en: `${en} Nearest: ${names}.`, vi: `${vi} Gần nhất: ${names}.` };
};

export const tried: LocalizedMessage = {
  en: "Tried: nothing is wrong, and nothing was changed.",
  vi: "Đã chạy thử: không có lỗi, và không thay đổi gì.",
};

export const imported: LocalizedMessage = { en: "Imported.", vi: "Đã nhập." };

export const notImported: LocalizedMessage = {
  en: "Nothing was imported; see the conflicts.",
  vi: "Chưa nhập gì; xem các mục không nhập được.",
};

export const notAllImported: LocalizedMessage = {
  en: "Not all of it was imported; see the reports.",
  vi: "Chưa nhập hết; xem từng mục.",
};

export const noUid = (uid: string): LocalizedMessage => ({
  en: `"${cut(uid)}" is no id of DHIS2: a letter, and ten more letters and digits.`,
  vi: `"${cut(uid)}" không phải là id của DHIS2: một chữ cái và mười chữ cái, chữ số tiếp theo.`,
});

export const mappedTwice: LocalizedMessage = {
  en: "An earlier line says so of another one, or of the same.",
  vi: "Một dòng trước đã ghi điều này cho mã khác, hoặc cho chính mã đó.",
};

export const mapsUnknown = (code: string, nearest: readonly string[]): LocalizedMessage =>
  withNearest(
    {
      en: `The map of codes names "${cut(code)}", which nothing on record is called.`,
      vi: `Tệp ánh xạ mã ghi "${cut(code)}", nhưng không có gì trong sổ mang mã này.`,
    },
    nearest,
  );
