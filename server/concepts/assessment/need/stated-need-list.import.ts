import { isOneOf, locking } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { upsert } from "../../../core/database/upsert.js";
import { columnsIn } from "../../../files/format.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import { mindLife } from "../../facility/import/facility-lives.js";
import type { ImportContext } from "../../import/import-context.js";
import type { Reader } from "../../import/reader.js";
import * as messages from "../assessment.messages.js";
import { STATED_NEED_KIND } from "../result/assessment.kind.js";
import { closedRounds, daysOfRounds } from "../round/closed-rounds.js";
import { NEEDED_WORDS, STATED_NEEDS_LIST } from "./stated-need.format.js";
import { STATED_NEED } from "./stated-need.row.js";

const KEY = ["facilityId", "roundId", "systemId"] as const;
const NEEDS = omit(STATED_NEED, "version");

interface KnownNeed extends RowOf<typeof NEEDS> {
  /** Of its section. */
  label: string;
}
type Need = Pick<KnownNeed, "facilityId" | "roundId" | "systemId" | "needed">;

const keyOf = ({ facilityId, roundId, systemId }: Need): string => `${roundId} ${facilityId} ${systemId}`;

/** What facilities asked for in a round, a row a system. */
export const statedNeedsList: Reader = {
  ...columnsIn(STATED_NEEDS_LIST),
  writes: "DATA",
  tracesItself: true,
  async read(rows, into) {
    const register = await into.register();
    const facilities = register.names(into.run.mayWrite);
    const rounds = await into.coded("assessment_round");
    const systems = await into.termsByAnyName("SYSTEM");
    const closed = await closedRounds(into);
    const sectionId = await into.sectionId();
    const roundIds = [...new Set(rows.flatMap((row) => rounds.find(row.text("round") ?? "") ?? []))];
    const known = await needsOf(into, roundIds);
    const days = await daysOfRounds(into);
    const once = onceEach();
    const ids: number[] = [];
    const rowOf = new Map<number, Row>();
    const different = rows.flatMap((row) => {
      const roundId = row.requiredNamed("round", "assessment round", rounds);
      const facilityId = row.requiredNamed("facility", "facility", facilities);
      const systemId = row.requiredNamed("system", "system", systems);
      row.required("needed");
      const needed = row.word("needed", NEEDED_WORDS) === "YES" ? 1 : 0;
      if (roundId === null || facilityId === null || systemId === null) return [];
      const need = { facilityId, roundId, systemId, needed };
      once(row, "system", keyOf(need));
      const before = known.get(keyOf(need));
      if (before?.needed === needed) return [];
      if (!before) mindLife(register, row, "facility", facilityId, days.get(roundId) ?? into.run.today);
      const round = closed.get(roundId);
      if (round !== undefined) row.problem("round", "LOCKED", messages.roundIsClosed(round));
      if (before && before.sectionId !== sectionId)
        row.problem("needed", "OTHER_SOURCE", messages.otherSource(before.label));
      if (before) {
        ids.push(before.id);
        rowOf.set(before.id, row);
      }
      return [{ ...need, sectionId }];
    });
    const write = async () => {
      await upsert(into.tx, STATED_NEED, KEY, different);
      const now = await needsOf(into, roundIds);
      for (const need of different) if (!known.has(keyOf(need))) ids.push(now.get(keyOf(need))?.id ?? 0);
    };
    return () => into.tracing(STATED_NEED_KIND, ids, write, rowOf);
  },
};

async function needsOf({ tx }: ImportContext, roundIds: readonly number[]): Promise<ReadonlyMap<string, KnownNeed>> {
  const wanted = isOneOf("round_id", roundIds);
  const rows = await tx.query<KnownNeed>(
    `SELECT ${selectList(NEEDS)}, ` +
      `(SELECT s.label FROM source_section s WHERE s.id = section_id) AS label FROM stated_need WHERE ${wanted.sql}${locking(tx)}`,
    wanted.params,
  );
  return new Map(rows.map((row) => [keyOf(row), row] as const));
}
