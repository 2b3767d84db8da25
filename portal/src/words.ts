// Words of the schema's enums, as the documents and the glossary have them.
import { say } from "./language.js";

export const componentName = (component: string): string =>
  ({
    INFRASTRUCTURE: say("Hạ tầng thông tin", "Infrastructure"),
    MANAGEMENT: say("Phần mềm quản lý điều hành", "Management software"),
    HIS: "HIS",
    LIS: "LIS",
    RIS_PACS: "RIS/PACS",
    EMR: say("Bệnh án điện tử (EMR)", "Electronic medical record (EMR)"),
  })[component] ?? component;

export const gradeName = (grade: string): string =>
  ({ BASIC: say("cơ bản", "basic"), ADVANCED: say("nâng cao", "advanced") })[grade] ?? grade;

export const ownershipName = (ownership: string): string =>
  ({
    PUBLIC: say("Công lập thuộc tỉnh", "Public, of the province"),
    SECTOR: say("Bộ, ngành", "Ministry or sector"),
    PRIVATE: say("Tư nhân", "Private"),
  })[ownership] ?? ownership;

export const relationName = (kind: string): string =>
  ({
    MANAGES: say("Do đơn vị này quản lý", "Managed by"),
    GUIDES: say("Do đơn vị này hướng dẫn chuyên môn", "Guided by"),
    MERGED_INTO: say("Sáp nhập vào", "Merged into"),
  })[kind] ?? kind;

export const situationName = (situation: string): string =>
  ({
    NEEDED_MISSING: say("có nhu cầu, chưa có", "asked for, missing"),
    NEEDED_PRESENT: say("có nhu cầu dù đã có", "asked for, though present"),
    NEEDED_NOT_STATED: say(
      "có nhu cầu, tài liệu không nói đã có hay chưa",
      "asked for; nothing says whether it is there",
    ),
    NEEDED_UNKNOWN: say("có nhu cầu, không rõ đã có hay chưa", "asked for; unknown whether it is there"),
    UNASKED_MISSING: say("chưa có, không nêu nhu cầu", "missing, not asked for"),
    UNASKED_PRESENT: say("đã có", "present"),
    UNASKED_NOT_STATED: say(
      "không nêu nhu cầu, tài liệu không nói đã có hay chưa",
      "not asked for; nothing says whether it is there",
    ),
    UNASKED_UNKNOWN: say("không nêu nhu cầu, không rõ đã có hay chưa", "not asked for; unknown whether it is there"),
  })[situation] ?? situation;
