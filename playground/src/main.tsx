// The playground: GraphiQL over the API beside it, in Vietnamese, with panels of our own.
import { useGraphiQL } from "@graphiql/react";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import type { GraphQLSchema } from "graphql";
import { createRoot } from "react-dom/client";
import { language, say } from "../../portal/src/language.js";
import { accountPlugin, WhoIsHere } from "./account.js";
import { askingFetcher } from "./asking-fetcher.js";
import { CopyLink, RunOpened } from "./copy-link.js";
import { LastCost } from "./cost.js";
import { EditorText } from "./editor-text.js";
import { examples } from "./examples.js";
import { filesPlugin } from "./files-panel.js";
import iconUrl from "./icon.svg";
import { keptState } from "./kept-state.js";
import { questionIn } from "./link.js";
import "./playground.css";
import "./panels.css";
import "./act-dialog.css";
import "./phone.css";
import { sampleQuestions } from "./sample-questions.js";
import { SaveQuestion } from "./save-question.js";
import { fetchAs, serverAddress } from "./server.js";
import { tablePlugin } from "./table-panel.js";

const send = createGraphiQLFetcher({
  url: serverAddress("graphql"),
  // The server says with the answer what it has cost.
  headers: { "x-graphql-cost": "1" },
  fetch: fetchAs,
  enableIncrementalDelivery: false,
});
let schema: GraphQLSchema | null | undefined;
const fetcher = askingFetcher(send, () => schema);
const storage = keptState(localStorage);

/** What a link has brought; it stands in the editors from now on, and no longer in the address. */
const opened = questionIn(location.href);
if (location.hash) history.replaceState(null, "", location.pathname + location.search);
document.documentElement.lang = language();

/** Renders nothing; it tells the fetcher the schema that GraphiQL has read. */
function SchemaForActs() {
  schema = useGraphiQL((state) => state.schema);
  return null;
}

/** The panels beside the editor, in the order of their icons. */
const plugins = [sampleQuestions, tablePlugin, filesPlugin, accountPlugin, HISTORY_PLUGIN];

/** Neither headers nor acts are kept in the browser: an admin's token or password must not stay on a shared computer. */
function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      plugins={plugins}
      visiblePlugin={sampleQuestions}
      defaultQuery={examples[0]?.query}
      initialQuery={opened?.query}
      initialVariables={opened?.variables}
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
    >
      <GraphiQL.Logo>
        <div className="logo">
          <WhoIsHere />
          <a href={language() === "en" ? "?" : "?lang=en"} lang={say("en", "vi")}>
            {say("English", "Tiếng Việt")}
          </a>
          <h1>
            <a href="../">
              <img src={iconUrl} alt="" />
              Hue Health Graph
            </a>
          </h1>
        </div>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <CopyLink />
            <SaveQuestion />
          </>
        )}
      </GraphiQL.Toolbar>
      <GraphiQL.Footer>
        <LastCost />
      </GraphiQL.Footer>
      <EditorText />
      <SchemaForActs />
      <RunOpened question={opened} />
    </GraphiQL>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(<Playground />);
