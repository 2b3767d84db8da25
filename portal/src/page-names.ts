/** The pages by their address below the root, with their titles in Vietnamese and English. */
export const PAGES = {
  "": ["Trang chủ", "Home"],
  "co-so": ["Cơ sở y tế", "Health facilities"],
  "mot-co-so": ["Một cơ sở", "One facility"],
  "so-sanh": ["So sánh hai đợt", "Two rounds compared"],
  "nhu-cau": ["Nhu cầu", "Stated needs"],
  "lo-trinh": ["Lộ trình 2022–2030", "Roadmap 2022–2030"],
  "de-an-06": ["Đề án 06", "Project 06"],
  "doi-chieu": ["Đối chiếu số liệu", "Figures checked"],
  "dia-ban": ["Địa bàn", "Areas"],
  "gia-dinh": ["Giả định", "What if"],
  "lam-viec": ["Làm việc", "Workplace"],
  "nhap-file": ["Nhập file", "Import a file"],
  "danh-gia": ["Đánh giá", "Assessments"],
  "so-lieu": ["Số liệu", "Figures"],
  "dot-bao-cao": ["Đợt báo cáo", "Reporting campaigns"],
  "tien-do": ["Tiến độ lộ trình", "Progress of the roadmap"],
  "so-dang-ky": ["Sổ đăng ký", "Register"],
  "bao-cao-moi": ["Báo cáo mới", "A new report"],
  "quan-tri": ["Quản trị", "Administration"],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

export type PageName = keyof typeof PAGES;

const EVERYBODY = ["ADMIN", "FACILITY_EDITOR"] as const;
const DEPARTMENT = ["ADMIN"] as const;

/** The pages of the workplace in the order of its menu, and which roles have them. */
export const WORKPLACE = {
  "nhap-file": EVERYBODY,
  "danh-gia": EVERYBODY,
  "so-lieu": EVERYBODY,
  "dot-bao-cao": EVERYBODY,
  "tien-do": EVERYBODY,
  "so-dang-ky": DEPARTMENT,
  "bao-cao-moi": DEPARTMENT,
  "quan-tri": DEPARTMENT,
  "lam-viec": EVERYBODY,
} as const satisfies Partial<Record<PageName, readonly string[]>>;

export type WorkplacePage = keyof typeof WORKPLACE;
