// The button that saves the question as a .graphql file, and asks for a name where it has none.
import { ToolbarButton, useGraphiQL } from "@graphiql/react";
import { useState } from "react";
import { say } from "../../portal/src/language.js";
import { Icon } from "./icon.js";
import { NAME, questionFile } from "./question-file.js";
import { saveFile } from "./save-file.js";

const focus = (input: HTMLInputElement | null) => input?.focus();

export function SaveQuestion() {
  const editor = useGraphiQL(({ queryEditor }) => queryEditor);
  const [said, setSaid] = useState("");
  const [name, setName] = useState<string>();
  const save = (given?: string) => {
    const file = questionFile(editor?.getValue() ?? "", given);
    setName(undefined);
    setSaid("");
    if (file.is === "file") {
      saveFile(new Blob([file.text], { type: "application/graphql" }), file.name);
      setSaid(say(`Đã lưu thành tệp ${file.name}.`, `Saved as ${file.name}.`));
    } else if (file.is === "nameless") setName(given ?? file.suggested);
    else if (file.is === "act")
      setSaid(
        say("Chỉ lưu được câu hỏi, không lưu việc thay đổi dữ liệu.", "Questions are saved, not changes of data."),
      );
    else setSaid(say("Câu hỏi chưa viết xong nên chưa lưu được.", "The question is not finished."));
  };
  const label = say("Lưu thành file .graphql", "Save as a .graphql file");
  return (
    <>
      <ToolbarButton label={label} onClick={() => save()}>
        <Icon className="graphiql-toolbar-icon" of="M10 3v9m-3.5-3.5L10 12l3.5-3.5M4 14v3h12v-3" />
      </ToolbarButton>
      {name !== undefined && (
        <form
          className="said"
          aria-label={label}
          onSubmit={(event) => {
            event.preventDefault();
            save(name);
          }}
        >
          <label>
            {say("Tên của câu hỏi", "Name of the question")}
            <input
              required
              ref={focus}
              pattern={NAME}
              title={say(
                "Chữ cái không dấu, chữ số và _, không bắt đầu bằng số, tối đa 60 ký tự",
                "Latin letters, digits and _, not beginning with a digit, at most 60 characters",
              )}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </label>
          <button type="submit">{say("Lưu", "Save")}</button>
          <button type="button" onClick={() => setName(undefined)}>
            {say("Đóng", "Close")}
          </button>
        </form>
      )}
      <div className="said" role="status">
        {said && (
          <>
            <p>{said}</p>
            <button type="button" onClick={() => setSaid("")}>
              {say("Đóng", "Close")}
            </button>
          </>
        )}
      </div>
    </>
  );
}
