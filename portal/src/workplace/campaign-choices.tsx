import { FigureChoices, Vocabularies } from "hue-health-sdk";
import type { ComponentChildren } from "preact";
import { useAnswer } from "../api.js";
import { label } from "../language.js";
import { Answer } from "../parts/page.js";
import type { Choices } from "./campaign-draft.js";
import { rememberName } from "./pick.js";

/** Asks for what the fields of a campaign are chosen from. */
export function WithChoices({ children }: { children(choices: Choices): ComponentChildren }) {
  const figures = useAnswer(FigureChoices, {});
  const words = useAnswer(Vocabularies, {});
  const terms = words.data?.vocabularies.find(({ code }) => code === "FACILITY_TYPE")?.terms;
  return (
    <Answer of={figures}>
      {(choices) => {
        if (!terms) return <div class="skeleton" aria-busy="true" />;
        for (const each of choices.facilities.nodes) rememberName("facility", each);
        return children({ ...choices, types: terms.map((term) => [term.code, label(term)] as const) });
      }}
    </Answer>
  );
}
