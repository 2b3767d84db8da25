/** What was done; a test does nothing that is refused. */
export function done<Of extends { ok: boolean }>(outcome: Of): Extract<Of, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome as Extract<Of, { ok: true }>;
}
