import { type Context, type Snapshot } from "../../../core/context.js";
import { type LocalizedMessage } from "../../../core/text/localized-message.js";
import * as messages from "../assessment.messages.js";
import type { GateRow } from "../rule-set/rule-set.store.js";
import type { RuleSet } from "../rule-set/rule-sets.js";
import type { ComputedLevel } from "./level.type.js";
import type { Computed, Stop } from "./level-rule.js";

/** A computed level with its reasons, in the language of the reader and in both. */
export function inWords(
  computed: Computed,
  rules: RuleSet,
  { snapshot, language }: Pick<Context, "snapshot" | "language">,
): ComputedLevel {
  const reasons = reasonsOf(computed, snapshot);
  return {
    level: computed.level,
    atMost: computed.atMost,
    ruleSet: rules.code,
    byRuleSet: rules,
    reasons: reasons.map((reason) => reason[language]),
    cappedBy: computed.stops.map((stop, i) => ({
      ...stop,
      textVi: reasons[i]?.vi ?? "",
      textEn: reasons[i]?.en ?? "",
    })),
  };
}

/** What keeps a level from being higher, a sentence each. */
export const reasonsOf = ({ atMost, stops }: Computed, snapshot: Snapshot): LocalizedMessage[] =>
  atMost === null ? [messages.nothingReported] : stops.map((stop) => reasonOf(stop, snapshot));

function reasonOf({ gate, met }: Stop, snapshot: Snapshot): LocalizedMessage {
  const { level, requirementEn, requirementVi, articleEn, articleVi } = gate;
  const law = lawOf(gate, snapshot);
  const requirement = {
    en: `${requirementEn} (${law.en}, ${articleEn})`,
    vi: `${requirementVi} (${law.vi}, ${articleVi})`,
  };
  return met === false ? messages.levelNeeds(level, requirement) : messages.levelNotJudged(level, requirement);
}

function lawOf({ legalDocumentId }: GateRow, { legalDocuments, terms }: Snapshot): LocalizedMessage {
  const { number, kindId } = legalDocuments.byId(legalDocumentId);
  const { labelVi, labelEn } = terms.byId(kindId);
  return { en: `${labelEn ?? labelVi} ${number}`, vi: `${labelVi} ${number}` };
}

/** A requirement as a sentence of its own. */
export const requirementOf = ({ requirementEn, requirementVi }: GateRow): LocalizedMessage => ({
  en: sentence(requirementEn),
  vi: sentence(requirementVi),
});

const sentence = (phrase: string): string => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
