import type { GraphQLFieldResolver } from "graphql";
import type { Context } from "../context.js";
import { notAllowed, notSignedIn } from "../schema/errors.js";
import type { ApiKeyScope, Role } from "./role.js";
import type { Viewer } from "./viewer.js";

/** Who may ask a field. */
export interface Rule {
  roles: readonly Role[];
  /** What a key must be good for; left out: any key will do. */
  scope?: ApiKeyScope;
  /** Whose data an editor may do it with, as seen from its own facility on the day of the act; left out: nobody's. */
  reaches?: readonly Reach[];
}

const EVERYBODY: readonly Role[] = ["PUBLIC", "INTEGRATOR", "FACILITY_EDITOR", "ADMIN"];
const OPEN_DATA: Rule = { roles: EVERYBODY, scope: "READ" };
const ANYBODY: Rule = { roles: EVERYBODY };
const ACCOUNTS: Rule = { roles: ["FACILITY_EDITOR", "ADMIN"] };
const DEPARTMENT: Rule = { roles: ["ADMIN"] };
const ENTERING: Rule = { roles: ["FACILITY_EDITOR", "ADMIN"], reaches: ["OWN", "MANAGED"] };

/**
 * The policy: every field of Query and Mutation, who may ask it, and with whose data. Without its row here there is no
 * schema. Whose an object is, is known where it has been found: `mayActOn` asks there. A field of an interface that is
 * not for everybody stands here too, and is guarded on every type that has it.
 */
export const POLICY: Readonly<Record<string, Rule>> = {
  "Query.accountConnection": DEPARTMENT,
  "Query.accounts": DEPARTMENT,
  "Query.apiKeyConnection": DEPARTMENT,
  "Query.apiKeys": DEPARTMENT,
  "Query.area": OPEN_DATA,
  "Query.areaConnection": OPEN_DATA,
  "Query.areas": OPEN_DATA,
  "Query.assessmentRound": OPEN_DATA,
  "Query.assessmentRounds": OPEN_DATA,
  "Query.auditChain": DEPARTMENT,
  "Query.auditEntries": DEPARTMENT,
  "Query.changes": OPEN_DATA,
  "Query.criteria": OPEN_DATA,
  "Query.discrepancies": OPEN_DATA,
  "Query.discrepancy": OPEN_DATA,
  "Query.discrepancyConnection": OPEN_DATA,
  "Query.documentsCheck": OPEN_DATA,
  "Query.facilities": OPEN_DATA,
  "Query.facility": OPEN_DATA,
  "Query.findingConnection": OPEN_DATA,
  "Query.findings": OPEN_DATA,
  "Query.formAnswerCheck": OPEN_DATA,
  "Query.gradeOfAnswers": OPEN_DATA,
  "Query.importedFileConnection": OPEN_DATA,
  "Query.importedFiles": OPEN_DATA,
  "Query.legalDocument": OPEN_DATA,
  "Query.legalDocumentConnection": OPEN_DATA,
  "Query.legalDocuments": OPEN_DATA,
  "Query.matchNames": OPEN_DATA,
  "Query.metric": OPEN_DATA,
  "Query.metricConnection": OPEN_DATA,
  "Query.metricPair": OPEN_DATA,
  "Query.metrics": OPEN_DATA,
  "Query.milestone": OPEN_DATA,
  "Query.node": OPEN_DATA,
  "Query.nodes": OPEN_DATA,
  "Query.observations": OPEN_DATA,
  "Query.reportingCampaign": OPEN_DATA,
  "Query.reportingCampaignConnection": OPEN_DATA,
  "Query.reportingCampaigns": OPEN_DATA,
  "Query.roadmap": OPEN_DATA,
  "Query.ruleSet": OPEN_DATA,
  "Query.ruleSets": OPEN_DATA,
  "Query.sourceDocument": OPEN_DATA,
  "Query.sourceDocuments": OPEN_DATA,
  "Query.surveyForms": OPEN_DATA,
  "Query.target": OPEN_DATA,
  "Query.targetConnection": OPEN_DATA,
  "Query.targets": OPEN_DATA,
  "Query.terms": OPEN_DATA,
  "Query.vocabularies": OPEN_DATA,
  "Query.viewer": ANYBODY,
  "Query.whatIf": OPEN_DATA,

  "Mutation.accountAdd": DEPARTMENT,
  "Mutation.accountChange": DEPARTMENT,
  "Mutation.apiKeyDocumentWithdraw": DEPARTMENT,
  "Mutation.apiKeyDocumentsAdmit": DEPARTMENT,
  "Mutation.apiKeyIssue": DEPARTMENT,
  "Mutation.apiKeyRevoke": DEPARTMENT,
  "Mutation.areaAdd": DEPARTMENT,
  "Mutation.areaClose": DEPARTMENT,
  "Mutation.areaCorrect": DEPARTMENT,
  "Mutation.areaMove": DEPARTMENT,
  "Mutation.areaRename": DEPARTMENT,
  "Mutation.assessmentPublish": DEPARTMENT,
  "Mutation.assessmentReopen": DEPARTMENT,
  "Mutation.assessmentReturn": DEPARTMENT,
  "Mutation.assessmentRoundClose": DEPARTMENT,
  "Mutation.assessmentRoundOpen": DEPARTMENT,
  "Mutation.assessmentRoundReopen": DEPARTMENT,
  "Mutation.assessmentSave": ENTERING,
  "Mutation.assessmentStart": ENTERING,
  "Mutation.assessmentSubmit": ENTERING,
  "Mutation.assessmentVerify": DEPARTMENT,
  "Mutation.discrepancyAnnotate": DEPARTMENT,
  "Mutation.facilityAdd": DEPARTMENT,
  "Mutation.facilityClose": DEPARTMENT,
  "Mutation.facilityCorrect": DEPARTMENT,
  "Mutation.facilityMerge": DEPARTMENT,
  "Mutation.facilityMove": DEPARTMENT,
  "Mutation.facilityProfileChange": DEPARTMENT,
  "Mutation.facilityReassign": DEPARTMENT,
  "Mutation.facilityRename": DEPARTMENT,
  "Mutation.facilityReopen": DEPARTMENT,
  "Mutation.facilityWithdrawChange": DEPARTMENT,
  "Mutation.legalDocumentAdd": DEPARTMENT,
  "Mutation.legalDocumentCorrect": DEPARTMENT,
  "Mutation.metricAdd": DEPARTMENT,
  "Mutation.metricChange": DEPARTMENT,
  "Mutation.metricWithdraw": DEPARTMENT,
  "Mutation.milestoneCancel": DEPARTMENT,
  "Mutation.milestoneCorrectProgress": ENTERING,
  "Mutation.milestoneRecordProgress": ENTERING,
  "Mutation.milestoneReplan": DEPARTMENT,
  "Mutation.fileImport": ENTERING,
  "Mutation.formAnswerReturn": DEPARTMENT,
  "Mutation.formAnswerSave": ENTERING,
  "Mutation.formAnswerSubmit": ENTERING,
  "Mutation.observationCorrect": ENTERING,
  "Mutation.observationRecord": ENTERING,
  "Mutation.observationWithdraw": ENTERING,
  "Mutation.passwordChange": ACCOUNTS,
  "Mutation.passwordReset": DEPARTMENT,
  "Mutation.reportingCampaignClose": DEPARTMENT,
  "Mutation.reportingCampaignOpen": DEPARTMENT,
  "Mutation.reportingCampaignReopen": DEPARTMENT,
  "Mutation.reportingCampaignRevise": DEPARTMENT,
  "Mutation.sessionEnd": ANYBODY,
  "Mutation.sessionRefresh": ANYBODY,
  "Mutation.sessionStart": ANYBODY,
  "Mutation.targetAdd": DEPARTMENT,
  "Mutation.targetCorrect": DEPARTMENT,

  "Traced.auditTrail": DEPARTMENT,
};

export function ruleOf(field: string, policy = POLICY): Rule {
  const rule = policy[field];
  if (!rule) throw new Error(`${field} has no row in server/core/access/policy.ts: say there who may ask it.`);
  return rule;
}

const allows = ({ roles, scope }: Rule, viewer: Viewer): boolean =>
  roles.includes(viewer.role) && (viewer.apiKeyId === null || scope === undefined || viewer.scopes.includes(scope));

/** Whether who asks may ask this field. */
export const mayAsk = (field: string, viewer: Viewer): boolean => allows(ruleOf(field), viewer);

/** Refuses whoever may not ask. */
export function assertAllowed(rule: Rule, viewer: Viewer): void {
  if (!allows(rule, viewer)) throw viewer.role === "PUBLIC" ? notSignedIn() : notAllowed();
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

/** Asks the rule before the field. What is not for everybody to read is noted where it is read. */
export const guardedBy = (rule: Rule, resolve: Resolve, reads = true): Resolve =>
  reads && !rule.roles.includes("PUBLIC")
    ? (source, args, context, info) => {
        assertAllowed(rule, context.viewer);
        const { id } = (source ?? {}) as { id?: number };
        context.seen.noteRead(`${info.parentType.name}.${info.fieldName}`, id === undefined ? undefined : [id]);
        return resolve(source, args, context, info);
      }
    : (source, args, context, info) => {
        assertAllowed(rule, context.viewer);
        return resolve(source, args, context, info);
      };

/** How a facility stands to that of an editor on a day. */
export const REACHES = ["OWN", "MANAGED", "SIBLING", "PARENT", "FOREIGN"] as const;

export type Reach = (typeof REACHES)[number];
