import { SINCE_EVER } from "../../../core/time/point-in-time.js";

/** A cell that was asked for but is blank is a row without figures: asked, not reported; never 0. */
export const figures = (given: { value?: number | null; numerator?: number | null; denominator?: number | null }) => {
  const { value = null, numerator = null, denominator = null } = given;
  const reported = [value, numerator, denominator].some((figure) => figure !== null) ? 1 : 0;
  return { value, numerator, denominator, reported };
};

/** First day of the period of a figure, and what stands for it in the key: no two rows that are blank are the same. */
export const firstDay = (from: string | null) => ({ from, fromKey: from ?? SINCE_EVER });

/** Whom a figure is about, as it is stored. */
export type Subject = { subjectKey: string; facilityId: number | null; areaId: number | null };

export const facilitySubject = (id: number | null): Subject => ({
  subjectKey: `F${id}`,
  facilityId: id,
  areaId: null,
});

/** How it is stored whom a figure is about. */
export const subjectKeyOf = ({ facilityId, areaId }: Pick<Subject, "facilityId" | "areaId">): string =>
  (facilityId === null ? areaSubject(areaId) : facilitySubject(facilityId)).subjectKey;

export const areaSubject = (id: number | null): Subject => ({ subjectKey: `A${id}`, facilityId: null, areaId: id });
