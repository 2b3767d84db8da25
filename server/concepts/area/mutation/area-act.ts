import type { Context, Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { insertRow } from "../../../core/database/upsert.js";
import type { ActInput, ChangeInput } from "../../../core/mutation/act.input.js";
import { takeLocks } from "../../../core/mutation/act-lock.js";
import { changeVersioned, type MutationRun, runMutation } from "../../../core/mutation/mutation-run.js";
import { tidyNote } from "../../../core/mutation/note.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { type Choice, lookUpCode } from "../../../core/schema/code-lookup.js";
import { readRowId } from "../../../core/schema/global-id.js";
import { refuseStale, type UserError, UserErrors, userError } from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { chooseLegalDocument } from "../../legal-basis/legal-document-choice.js";
import { afterToday, notKnownToExist } from "../../shared.messages.js";
import { AREA_KIND } from "../area.kind.js";
import * as messages from "../area.messages.js";
import { AREA, AREA_CHANGE } from "../area.row.js";
import { areaTables } from "../area.store.js";
import { AreaTree, type AreaView } from "../area-tree.js";
import { settleAreas } from "./area-dated.store.js";

export interface AreaOutcome {
  area: AreaView | null;
}

interface OnAreas {
  run: MutationRun;
  tx: Transaction;
  trail: Trail;
  snapshot: Snapshot;
  /** All areas as they are before the act. */
  tree: AreaTree;
}

export interface OnArea extends OnAreas {
  /** The area in its latest known state. */
  area: AreaView;
}

type Acted<Input> = Input & ActInput & { dryRun?: boolean | null };

/** Who lies in whom, and which code is whose: acts on areas look at more of them than they change. */
const AREAS = "areas";

/** An act on the areas: one at a time, each with all of them as they are after the one before. */
export const actOnAreas = <Input>(
  context: Context,
  name: string,
  input: Acted<Input>,
  { asItIs, locks = [] }: { asItIs: AreaOutcome; locks?: readonly string[] },
  work: (writing: OnAreas) => Promise<AreaView>,
): Promise<AreaOutcome> =>
  runMutation(context, name, input, (run) =>
    run.writeOrTry(input.dryRun, asItIs, async (tx, trail) => {
      // In one message, the locks first.
      const [, snapshot] = await Promise.all([takeLocks(tx, [AREAS, ...locks]), context.shared.snapshots.within(tx)]);
      return { area: await work({ run, tx, trail, snapshot, tree: snapshot.areas }) };
    }),
  );

/** An act on an area that is on record, at the version that was seen. */
export const actOnArea = <Input extends ChangeInput>(
  context: Context,
  name: string,
  input: Acted<Input>,
  work: (found: OnArea) => Promise<AreaView>,
  locksOf: (area: AreaView) => readonly string[] = () => [],
): Promise<AreaOutcome> => {
  const id = readRowId(input.id, "Area") ?? 0;
  const known = context.snapshot.areas.view(id, LATEST);
  return actOnAreas(
    context,
    name,
    input,
    { asItIs: { area: known }, locks: known ? locksOf(known) : [] },
    async (writing) => {
      const area = writing.tree.view(id, LATEST);
      if (!area) throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchArea)]);
      refuseStale(messages.theArea, area.version, input.expectedVersion, {
        area: cloneAlone("Area", LATEST, area),
      });
      return work({ ...writing, area });
    },
  );
};

/** A change is recorded when it has happened, of an area that is there on the day. */
export function problemOfDay({ tree, run }: OnAreas, area: AreaView, on: string): UserError | undefined {
  if (on > run.today) return userError("INVALID", ["on"], afterToday(on, run.today));
  if (tree.view(area.id, { asOf: on })) return undefined;
  return area.validTo !== null && area.validTo <= on
    ? userError("ILLEGAL_STATE", ["on"], messages.areaHasEnded(area.code, area.validTo))
    : userError("INVALID", ["on"], notKnownToExist(area.code, on));
}

/** The area that holds a code on the day, null: since ever, and is still there. */
export function chooseAreaThen({ tree }: OnAreas, field: string, code: string, on: string | null): Choice<AreaView> {
  const holder = tree.holder(code, { asOf: on });
  const found = on === null && holder?.validFrom ? null : holder;
  const endedOn = found && tree.view(found.id, LATEST)?.validTo;
  if (endedOn) return { found: null, mistake: userError("INVALID", [field], messages.endedArea(code, endedOn)) };
  const what = messages.areaHasCodeThen(on);
  return lookUpCode([field], what, code, found, () => tree.all({ asOf: on }).map((area) => area.code));
}

/** On what a change rests. */
export interface Basis {
  legalDocument?: string | null;
  noteVi?: string | null;
  noteEn?: string | null;
}

/** A legal document on record, or a reason in words: one of them is needed. */
export function readBasis(snapshot: Snapshot, given: Basis) {
  const document = chooseLegalDocument(snapshot, "legalDocument", given.legalDocument);
  const [noteVi, noteEn] = [tidyNote(given.noteVi), tidyNote(given.noteEn)];
  const isBlank = given.legalDocument == null && noteVi === null;
  const mistake =
    document.mistake ?? (isBlank ? userError("INVALID", ["legalDocument"], messages.documentOrReason) : undefined);
  return { values: { legalDocumentId: document.found?.id ?? null, noteVi, noteEn }, mistake };
}

/** Notes what the law did to an area on a day, behind what it did to it on that day before. */
export async function noteChange(
  { tx, tree }: OnAreas,
  areaId: number,
  changedOn: string,
  change: {
    kind: string;
    successorId?: number;
    legalDocumentId: number | null;
    noteVi: string | null;
    noteEn: string | null;
  },
): Promise<void> {
  const position = tree.changesOf(areaId, LATEST).filter((known) => known.changedOn === changedOn).length;
  await insertRow(tx, AREA_CHANGE, { areaId, changedOn, position, ...change });
}

/** Writes a change of an area: it has one version more, an entry in the trail, and its dated rows are put in order. */
export async function writeChange(
  { tx, trail, area }: OnArea,
  { values = {}, write, reason = null }: { values?: object; write: () => Promise<void>; reason?: string | null },
): Promise<AreaView> {
  const before = await AREA_KIND.read(tx, [area.id]);
  await changeVersioned(tx, AREA, area, values);
  await write();
  await settleAreas(tx, [area.id]);
  return traced(tx, trail, area.id, before.get(area.id)?.fields ?? null, reason);
}

/** Notes in the trail what an area has become; answers it as it is then. */
export async function traced(
  tx: Transaction,
  trail: Trail,
  id: number,
  before: object | null,
  reason: string | null,
): Promise<AreaView> {
  const now = (await AREA_KIND.read(tx, [id])).get(id);
  const area = new AreaTree(await areaTables(tx, [id])).view(id, LATEST);
  if (!now || !area) throw new Error("An area that was just written is not to be found.");
  trail.add("REFERENCE", { type: "Area", id, version: now.version, before, after: now.fields, reason });
  return area;
}
