import type { GraphiQLPlugin } from "@graphiql/react";
import { HISTORY_PLUGIN } from "graphiql";
import { sampleQuestions } from "./sample-questions.js";

/** The panels beside the editor, in the order of their icons. A new panel is one line here. */
export const plugins: GraphiQLPlugin[] = [sampleQuestions, HISTORY_PLUGIN];
