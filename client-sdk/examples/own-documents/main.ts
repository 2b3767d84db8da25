// A program that asks a question of its own by the SDK.
import { HealthApiError, request } from "hue-health-sdk";
import { Beds } from "./generated/documents.js";

const connection = {
  url: process.env.HUE_HEALTH_URL ?? "http://127.0.0.1:4000/graphql",
  token: process.env.HUE_HEALTH_KEY,
  language: "en",
} as const;

/** In words, which a key that is marked DOCUMENTS_ONLY may not send, or by the id, once it is in documents.json. */
try {
  const { facilities } = await request(connection, Beds, { area: process.argv[2] ?? "46" });
  console.log(`${facilities.totalCount} facilities`);
  for (const { name, actualBeds, facilityType } of facilities.nodes)
    console.log(`${name} (${facilityType.labelEn}): ${actualBeds ?? "unknown"} beds`);
} catch (error) {
  if (!(error instanceof HealthApiError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
