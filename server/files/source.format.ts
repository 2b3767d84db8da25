/** How an export calls the columns that say where its lines come from. */
export const SOURCE_HEADERS = ["Tài liệu nguồn", "Đề mục", "Tên tài liệu nguồn"] as const;
