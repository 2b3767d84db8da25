import type { Log } from "../core/log/log.js";
import type { Witness } from "./witness.js";

/**
 * A line for each request: by whom, what, how it was answered, at what cost, and what of it is not public. Of the public
 * nothing is told that says who it is. What a load balancer and a browser ask again and again is told to who debugs.
 */
export const accessLog = (log: Log): Witness => ({
  answered({ requestId, method, route, seen, status, hasGone, seconds }) {
    const level = route === "health" || route === "page" ? "debug" : "info";
    if (!log.isLevelEnabled(level)) return;
    const { viewer, asked, documentId, budget, code, isKept, read } = seen;
    // What is undefined is not written. Spread, these would cost as much as all the rest.
    const fields = {
      requestId,
      role: viewer.role,
      account: viewer.account?.id,
      name: viewer.account?.name,
      key: viewer.apiKeyId ?? undefined,
      label: viewer.apiKeyLabel ?? undefined,
      method,
      route,
      operation: asked?.operation,
      document: documentId,
      status,
      code,
      gone: hasGone || undefined,
      cost: budget && Math.ceil(budget.charged),
      kept: isKept,
      read,
      ms: Math.round(seconds * 1e6) / 1000,
    };
    log[level](fields, "answered");
  },
});
