import { say } from "../language.js";
import { ToPage } from "../parts/link.js";
import { Page } from "../parts/page.js";

export const NotFound = () => (
  <Page title={say("Không tìm thấy trang", "Page not found")}>
    <p>
      {say(
        "Địa chỉ này không có trang nào. Có thể đường dẫn bị gõ sai hoặc đã cũ.",
        "There is no page at this address. It may be mistyped or old.",
      )}
    </p>
    <p>
      <ToPage page="">{say("Về trang chủ", "Home")}</ToPage>
      {" · "}
      <ToPage page="co-so">{say("Tìm cơ sở y tế", "Find a health facility")}</ToPage>
    </p>
  </Page>
);
