// Figures in words, and what somebody types as a figure.
import type { FigureListQuery } from "hue-health-sdk";
import { blank, type Counts, day, number, percentage, share } from "../format.js";
import { label, say } from "../language.js";

export type Figure = FigureListQuery["observations"]["nodes"][number];
export type Metric = Pick<Figure["metric"], "kind" | "unit">;

interface Values {
  readonly value: number | null;
  readonly ratio?: Counts | null;
  readonly reported?: boolean;
  readonly approximate?: boolean;
}

export const isYesNo = ({ unit }: Metric): boolean => unit.code === "YES_NO";

/** A figure with its unit, a share with its counts. */
export function figureWords({ value, ratio, reported, approximate }: Values, metric: Metric): string {
  if (reported === false) return blank();
  const about = (text: string) => (approximate ? say(`khoảng ${text}`, `about ${text}`) : text);
  if (ratio && (ratio.numerator !== null || ratio.denominator !== null)) {
    const isOther = value !== null && value !== ratio.percent;
    return about(
      share(ratio) + (isOther ? say(`, báo cáo ${percentage(value)}`, `, reported ${percentage(value)}`) : ""),
    );
  }
  if (value === null) return blank();
  if (isYesNo(metric)) return value === 1 ? say("có", "yes") : say("chưa", "no");
  return about(metric.kind === "RATIO" ? percentage(value) : `${number(value)} ${label(metric.unit)}`);
}

export const metricName = ({ nameVi, nameEn }: { nameVi: string; nameEn: string }): string => say(nameVi, nameEn);

export const subjectOf = ({ subject }: Figure): { code: string; name: string } =>
  subject as { code: string; name: string };

/** "07/12/2022", or "01/01/2022 – 07/12/2022" of a period. */
export const dayOrPeriod = ({ from, on }: { from?: string | null | undefined; on: string }): string =>
  from ? `${day(from)} – ${day(on)}` : day(on);

/** Whether people entered it here: it is printed nowhere. */
export const isEntered = ({ source }: Figure): boolean => source?.document.code === "REGISTER";

/** As Vietnam writes numbers, 1.084.417 and 94,23; null: nothing is typed; undefined: it is no number. */
export function numberTyped(text: string): number | null | undefined {
  const typed = text.replace(/\s|%\s*$/g, "");
  if (typed === "") return null;
  if (!/^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/.test(typed)) return undefined;
  return Number(typed.replaceAll(".", "").replace(",", "."));
}

export interface TypedFigure {
  readonly value: string;
  readonly numerator: string;
  readonly denominator: string;
}

export const PARTS = ["numerator", "denominator", "value"] as const;

export const typedOf = (values: { readonly [Part in (typeof PARTS)[number]]?: number | null }): TypedFigure => {
  const text = (value: number | null | undefined) => (value == null ? "" : number(value));
  return { value: text(values.value), numerator: text(values.numerator), denominator: text(values.denominator) };
};

/** What is wrong with what was typed, before anybody is asked. */
export const notNumbers = (typed: TypedFigure): { path: string[]; code: string; message: string }[] =>
  PARTS.filter((part) => numberTyped(typed[part]) === undefined).map((part) => ({
    path: [part],
    code: "NOT_A_NUMBER",
    message: say(
      `“${typed[part]}” không đọc được là một số. Dấu chấm ngăn hàng nghìn, dấu phẩy cho phần thập phân: 1.084.417 hoặc 94,23.`,
      `“${typed[part]}” cannot be read as a number. Dots stand between thousands, a comma before decimals: 1.084.417 or 94,23.`,
    ),
  }));

/** The parts that a metric has, as numbers; what is no number counts as not typed. */
export function valuesTyped(
  typed: TypedFigure,
  metric: Metric,
): Partial<Record<(typeof PARTS)[number], number | null>> {
  const value = numberTyped(typed.value) ?? null;
  if (metric.kind !== "RATIO") return { value };
  return {
    value,
    numerator: numberTyped(typed.numerator) ?? null,
    denominator: numberTyped(typed.denominator) ?? null,
  };
}

/** What was typed, in the words in which it would stand there. */
export function wordsTyped(typed: TypedFigure, metric: Metric): string {
  const { value = null, numerator = null, denominator = null } = valuesTyped(typed, metric);
  if (value === null && numerator === null && denominator === null) return blank();
  const percent = numerator !== null && denominator ? Math.round((10_000 * numerator) / denominator) / 100 : null;
  return figureWords({ value, ratio: metric.kind === "RATIO" ? { numerator, denominator, percent } : null }, metric);
}
