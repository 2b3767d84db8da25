import { Redis } from "ioredis";
import { errorFields } from "../log/error-fields.js";
import { type Log, NO_LOG } from "../log/log.js";

const RETRY_MS = 1_000;

/**
 * The Redis in which several servers count together. While it is away each server counts for itself and goes on asking
 * for it; no request waits for that.
 */
export function openRedis(url: string, log: Log = NO_LOG): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: RETRY_MS,
    retryStrategy: () => RETRY_MS,
  });
  let isAway = false;
  redis.on("error", (error: Error) => {
    if (!isAway) log.warn(errorFields(error), "Redis is away: budgets are counted by this server alone.");
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) log.warn({}, "Redis is back.");
    isAway = false;
  });
  return redis;
}
