import { say } from "../language.js";
import { useSession } from "../session.js";
import { ToPage } from "./link.js";

/** To what became of a figure, and where it is corrected. Who changed it is not public: only who is signed in is led there. */
export const ToHistory = ({ id, of }: { id: string; of: string }) =>
  useSession().is === "in" ? (
    <>
      {" "}
      <ToPage page="so-lieu" parameters={{ id, ngay: null }}>
        {say("Lịch sử, sửa", "History, correct")}
        <span class="unseen"> {of}</span>
      </ToPage>
    </>
  ) : null;
