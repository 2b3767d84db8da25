import type { Context, Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { runMutation, Stale } from "../../../core/mutation/mutation-run.js";
import { tidyReason } from "../../../core/mutation/note.js";
import type { Trail } from "../../../core/mutation/trail.js";
import { readRowId } from "../../../core/schema/global-id.js";
import {
  refuseStale,
  throwUserErrors,
  type UserError,
  UserErrors,
  userError,
} from "../../../core/schema/user-errors.js";
import { cloneAlone } from "../../../core/snapshot/batch.js";
import { moveWholeRevision, takeWholeScope } from "../../../core/snapshot/revision.js";
import type { LocalizedMessage } from "../../../core/text/localized-message.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { nothingToCorrect } from "../../shared.messages.js";
import * as messages from "../metric.messages.js";
import { type MetricRow, metricsWhere } from "./metric.store.js";
import type { MetricAddInput, MetricChangeInput, MetricWithdrawInput } from "./metric-act.input.js";
import { addMetric, changeMetric, type MetricValues, removeMetric } from "./metric-act.store.js";
import { BLANK, OF_COUNTS, readMetric } from "./metric-reading.js";
import { figuresAgainst, type MetricUses, type NamedFigure, someOf, usesOf } from "./metric-uses.store.js";

export interface MetricOutcome {
  metric: MetricRow | null;
}

/** Adds a metric: from then on figures of it are recorded, and forms ask for it. */
export const add = (context: Context, input: MetricAddInput): Promise<MetricOutcome> =>
  runMutation(context, "metricAdd", input, async (run) => {
    const known = context.snapshot.metrics.all().find(({ code }) => code === input.code);
    if (known) throw taken(known);
    const { values, mistakes } = readMetric(context.snapshot, input, { ...BLANK, id: 0, code: input.code });
    throwUserErrors(mistakes);
    return run.writeOrTry<MetricOutcome>(input.dryRun, { metric: null }, async (tx, trail) => {
      const id = await addMetric(tx, values);
      if (id === null) throw taken((await metricsWhere(tx, "m.code = ?", [input.code]))[0]);
      return traced(trail, null, { id, ...values, version: 1 });
    });
  });

/** Changes what is said of a metric, but nothing that would make another figure of one on record. */
export const change = (context: Context, input: MetricChangeInput): Promise<MetricOutcome> =>
  runMutation(context, "metricChange", input, async (run) => {
    const before = required(context.snapshot, input);
    const reason = tidyReason(input.reason);
    const { values, mistakes } = readMetric(context.snapshot, input, before);
    const isSame = Object.entries(values).every(([field, value]) => value === before[field as keyof MetricValues]);
    throwUserErrors([...mistakes, isSame ? userError("INVALID", [], nothingToCorrect) : undefined]);
    return run.writeOrTry<MetricOutcome>(input.dryRun, shown(before), async (tx, trail) => {
      // Whoever records figures holds the metric: those who came before are seen here, those after read it anew.
      const after = await changeMetric(tx, before, values);
      throwUserErrors(await problemsOnRecord(tx, before, after), shown(before));
      if (RULES.some((field) => before[field] !== after[field])) await moveWholeRevision(tx, "DATA");
      return traced(trail, before, after, reason);
    });
  });

/** Takes a metric off the record that nothing refers to. */
export const withdraw = (context: Context, input: MetricWithdrawInput): Promise<MetricOutcome> =>
  runMutation(context, "metricWithdraw", input, async (run) => {
    const before = required(context.snapshot, input);
    const reason = tidyReason(input.reason);
    return run.writeOrTry<MetricOutcome>(input.dryRun, shown(before), async (tx, trail) => {
      const { version } = await changeMetric(tx, before, before);
      const uses = namedUses(await usesOf(tx, before));
      const used =
        uses.length > 0 ? userError("ILLEGAL_STATE", ["id"], messages.usedMetric(before.code, uses)) : undefined;
      throwUserErrors([used], shown(before));
      await takeWholeScope(tx, "DATA");
      await removeMetric(tx, before);
      trail.add("REFERENCE", { type: "Metric", id: before.id, version, before: fieldsOf(before), after: null, reason });
      return { metric: { ...before, version } };
    });
  });

/** What figures on record, forms and targets take it for. */
const MEANING = { kind: "kind", subjectType: "subjectType", unitId: "unit" } as const;
/** What figures are held to. */
const RULES = ["kind", "subjectType", "counts", "least", "most"] as const;

/** What on record a change would make wrong, as the transaction sees it that has written the change. */
async function problemsOnRecord(
  tx: Transaction,
  before: MetricRow,
  after: MetricRow,
): Promise<(UserError | undefined)[]> {
  const changed = Object.entries({ ...MEANING, ...OF_COUNTS }).flatMap(([column, field]) =>
    before[column as keyof MetricRow] === after[column as keyof MetricRow] ? [] : field,
  );
  if (changed.length > 0) {
    const uses = namedUses(await usesOf(tx, before));
    if (uses.length > 0) {
      return changed.map((field) => userError("ILLEGAL_STATE", [field], messages.usedAsItIs(before.code, field, uses)));
    }
  }
  const rules = (["counts", "least", "most"] as const).filter((field) => before[field] !== after[field]);
  const broken = rules.map(async (field) => {
    const figures = await figuresAgainst(tx, before.id, { ...before, [field]: after[field] });
    if (figures.length === 0) return undefined;
    return userError("ILLEGAL_STATE", [field], messages.figuresBreakRules(before.code, namedFigures(figures)));
  });
  return Promise.all(broken);
}

const namedFigures = (figures: readonly NamedFigure[]): LocalizedMessage => {
  const named = figures.map((figure) => messages.figureOf(figure.subject, figure));
  return { en: someOf(named.map(({ en }) => en)), vi: someOf(named.map(({ vi }) => vi)) };
};

function namedUses({ figures, isWithdrawn, campaigns, forms, targets, isStated }: MetricUses): LocalizedMessage[] {
  return [
    ...(figures.length > 0 ? [messages.usedByFigures(namedFigures(figures))] : []),
    ...(isWithdrawn ? [messages.usedByWithdrawnFigures] : []),
    ...(campaigns.length > 0 ? [messages.usedByCampaigns(someOf(campaigns))] : []),
    ...(forms.length > 0 ? [messages.usedByForms(someOf(forms))] : []),
    ...(targets.length > 0 ? [messages.usedByTargets(someOf(targets))] : []),
    ...(isStated ? [messages.usedByStatements] : []),
  ];
}

/** Notes in the trail what a metric has become. */
function traced(trail: Trail, before: MetricRow | null, after: MetricRow, reason: string | null = null): MetricOutcome {
  const fields = { before: before && fieldsOf(before), after: fieldsOf(after) };
  trail.add("REFERENCE", { type: "Metric", id: after.id, version: after.version, ...fields, reason });
  return { metric: after };
}

const fieldsOf = ({ id: _, version: __, ...fields }: MetricRow): MetricValues => fields;

/** The metric that is meant, at the version that was seen. */
function required({ metrics }: Snapshot, { id, expectedVersion }: { id: string; expectedVersion: number }): MetricRow {
  const found = metrics.findById(readRowId(id, "Metric") ?? 0);
  if (!found) throw new UserErrors([userError("NOT_FOUND", ["id"], messages.noSuchMetric)]);
  refuseStale(messages.theMetric, found.version, expectedVersion, shown(found));
  return found;
}

const shown = (metric: MetricRow): MetricOutcome => ({ metric: cloneAlone("Metric", LATEST, metric) });

function taken(known: MetricRow | undefined): UserErrors {
  if (!known) throw new Stale();
  return new UserErrors([userError("TAKEN", ["code"], messages.metricTaken(known.code))], shown(known));
}
