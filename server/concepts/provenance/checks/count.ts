import { type Snapshot } from "../../../core/context.js";
import { type LocalizedMessage } from "../../../core/text/localized-message.js";
import type { RoundRow } from "../../assessment/result/assessment.store.js";
import type { FacilityRow } from "../../facility/register/facilities-at.js";
import { type CheckInput, dayOfSection, figuresOf, subjectNames, withdrawnOf } from "../discrepancy/check-input.js";
import { compareCount } from "../discrepancy/compare.js";
import * as messages from "../provenance.messages.js";
import type { StatementRow } from "../source/statement.store.js";
import type { StatementCheck } from "./statement-check.js";

/** What can be counted; `words` are what the statement writes behind the noun. */
const COUNTED: Record<string, (statement: StatementRow, input: CheckInput, words: string) => number> = {
  ROUNDS: (statement, { reference }) => roundsKnownTo(statement, reference).length,
  DISTRICTS: ({ sectionId }, { reference }) =>
    reference.areas.all({ asOf: dayOfSection(sectionId, reference) }).filter(({ areaType }) => areaType === "DISTRICT")
      .length,
  /** Facilities of these types and service levels. */
  FACILITIES: (statement, { reference }, words) => facilitiesWith(words.split(" "), statement, reference).length,
  /** Facilities whose profile stands in this section. */
  PROFILES: ({ sectionId }, { reference }) =>
    reference.facilities
      .in({ asOf: dayOfSection(sectionId, reference) })
      .sorted("CODE")
      .filter(({ profileSectionId }) => profileSectionId === sectionId).length,
  /** Facilities of these rounds, whether their results are still as printed or not. */
  ASSESSED: (statement, { reference }) =>
    distinct(
      roundsKnownTo(statement, reference)
        .flatMap(({ id }) => reference.assessments.ofRound(id))
        .map(({ facilityId }) => facilityId),
    ),
  WITH_NEEDS: ({ sectionId }, { withNeeds }) => withNeeds.get(sectionId) ?? 0,
  /** Facilities or areas with a figure, or a blank cell for one, none of which has been withdrawn. */
  SUBJECTS: (statement, input) => {
    const rows = figuresOf(statement, input);
    const gone = new Set(withdrawnOf(rows).map(({ subject }) => subject));
    return distinct(rows.map(({ subject }) => subject).filter((subject) => !gone.has(subject)));
  },
  /** The numbered ones; all where none has a number. */
  FINDINGS: ({ sectionId }, { reference }) => {
    const own = reference.findings.filter((row) => row.sectionId === sectionId);
    return own.filter(({ number }) => number !== null).length || own.length;
  },
  RECIPIENTS: ({ sectionId }, { reference }) =>
    distinct(
      reference.campaign.tasks.filter((row) => row.sectionId === sectionId).map(({ recipientVi }) => recipientVi),
    ),
  COLUMNS: (_, { reference }, form) => {
    const id = formId(form, reference);
    return reference.campaign.columns.filter((column) => column.formId === id).length;
  },
  /** Facilities that owe this form. */
  OBLIGED: (_, { reference }, form) => {
    const demands = reference.campaign.demands.filter((demand) => demand.formId === formId(form, reference));
    const ids = new Set(demands.map(({ id }) => id));
    return distinct(
      reference.campaign.obligations.filter(({ demandId }) => ids.has(demandId)).map(({ facilityId }) => facilityId),
    );
  },
};

/** A count in a sentence, or the last number of a numbered list, against the loaded rows. */
export const countCheck: StatementCheck = {
  needs: ["stated", "compared_with"],
  begins: Object.keys(COUNTED),
  check(statement, input) {
    const [noun = "", ...words] = (statement.comparedWith ?? "").split(" ");
    const counted = COUNTED[noun]?.(statement, input, words.join(" ")) ?? null;
    const compared = compareCount(/\d+/.exec(statement.stated ?? "")?.[0] ?? "", counted);
    const gone = noun === "SUBJECTS" ? withdrawnOf(figuresOf(statement, input)) : [];
    if (gone.length > 0) {
      const names = subjectNames(gone, dayOfSection(statement.sectionId, input.reference), input.reference);
      return { ...compared, explanation: messages.rowsWithdrawn(names) };
    }
    const isOfFacilities = noun === "FACILITIES" && compared.status === "CONFLICT";
    return isOfFacilities ? { ...compared, explanation: narrower(words, statement, input.reference) } : compared;
  },
};

/** The rounds whose results were known on the day of the document. */
function roundsKnownTo({ sectionId }: StatementRow, reference: Snapshot): RoundRow[] {
  const day = dayOfSection(sectionId, reference);
  return reference.rounds.all().filter(({ knownOn }) => day === null || knownOn <= day);
}

const distinct = (values: readonly (string | number)[]): number => new Set(values).size;

const formId = (code: string, { campaign }: Snapshot): number | undefined =>
  campaign.forms.find((form) => form.code === code)?.id;

/** The facilities that have all of these codes of types and service levels, on the day of the document. */
function facilitiesWith(codes: readonly string[], { sectionId }: StatementRow, reference: Snapshot): FacilityRow[] {
  const wanted = codes.map((code) =>
    ["FACILITY_TYPE", "SERVICE_LEVEL"].map((vocabulary) => reference.terms.find(vocabulary, code)?.id),
  );
  return reference.facilities
    .in({ asOf: dayOfSection(sectionId, reference) })
    .sorted("NAME")
    .filter((row) => wanted.every(([type, level]) => row.facilityTypeId === type || row.serviceLevelId === level));
}

/** The one service level whose facilities alone give the printed count. */
function narrower(codes: readonly string[], statement: StatementRow, reference: Snapshot): LocalizedMessage | null {
  const all = facilitiesWith(codes, statement, reference);
  const stated = Number(/\d+/.exec(statement.stated ?? "")?.[0]);
  for (const { id, labelVi, labelEn } of reference.terms.of("SERVICE_LEVEL")) {
    const others = all.filter(({ serviceLevelId }) => serviceLevelId !== id);
    if (all.length - others.length !== stated) continue;
    const names = others.map(({ name }) => name).join("; ");
    return messages.ofOneServiceLevel({ en: labelEn ?? labelVi, vi: labelVi }, stated, names);
  }
  return null;
}
