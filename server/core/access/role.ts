import { about, describedEnum } from "../schema/about.js";

export const Role = describedEnum("Role", about("What somebody may do.", "Vai trò của người hỏi."), {
  PUBLIC: about("Reads what is published; needs no sign-in.", "Đọc dữ liệu đã công bố; không cần đăng nhập."),
  INTEGRATOR: about("Reads with a key, such as the app Hue-S.", "Đọc bằng khóa truy cập, ví dụ ứng dụng Hue-S."),
  FACILITY_EDITOR: about("Enters the data of its own facility.", "Nhập dữ liệu của đơn vị mình."),
  ADMIN: about("The Department: verifies, publishes, corrects.", "Sở Y tế: thẩm định, công bố, hiệu chỉnh."),
});
export type Role = keyof typeof Role;

export const ApiKeyScope = describedEnum(
  "ApiKeyScope",
  about("What a key may be used for.", "Phạm vi sử dụng của khóa truy cập."),
  {
    READ: about("Every question about published data.", "Mọi câu hỏi về dữ liệu đã công bố."),
    DOCUMENTS_ONLY: about(
      "A limit, beside another scope: only the documents of the SDK and those admitted for the key, by their `documentId`, and `/changes/stream`, which tells when to ask them; anything else, files included, is refused as PERSISTED_DOCUMENTS_ONLY.",
      "Giới hạn, dùng cùng phạm vi khác: chỉ các tài liệu của SDK và tài liệu được chấp nhận cho khóa, gọi bằng `documentId`, và `/changes/stream` báo khi nào nên hỏi; mọi yêu cầu khác, kể cả tải tệp, bị từ chối bằng PERSISTED_DOCUMENTS_ONLY.",
    ),
  },
);
export type ApiKeyScope = keyof typeof ApiKeyScope;
