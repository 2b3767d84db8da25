import { AREA, AREA_NAME, AREA_PARENT } from "../../server/concepts/area/area.row.js";
import { STATED_NEED } from "../../server/concepts/assessment/need/stated-need.row.js";
import { ASSESSMENT, COMPONENT_RESULT } from "../../server/concepts/assessment/result/assessment.row.js";
import {
  FACILITY,
  FACILITY_NAME,
  FACILITY_PLACE,
  FACILITY_PROFILE,
  FACILITY_RELATION,
} from "../../server/concepts/facility/register/facility.row.js";
import { OBSERVATION } from "../../server/concepts/metric/observation/observation.row.js";
import { MILESTONE_PROGRESS } from "../../server/concepts/roadmap/milestone/milestone-progress.row.js";
import type { Connections } from "../../server/core/database/database.js";
import { upsert } from "../../server/core/database/upsert.js";
import { moveRevision, SCOPES } from "../../server/core/snapshot/revision.js";
import { FOR_EVER, SINCE_EVER } from "../../server/core/time/point-in-time.js";

const COMPONENTS = ["HIS", "LIS", "RIS_PACS", "EMR", "MANAGEMENT", "INFRASTRUCTURE"] as const;
const HELD = { validFrom: SINCE_EVER, validTo: FOR_EVER, latest: 1 };

/**
 * Adds `count` synthetic facilities, named so, in Phú Vang and under its health centre, each with two assessments, a
 * stated need, a figure and a report of progress: data for counting statements, never for reading.
 */
export async function addSyntheticFacilities(db: Connections, count: number): Promise<void> {
  const known = async (sql: string): Promise<number> => (await db.query<{ id: number }>(sql))[0]?.id ?? 0;
  const ids = {
    type: await known("SELECT id FROM term WHERE vocabulary = 'FACILITY_TYPE' AND code = 'POLYCLINIC'"),
    system: await known("SELECT id FROM term WHERE vocabulary = 'SYSTEM' AND code = 'HIS'"),
    section: await known("SELECT MIN(id) AS id FROM source_section"),
    area: await known("SELECT id FROM area WHERE area_key = '478'"),
    manager: await known("SELECT id FROM facility WHERE code = 'TTYT-PHUVANG'"),
    metric: await known("SELECT id FROM metric WHERE code = 'LINKUPS'"),
    milestone: await known("SELECT MIN(id) AS id FROM milestone"),
  };
  const rounds = await db.query<{ id: number }>("SELECT id FROM assessment_round");
  const codes = Array.from({ length: count }, (_, i) => `SYNTHETIC-${i}`);

  await db.transaction(async (tx) => {
    await upsert(
      tx,
      FACILITY,
      ["code"],
      codes.map((code) => ({ code, searchText: ` ${code.toLowerCase()} ` })),
    );
    const facilities = await tx.query<{ id: number; code: string }>(
      "SELECT id, code FROM facility WHERE code LIKE 'SYNTHETIC-%'",
    );
    const each = <Row>(row: (facilityId: number, code: string) => Row): Row[] =>
      facilities.map(({ id, code }) => row(id, code));
    await upsert(
      tx,
      FACILITY_NAME,
      ["facilityId", "validFrom"],
      each((facilityId, code) => ({ facilityId, name: `Cơ sở tổng hợp ${code}`, sortKey: code, ...HELD })),
    );
    await upsert(
      tx,
      FACILITY_PROFILE,
      ["facilityId", "validFrom"],
      each((facilityId) => ({
        facilityId,
        facilityTypeId: ids.type,
        sectionId: ids.section,
        ownership: "PRIVATE",
        ...HELD,
      })),
    );
    await upsert(
      tx,
      FACILITY_PLACE,
      ["facilityId", "validFrom"],
      each((facilityId) => ({ facilityId, areaId: ids.area, stated: 1, ...HELD })),
    );
    await upsert(
      tx,
      FACILITY_RELATION,
      ["facilityId", "kind", "validFrom"],
      each((facilityId) => ({ facilityId, relatedId: ids.manager, kind: "MANAGES" as const, ...HELD })),
    );
    await upsert(
      tx,
      STATED_NEED,
      ["facilityId", "roundId", "systemId"],
      each((facilityId) => ({
        facilityId,
        roundId: rounds[0]?.id ?? 0,
        systemId: ids.system,
        sectionId: ids.section,
        needed: 1,
      })),
    );
    await upsert(
      tx,
      OBSERVATION,
      ["metricId", "subjectKey", "on", "fromKey"],
      each((facilityId) => ({
        metricId: ids.metric,
        sectionId: ids.section,
        facilityId,
        subjectKey: `F${facilityId}`,
        on: "2018-12-31",
        fromKey: "1000-01-01",
        value: facilityId,
        approximate: 0,
        reported: 1,
      })),
    );
    await upsert(
      tx,
      MILESTONE_PROGRESS,
      ["milestoneId", "subjectKey", "step"],
      each((facilityId) => ({
        milestoneId: ids.milestone,
        facilityId,
        subjectKey: `F${facilityId}`,
        step: 1,
        on: "2022-12-31",
        statusBefore: "PLANNED" as const,
        status: "IN_PROGRESS" as const,
        recordedOn: "2022-12-31",
      })),
    );
    await upsert(
      tx,
      ASSESSMENT,
      ["facilityId", "roundId"],
      rounds.flatMap((round) =>
        each((facilityId) => ({
          facilityId,
          roundId: round.id,
          sectionId: ids.section,
          status: "PUBLISHED" as const,
          reportedLevel: 2,
        })),
      ),
    );
    const assessments = await tx.query<{ id: number }>(
      "SELECT a.id FROM assessment a JOIN facility f ON f.id = a.facility_id WHERE f.code LIKE 'SYNTHETIC-%'",
    );
    await upsert(
      tx,
      COMPONENT_RESULT,
      ["assessmentId", "component"],
      assessments.flatMap(({ id }) => COMPONENTS.map((component) => ({ assessmentId: id, component, level: 2 }))),
    );
    for (const scope of SCOPES) moveRevision(tx, scope);
  });
}

/** Adds `count` synthetic communes, named so, directly in the province, on every day: for looking at long lists. */
export async function addSyntheticCommunes(db: Connections, count: number): Promise<void> {
  const [province] = await db.query<{ id: number }>("SELECT id FROM area WHERE area_key = '46'");
  const codes = Array.from({ length: count }, (_, i) => `S${i}`);
  await db.transaction(async (tx) => {
    await upsert(
      tx,
      AREA,
      ["areaKey"],
      codes.map((code) => ({ areaKey: code, code, areaType: "COMMUNE", validFrom: SINCE_EVER, validTo: FOR_EVER })),
    );
    const areas = await tx.query<{ id: number; code: string }>("SELECT id, code FROM area WHERE code LIKE 'S%'");
    await upsert(
      tx,
      AREA_NAME,
      ["areaId", "validFrom"],
      areas.map(({ id, code }) => ({ areaId: id, name: `Xã tổng hợp ${code}`, ...HELD })),
    );
    await upsert(
      tx,
      AREA_PARENT,
      ["areaId", "validFrom"],
      areas.map(({ id }) => ({ areaId: id, parentId: province?.id ?? 0, ...HELD })),
    );
    for (const scope of SCOPES) moveRevision(tx, scope);
  });
}
