// The panel "Câu hỏi mẫu": questions from the reports; a click opens one in a tab, with its variables.
import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { examples } from "./examples.js";
import type { Example } from "./parse-example.js";

export const sampleQuestions: GraphiQLPlugin = {
  title: "Câu hỏi mẫu",
  icon: QuestionIcon,
  content: SampleQuestions,
};

function SampleQuestions() {
  const open = useOpenExample();

  return (
    <section className="sample-questions" aria-label={sampleQuestions.title}>
      <header className="graphiql-doc-explorer-title">{sampleQuestions.title}</header>
      <p>
        Chọn một câu hỏi để mở trong thẻ mới, rồi bấm nút <b>▶</b> hoặc <kbd>Ctrl</kbd>+<kbd>Enter</kbd> để xem kết quả.
      </p>
      <ol>
        {examples.map((example) => (
          <li key={example.title}>
            <button type="button" onClick={() => open(example)}>
              <strong>{example.title}</strong>
              <span>{example.about}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
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
    const existing = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? "") === variables);
    if (existing === activeTabIndex) return;
    if (existing >= 0) return changeTab(existing);

    if (queryEditor?.getValue().trim()) addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
}

function QuestionIcon() {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 3.5h14v10H9l-4 3.5v-3.5H3z" strokeLinejoin="round" />
      <path d="M8 7a2 2 0 1 1 2.6 1.9c-.4.2-.6.4-.6.9" />
      <path d="M10 11.6v.1" />
    </svg>
  );
}
