import { about, describedEnum } from "../../../core/schema/about.js";

export const Component = describedEnum(
  "Component",
  about(
    "A part of the assessment of Circular 54/2017/TT-BYT.",
    "Một nhóm nội dung đánh giá theo Thông tư 54/2017/TT-BYT.",
  ),
  {
    INFRASTRUCTURE: about("Information infrastructure; reported as a level.", "Hạ tầng thông tin; báo cáo bằng mức."),
    MANAGEMENT: about(
      "Management software; reported as a grade.",
      "Phần mềm quản lý điều hành; báo cáo bằng hạng cơ bản hoặc nâng cao.",
    ),
    HIS: about(
      "Hospital information system; reported as a level.",
      "Hệ thống thông tin bệnh viện (HIS); báo cáo bằng mức.",
    ),
    LIS: about(
      "Laboratory information system; reported as a grade.",
      "Hệ thống thông tin xét nghiệm (LIS); báo cáo bằng hạng cơ bản hoặc nâng cao.",
    ),
    RIS_PACS: about(
      "Radiology information system and picture archive; reported as a grade.",
      "Hệ thống thông tin chẩn đoán hình ảnh và lưu trữ hình ảnh (RIS/PACS); báo cáo bằng hạng cơ bản hoặc nâng cao.",
    ),
    EMR: about(
      "Electronic medical record; reported as a grade.",
      "Bệnh án điện tử (EMR); báo cáo bằng hạng cơ bản hoặc nâng cao.",
    ),
  },
);
export type Component = keyof typeof Component;
export const COMPONENTS = Object.values(Component);
/** The components that are reported as a level; the others are reported as a grade. */
export const LEVELLED: readonly Component[] = ["HIS", "INFRASTRUCTURE"];

/** What a component is called where its result is shown. */
export const COMPONENT_LABELS: Record<Component, string> = {
  INFRASTRUCTURE: "Hạ tầng thông tin",
  MANAGEMENT: "Quản lý điều hành",
  HIS: "HIS",
  LIS: "LIS",
  RIS_PACS: "RIS/PACS",
  EMR: "EMR",
};

export const Grade = describedEnum("Grade", about("Grade of a component.", "Hạng của một nhóm nội dung."), {
  BASIC: about("Basic (cơ bản).", "Cơ bản."),
  ADVANCED: about("Advanced (nâng cao).", "Nâng cao."),
});
export type Grade = keyof typeof Grade;
export const GRADES = Object.values(Grade);
