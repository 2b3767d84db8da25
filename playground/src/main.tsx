import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import { createRoot } from "react-dom/client";
import { EditorText } from "./editor-text.js";
import { examples } from "./examples.js";
import iconUrl from "./icon.svg";
import "./playground.css";
import { plugins } from "./plugins.js";
import { sampleQuestions } from "./sample-questions.js";

/** The API stands beside the folder of this page: /graphql for /playground/, also behind a proxy that adds a prefix. */
const fetcher = createGraphiQLFetcher({
  url: new URL("../graphql", window.location.href).href,
  enableIncrementalDelivery: false,
});

/** Headers are not kept in the browser: an admin's token must not stay on a shared computer. */
function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      visiblePlugin={sampleQuestions}
      defaultQuery={examples[0]?.query}
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
    >
      <GraphiQL.Logo>
        <span className="logo">
          <img src={iconUrl} alt="" />
          Hue Health Graph
        </span>
      </GraphiQL.Logo>
      <EditorText />
    </GraphiQL>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(<Playground />);
