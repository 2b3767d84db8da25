import { Redis } from "ioredis";

const RETRY_MS = 1_000;

/**
 * The Redis in which several servers count together. While it is away each server counts for itself and goes on asking
 * for it; no request waits for that.
 */
export function openRedis(url: string): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: RETRY_MS,
    retryStrategy: () => RETRY_MS,
  });
  let isAway = false;
  redis.on("error", ({ message }: Error) => {
    if (!isAway)
      console.warn(new Date().toISOString(), `Redis is away: ${message}. Budgets are counted by this server alone.`);
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) console.warn(new Date().toISOString(), "Redis is back.");
    isAway = false;
  });
  return redis;
}
