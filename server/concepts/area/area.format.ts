import { day, type Format, text } from "../../files/format.js";

export const AREA_TYPE_WORDS = { COUNTRY: "Quốc gia", PROVINCE: "Tỉnh", DISTRICT: "Huyện", COMMUNE: "Xã" };

/** A row an area; `valid_to` is the day on which it no longer exists. */
export const AREAS_LIST: Format = {
  name: "areas",
  formerly: "areas-list",
  titleVi: "Đơn vị hành chính",
  titleEn: "Areas",
  needed: ["code"],
  columns: [
    text("code", "Mã đơn vị hành chính", "478", { codes: "AREA", besidesVi: "mã mới" }),
    text("name", "Tên đơn vị hành chính", "Huyện Phú Vang"),
    text("area_type", "Cấp", "Huyện", { words: AREA_TYPE_WORDS }),
    text("parent", "Thuộc đơn vị hành chính", "46", {
      ...{ codes: "AREA", nameVi: "Tên đơn vị hành chính cấp trên", besidesVi: "mã mới" },
    }),
    day("valid_from", "Có hiệu lực từ"),
    day("valid_to", "Hết hiệu lực từ", "2025-07-01"),
  ],
};
