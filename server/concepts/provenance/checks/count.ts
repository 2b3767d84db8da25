import { type Snapshot } from "../../../core/context.js";
import { type LocalizedMessage } from "../../../core/text/localized-message.js";
import type { RoundRow } from "../../assessment/result/assessment.store.js";
import type { FacilityRow } from "../../facility/register/facility-history.js";
import { type CheckInput, dayOfSection, figuresOf, subjectNames, withdrawnOf } from "../discrepancy/check-input.js";
import { compareCount } from "../discrepancy/compare.js";
import * as messages from "../provenance.messages.js";
import type { StatementRow } from "../source/source.store.js";
import type { StatementCheck } from "./statement-check.js";

/** What can be counted; `words` are what the statement writes behind the noun. */
const COUNTED: Record<string, (statement: StatementRow, input: CheckInput, words: string) => number> = {
  ROUNDS: (statement, { snapshot }) => roundsKnownTo(statement, snapshot).length,
  DISTRICTS: ({ sectionId }, { snapshot }) =>
    snapshot.areas.all({ asOf: dayOfSection(sectionId, snapshot) }).filter(({ areaType }) => areaType === "DISTRICT")
      .length,
  /** Facilities of these types and service levels. */
  FACILITIES: (statement, { snapshot }, words) => facilitiesWith(words.split(" "), statement, snapshot).length,
  /** Facilities whose profile stands in this section. */
  PROFILES: ({ sectionId }, { snapshot }) =>
    snapshot.facilities
      .in({ asOf: dayOfSection(sectionId, snapshot) })
      .sorted("CODE")
      .filter(({ profileSectionId }) => profileSectionId === sectionId).length,
  /** Facilities of these rounds, whether their results are still as printed or not. */
  ASSESSED: (statement, { snapshot }) =>
    distinct(
      roundsKnownTo(statement, snapshot)
        .flatMap(({ id }) => snapshot.assessments.ofRound(id))
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
  FINDINGS: ({ sectionId }, { snapshot }) => {
    const own = snapshot.findings.filter((row) => row.sectionId === sectionId);
    return own.filter(({ number }) => number !== null).length || own.length;
  },
  RECIPIENTS: ({ sectionId }, { snapshot }) =>
    distinct(
      snapshot.campaign.tasks.filter((row) => row.sectionId === sectionId).map(({ recipientVi }) => recipientVi),
    ),
  COLUMNS: (_, { snapshot }, form) => {
    const id = formId(form, snapshot);
    return snapshot.campaign.columns.filter((column) => column.formId === id).length;
  },
  /** Facilities that owe this form. */
  OBLIGED: (_, { snapshot }, form) => {
    const demands = snapshot.campaign.demands.filter((demand) => demand.formId === formId(form, snapshot));
    const ids = new Set(demands.map(({ id }) => id));
    return distinct(
      snapshot.campaign.obligations.filter(({ demandId }) => ids.has(demandId)).map(({ facilityId }) => facilityId),
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
      const names = subjectNames(gone, dayOfSection(statement.sectionId, input.snapshot), input.snapshot);
      return { ...compared, explanation: messages.rowsWithdrawn(names) };
    }
    const isOfFacilities = noun === "FACILITIES" && compared.status === "CONFLICT";
    return isOfFacilities ? { ...compared, explanation: narrower(words, statement, input.snapshot) } : compared;
  },
};

/** The rounds whose results were known on the day of the document. */
function roundsKnownTo({ sectionId }: StatementRow, snapshot: Snapshot): RoundRow[] {
  const day = dayOfSection(sectionId, snapshot);
  return snapshot.rounds.all().filter(({ knownOn }) => day === null || knownOn <= day);
}

const distinct = (values: readonly (string | number)[]): number => new Set(values).size;

const formId = (code: string, { campaign }: Snapshot): number | undefined =>
  campaign.forms.find((form) => form.code === code)?.id;

/** The facilities that have all of these codes of types and service levels, on the day of the document. */
function facilitiesWith(codes: readonly string[], { sectionId }: StatementRow, snapshot: Snapshot): FacilityRow[] {
  const wanted = codes.map((code) =>
    ["FACILITY_TYPE", "SERVICE_LEVEL"].map((vocabulary) => snapshot.terms.find(vocabulary, code)?.id),
  );
  return snapshot.facilities
    .in({ asOf: dayOfSection(sectionId, snapshot) })
    .sorted("NAME")
    .filter((row) => wanted.every(([type, level]) => row.facilityTypeId === type || row.serviceLevelId === level));
}

/** The one service level whose facilities alone give the printed count. */
function narrower(codes: readonly string[], statement: StatementRow, snapshot: Snapshot): LocalizedMessage | null {
  const all = facilitiesWith(codes, statement, snapshot);
  const stated = Number(/\d+/.exec(statement.stated ?? "")?.[0]);
  for (const { id, labelVi, labelEn } of snapshot.terms.of("SERVICE_LEVEL")) {
    const others = all.filter(({ serviceLevelId }) => serviceLevelId !== id);
    if (all.length - others.length !== stated) continue;
    const names = others.map(({ name }) => name).join("; ");
    return messages.ofOneServiceLevel({ en: labelEn ?? labelVi, vi: labelVi }, stated, names);
  }
  return null;
}
