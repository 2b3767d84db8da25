import { groupBy } from "../../../core/collections/groups.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { dayVi, numberVi } from "../../../core/text/numbers.js";
import { parseNumber } from "../../../files/reading/printed.js";
import { type CheckInput, figuresOf, metricsOf, subjectName } from "../discrepancy/check-input.js";
import { notComputable } from "../discrepancy/compare.js";
import type { CheckedRow } from "../discrepancy/discrepancy.store.js";
import { denominatorsFor, inCommon, smallestWhole } from "../discrepancy/possible-counts.js";
import { sumOf } from "../fraction.js";
import * as messages from "../provenance.messages.js";
import { decimalsIn, lessInPrint } from "../source/in-print.js";
import type { StatementRow } from "../source/source.store.js";
import { levelSharesIn } from "./level-share.js";
import { printedShare, rangeInPrint } from "./share.js";
import type { Checked, StatementCheck } from "./statement-check.js";

/** A printed share of a whole, with its count where one is printed. */
interface Share {
  /** Of which whole, where a table may have several. */
  row?: CheckedRow;
  printed: string;
  count: number | null;
  approximate: boolean;
}

/** Those of the metrics; of the targets of a legal document; or of the levels of the round compared with. */
function sharesOf(statement: StatementRow, input: CheckInput): Share[] {
  const { snapshot } = input;
  const { sectionId, legalDocumentId, comparedWith } = statement;
  if (legalDocumentId !== null) {
    const own = snapshot.targets.all().filter((row) => row.sectionId === sectionId);
    return own
      .filter((row) => row.legalDocumentId === legalDocumentId && row.count !== null)
      .map(({ value, count }) => ({ printed: printedShare({ printed: null, value }), count, approximate: true }));
  }
  if (comparedWith !== null) {
    const round = snapshot.rounds.all().find(({ code }) => code === comparedWith);
    const rows = round ? levelSharesIn(round.id, input) : [];
    return rows.map(({ printed }) => ({ printed, count: null, approximate: false }));
  }
  const own = figuresOf(statement, input).filter(({ value }) => value !== null);
  return metricsOf(statement, snapshot).flatMap(({ id }) =>
    own
      .filter(({ metricId }) => metricId === id)
      .map((row) => ({ row, printed: printedShare(row), count: row.numerator, approximate: row.approximate === 1 })),
  );
}

/** Shares of one whole add up to 100%, or to as much as their rounding allows; of several wholes, those of each. */
export const hundredPercentCheck: StatementCheck = {
  needs: [],
  check(statement, input) {
    const wholes = [...groupBy(sharesOf(statement, input), ({ row }) => (row ? wholeOf(row) : "")).values()];
    const parts = metricsOf(statement, input.snapshot).length;
    if (wholes.length <= 1) return togetherIn(wholes[0] ?? [], parts);
    return wholes.flatMap((shares) => {
      const row = shares[0]?.row;
      if (!row) return [];
      const of = `${subjectName(row, row.on, input.snapshot)} (${dayVi(row.on)})`;
      return { ...togetherIn(shares, parts), statement: `${statement.statementVi}: ${of}`, code: wholeOf(row) };
    });
  },
};

const wholeOf = ({ subject, from, on }: CheckedRow): string => `${subject}.${from ?? "DAY"}.${on}`;

/** `parts` are as many as there must be. */
function togetherIn(shares: readonly Share[], parts: number): Checked {
  const given = shares.map(({ printed }) => printed);
  const sum = sumOf(given.map((printed) => parseNumber(printed) ?? 0));
  if (given.length === 0 || sum === null) return notComputable();
  if (given.length < parts) return { stated: given.join(" + "), ...notComputable() };
  const rounding = given.reduce((all, printed) => all + 0.5 / 10 ** decimalsIn(printed), 0);
  const off = Math.abs(Math.round((sum - 100) * 1e6) / 1e6);
  const status = off === 0 ? "MATCH" : off <= rounding ? "ROUNDING" : "CONFLICT";
  return { stated: given.join(" + "), recomputed: "100%", difference: lessInPrint(sum, 100), status };
}

/** One denominator gives all shares: with their counts, or with whole numbers where no counts are printed. */
export const commonDenominatorCheck: StatementCheck = {
  needs: [],
  check(statement, input) {
    const shares = sharesOf(statement, input);
    const stated = shares.map(inPrintOf).join(", ");
    const found = shares.every(({ count }) => count !== null) ? withCounts(shares) : withoutCounts(shares);
    return { stated, ...found };
  },
};

const inPrintOf = ({ printed, count, approximate }: Share): string =>
  count === null ? printed : `${printed} (${approximate ? "~" : ""}${numberVi(count)})`;

function withoutCounts(shares: readonly Share[]): Checked {
  const whole = smallestWhole(shares.map(({ printed }) => printed));
  const found = { recomputed: whole && `${numberVi(whole.units)} (${whole.parts.join(", ")})`, difference: null };
  return { ...found, status: whole ? "MATCH" : "CONFLICT" };
}

function withCounts(shares: readonly Share[]): Checked {
  if (shares.length === 0) return notComputable();
  const ranges = shares.map(({ printed, count }) => denominatorsFor(printed, count ?? 0));
  const common = inCommon(ranges);
  if (common !== null) return { recomputed: rangeInPrint(common), difference: null, status: "MATCH" };
  const recomputed = ranges.map(rangeInPrint).join("; ");
  return { recomputed, difference: null, status: "CONFLICT", explanation: nearly(shares) };
}

const MOST_SLACK = 5;

/** What the counts add up to, and by how much the approximate ones must be off for one denominator to give all shares. */
function nearly(shares: readonly Share[]): LocalizedMessage {
  const sum = shares.reduce((all, { count }) => all + (count ?? 0), 0);
  for (let slack = 1; slack <= MOST_SLACK; slack += 1) {
    const ranges = shares.map(({ printed, count, approximate }) =>
      denominatorsFor(printed, count ?? 0, approximate ? slack : 0),
    );
    const common = inCommon(ranges);
    if (common === null) continue;
    return messages.noDenominatorUnlessAbout(sum, slack, common);
  }
  return messages.noDenominatorForAll(sum);
}
