import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";

export const noSuchAddress = (types: string): LocalizedMessage => ({
  en: `There is nothing at this address. There are /fhir/metadata and, where TYPE is one of ${types}: /fhir/TYPE, /fhir/TYPE/ID and, by POST, /fhir/TYPE/_search.`,
  vi: `Không có gì ở địa chỉ này. Có /fhir/metadata và, với TYPE là một trong ${types}: /fhir/TYPE, /fhir/TYPE/ID và, bằng POST, /fhir/TYPE/_search.`,
});

export const noSuchResource = (type: string, id: string): LocalizedMessage => ({
  en: `No ${type} has the id "${cut(id)}".`,
  vi: `Không có ${type} nào có id "${cut(id)}".`,
});

export const readOnly: LocalizedMessage = {
  en: "FHIR is read here, by GET or HEAD; a search may also be sent by POST to /fhir/TYPE/_search.",
  vi: "FHIR ở đây chỉ để đọc, bằng GET hoặc HEAD; tìm kiếm cũng gửi được bằng POST đến /fhir/TYPE/_search.",
};

export const jsonOnly: LocalizedMessage = {
  en: "The answer is application/fhir+json of FHIR 4.0, and `Accept` or `_format` takes another only.",
  vi: "Câu trả lời ở dạng application/fhir+json của FHIR 4.0, nhưng `Accept` hoặc `_format` chỉ nhận dạng khác.",
};

export const formOnly: LocalizedMessage = {
  en: "Send the parameters of a search as application/x-www-form-urlencoded.",
  vi: "Hãy gửi các tham số tìm kiếm dạng application/x-www-form-urlencoded.",
};

export const tooManyAtOnce: LocalizedMessage = {
  en: "Too many FHIR requests are being answered just now; ask again in a moment.",
  vi: "Đang trả lời quá nhiều yêu cầu FHIR cùng lúc; vui lòng hỏi lại sau giây lát.",
};

export const unknownParameter = (name: string, known: string): LocalizedMessage => ({
  en: `A search takes no "${cut(name)}" here. It takes: ${known}.`,
  vi: `Tìm kiếm ở đây không có tham số "${cut(name)}". Có: ${known}.`,
});

export const unknownModifier = (name: string, modifier: string, known: string): LocalizedMessage => ({
  en: `\`${name}\` takes no ":${cut(modifier)}"${known === "" ? "; it takes none" : `; it takes: ${known}`}.`,
  vi: `\`${name}\` không có ":${cut(modifier)}"${known === "" ? "; tham số này không có bổ ngữ nào" : `; có: ${known}`}.`,
});

export const tooManyValues = (most: number): LocalizedMessage => ({
  en: `A search takes up to ${most} values in all.`,
  vi: `Một lần tìm kiếm nhận tối đa ${most} giá trị.`,
});

export const tooLong = (name: string, most: number): LocalizedMessage => ({
  en: `\`${cut(name)}\` is too long; a value has up to ${most} characters.`,
  vi: `\`${cut(name)}\` quá dài; một giá trị có tối đa ${most} ký tự.`,
});

export const notACount = (value: string): LocalizedMessage => ({
  en: `\`_count\` is "${cut(value)}"; it must be a whole number from 0 on.`,
  vi: `\`_count\` là "${cut(value)}"; phải là số nguyên từ 0 trở lên.`,
});

export const notACursor = (value: string): LocalizedMessage => ({
  en: `\`_after\` is "${cut(value)}"; it comes with the link to the next page, and is an id.`,
  vi: `\`_after\` là "${cut(value)}"; tham số này có trong liên kết đến trang sau, và là một id.`,
});

export const notADate = (name: string, value: string): LocalizedMessage => ({
  en: `\`${name}\` is "${cut(value)}"; it must be a date or an instant of FHIR such as 2026, 2026-11, 2026-11-29 or 2026-11-29T08:00:00Z, behind eq, ne, gt, lt, ge, le, sa, eb or nothing.`,
  vi: `\`${name}\` là "${cut(value)}"; phải là ngày hoặc thời điểm của FHIR như 2026, 2026-11, 2026-11-29 hoặc 2026-11-29T08:00:00Z, sau eq, ne, gt, lt, ge, le, sa, eb hoặc không có gì.`,
});

export const notTrueOrFalse = (name: string, value: string): LocalizedMessage => ({
  en: `\`${name}\` is "${cut(value)}"; it must be true or false.`,
  vi: `\`${name}\` là "${cut(value)}"; phải là true hoặc false.`,
});

export const notAReference = (name: string, value: string, type: string): LocalizedMessage => ({
  en: `\`${name}\` is "${cut(value)}"; it must be the id of a resource of type ${type}, alone, as ${type}/ID or with the address here.`,
  vi: `\`${name}\` là "${cut(value)}"; phải là id của một tài nguyên loại ${type}, đứng riêng, dạng ${type}/ID hoặc kèm địa chỉ ở đây.`,
});

export const tooMuchIncluded = (most: number): LocalizedMessage => ({
  en: `More than ${most} resources would come with this page; take a smaller \`_count\`, or search for them by themselves.`,
  vi: `Trang này sẽ kéo theo hơn ${most} tài nguyên; hãy dùng \`_count\` nhỏ hơn, hoặc tìm riêng các tài nguyên đó.`,
});

export const ignored = (names: string): LocalizedMessage => ({
  en: `Not used, since a search takes nothing of the kind here: ${cut(names)}. The link "self" shows what was.`,
  vi: `Không dùng, vì tìm kiếm ở đây không có: ${cut(names)}. Liên kết "self" cho biết những gì đã dùng.`,
});
