import { cut, type LocalizedMessage } from "../../core/text/localized-message.js";
import { dayVi, numberEn, numberVi } from "../../core/text/numbers.js";

export const closedBefore = (code: string, closedOn: string, day: string): LocalizedMessage => ({
  en: `"${code}" closed on ${closedOn}; it was not there on ${day}.`,
  vi: `"${code}" đã ngừng hoạt động từ ${dayVi(closedOn)}; không còn vào ngày ${dayVi(day)}.`,
});

export const namesAnotherFacility = (name: string): LocalizedMessage => ({
  en: `"${name}" already names another facility.`,
  vi: `"${name}" đã là tên của cơ sở khác.`,
});

export const noOwnerOnRecord: LocalizedMessage = {
  en: "Nobody is on record as its owner; a row of facility-ownership says who.",
  vi: "Chưa ghi nhận hình thức sở hữu; hãy thêm một dòng vào facility-ownership.",
};

export const notACode = (code: string, longestCode: number): LocalizedMessage => ({
  en: `"${cut(code)}" is no code of the register; write at most ${numberEn(longestCode)} capitals, digits and hyphens, such as "BV-MAT".`,
  vi: `"${cut(code)}" không phải là mã của sổ đăng ký; hãy viết tối đa ${numberVi(longestCode)} chữ hoa không dấu, chữ số và gạch nối, ví dụ "BV-MAT".`,
});

export const notAName = (longestName: number): LocalizedMessage => ({
  en: `A name has letters, and at most ${numberEn(longestName)} characters.`,
  vi: `Tên phải có chữ cái và tối đa ${numberVi(longestName)} ký tự.`,
});

export const nameTaken = (name: string, code: string | undefined): LocalizedMessage => ({
  en: `"${name}" names ${code} already; a name denotes one facility.`,
  vi: `"${name}" đang chỉ ${code}; mỗi tên chỉ một cơ sở.`,
});

export const closedSince = (code: string, closedOn: string): LocalizedMessage => ({
  en: `"${code}" closed on ${closedOn}; from then on it can only be corrected or reopened.`,
  vi: `"${code}" đã ngừng hoạt động từ ${dayVi(closedOn)}; từ ngày đó chỉ có thể sửa sai hoặc mở lại.`,
});

export const areaHasCodeOn = (on: string): LocalizedMessage => ({
  en: `area has, on ${on}, code`,
  vi: `đơn vị hành chính nào, vào ngày ${dayVi(on)}, mang mã`,
});

export const areaEnded = (area: string, endedOn: string): LocalizedMessage => ({
  en: `"${area}" ended on ${endedOn}; name the area where it stands since.`,
  vi: `"${area}" không còn từ ${dayVi(endedOn)}; hãy ghi đơn vị hành chính nơi cơ sở đặt trụ sở từ đó.`,
});

/** In a list, which may tell what was so. */
export const areaEndedInList = (area: string, endedOn: string): LocalizedMessage => ({
  en: `"${area}" ended on ${endedOn}; name the area where it stands since, or give that day as area_until if nobody knows.`,
  vi: `"${area}" không còn từ ${dayVi(endedOn)}; hãy ghi đơn vị hành chính nơi cơ sở đặt trụ sở từ đó, hoặc ghi ngày ấy ở cột area_until nếu chưa rõ.`,
});

export const areaUntilOfAnEnd = (area: string, endedOn: string | null): LocalizedMessage => ({
  en: `area_until is the day on which the area ended; "${area}" ${endedOn === null ? "goes on" : `ended on ${endedOn}`}.`,
  vi: `Cột area_until là ngày địa bàn không còn; "${area}" ${endedOn === null ? "vẫn còn" : `không còn từ ${dayVi(endedOn)}`}.`,
});

export const placedFromLater = (until: string): LocalizedMessage => ({
  en: `Where it stands is known until ${until} only; that begins before this day.`,
  vi: `Địa bàn chỉ biết đến ngày ${dayVi(until)}; điều đó phải bắt đầu trước ngày này.`,
});

export const managesItself = (code: string): LocalizedMessage => ({
  en: `"${code}" cannot manage or guide itself.`,
  vi: `"${code}" không thể tự quản lý hoặc hướng dẫn chính mình.`,
});

export const closedBody = (code: string, closedOn: string): LocalizedMessage => ({
  en: `"${code}" closed on ${closedOn}; a closed facility manages and guides nobody.`,
  vi: `"${code}" đã ngừng hoạt động từ ${dayVi(closedOn)}; cơ sở đã đóng không quản lý, không hướng dẫn.`,
});

export const circleOfManagement = (code: string, body: string, circleOn: string): LocalizedMessage => ({
  en: `"${code}" itself manages "${body}" on ${circleOn}, directly or not; management would go in a circle.`,
  vi: `Chính "${code}" quản lý "${body}" vào ngày ${dayVi(circleOn)}, trực tiếp hoặc qua đơn vị khác; quan hệ quản lý sẽ thành vòng.`,
});

export const whomItManages: LocalizedMessage = {
  en: "Whom it manages or guides",
  vi: "Đơn vị do cơ sở quản lý hoặc hướng dẫn",
};

export const closedAlready = (closedOn: string): LocalizedMessage => ({
  en: `It closed on ${closedOn}; before it closes on another day it is reopened (facilityReopen).`,
  vi: `Cơ sở đã ngừng hoạt động từ ${dayVi(closedOn)}; muốn ghi ngày khác thì phải mở lại trước (facilityReopen).`,
});

export const closesBeforeOpening = (openedOn: string): LocalizedMessage => ({
  en: `It closes before, or on, ${openedOn}, when it was opened.`,
  vi: `Ngừng hoạt động trước hoặc đúng ngày thành lập ${dayVi(openedOn)}.`,
});

export const codeOfAnArea = (code: string): LocalizedMessage => ({
  en: `"${code}" denotes an area already; choose another code.`,
  vi: `"${code}" đã là mã hoặc tên của đơn vị hành chính; hãy chọn mã khác.`,
});

export const opensTooLate = (openedOn: string, first: string): LocalizedMessage => ({
  en: `${openedOn} is too late: the facility is known on ${first} already.`,
  vi: `${dayVi(openedOn)} là quá muộn: cơ sở đã được biết vào ngày ${dayVi(first)}.`,
});

export const changesAfterClosing = (closedOn: string, last: string): LocalizedMessage => ({
  en: `It closes on ${closedOn}, and something of it changes on ${last}.`,
  vi: `Ngừng hoạt động từ ${dayVi(closedOn)}, nhưng có thông tin thay đổi từ ${dayVi(last)}.`,
});

export const differsFromWhen: LocalizedMessage = {
  en: "The row differs from what is on record; write from which day on it holds.",
  vi: "Dòng này khác với dữ liệu đã có; hãy ghi có hiệu lực từ ngày nào.",
};

export const onRecordFrom = (onRecordFrom: string): LocalizedMessage => ({
  en: `What is on record holds from ${onRecordFrom} on; a list says what came after it.`,
  vi: `Dữ liệu đã có có hiệu lực từ ${dayVi(onRecordFrom)}; danh sách chỉ ghi điều xảy ra sau đó.`,
});

export const anotherBegins = (begins: string, ends: string): LocalizedMessage => ({
  en: `From ${begins} on another one holds; this one cannot hold until ${ends}.`,
  vi: `Từ ${dayVi(begins)} đã có nội dung khác; dòng này không thể có hiệu lực đến ${dayVi(ends)}.`,
});

export const nothingFollows = (ends: string): LocalizedMessage => ({
  en: `From ${ends} on nothing would be on record, where something is now; write what holds from then on.`,
  vi: `Từ ${dayVi(ends)} sẽ không còn nội dung nào, dù nay đang có; hãy ghi nội dung có hiệu lực từ ngày đó.`,
});

export const tooManyBeds = (beds: number, mostBeds: number): LocalizedMessage => ({
  en: `${numberEn(beds)} is more beds than any facility has; at most ${numberEn(mostBeds)}.`,
  vi: `${numberVi(beds)} giường là quá nhiều; tối đa ${numberVi(mostBeds)}.`,
});

export const relatedToItself: LocalizedMessage = {
  en: "A facility cannot stand in this relation to itself.",
  vi: "Cơ sở không thể có quan hệ này với chính mình.",
};

export const closedManager = (code: string | undefined, closedOn: string): LocalizedMessage => ({
  en: `"${code}" closed on ${closedOn}; a closed facility manages nobody.`,
  vi: `"${code}" đã ngừng hoạt động từ ${dayVi(closedOn)}; cơ sở đã đóng không quản lý cơ sở nào.`,
});

export const managesOthers = (count: number, named: string): LocalizedMessage => ({
  en: `It manages or guides ${numberEn(count)}: ${named}. Give them another body first.`,
  vi: `Cơ sở còn quản lý hoặc hướng dẫn ${numberVi(count)} đơn vị: ${named}. Hãy chuyển các đơn vị này trước.`,
});

export const noSuchFacility: LocalizedMessage = {
  en: "There is no such facility.",
  vi: "Không có cơ sở này.",
};

export const theFacility: LocalizedMessage = {
  en: "The facility",
  vi: "Cơ sở",
};

export const itsProfile: LocalizedMessage = {
  en: "What it is",
  vi: "Thông tin của cơ sở",
};

export const wouldNotChange: LocalizedMessage = {
  en: "It is so already: nothing would change.",
  vi: "Thông tin đã như vậy: không có gì thay đổi.",
};

export const codeTaken = (code: string): LocalizedMessage => ({
  en: `"${code}" denotes something else already; choose another code.`,
  vi: `"${code}" đã được dùng; hãy chọn mã khác.`,
});

export const openedAfterKnown = (openedOn: string, on: string): LocalizedMessage => ({
  en: `It opened on ${openedOn}, after the first day that it is known, ${on}.`,
  vi: `Ngày thành lập ${dayVi(openedOn)} sau ngày đầu tiên được biết, ${dayVi(on)}.`,
});

export const it: LocalizedMessage = {
  en: "It",
  vi: "Cơ sở",
};

export const closedAndEnded = (code: string, closedOn: string): LocalizedMessage => ({
  en: `"${code}" closed on ${closedOn}; it can be corrected or reopened.`,
  vi: `"${code}" đã ngừng hoạt động từ ${dayVi(closedOn)}; chỉ có thể sửa sai hoặc mở lại.`,
});

export const managesUntilLater = (code: string, count: number, on: string, named: string): LocalizedMessage => ({
  en: `"${code}" manages ${numberEn(count)} on ${on} or later: ${named}. Give them another managing body first (facilityReassign), or merge it into one (facilityMerge).`,
  vi: `"${code}" còn quản lý ${numberVi(count)} đơn vị từ ${dayVi(on)}: ${named}. Hãy chuyển cơ quan quản lý trước (facilityReassign), hoặc sáp nhập (facilityMerge).`,
});

export const isOpen = (code: string): LocalizedMessage => ({
  en: `"${code}" is open; it can be merged or closed.`,
  vi: `"${code}" đang hoạt động; có thể sáp nhập hoặc đóng.`,
});

export const notItsSpelling = (spelling: string): LocalizedMessage => ({
  en: `"${spelling}" is no spelling on record of this facility.`,
  vi: `"${spelling}" không phải là cách viết đã ghi của cơ sở này.`,
});

export const mergedIntoItself: LocalizedMessage = {
  en: "A facility cannot be merged into itself.",
  vi: "Không thể sáp nhập một cơ sở vào chính nó.",
};

export const mergedIntoClosed = (code: string, closedOn: string): LocalizedMessage => ({
  en: `"${code}" closed on ${closedOn}; name a facility that is open.`,
  vi: `"${code}" đã ngừng hoạt động từ ${dayVi(closedOn)}; hãy ghi một cơ sở đang hoạt động.`,
});

export const mergedIntoManaged = (code: string, into: string, belowOn: string): LocalizedMessage => ({
  en: `"${code}" manages "${into}" on ${belowOn}, directly or not; give "${into}" another managing body first (facilityReassign).`,
  vi: `"${code}" quản lý "${into}" vào ngày ${dayVi(belowOn)}, trực tiếp hoặc qua đơn vị khác; hãy chuyển cơ quan quản lý của "${into}" trước (facilityReassign).`,
});

export const itsPlace: LocalizedMessage = {
  en: "Its place",
  vi: "Nơi đặt trụ sở",
};

export const standsThereAlready = (area: string): LocalizedMessage => ({
  en: `It stands in "${area}" already.`,
  vi: `Cơ sở đã đặt trụ sở tại "${area}".`,
});

export const itsManagement: LocalizedMessage = {
  en: "Its managing body",
  vi: "Cơ quan quản lý",
};

export const itsGuidance: LocalizedMessage = {
  en: "Its guidance",
  vi: "Việc hướng dẫn chuyên môn",
};

export const managesAlready = (guidedBy: string | null | undefined): LocalizedMessage => ({
  en: `"${guidedBy}" manages it; guidance is without management.`,
  vi: `"${guidedBy}" là cơ quan quản lý; hướng dẫn chuyên môn là không quản lý.`,
});

export const nobodyNamed: LocalizedMessage = {
  en: "Say who manages it or who guides it from that day on; nothing would change.",
  vi: "Hãy ghi cơ quan quản lý hoặc đơn vị hướng dẫn từ ngày đó; chưa có gì thay đổi.",
};

export const itsName: LocalizedMessage = {
  en: "Its name",
  vi: "Tên gọi",
};

export const nameAlready = (name: string): LocalizedMessage => ({
  en: `"${name}" is its name already.`,
  vi: `"${name}" đã là tên của cơ sở.`,
});

export const nothingToWithdraw: LocalizedMessage = {
  en: "No change of this kind is on record; what is recorded wrongly is put right by facilityCorrect.",
  vi: "Chưa ghi thay đổi nào thuộc loại này; điều ghi sai thì dùng facilityCorrect.",
};

export const wouldManageAndGuide = (body: string | undefined, code: string): LocalizedMessage => ({
  en: `"${body}" would manage and guide "${code}" at the same time; change the other first.`,
  vi: `"${body}" sẽ vừa quản lý vừa hướng dẫn "${code}"; hãy thay đổi quan hệ kia trước.`,
});

export const stoodInEndedArea = (code: string, endedOn: string): LocalizedMessage => ({
  en: `It stood in "${code}" before, which ended on ${endedOn}; it cannot stand there still.`,
  vi: `Trước đó cơ sở ở "${code}", đơn vị không còn từ ${dayVi(endedOn)}; không thể vẫn ở đó.`,
});

export const nameOfMoreThanOne = (name: string, codes: string): LocalizedMessage => ({
  en: `"${name}" is the name of more than one unit: ${codes}; write the code.`,
  vi: `"${name}" là tên của nhiều đơn vị: ${codes}; hãy ghi mã.`,
});

export const nameIsBlank: LocalizedMessage = {
  en: "The name is blank.",
  vi: "Tên để trống.",
};

export const names: LocalizedMessage = {
  en: "names",
  vi: "tên",
};

export const nameTooLong = (name: string, length: number, longestName: number): LocalizedMessage => ({
  en: `The name "${name}" has ${numberEn(length)} characters; a name has at most ${numberEn(longestName)}.`,
  vi: `Tên "${name}" có ${numberVi(length)} ký tự; mỗi tên tối đa ${numberVi(longestName)}.`,
});

export const noSuchWord = (
  vocabulary: string,
  code: string,
  meant: LocalizedMessage,
  known: readonly string[],
): LocalizedMessage => ({
  en: `No ${vocabulary} has code "${cut(code)}".${meant.en} Known: ${known.join(", ")}.`,
  vi: `Không có mã "${cut(code)}" trong ${vocabulary}.${meant.vi} Các mã: ${known.join(", ")}.`,
});

export const eitherCodeOrId: LocalizedMessage = {
  en: "Give either `code` or `id`: exactly one of them says which facility is meant.",
  vi: "Hãy ghi `code` hoặc `id`: đúng một trong hai để xác định cơ sở.",
};

export const openedBeforeItsEnd = (openedOn: string, closedOn: string): LocalizedMessage => ({
  en: `${openedOn} is too late: the facility is known on days before ${closedOn} already.`,
  vi: `${dayVi(openedOn)} là quá muộn: cơ sở đã được biết trước ngày ${dayVi(closedOn)}.`,
});

/** What is said of a body that would be managed by whom it manages; `on` is null where that has always been so. */
export const managedInACircle = (manager: string, code: string, on: string | null): LocalizedMessage => ({
  en: `"${manager}" is itself managed by "${code}"${on === null ? "" : ` on ${on}`}, directly or not.`,
  vi: `"${manager}" trực thuộc "${code}"${on === null ? "" : ` vào ngày ${dayVi(on)}`}, trực tiếp hoặc gián tiếp.`,
});

export const mergedInACircle = (successor: string, code: string, on: string | null): LocalizedMessage => ({
  en: `"${successor}" was itself merged into "${code}"${on === null ? "" : ` by ${on}`}, directly or not.`,
  vi: `Chính "${successor}" đã sáp nhập vào "${code}"${on === null ? "" : ` vào ngày ${dayVi(on)}`}, trực tiếp hoặc gián tiếp.`,
});

const unknownName = (name: string, asOf: string | null | undefined): LocalizedMessage => ({
  en: `No unit${asOf ? ` that existed on ${asOf}` : ""} is known as "${name}"`,
  vi: `Không có đơn vị nào${asOf ? ` tồn tại vào ngày ${dayVi(asOf)}` : ""} được biết với tên "${name}"`,
});

export const notCompared = (name: string, asOf: string | null | undefined): LocalizedMessage => ({
  en: `${unknownName(name, asOf).en}. Names like it were not looked for: too many names of this question are unknown. Ask for it again.`,
  vi: `${unknownName(name, asOf).vi}. Chưa tìm tên gần giống: câu hỏi có quá nhiều tên chưa biết. Hãy hỏi lại riêng tên này.`,
});

export const nothingLikeIt = (name: string, asOf: string | null | undefined): LocalizedMessage => ({
  en: `${unknownName(name, asOf).en}, and no known name is like it.`,
  vi: `${unknownName(name, asOf).vi}, cũng không có tên nào gần giống.`,
});

export const otherAccents = (name: string, asOf: string | null | undefined, text: string): LocalizedMessage => ({
  en: `${unknownName(name, asOf).en}. It differs from "${text}" only in accents or signs; but so may two units.`,
  vi: `${unknownName(name, asOf).vi}. Tên này chỉ khác "${text}" ở dấu hoặc ký hiệu; nhưng hai đơn vị cũng có thể chỉ khác nhau như vậy.`,
});

export const candidatesOnlyLikeIt = (name: string, asOf: string | null | undefined): LocalizedMessage => ({
  en: `${unknownName(name, asOf).en}; the candidates are only like it, which decides nothing.`,
  vi: `${unknownName(name, asOf).vi}; các đơn vị gợi ý chỉ gần giống, không đủ để xác định.`,
});

export const levelOfNoRound: LocalizedMessage = {
  en: "`level` is a level in a round: give `round` as well.",
  vi: "`level` là mức trong một đợt: hãy ghi cả `round`.",
};
