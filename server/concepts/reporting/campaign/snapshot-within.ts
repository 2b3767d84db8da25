import type { Snapshot } from "../../../core/context.js";
import type { Transaction } from "../../../core/database/database.js";
import { areaSnapshot } from "../../area/area.snapshot.js";
import { facilitySnapshot } from "../../facility/facility.snapshot.js";
import { metricSnapshot } from "../../metric/metric.snapshot.js";
import { provenanceSnapshot } from "../../provenance/provenance.snapshot.js";
import { termSnapshot } from "../../term/term.snapshot.js";
import { reportingSnapshot } from "../reporting.snapshot.js";

const PARTS = [areaSnapshot, facilitySnapshot, metricSnapshot, provenanceSnapshot, termSnapshot, reportingSnapshot];

/** What the rules of campaigns ask about, as a transaction sees it: a file is held to the rules of the acts. */
export async function snapshotWithin(tx: Transaction): Promise<Snapshot> {
  const loaded: object[] = [];
  for (const { load } of PARTS.flatMap((part) => part.loaded ?? [])) loaded.push(await load(tx));
  const snapshot = Object.assign({}, ...loaded);
  return Object.assign(snapshot, reportingSnapshot.derive?.(snapshot, undefined));
}
