// The playground: GraphiQL over the API beside it, in Vietnamese.
import { useGraphiQL } from "@graphiql/react";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import type { GraphQLSchema } from "graphql";
import { createRoot } from "react-dom/client";
import { askingFetcher } from "./asking-fetcher.js";
import { EditorText } from "./editor-text.js";
import { examples } from "./examples.js";
import iconUrl from "./icon.svg";
import { keptState } from "./kept-state.js";
import "./playground.css";
import { sampleQuestions } from "./sample-questions.js";

/** The API stands beside the folder of this page: /graphql for /playground/, also behind a proxy that adds a prefix. */
const send = createGraphiQLFetcher({
  url: new URL("../graphql", window.location.href).href,
  enableIncrementalDelivery: false,
});
let schema: GraphQLSchema | null | undefined;
const fetcher = askingFetcher(send, () => schema);
const storage = keptState(localStorage);

/** Renders nothing; it tells the fetcher the schema that GraphiQL has read. */
function SchemaForActs() {
  schema = useGraphiQL((state) => state.schema);
  return null;
}

/** The panels beside the editor, in the order of their icons. */
const plugins = [sampleQuestions, HISTORY_PLUGIN];

/** Neither headers nor acts are kept in the browser: an admin's token or password must not stay on a shared computer. */
function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
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
      <SchemaForActs />
    </GraphiQL>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(<Playground />);
