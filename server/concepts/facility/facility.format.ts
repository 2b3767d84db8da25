import { day, type Format, number, text } from "../../files/format.js";

export const OWNERSHIP_WORDS = { PUBLIC: "Công lập", PRIVATE: "Tư nhân", SECTOR: "Bộ, ngành" };

/** The newest level that is published of it, and of which round that is. */
export const NEWEST_LEVEL = ["Mức công bố mới nhất", "Đợt của mức công bố"] as const;

/** A row a facility, as it is known last; names, places and bodies above it by code or by name. */
export const FACILITIES_LIST: Format = {
  name: "facilities",
  formerly: "facilities-list",
  titleVi: "Cơ sở y tế",
  titleEn: "Health facilities",
  needed: ["code"],
  columns: [
    text("code", "Mã cơ sở", "TTYT-PHUVANG", { codes: "FACILITY", besidesVi: "mã mới" }),
    text("name", "Tên cơ sở", "Trung tâm Y tế huyện Phú Vang", { nameVi: "Căn cứ tên gọi" }),
    text("facility_type", "Hình thức tổ chức", "Trung tâm y tế", { vocabulary: "FACILITY_TYPE" }),
    text("ownership", "Hình thức sở hữu", "Công lập", { words: OWNERSHIP_WORDS }),
    text("service_level", "Tuyến kỹ thuật", "Huyện/Thị Xã", { vocabulary: "SERVICE_LEVEL" }),
    text("hospital_class", "Xếp hạng", "Hạng II", { vocabulary: "HOSPITAL_CLASS" }),
    number("actual_beds", "Số giường thực kê", "250"),
    text("area", "Địa bàn", "478", { codes: "AREA", nameVi: "Tên địa bàn" }),
    text("managed_by", "Cơ quan quản lý", "SYT", { codes: "FACILITY", nameVi: "Tên cơ quan quản lý" }),
    day("opened_on", "Ngày thành lập"),
    day("closed_on", "Ngày ngừng hoạt động"),
    day("valid_from", "Có hiệu lực từ"),
    day("area_until", "Biết ở địa bàn đến ngày"),
  ],
  besides: NEWEST_LEVEL,
};
