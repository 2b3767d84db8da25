/** What the counts of a ratio count. */
export interface RatioUnits {
  numerator: string;
  denominator: string;
  /** Which document says that there is one of the numerator's for one of the denominator's, such as a record a person. */
  basis: string | null;
}

/**
 * Whether one count may stand over the other as a percentage: both count the same, or a document pairs them one by one.
 * Link-ups over children is no percentage, however good the numbers.
 */
export const belongTogether = ({ numerator, denominator, basis }: RatioUnits): boolean =>
  numerator === denominator || basis !== null;
