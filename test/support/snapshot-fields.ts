import { SNAPSHOT_PARTS } from "../../server/concepts/index.js";
import type { Snapshot } from "../../server/core/context.js";
import { Snapshots } from "../../server/core/snapshot/snapshots.js";
import type { TestServer } from "./server.js";

const FIELDS = ["NAME", "CODE", "ACTUAL_BEDS"] as const;
const KINDS = ["MANAGES", "GUIDES", "MERGED_INTO"] as const;

/** What a server holds now, with its late parts, if it has ever held them. */
export async function heldBy({ shared }: Pick<TestServer, "shared">): Promise<Snapshot> {
  return (await shared.snapshots.at(await shared.revisions.current())).snapshot;
}

/** The same as a server reads it that has held nothing before. */
export async function readAnew({ db, shared: { revisions } }: Pick<TestServer, "db" | "shared">): Promise<Snapshot> {
  const snapshots = new Snapshots<Snapshot>(db, revisions, SNAPSHOT_PARTS);
  await snapshots.holdLate();
  return (await snapshots.at(await revisions.current())).snapshot;
}

const sorted = <T>(all: Iterable<T>): T[] => [...all].sort();
const inOrder = <T extends object>(rows: readonly T[]): string[] => sorted(rows.map((row) => JSON.stringify(row)));

/** Everything that anybody can ask of areas, on these days; null: in their latest known state. */
export function areaFieldsOf(areas: Snapshot["areas"], days: readonly (string | null)[]) {
  const ids = areas.all({ asOf: null }).map(({ id }) => id);
  return {
    daysOfChange: areas.daysOfChange,
    daysOfNames: areas.daysOfNames(),
    rows: ids.map((id) => areas.row(id)),
    named: ids.map((id) => inOrder(areas.namesOf(id))),
    placed: ids.map((id) => inOrder(areas.parentsOf(id))),
    only: (["COUNTRY", "PROVINCE"] as const).map((type) => areas.onlyOne(type)),
    onDays: days.map((asOf) => ({
      asOf,
      all: areas.all({ asOf }),
      count: areas.countIn({ asOf }),
      changes: ids.map((id) => areas.changesOf(id, { asOf })),
      holders: ids.map((id) => [areas.denote(id, { asOf }), areas.holder(areas.row(id)?.code ?? "", { asOf })]),
      parents: ids.map((id) => areas.parent(id, { asOf })),
      children: ids.map((id) => areas.children(id, { asOf })),
      within: ids.map((id) => areas.within(id, { asOf })),
      names: sorted(areas.names(asOf).all()).map((text) => [text, inOrder(areas.names(asOf).claims(text))]),
    })),
  };
}

/** Everything that anybody can ask of what changes with acts, on these days and in its latest known state. */
export function fieldsOf(
  { facilities, assessments, areas, levels, rounds, results }: Snapshot,
  days: readonly string[],
) {
  const latest = { asOf: null };
  const shown = facilities.in(latest).sorted("CODE");
  const ids = shown.map(({ id }) => id);
  const all = areas.all(latest).map(({ id }) => id);
  const record = facilities.recordOf(ids);
  const names = sorted([...record.names.map(({ name }) => name), ...shown.map(({ code }) => code)]);
  const published = rounds.all().flatMap(({ id }) => assessments.ofRound(id));
  return {
    areas: areaFieldsOf(areas, [null, ...days]),
    size: facilities.size,
    record: Object.entries(record).map(([table, rows]) => [table, inOrder(rows)]),
    onDays: [null, ...days].map((asOf) => ({
      asOf,
      sorted: FIELDS.map((field) => facilities.in({ asOf }).sorted(field)),
      inAreas: all.map((area) => FIELDS.map((field) => facilities.in({ asOf }).standingIn([area], field))),
      inAll: facilities.in({ asOf }).standingIn(all, "NAME"),
      standing: all.map((area) => facilities.standingIn([area], { asOf })),
      inside: facilities.inside(all, { asOf }),
      existing: facilities.existing(ids, { asOf }),
      spellings: ids.map((id) => facilities.spellingsOf(id, { asOf })),
      relations: KINDS.map((kind) =>
        ids.map((id) => [facilities.above(id, kind, { asOf }), facilities.below(id, kind, { asOf })]),
      ),
      managed: shown.map(({ code }) => sorted(facilities.managedBy(code, { asOf }))),
    })),
    daysOfMoves: facilities.daysOfMoves(),
    claims: names.map((name) => inOrder(facilities.claims(name))),
    likeness: facilities.likeness().size,
    assessments: ids.map((id) => assessments.of(id)),
    rounds: rounds.all().map(({ id }) => assessments.ofRound(id)),
    levels: rounds.all().map((round) => all.map((area) => sorted(levels.within([area], round)))),
    results: results.value && published.map(({ id }) => [id, results.value?.of(id)]),
  };
}
