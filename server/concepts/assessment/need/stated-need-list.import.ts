import type { Transaction } from "../../../core/database/database.js";
import { withKeys } from "../../../core/database/keyed-rows.js";
import { locking } from "../../../core/database/sql.js";
import { omit, type RowOf, selectList } from "../../../core/database/table.js";
import { upsert } from "../../../core/database/upsert.js";
import { columnsIn } from "../../../files/format.js";
import { onceEach, type Row } from "../../../files/reading/cells.js";
import { mindLife } from "../../facility/import/facility-lives.js";
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
    const days = await daysOfRounds(into);
    const once = onceEach();
    const ids: number[] = [];
    const rowOf = new Map<number, Row>();
    const given = rows.flatMap((row) => {
      const roundId = row.requiredNamed("round", "assessment round", rounds);
      const facilityId = row.requiredNamed("facility", "facility", facilities);
      const systemId = row.requiredNamed("system", "system", systems);
      row.required("needed");
      const needed = row.word("needed", NEEDED_WORDS) === "YES" ? 1 : 0;
      if (roundId === null || facilityId === null || systemId === null) return [];
      const need = { facilityId, roundId, systemId, needed };
      once(row, "system", keyOf(need));
      return { row, need };
    });
    const known = await needsAt(
      into.tx,
      given.map(({ need }) => need),
    );
    const different = given.flatMap(({ row, need }) => {
      const { roundId, facilityId } = need;
      const before = known.get(keyOf(need));
      if (before?.needed === need.needed) return [];
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
      const fresh = different.filter((need) => !known.has(keyOf(need)));
      for (const { id } of (await needsAt(into.tx, fresh)).values()) ids.push(id);
    };
    return () => into.tracing(STATED_NEED_KIND, ids, write, rowOf);
  },
};

/** How many are looked for at once. */
const AT_ONCE = 500;

/** What is on record of the same; nobody else changes it until the transaction ends. */
async function needsAt(tx: Transaction, wanted: readonly Need[]): Promise<ReadonlyMap<string, KnownNeed>> {
  const known = new Map<string, KnownNeed>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const keys = wanted.slice(start, start + AT_ONCE).map((need) => KEY.map((column) => need[column]));
    const found = withKeys(tx, STATED_NEED, "n", KEY, keys);
    const rows = await tx.query<KnownNeed>(
      `SELECT ${selectList(NEEDS, "n")}, (SELECT s.label FROM source_section s WHERE s.id = n.section_id) AS label ` +
        `FROM ${found.sql}${locking(tx)}`,
      found.params,
    );
    for (const row of rows) known.set(keyOf(row), row);
  }
  return known;
}
