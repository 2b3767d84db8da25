import type { OperationOutcome, OperationOutcomeIssue } from "@medplum/fhirtypes";
import type { Language } from "../../core/context.js";
import type { ErrorCode } from "../../core/schema/errors.js";
import type { LocalizedMessage } from "../../core/text/localized-message.js";
import * as messages from "./fhir.messages.js";

/** What FHIR calls the reasons for which we refuse; any other is about what was sent. */
const ISSUE_CODES: Partial<Record<ErrorCode, OperationOutcomeIssue["code"]>> = {
  BAD_USER_INPUT: "value",
  QUERY_TOO_COMPLEX: "too-costly",
  UNAUTHENTICATED: "login",
  FORBIDDEN: "forbidden",
  PERSISTED_DOCUMENTS_ONLY: "forbidden",
  NOT_FOUND: "not-found",
  METHOD_NOT_ALLOWED: "not-supported",
  NOT_ACCEPTABLE: "not-supported",
  UNSUPPORTED_MEDIA_TYPE: "not-supported",
  PAYLOAD_TOO_LARGE: "too-long",
  RATE_LIMITED: "throttled",
  INTERNAL_SERVER_ERROR: "exception",
  DATABASE_UNAVAILABLE: "transient",
  DEADLINE_EXCEEDED: "transient",
  ISSUER_UNAVAILABLE: "transient",
};

/** Why there is no other answer, in the language of whoever asks. */
export const outcomeOf = (code: ErrorCode, sentence: LocalizedMessage, language: Language): OperationOutcome => ({
  resourceType: "OperationOutcome",
  issue: [
    {
      severity: "error",
      code: ISSUE_CODES[code] ?? "invalid",
      details: { coding: [{ code }], text: sentence[language] },
    },
  ],
});

/** What stands beside the answer to a search that took no notice of something. */
export const remarkOn = (ignored: readonly string[], language: Language): OperationOutcome | undefined =>
  ignored.length === 0
    ? undefined
    : {
        resourceType: "OperationOutcome",
        issue: [
          {
            severity: "warning",
            code: "not-supported",
            details: { text: messages.ignored(ignored.join(", "))[language] },
          },
        ],
      };
