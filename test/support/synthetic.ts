import type { Connections } from "../../server/core/database/database.js";
import { upsert } from "../../server/core/database/upsert.js";
import { moveRevision, SCOPES } from "../../server/core/snapshot/revision.js";
import { FOR_EVER, SINCE_EVER } from "../../server/core/time/point-in-time.js";

const COMPONENTS = ["HIS", "LIS", "RIS_PACS", "EMR", "MANAGEMENT", "INFRASTRUCTURE"];
const HELD = { valid_from: SINCE_EVER, valid_to: FOR_EVER, latest: 1 };

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
      "facility",
      ["code"],
      codes.map((code) => ({ code, search_text: ` ${code.toLowerCase()} ` })),
    );
    const facilities = await tx.query<{ id: number; code: string }>(
      "SELECT id, code FROM facility WHERE code LIKE 'SYNTHETIC-%'",
    );
    const each = (row: (facility_id: number, code: string) => Record<string, string | number>) =>
      facilities.map(({ id, code }) => row(id, code));
    await upsert(
      tx,
      "facility_name",
      ["facility_id", "valid_from"],
      each((facility_id, code) => ({ facility_id, name: `Cơ sở tổng hợp ${code}`, sort_key: code, ...HELD })),
    );
    await upsert(
      tx,
      "facility_profile",
      ["facility_id", "valid_from"],
      each((facility_id) => ({
        facility_id,
        facility_type_id: ids.type,
        section_id: ids.section,
        ownership: "PRIVATE",
        ...HELD,
      })),
    );
    await upsert(
      tx,
      "facility_place",
      ["facility_id", "valid_from"],
      each((facility_id) => ({ facility_id, area_id: ids.area, stated: 1, ...HELD })),
    );
    await upsert(
      tx,
      "facility_relation",
      ["facility_id", "kind", "valid_from"],
      each((facility_id) => ({ facility_id, related_id: ids.manager, kind: "MANAGES", ...HELD })),
    );
    await upsert(
      tx,
      "stated_need",
      ["facility_id", "round_id", "system_id"],
      each((facility_id) => ({
        facility_id,
        round_id: rounds[0]?.id ?? 0,
        system_id: ids.system,
        section_id: ids.section,
        needed: 1,
      })),
    );
    await upsert(
      tx,
      "observation",
      ["metric_id", "subject_key", "on_date"],
      each((facility_id) => ({
        metric_id: ids.metric,
        section_id: ids.section,
        facility_id,
        subject_key: `F${facility_id}`,
        on_date: "2018-12-31",
        value: facility_id,
        approximate: 0,
        reported: 1,
      })),
    );
    await upsert(
      tx,
      "milestone_progress",
      ["milestone_id", "subject_key", "step"],
      each((facility_id) => ({
        milestone_id: ids.milestone,
        facility_id,
        subject_key: `F${facility_id}`,
        step: 1,
        on_date: "2022-12-31",
        status_before: "PLANNED",
        status: "IN_PROGRESS",
        recorded_on: "2022-12-31",
      })),
    );
    await upsert(
      tx,
      "assessment",
      ["facility_id", "round_id"],
      rounds.flatMap((round) =>
        each((facility_id) => ({
          facility_id,
          round_id: round.id,
          section_id: ids.section,
          status: "PUBLISHED",
          reported_level: 2,
        })),
      ),
    );
    const assessments = await tx.query<{ id: number }>(
      "SELECT a.id FROM assessment a JOIN facility f ON f.id = a.facility_id WHERE f.code LIKE 'SYNTHETIC-%'",
    );
    await upsert(
      tx,
      "component_result",
      ["assessment_id", "component"],
      assessments.flatMap(({ id }) => COMPONENTS.map((component) => ({ assessment_id: id, component, level: 2 }))),
    );
    for (const scope of SCOPES) moveRevision(tx, scope);
  });
}
