import { Acting } from "./acting.js";
import type { Data } from "./run-query.js";
import type { TestServer } from "./server.js";

/** Everything that a draft says. */
export const DRAFT = `id version status reportedLevel components { component level grade labelVi }
  answers { criterion { code } answer } statedNeeds { system { code } needed } computedLevel { level ruleSet }
  facility { code } round { code } published { version }`;
/** Everything that a published assessment says. */
export const ASSESSMENT = `id version status reportedLevel components { component level grade labelVi }
  answers { criterion { code } answer } computedLevel { level } facility { code } round { code } source { section }`;
export const ROUND = "id code year openedOn closedOn methodVi legalDocument { number } state version";

/** Somebody who works on rounds and assessments. */
export const assessing = (server: Pick<TestServer, "url">, headers: Record<string, string>): Acting =>
  new Acting(server, headers, { draft: DRAFT, assessment: ASSESSMENT, round: ROUND });

/** Opens a round of 2026, and answers it. */
export const openRound = (department: Acting, code: string): Promise<Data> =>
  department.done("assessmentRoundOpen", { code, year: 2026, openedOn: "2026-01-05" });
