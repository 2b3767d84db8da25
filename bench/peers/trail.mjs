// What the floor writes beside each change: an entry in a trail, and the key of the act.
import { createHash } from "node:crypto";

const ENTRY = `INSERT INTO audit_entry (object_type, object_id, version, act, acted_at, role, actor, request_id, changes,
  previous_hash, hash, scope, slot, revision) VALUES ('Floor', ?, 1, ?, ?, ?, 'floor', ?, ?, '', ?, 'DATA', 0, 0)`;
const KEY = "INSERT INTO act_key (actor_key, client_key, input_hash, answer, kept_until) VALUES ('floor', ?, ?, ?, ?)";

const hashOf = (text) => createHash("sha256").update(text).digest("base64url");

let entries = 0;

/**
 * The statements for an act: the fields that it changed, each with what it was and what it is, and the answer under its
 * key. Entries are numbered by the floor itself, so that they need not wait for the id of what they tell of.
 */
export function traceOf(act, role, changes, answer, clientMutationId) {
  entries += 1;
  const at = new Date().toISOString();
  const text = JSON.stringify(changes);
  return [
    [ENTRY, [entries, act, at, role, clientMutationId, text, hashOf(text)]],
    [KEY, [clientMutationId, hashOf(clientMutationId), JSON.stringify(answer), at]],
  ];
}
