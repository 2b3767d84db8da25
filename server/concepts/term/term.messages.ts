import type { LocalizedMessage } from "../../core/text/localized-message.js";

export const aims: LocalizedMessage = {
  en: "What targets aim at",
  vi: "Việc mà mục tiêu nhằm vào",
};

export const criterionGroups: LocalizedMessage = {
  en: "Groups of criteria",
  vi: "Nhóm tiêu chí",
};

export const facilityTypes: LocalizedMessage = {
  en: "Types of facilities",
  vi: "Hình thức tổ chức của cơ sở",
};

export const findingKinds: LocalizedMessage = {
  en: "Kinds of findings",
  vi: "Loại nhận định",
};

export const hospitalClasses: LocalizedMessage = {
  en: "Classes of hospitals",
  vi: "Hạng bệnh viện",
};

export const legalKinds: LocalizedMessage = {
  en: "Kinds of legal documents",
  vi: "Loại văn bản",
};

export const programmes: LocalizedMessage = {
  en: "Programmes",
  vi: "Chương trình",
};

export const serviceLevels: LocalizedMessage = {
  en: "Service levels",
  vi: "Tuyến kỹ thuật",
};

export const systems: LocalizedMessage = {
  en: "Information systems",
  vi: "Hệ thống thông tin",
};

export const tracks: LocalizedMessage = {
  en: "Tracks of the roadmap",
  vi: "Nhóm việc của lộ trình",
};

export const units: LocalizedMessage = {
  en: "Units of measure",
  vi: "Đơn vị tính",
};
