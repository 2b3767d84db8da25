// What can be typed of a facility of the register: each field, how it is asked for, and what is on record of it.
import type { FacilityRecordQuery } from "hue-health-sdk";
import { say } from "../language.js";

export type FacilityOnRecord = NonNullable<FacilityRecordQuery["facility"]>;
export type Aspect = "NAME" | "PLACE" | "PROFILE" | "MANAGEMENT" | "GUIDANCE";

/** How a field is asked for; of the first ones the value is a code. */
type Kind =
  | ("facility" | "area" | "document" | "ownership" | "aspect" | "FACILITY_TYPE" | "SERVICE_LEVEL" | "HOSPITAL_CLASS")
  | ("text" | "long" | "lines" | "day" | "number");

/** What is typed in a form, by the names of the fields of the input; a list stands one to a line. */
export type Values = Readonly<Record<string, string>>;

export interface RegisterField {
  readonly name: string;
  readonly kind: Kind;
  readonly label: () => string;
  readonly hint?: () => string;
  /** What is on record of it now; left out: nothing that could be changed. */
  readonly was?: (of: FacilityOnRecord) => string;
  readonly isRequired?: boolean;
  /** From when on, and on what it rests: no change by itself. */
  readonly isBasis?: boolean;
}

export const NAME = {
  name: "name",
  kind: "text",
  label: () => say("Tên", "Name"),
  was: ({ name }) => name,
} as const satisfies RegisterField;
export const AREA = {
  name: "area",
  kind: "area",
  label: () => say("Địa bàn đặt trụ sở", "Area where it stands"),
  hint: () => say("Cấp nhỏ nhất được biết: xã, phường.", "The smallest one that is known: the commune."),
  was: ({ area }) => area?.code ?? "",
} as const satisfies RegisterField;
export const MANAGED_BY = {
  name: "managedBy",
  kind: "facility",
  label: () => say("Cơ quan quản lý", "Managing body"),
  hint: () => say("Để trống: không có trong sổ.", "Blank: none of the register."),
  was: ({ parent }) => parent?.code ?? "",
} as const satisfies RegisterField;
export const GUIDED_BY = {
  name: "guidedBy",
  kind: "facility",
  label: () => say("Đơn vị hướng dẫn chuyên môn", "Guided by"),
  hint: () => say("Để trống: không có.", "Blank: nobody."),
  was: ({ guidedBy }) => guidedBy?.code ?? "",
} as const satisfies RegisterField;
export const OPENED_ON = {
  name: "openedOn",
  kind: "day",
  label: () => say("Ngày thành lập", "Opened on"),
  hint: () => say("Để trống: chưa rõ.", "Blank: not known."),
  was: ({ openedOn }) => openedOn ?? "",
} as const satisfies RegisterField;
export const NOTE = {
  name: "noteVi",
  kind: "long",
  label: () => say("Ghi chú", "Remark"),
  was: ({ noteVi }) => noteVi ?? "",
} as const satisfies RegisterField;
export const PROFILE = [
  {
    name: "facilityType",
    kind: "FACILITY_TYPE",
    label: () => say("Hình thức tổ chức", "Type"),
    was: ({ facilityType }: FacilityOnRecord) => facilityType.code,
    isRequired: true,
  },
  {
    name: "ownership",
    kind: "ownership",
    label: () => say("Sở hữu", "Ownership"),
    was: ({ ownership }: FacilityOnRecord) => ownership,
    isRequired: true,
  },
  {
    name: "serviceLevel",
    kind: "SERVICE_LEVEL",
    label: () => say("Tuyến kỹ thuật", "Service level"),
    was: ({ serviceLevel }: FacilityOnRecord) => serviceLevel?.code ?? "",
  },
  {
    name: "hospitalClass",
    kind: "HOSPITAL_CLASS",
    label: () => say("Xếp hạng", "Class"),
    was: ({ hospitalClass }: FacilityOnRecord) => hospitalClass?.code ?? "",
  },
  {
    name: "actualBeds",
    kind: "number",
    label: () => say("Giường thực kê (giường)", "Actual beds (beds)"),
    hint: () => say("Để trống: chưa rõ.", "Blank: not known."),
    was: ({ actualBeds }: FacilityOnRecord) => (actualBeds === null ? "" : String(actualBeds)),
  },
] as const satisfies readonly RegisterField[];

export const ON = {
  name: "on",
  kind: "day",
  label: () => say("Từ ngày", "From the day"),
  hint: () =>
    say(
      "Ngày việc này có hiệu lực, không sau hôm nay; các ngày trước đó giữ như cũ.",
      "When it took effect, not after today; the days before stay as they are.",
    ),
  isRequired: true,
  isBasis: true,
} as const satisfies RegisterField;
export const DOCUMENT = {
  name: "legalDocument",
  kind: "document",
  label: () => say("Văn bản quy định", "Legal document"),
  isBasis: true,
} as const satisfies RegisterField;
export const BASIS = {
  name: "basisVi",
  kind: "long",
  label: () => say("Căn cứ", "Basis"),
  hint: () => say("Ghi bằng lời, nhất là khi văn bản chưa có trong danh mục.", "In words, in Vietnamese."),
  isBasis: true,
} as const satisfies RegisterField;
export const REASON = {
  name: "reason",
  kind: "long",
  label: () => say("Lý do", "Reason"),
  hint: () => say("Lưu vào nhật ký.", "It is kept in the trail."),
  isRequired: true,
  isBasis: true,
} as const satisfies RegisterField;

/** All that a facility is at one time, to set two versions of it side by side. */
export const FACTS: readonly RegisterField[] = [NAME, ...PROFILE, AREA, MANAGED_BY, GUIDED_BY, OPENED_ON, NOTE];

export const aspectName = (aspect: string): string =>
  ({
    NAME: say("Tên", "Name"),
    PLACE: say("Địa bàn đặt trụ sở", "Area where it stands"),
    PROFILE: say("Hình thức, sở hữu, tuyến, hạng, giường", "Type, owner, level, class, beds"),
    MANAGEMENT: say("Cơ quan quản lý", "Managing body"),
    GUIDANCE: say("Đơn vị hướng dẫn chuyên môn", "Guided by"),
  })[aspect] ?? aspect;
