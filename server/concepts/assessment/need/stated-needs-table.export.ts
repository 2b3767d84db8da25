import { groupBy } from "../../../core/collections/groups.js";
import type { Context, Snapshot } from "../../../core/context.js";
import { inVietnamese } from "../../../core/schema/about.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { asTheyAre, type Cell, type ColumnOf, number, tableOf, text } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { word } from "../../export/parameters.js";
import { allBodies } from "../../facility/list/facilities-under.js";
import { allDiscrepancies } from "../../provenance/discrepancy/discrepancy.js";
import { DiscrepancyStatus } from "../../provenance/discrepancy/discrepancy.type.js";
import { citedInSome } from "../../provenance/source/source.export.js";
import { nameInRound } from "../round/name-in-round.js";
import { roundNamed } from "../rule-set/rule-choice.js";
import { askedIn } from "./stated-need.export.js";
import { NEEDED_WORDS } from "./stated-need.format.js";
import { type StatedNeedRow, statedNeedsIn } from "./stated-need.store.js";

/** A line of the table: a unit, the totals, or what the document prints beside what the table gives. */
interface Line {
  place: number | null;
  name: string | null;
  /** By system. */
  cells: ReadonlyMap<number, Cell>;
  needed: number | null;
  code: string | null;
  sectionIds: readonly number[];
}

const BLANK: Line = { place: null, name: null, cells: new Map(), needed: null, code: null, sectionIds: [] };

export const statedNeedsTableExport = exported({
  name: "stated-needs-table",
  titleVi: "Bảng nhu cầu ứng dụng CNTT",
  titleEn: "Table of needs, as the briefing prints it",
  field: "Query.assessmentRounds",
  parameters: {
    round: word("Đợt đánh giá", "Assessment round"),
    under: word("Chỉ các đơn vị thuộc", "Only units within or under"),
  },
  async open({ round, under }, context) {
    const { db, snapshot } = context;
    requireKnown("under", under, allBodies(snapshot));
    const asked = round === null ? snapshot.rounds.all() : [roundNamed(snapshot, round)];
    const needs = await statedNeedsIn(
      db,
      asked.map(({ id }) => id),
    );
    const there = new Set(needs.map(({ roundId }) => roundId));
    // Without a round the last one that has such a table.
    const rounds = asked
      .filter(({ id }) => there.has(id))
      .sort((a, b) => a.knownOn.localeCompare(b.knownOn))
      .slice(-1);
    const ofRound = needs.filter(askedIn(rounds, null, snapshot));
    const units = unitLines(ofRound, askedIn(rounds, under, snapshot), snapshot);
    const lines =
      units.length === 0 ? [] : [...units, totalOf(units), ...(under === null ? await checksOf(units, context) : [])];
    return tableOf(columnsOf(snapshot), asTheyAre(lines), ({ sectionIds }) => sectionIds);
  },
});

/**
 * A line for each unit that is asked for, in the order of the document and with its number there. "Có" is a need; what
 * was said to be none is blank, as there.
 */
function unitLines(
  needs: readonly StatedNeedRow[],
  isAsked: (need: StatedNeedRow) => boolean,
  snapshot: Snapshot,
): Line[] {
  const units = snapshot.facilities.in(LATEST);
  const systems = snapshot.terms.of("SYSTEM");
  return [...groupBy(needs, ({ facilityId }) => facilityId).values()].flatMap((own, i) => {
    const [first] = own;
    if (!first || !isAsked(first)) return [];
    const bySystem = new Map(own.map(({ systemId, needed }) => [systemId, needed]));
    const cells = new Map(systems.map(({ id }) => [id, cellOf(bySystem.get(id))]));
    return {
      ...{ place: i + 1, name: nameInRound(first, snapshot), cells },
      needed: own.filter(({ needed }) => needed === 1).length,
      code: units.find(first.facilityId)?.code ?? null,
      sectionIds: [...new Set(own.map(({ sectionId }) => sectionId))],
    };
  });
}

function cellOf(needed: number | undefined): Cell {
  if (needed === undefined) return "Không rõ";
  return needed === 1 ? NEEDED_WORDS.YES : null;
}

/** How many units asked for each system. */
function totalOf(units: readonly Line[]): Line {
  const systems = [...(units[0]?.cells.keys() ?? [])];
  const countOf = (system: number) => units.filter(({ cells }) => cells.get(system) === NEEDED_WORDS.YES).length;
  return {
    ...BLANK,
    name: "Tổng số",
    cells: new Map(systems.map((system) => [system, countOf(system)])),
    needed: units.reduce((sum, { needed }) => sum + (needed ?? 0), 0),
  };
}

/** What the sections of the table print that can be checked: the document prints no totals but its last number. */
async function checksOf(units: readonly Line[], context: Context): Promise<Line[]> {
  const sections = new Set(units.flatMap(({ sectionIds }) => sectionIds));
  const checks = (await allDiscrepancies(context)).filter(({ sectionId }) => sections.has(sectionId));
  return checks.map(({ statement, stated, recomputed, status, sectionId }) => ({
    ...BLANK,
    name: `${statement}: in ${stated}, tính lại ${recomputed ?? "không được"} (${inVietnamese(DiscrepancyStatus, status)})`,
    sectionIds: [sectionId],
  }));
}

function columnsOf(snapshot: Snapshot): ColumnOf<Line>[] {
  return [
    number("STT", ({ place }) => place),
    text("Đơn vị", ({ name }) => name),
    ...snapshot.terms.of("SYSTEM").map(({ id, labelVi }) => text<Line>(labelVi, ({ cells }) => cells.get(id) ?? null)),
    number("Số nhu cầu", ({ needed }) => needed),
    text("Mã cơ sở", ({ code }) => code),
    ...citedInSome<Line>(snapshot, ({ sectionIds }) => sectionIds),
  ];
}
