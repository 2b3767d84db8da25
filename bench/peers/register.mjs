// How the floor renames a facility and publishes an assessment: the rows that ours writes, in one transaction each.
import { searchWords } from "../../dist/server/core/text/fold.js";
import { sortKey } from "../../dist/server/core/text/sort-key.js";
import { rowIdOf } from "./contract.mjs";
import { isEmbedded } from "./database.mjs";
import { traceOf } from "./trail.mjs";

const UNIT = `SELECT f.search_text AS searchText, n.name FROM facility f
  JOIN facility_name n ON n.facility_id = f.id AND n.latest = 1 WHERE f.id = ?`;
const FOUND_BY = "UPDATE facility SET search_text = ?, version = version + 1 WHERE id = ? AND version = ?";
const ENDED = "UPDATE facility_name SET valid_to = ?, latest = 0 WHERE facility_id = ? AND latest = 1";
const BEGUN = `INSERT INTO facility_name (facility_id, name, sort_key, valid_from, valid_to, latest)
  VALUES (?, ?, ?, ?, '9999-12-31', 1)`;

/** The new name from its day on, the old one until then, the words by which it is found, and the trace of the act. */
export const renameOver =
  (sql, write) =>
  async ({ id, expectedVersion, name, on, clientMutationId }) => {
    const facilityId = rowIdOf(id);
    const [{ searchText, name: before }] = await sql(UNIT, [facilityId]);
    const words = new Set([...searchText.trim().split(" "), ...searchWords(name)]);
    const answer = { id, version: expectedVersion + 1, name };
    await write([
      [FOUND_BY, [` ${[...words].join(" ")} `, facilityId, expectedVersion]],
      [ENDED, [on, facilityId]],
      [BEGUN, [facilityId, name, sortKey(name), on]],
      ...traceOf("rename", "ADMIN", { name: [before, name], from: [null, on] }, answer, clientMutationId),
    ]);
    return answer;
  };

const DRAFT = `SELECT a.reported_level AS was, d.content FROM assessment a
  JOIN assessment_draft d ON d.assessment_id = a.id WHERE a.id = ?`;
const PUBLISHED = `UPDATE assessment SET status = 'PUBLISHED', reported_level = ?, version = ?, published_version = ?
  WHERE id = ? AND version = ?`;
const DROPPED = "DELETE FROM assessment_draft WHERE assessment_id = ?";

/** What the draft says in the place of what was published, the draft gone, and the trace of the act. */
export const publishOver =
  (sql, write) =>
  async ({ id, expectedVersion, clientMutationId }) => {
    const assessmentId = rowIdOf(id);
    const [{ was, content }] = await sql(DRAFT, [assessmentId]);
    const { reportedLevel, components } = JSON.parse(content);
    const results = components.flatMap(({ component, level, grade }) => [assessmentId, component, level, grade]);
    const version = expectedVersion + 1;
    const answer = { id, version, reportedLevel };
    const changes = { reportedLevel: [was, reportedLevel], components: [null, components] };
    await write([
      [PUBLISHED, [reportedLevel, version, version, assessmentId, expectedVersion]],
      [resultsOf(components), results],
      [DROPPED, [assessmentId]],
      ...traceOf("publish", "ADMIN", changes, answer, clientMutationId),
    ]);
    return answer;
  };

const KNOWN = isEmbedded()
  ? "ON CONFLICT (assessment_id, component) DO UPDATE SET level = excluded.level, grade = excluded.grade"
  : "ON DUPLICATE KEY UPDATE level = VALUES(level), grade = VALUES(grade)";

const resultsOf = (components) =>
  `INSERT INTO component_result (assessment_id, component, level, grade)
  VALUES ${components.map(() => "(?, ?, ?, ?)").join(", ")} ${KNOWN}`;
