import { type DraftPageFragment, SaveAssessment, StartAssessment } from "hue-health-sdk";
import { useAct } from "../parts/act.js";
import { entryOf, valuesOf } from "./assessment-values.js";
import { useWork, type Work as WorkOn } from "./work.js";

export type Work = WorkOn<DraftPageFragment>;

/** The work on one assessment; the first answer begins it. */
export function useAssessment(code: string, round: string, answered: DraftPageFragment | null | undefined): Work {
  const [starting, saving] = [useAct(StartAssessment), useAct(SaveAssessment)];
  return useWork<DraftPageFragment>({
    ...{ answered, valuesOf, about: `danh-gia ${code} ${round}`, acts: [starting, saving] },
    refused: (saving.current?.draft ?? starting.current?.draft) as DraftPageFragment | undefined,
    async write(on, sent, begun) {
      const draft = on ?? (await starting.run({ facility: code, round }))?.draft;
      if (!on && draft) begun(draft);
      return draft && (await saving.run({ id: draft.id, expectedVersion: draft.version, ...entryOf(sent) }))?.draft;
    },
  });
}
