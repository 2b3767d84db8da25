// A figure as reported and as computed, in words.
import { blank, type Counts, number, percentage, share } from "../format.js";
import { label, say } from "../language.js";

interface Unit {
  readonly labelVi: string;
  readonly labelEn?: string | null;
}

interface Figure {
  readonly value: number | null;
  readonly ratio: Counts | null;
  readonly reported?: boolean;
  readonly approximate?: boolean;
}

/** A share with both counts is computed from them; what the document prints stands beside it where it differs. */
export function figureText(figure: Figure | null | undefined, unit: Unit): string {
  if (!figure || figure.reported === false) return blank();
  const { value, ratio, approximate } = figure;
  const about = (text: string) => (approximate ? say(`khoảng ${text}`, `about ${text}`) : text);
  if (!ratio) return value === null ? blank() : about(`${number(value)} ${label(unit)}`);
  if (ratio.percent !== null) {
    const isOther = value !== null && value !== ratio.percent;
    const printed = isOther ? say(`; tài liệu in ${percentage(value)}`, `; printed as ${percentage(value)}`) : "";
    return about(share(ratio) + printed);
  }
  const counts = [
    value !== null && say(`${percentage(value)} như tài liệu in`, `${percentage(value)} as printed`),
    count(say("tử số", "numerator"), ratio.numerator),
    count(say("mẫu số", "denominator"), ratio.denominator),
  ];
  return about(counts.filter(Boolean).join("; "));
}

const count = (name: string, of: number | null): string =>
  of === null ? say(`${name} không in`, `${name} not printed`) : `${name} ${number(of)}`;

/** The number of a figure, for a bar: the share that the counts give, or else what is printed. */
export const figureValue = ({ value, ratio, reported }: Figure): number | null =>
  reported === false ? null : (ratio?.percent ?? value);
