// What the fields of the register are chosen from, and how their values read.
import { LegalBasis, type LegalBasisQuery, Vocabularies, type VocabulariesQuery } from "hue-health-sdk";
import { type Asked, useAnswer } from "../api.js";
import { day, number } from "../format.js";
import { label, say } from "../language.js";
import { ownershipName } from "../words.js";
import { nameOf } from "./pick.js";
import { aspectName, FACTS, type FacilityOnRecord, type RegisterField } from "./register-fields.js";

export interface Choices {
  readonly vocabularies: VocabulariesQuery["vocabularies"];
  readonly documents: LegalBasisQuery["legalDocuments"];
}

export function useChoices(): Asked<Choices> {
  const terms = useAnswer(Vocabularies, {});
  const basis = useAnswer(LegalBasis, {});
  return {
    data:
      terms.data && basis.data
        ? { vocabularies: terms.data.vocabularies, documents: basis.data.legalDocuments }
        : undefined,
    error: terms.error ?? basis.error,
    isLoading: terms.isLoading || basis.isLoading,
    keptSince: undefined,
    again() {
      terms.again();
      basis.again();
    },
  };
}

const OWNERSHIPS = ["PUBLIC", "SECTOR", "PRIVATE"];
const ASPECTS = ["NAME", "PLACE", "PROFILE", "MANAGEMENT", "GUIDANCE"];
/** As long as a title fits a list. */
const LONGEST_TITLE = 90;

/** The values that a field is chosen from, with their words; undefined: it is typed. */
export function optionsOf(
  { kind }: RegisterField,
  { vocabularies, documents }: Choices,
): [string, string][] | undefined {
  if (kind === "ownership") return OWNERSHIPS.map((each) => [each, ownershipName(each)]);
  if (kind === "aspect") return ASPECTS.map((each) => [each, aspectName(each)]);
  if (kind === "document")
    return documents.map(({ number: no, titleVi }) => [
      no,
      `${no} – ${titleVi.length > LONGEST_TITLE ? `${titleVi.slice(0, LONGEST_TITLE)}…` : titleVi}`,
    ]);
  return vocabularies.find(({ code }) => code === kind)?.terms.map((term) => [term.code, label(term)]);
}

/** A value as people read it; nothing as what nothing means in that field. */
export function shown(field: RegisterField, value: string, choices: Choices | undefined): string {
  if (value === "") return field.kind === "facility" ? say("không có", "none") : say("chưa ghi", "not recorded");
  if (field.kind === "facility" || field.kind === "area") return nameOf(field.kind, value);
  if (field.kind === "day") return day(value);
  if (field.kind === "number") return /^\d+$/.test(value) ? number(Number(value)) : value;
  if (field.kind === "lines") return value.split("\n").filter(Boolean).join("; ");
  return (choices && optionsOf(field, choices)?.find(([code]) => code === value)?.[1]) ?? value;
}

/** What a facility is, in words, one after the other. */
export const profileWords = (
  of: Pick<FacilityOnRecord, "facilityType" | "ownership" | "serviceLevel" | "hospitalClass" | "actualBeds">,
): string =>
  [
    label(of.facilityType),
    ownershipName(of.ownership),
    of.serviceLevel && label(of.serviceLevel),
    of.hospitalClass && label(of.hospitalClass),
    of.actualBeds === null
      ? say("số giường chưa rõ", "beds unknown")
      : say(`${number(of.actualBeds)} giường`, `${number(of.actualBeds)} beds`),
  ]
    .filter(Boolean)
    .join(", ");

/** What differs between two versions of one facility. */
export const differing = (before: FacilityOnRecord, after: FacilityOnRecord): readonly RegisterField[] =>
  FACTS.filter(({ was }) => was && was(before) !== was(after));
