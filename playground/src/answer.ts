// The answer that the page shows.
import { useGraphiQL } from "@graphiql/react";
import { useEffect, useState } from "react";

/** What an answer has cost, in points, and what is left for this minute. */
interface Cost {
  requested: number;
  actual: number;
  statements: number;
  remaining: number | null;
}

interface Answer {
  data?: unknown;
  extensions?: { cost?: Cost };
}

/** The answer beside the question that is open; undefined: none yet. */
export function useAnswer(): Answer | undefined {
  const editor = useGraphiQL((state) => state.responseEditor);
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (!editor) return;
    const read = () => setAnswer(answerIn(editor.getValue()));
    read();
    const listening = editor.onDidChangeModelContent(read);
    return () => listening.dispose();
  }, [editor]);
  return answer;
}

function answerIn(text: string): Answer | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
