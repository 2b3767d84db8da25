// The panel "Câu hỏi mẫu": tasks, and questions from the reports; a click opens one in a tab, with its variables.
import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { say } from "../../portal/src/language.js";
import { examples, tasks } from "./examples.js";
import { FacilityPicker } from "./facility-picker.js";
import { filesPlugin } from "./files-panel.js";
import { Icon } from "./icon.js";
import type { Example } from "./parse-example.js";

export const sampleQuestions: GraphiQLPlugin = {
  title: say("Câu hỏi mẫu", "Sample questions"),
  icon: () => <Icon of="M3 3.5h14v10H9l-4 3.5v-3.5H3zM8 7a2 2 0 1 1 2.6 1.9c-.4.2-.6.4-.6.9M10 11.6v.1" />,
  content: SampleQuestions,
};

function SampleQuestions() {
  const open = useOpenExample();
  const { setVisiblePlugin } = useGraphiQLActions();

  return (
    <section className="panel sample-questions" aria-labelledby="samples-title">
      <h2 id="samples-title">{sampleQuestions.title}</h2>
      <p>
        {say("Chọn một câu để mở trong thẻ mới, rồi bấm ", "Choose one to open it in a new tab, then press ")}
        <b>▶</b> {say("hoặc", "or")} <kbd>Ctrl</kbd>+<kbd>Enter</kbd>.
      </p>
      <FacilityOfQuestion />
      <h3>{say("Việc thường làm", "Tasks")}</h3>
      <ol>
        {tasks.map((example) => (
          <Sample key={example.title} of={example} onOpen={() => open(example)} />
        ))}
        <Sample
          of={{
            title: say("Nhập một tệp Excel, chạy thử trước", "Import an Excel file, tried first"),
            about: say(
              "Mở mục Tệp: chọn tệp, xem mọi ô sai, rồi mới nhập; cả tệp mẫu và mọi danh sách tải về.",
              "Opens the files: choose one, see every wrong cell, then import it; templates and lists are there too.",
            ),
          }}
          onOpen={() => setVisiblePlugin(filesPlugin)}
        />
      </ol>
      <h3>{say("Câu hỏi từ hai báo cáo", "Questions from the two reports")}</h3>
      <ol>
        {examples.map((example) => (
          <Sample key={example.title} of={example} onOpen={() => open(example)} />
        ))}
      </ol>
    </section>
  );
}

const Sample = ({ of: { title, about }, onOpen }: { of: Pick<Example, "title" | "about">; onOpen: () => void }) => (
  <li>
    <button type="button" onClick={onOpen}>
      <strong>{title}</strong>
      <span>{about}</span>
    </button>
  </li>
);

/** Fills the facility into the variables of the sample that is open, where it has one. */
function FacilityOfQuestion() {
  const editor = useGraphiQL((state) => state.variableEditor);
  const query = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.query ?? "");
  const open = [...tasks, ...examples].find(({ title }) => query.startsWith(`# ${title}\n`));
  const way = open?.facility;
  if (!way) return null;
  return (
    <FacilityPicker
      key={open.title}
      onChoose={(code) => editor?.setValue(JSON.stringify(filled(variablesIn(editor.getValue()), way, code), null, 2))}
    />
  );
}

function variablesIn(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function filled(variables: Record<string, unknown>, [name = "", ...rest]: readonly string[], code: string): object {
  const inner = (variables[name] ?? {}) as Record<string, unknown>;
  return { ...variables, [name]: rest.length > 0 ? filled(inner, rest, code) : Array.isArray(inner) ? [code] : code };
}

/** Goes to the tab that already shows the example; else fills the current tab if it is empty, or a new one. */
function useOpenExample(): (example: Example) => void {
  const { addTab, changeTab } = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));

  return ({ query, variables }) => {
    // On a phone it stands below the list.
    document.getElementById("graphiql-session")?.scrollIntoView({ block: "start" });
    const existing = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? "") === variables);
    if (existing === activeTabIndex) return;
    if (existing >= 0) return changeTab(existing);

    if (queryEditor?.getValue().trim()) addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
}
