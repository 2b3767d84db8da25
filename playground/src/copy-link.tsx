// The button that copies an address with the question, and what opens such an address.
import { ToolbarButton, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useRef, useState } from "react";
import { say } from "../../portal/src/language.js";
import { Icon } from "./icon.js";
import { linkTo, onlyAsks, type Question } from "./link.js";

/** What is said of the address after the button was pressed. */
interface Said {
  message: string;
  /** To be copied by hand: without HTTPS a browser lets no program copy. */
  address?: string;
}

export function CopyLink() {
  const editors = useGraphiQL(({ queryEditor, variableEditor }) => ({ queryEditor, variableEditor }));
  const [said, setSaid] = useState<Said>();
  const copy = async () => {
    const query = editors.queryEditor?.getValue() ?? "";
    const variables = editors.variableEditor?.getValue() ?? "";
    const address = linkTo({ query, variables }, location.href);
    if (!address)
      return setSaid({ message: say("Câu hỏi chưa viết xong nên chưa có liên kết.", "The question is not finished.") });
    const isCopied = await Promise.resolve(navigator.clipboard?.writeText(address)).then(
      () => navigator.clipboard !== undefined,
      () => false,
    );
    setSaid(
      isCopied
        ? { message: say("Đã chép liên kết.", "The link is copied.") }
        : { message: say("Chép địa chỉ này:", "Copy this address:"), address },
    );
  };
  return (
    <>
      <ToolbarButton label={say("Chép liên kết tới câu hỏi này", "Copy a link to this question")} onClick={copy}>
        <Icon
          className="graphiql-toolbar-icon"
          of="M8.5 11.5a3.2 3.2 0 0 0 4.6 0l2.9-2.9a3.2 3.2 0 0 0-4.6-4.6l-1.2 1.2M11.5 8.5a3.2 3.2 0 0 0-4.6 0L4 11.4A3.2 3.2 0 0 0 8.6 16l1.2-1.2"
        />
      </ToolbarButton>
      <div className="said" role="status">
        {said && (
          <>
            <p>{said.message}</p>
            {said.address && (
              <input
                readOnly
                aria-label={said.message}
                value={said.address}
                onFocus={(event) => event.currentTarget.select()}
              />
            )}
            <button type="button" onClick={() => setSaid(undefined)}>
              {say("Đóng", "Close")}
            </button>
          </>
        )}
      </div>
    </>
  );
}

/** Runs the question that the address carried, once, if it only asks. Renders nothing. */
export function RunOpened({ question }: { question: Question | undefined }) {
  const { run } = useGraphiQLActions();
  const isReady = useGraphiQL(
    ({ schema, queryEditor, responseEditor, variableEditor }) =>
      Boolean(schema && responseEditor && variableEditor) && queryEditor?.getValue() === question?.query,
  );
  const isDone = useRef(false);
  useEffect(() => {
    if (!isReady || isDone.current || !question || !onlyAsks(question.query)) return;
    isDone.current = true;
    run();
  }, [isReady, question, run]);
  return null;
}
