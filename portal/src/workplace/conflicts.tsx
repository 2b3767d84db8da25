import { say } from "../language.js";
import type { Work } from "./work.js";

interface Conflicts {
  readonly work: Pick<Work<object>, "contested" | "isOthers" | "edits" | "saved" | "decide">;
  nameOf(field: string): string;
  wordOf(value: string): string;
}

/** What two people have entered otherwise in the same field: both stand here, and whoever is here decides. */
export function Conflicts({ work, nameOf, wordOf }: Conflicts) {
  if (work.contested.length === 0)
    return work.isOthers ? (
      <p class="notice" role="status">
        {say(
          "Người khác vừa lưu bản này ở những ô khác; điều bạn nhập được giữ cùng.",
          "Somebody else has just saved other fields of this; what you enter is kept with it.",
        )}
      </p>
    ) : null;
  return (
    <section class="problem" role="alert" aria-label={say("Hai người cùng sửa", "Two people have changed this")}>
      <p>
        <strong>
          {say(
            "Người khác vừa lưu khác với điều bạn nhập. Hãy chọn cho từng ô; ô chưa chọn thì chưa lưu.",
            "Somebody else has saved something else than you entered. Choose for each field; until then it is not saved.",
          )}
        </strong>
      </p>
      <ul class="choices">
        {work.contested.map((field) => (
          <li key={field}>
            {nameOf(field)}
            <div class="buttons">
              <button type="button" onClick={() => work.decide(field, "mine")}>
                {say("Giữ của tôi: ", "Keep mine: ")}
                {wordOf(work.edits[field] ?? "")}
              </button>
              <button type="button" onClick={() => work.decide(field, "theirs")}>
                {say("Lấy bản đã lưu: ", "Take what is saved: ")}
                {wordOf(work.saved[field] ?? "")}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
