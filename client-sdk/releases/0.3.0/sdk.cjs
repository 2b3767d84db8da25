"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// client-sdk/index.ts
var index_exports = {};
__export(index_exports, {
  ACT: () => ACT,
  AccountPage: () => AccountPage,
  Accounts: () => Accounts,
  AddAccount: () => AddAccount,
  AddFacility: () => AddFacility,
  AddLegalDocument: () => AddLegalDocument,
  AddTarget: () => AddTarget,
  AnnotateDiscrepancy: () => AnnotateDiscrepancy,
  ApiKeyPage: () => ApiKeyPage,
  ApiKeys: () => ApiKeys,
  AreaChildren: () => AreaChildren,
  AreaFacilities: () => AreaFacilities,
  AreaPage: () => AreaPage,
  AreaTree: () => AreaTree,
  AssessmentInProgress: () => AssessmentInProgress,
  AssessmentRounds: () => AssessmentRounds,
  AssessmentsInProgress: () => AssessmentsInProgress,
  AssessmentsOfRound: () => AssessmentsOfRound,
  AssumptionPage: () => AssumptionPage,
  AuditChain: () => AuditChain,
  AuditEntries: () => AuditEntries,
  AuditTrail: () => AuditTrail,
  AuditVerification: () => AuditVerification,
  Campaign: () => Campaign,
  CampaignForms: () => CampaignForms,
  CampaignPage: () => CampaignPage,
  CancelMilestone: () => CancelMilestone,
  ChangeAccount: () => ChangeAccount,
  ChangeFacilityProfile: () => ChangeFacilityProfile,
  ChangePassword: () => ChangePassword,
  Changes: () => Changes,
  CheckFormAnswer: () => CheckFormAnswer,
  CloseAssessmentRound: () => CloseAssessmentRound,
  CloseCampaign: () => CloseCampaign,
  CloseFacility: () => CloseFacility,
  ComparisonPage: () => ComparisonPage,
  CopiedObjects: () => CopiedObjects,
  CorrectFacility: () => CorrectFacility,
  CorrectLegalDocument: () => CorrectLegalDocument,
  CorrectMilestoneProgress: () => CorrectMilestoneProgress,
  CorrectObservation: () => CorrectObservation,
  CorrectTarget: () => CorrectTarget,
  Criteria: () => Criteria,
  DemandPage: () => DemandPage,
  Discrepancies: () => Discrepancies,
  Discrepancy: () => Discrepancy,
  DiscrepancyOverview: () => DiscrepancyOverview,
  DiscrepancyPage: () => DiscrepancyPage,
  DistrictPage: () => DistrictPage,
  EndSession: () => EndSession,
  FacilityAssessment: () => FacilityAssessment,
  FacilityCard: () => FacilityCard,
  FacilityChildren: () => FacilityChildren,
  FacilityList: () => FacilityList,
  FacilityMilestones: () => FacilityMilestones,
  FacilityPage: () => FacilityPage,
  FacilityProgress: () => FacilityProgress,
  FacilityRecord: () => FacilityRecord,
  FacilitySearch: () => FacilitySearch,
  FigureChoices: () => FigureChoices,
  FigureList: () => FigureList,
  GradeOfAnswers: () => GradeOfAnswers,
  HEALTH_API_ERROR_CODES: () => HEALTH_API_ERROR_CODES,
  HealthApiError: () => HealthApiError,
  ImportTable: () => ImportTable,
  ImportedFiles: () => ImportedFiles,
  IssueApiKey: () => IssueApiKey,
  LeagueLines: () => LeagueLines,
  LeagueTable: () => LeagueTable,
  LegalBasis: () => LegalBasis,
  LegalDocument: () => LegalDocument,
  LevelChange: () => LevelChange,
  LevelDistribution: () => LevelDistribution,
  LevelMatrix: () => LevelMatrix,
  LinkupLeagueTable: () => LinkupLeagueTable,
  MatchNames: () => MatchNames,
  MergeFacility: () => MergeFacility,
  MetricDefinitions: () => MetricDefinitions,
  MetricFigures: () => MetricFigures,
  MetricPair: () => MetricPair,
  MetricSeries: () => MetricSeries,
  MetricSeriesPage: () => MetricSeriesPage,
  MetricTotals: () => MetricTotals,
  Milestone: () => Milestone,
  MilestoneProgress: () => MilestoneProgress,
  MoveFacility: () => MoveFacility,
  Observations: () => Observations,
  OneFigure: () => OneFigure,
  OpenAssessmentRound: () => OpenAssessmentRound,
  OpenCampaign: () => OpenCampaign,
  Project06Overview: () => Project06Overview,
  Project06Page: () => Project06Page,
  PublishAssessment: () => PublishAssessment,
  ReassignFacility: () => ReassignFacility,
  RecordMilestoneProgress: () => RecordMilestoneProgress,
  RecordObservation: () => RecordObservation,
  RefreshSession: () => RefreshSession,
  RenameFacility: () => RenameFacility,
  ReopenAssessment: () => ReopenAssessment,
  ReopenAssessmentRound: () => ReopenAssessmentRound,
  ReopenCampaign: () => ReopenCampaign,
  ReopenFacility: () => ReopenFacility,
  ReplanMilestone: () => ReplanMilestone,
  ReportingCompleteness: () => ReportingCompleteness,
  ResetPassword: () => ResetPassword,
  ReturnAssessment: () => ReturnAssessment,
  ReturnFormAnswer: () => ReturnFormAnswer,
  ReviseCampaign: () => ReviseCampaign,
  RevokeApiKey: () => RevokeApiKey,
  RoadmapByYear: () => RoadmapByYear,
  RoadmapPage: () => RoadmapPage,
  RuleSet: () => RuleSet,
  RuleSets: () => RuleSets,
  SaveAssessment: () => SaveAssessment,
  SaveFormAnswer: () => SaveFormAnswer,
  SourceDocument: () => SourceDocument,
  SourceDocuments: () => SourceDocuments,
  StartAssessment: () => StartAssessment,
  StartSession: () => StartSession,
  StatedNeeds: () => StatedNeeds,
  SubmitAssessment: () => SubmitAssessment,
  SubmitFormAnswer: () => SubmitFormAnswer,
  SystemDemand: () => SystemDemand,
  Target: () => Target,
  TargetConflicts: () => TargetConflicts,
  TargetPage: () => TargetPage,
  TargetProgress: () => TargetProgress,
  TargetsAgainstMetrics: () => TargetsAgainstMetrics,
  VerifyAssessment: () => VerifyAssessment,
  Viewer: () => Viewer,
  Vocabularies: () => Vocabularies,
  WhatIf: () => WhatIf,
  WithdrawFacilityChange: () => WithdrawFacilityChange,
  WithdrawObservation: () => WithdrawObservation,
  copyOf: () => copyOf,
  createClient: () => createClient,
  everyNode: () => everyNode,
  importFile: () => importFile,
  itemStorage: () => itemStorage,
  memoryStorage: () => memoryStorage,
  offline: () => offline,
  parseDateTime: () => parseDateTime,
  parseLocalDate: () => parseLocalDate,
  request: () => request,
  toArray: () => toArray
});
module.exports = __toCommonJS(index_exports);

// client-sdk/act.ts
function outcomeOf(data) {
  const [payload] = Object.values(data);
  if (!payload?.userErrors) return void 0;
  const { userErrors, ...rest } = payload;
  return userErrors.length === 0 ? { ok: true, ...rest } : { ok: false, userErrors, current: rest };
}
function named(variables) {
  const { input } = variables ?? {};
  if (!input || input.clientMutationId != null) return variables;
  return { ...variables, input: { ...input, clientMutationId: newName() } };
}
var newName = () => Array.from({ length: 32 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
var ACT = {
  named,
  outcomeOf,
  /** Whether it may be sent again when nobody knows whether it arrived. */
  mayRepeat: (variables) => variables?.input !== void 0
};

// client-sdk/errors.ts
var KINDS = {
  401: "unauthenticated",
  403: "forbidden",
  408: "timeout",
  409: "conflict",
  429: "rate-limited"
};
var HealthApiError = class extends Error {
  name = "HealthApiError";
  /** `extensions.code` of the first GraphQL error; null when no GraphQL error came back. */
  code = null;
  /** The HTTP status; null when no answer came back. */
  status = null;
  /** The server's name for this request (`x-request-id`), to quote in a report. */
  requestId = null;
  /** After how many seconds the server wants to be asked again; null where it does not say. */
  retryAfter = null;
  errors = [];
  /** What did arrive beside the errors, in the shape of the operation with null where a field failed; else null. */
  data = null;
  constructor(message, details) {
    super(message);
    Object.assign(this, details);
  }
};
var kindOf = (code, status) => /^PERSISTED|_SUPPORTED$/.test(code ?? "") ? "not-supported" : Object.values(KINDS).find((kind) => kind === code?.toLowerCase().replace("_", "-")) ?? KINDS[status] ?? (status < 500 && (code ? !/NAV|^IN|VED/.test(code) : status >= 400) ? "bad-input" : "server");
var isPassing = (error) => error instanceof HealthApiError && (/^(net|tim|rat)/.test(error.kind) || (error.status ?? 0) > 501);

// client-sdk/identity.ts
function scopeOf({ url, language, identity, token }) {
  const who = (typeof identity === "function" ? identity() : identity) || (token ?? "");
  return typeof who === "string" ? JSON.stringify([url, language, who]) : void 0;
}
var lastingScopeOf = ({ token, ...connection }) => scopeOf({ ...connection, token: typeof token === "string" && token ? accountOf(token) ?? NOBODY : token });
var NOBODY = () => void 0;
function accountOf(token) {
  try {
    const { iss, sub } = JSON.parse(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/")));
    if (sub) return `${iss} ${sub}`;
  } catch {
  }
  return /^hhk_.{8}/.exec(token)?.[0];
}

// client-sdk/transport.ts
var LONGEST_ADDRESS = 2e3;
var NOT_THEIRS = /^(accept|auth)/i;
async function exchange(connection, document, variables, token, signal, ofCall) {
  const { name: operation, id, kind, text, act } = document;
  const { language, headers: own, fetch: ask = fetch } = connection;
  const asked = JSON.stringify(variables ?? {});
  const url = `${connection.url}?op=${operation}`;
  const address = `${url}&documentId=${id}${asked === "{}" ? "" : `&variables=${encodeURIComponent(asked)}`}`;
  const isPost = !id || kind !== "query" || address.length > LONGEST_ADDRESS;
  const headers = {
    accept: "application/graphql-response+json",
    ...token && { authorization: `Bearer ${token}` },
    ...language && { "accept-language": language },
    ...isPost && { "content-type": "application/json" }
  };
  const theirs = { ...ofCall, ...typeof own === "function" ? await own() : own, ...ofCall };
  for (const name in theirs) if (!NOT_THEIRS.test(name)) headers[name.toLowerCase()] ??= theirs[name];
  const question = { documentId: id, operationName: text && operation, query: text, variables };
  const post = { method: "POST", body: JSON.stringify(question) };
  let response;
  let body;
  try {
    response = await ask(isPost ? url : address, { ...isPost && post, headers, signal });
    body = await response.text();
  } catch (cause) {
    const message = `${operation} got no answer from ${connection.url}.`;
    throw new HealthApiError(message, { kind: "network", operation, cause });
  }
  const { data = null, errors: said } = parse(body);
  const errors = Array.isArray(said) ? said : [];
  const [first] = errors;
  const complete = data && act ? act.outcomeOf(data) : data;
  if (complete && !first) return complete;
  const { status, headers: heard2 } = response;
  const later = heard2.get("retry-after");
  const code = typeof first?.extensions?.code === "string" ? first.extensions.code : null;
  throw new HealthApiError(first?.message ?? `${operation} got status ${status} and no data.`, {
    kind: kindOf(code, status),
    operation,
    code,
    status,
    requestId: heard2.get("x-request-id"),
    retryAfter: Number(later) || Math.max(0, Math.ceil((Date.parse(`${later}`) - Date.now()) / 1e3)) || null,
    errors,
    data
  });
}
function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// client-sdk/call.ts
var underWay = /* @__PURE__ */ new WeakMap();
function shared(owner, key, ask) {
  if (!key) return ask();
  const calls = underWay.get(owner) ?? /* @__PURE__ */ new Map();
  underWay.set(owner, calls);
  let call = calls.get(key);
  if (!call) {
    call = ask().finally(() => calls.delete(key));
    calls.set(key, call);
  }
  return call;
}
async function send(connection, document, given, { signal, timeoutMs, headers } = {}) {
  const { name: operation, act, id, kind, text } = document;
  const question = JSON.stringify([id ?? text, given]);
  const variables = act ? act.named(given) : given;
  const mayRepeat = act?.mayRepeat(variables) ?? kind === "query";
  const scope = scopeOf(connection);
  const { token, retries = 2 } = connection;
  const over = (through) => inTime(operation, signal, timeoutMs ?? connection.timeoutMs ?? 15e3, async (ended, until, abort) => {
    let isExpired = false;
    for (let tries = 0; !ended.aborted; ) {
      try {
        const bearer = typeof token === "function" ? await shared(token, isExpired && scope, async () => token(isExpired)) : token;
        if (scope && scope !== scopeOf(connection)) abort();
        if (!ended.aborted) return await exchange(through, document, variables, bearer, ended, headers);
      } catch (error) {
        const isRenewable = typeof token === "function" && !isExpired;
        if (isRenewable && error?.kind === "unauthenticated") isExpired = true;
        else {
          if (ended.aborted || tries >= retries || !mayRepeat || !isPassing(error)) throw error;
          const soonest = 300 * 2 ** tries++ * (0.5 + Math.random());
          const wait = Math.max((error.retryAfter ?? 0) * 1e3, soonest);
          if (Date.now() + wait >= until) throw error;
          await new Promise((resolve) => {
            const timer = setTimeout(resolve, wait);
            ended.addEventListener("abort", () => clearTimeout(timer));
          });
        }
      }
    }
    return void 0;
  });
  if (kind !== "query") return over(connection);
  const isAlone = signal || headers || timeoutMs !== void 0;
  return shared(
    connection,
    !isAlone && scope && scope + question,
    () => connection.offline?.answer(connection, question, over) ?? over(connection)
  );
}
function inTime(operation, signal, timeoutMs, work) {
  const controller = new AbortController();
  let end;
  const ended = new Promise((resolve, reject) => {
    const stop = (kind, what) => {
      reject(new HealthApiError(`${operation} ${what}.`, { kind, operation, cause: signal?.reason }));
      controller.abort();
    };
    const abort = () => stop("aborted", "was aborted");
    const timer = timeoutMs < 2 ** 31 ? setTimeout(stop, timeoutMs, "timeout", "got no answer in time") : void 0;
    end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    work(controller.signal, Date.now() + timeoutMs, abort).then(resolve, reject);
  });
  return ended.finally(end);
}

// client-sdk/generated/documents.ts
var AccountPage = {
  name: "AccountPage",
  id: "fUS-r1",
  kind: "query",
  takes: "first after"
};
var Accounts = {
  name: "Accounts",
  id: "TPWX1I",
  kind: "query",
  takes: ""
};
var AddAccount = {
  name: "AddAccount",
  id: "aDtUSQ",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var AddFacility = {
  name: "AddFacility",
  id: "d2-2ez",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var AddLegalDocument = {
  name: "AddLegalDocument",
  id: "HkUpGj",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var AddTarget = {
  name: "AddTarget",
  id: "1lZ1o_",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var AnnotateDiscrepancy = {
  name: "AnnotateDiscrepancy",
  id: "n_ZbaU",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ApiKeyPage = {
  name: "ApiKeyPage",
  id: "X6WRcZ",
  kind: "query",
  takes: "first after"
};
var ApiKeys = {
  name: "ApiKeys",
  id: "Bo1LtF",
  kind: "query",
  takes: ""
};
var AreaChildren = {
  name: "AreaChildren",
  id: "zDdgl1",
  kind: "query",
  takes: "code! asOf first after"
};
var AreaFacilities = {
  name: "AreaFacilities",
  id: "p7jeSr",
  kind: "query",
  takes: "id! asOf first after"
};
var AreaPage = {
  name: "AreaPage",
  id: "Dsicbd",
  kind: "query",
  takes: "code! asOf changesUntil first after"
};
var AreaTree = {
  name: "AreaTree",
  id: "ZjE5z9",
  kind: "query",
  takes: "asOf"
};
var AssessmentInProgress = {
  name: "AssessmentInProgress",
  id: "bLfQDc",
  kind: "query",
  takes: "code! round! gapTo"
};
var AssessmentRounds = {
  name: "AssessmentRounds",
  id: "I2VOyX",
  kind: "query",
  takes: ""
};
var AssessmentsInProgress = {
  name: "AssessmentsInProgress",
  id: "Cc2Ll5",
  kind: "query",
  takes: "filter after"
};
var AssessmentsOfRound = {
  name: "AssessmentsOfRound",
  id: "vX599G",
  kind: "query",
  takes: "round! filter orderBy first after"
};
var AssumptionPage = {
  name: "AssumptionPage",
  id: "OMM75s",
  kind: "query",
  takes: "round after"
};
var AuditChain = {
  name: "AuditChain",
  id: "4mvXPu",
  kind: "query",
  takes: ""
};
var AuditEntries = {
  name: "AuditEntries",
  id: "P1T9eq",
  kind: "query",
  takes: "filter first after"
};
var AuditTrail = {
  name: "AuditTrail",
  id: "JPZ5qG",
  kind: "query",
  takes: "id! first after"
};
var AuditVerification = {
  name: "AuditVerification",
  id: "jHM0jT",
  kind: "query",
  takes: ""
};
var Campaign = {
  name: "Campaign",
  id: "9jvEDt",
  kind: "query",
  takes: "code! on"
};
var CampaignForms = {
  name: "CampaignForms",
  id: "e7hhU4",
  kind: "query",
  takes: "campaign! facility!"
};
var CampaignPage = {
  name: "CampaignPage",
  id: "q51TUK",
  kind: "query",
  takes: "first after last before"
};
var CancelMilestone = {
  name: "CancelMilestone",
  id: "l_Rpjf",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ChangeAccount = {
  name: "ChangeAccount",
  id: "cU3Puy",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ChangeFacilityProfile = {
  name: "ChangeFacilityProfile",
  id: "06qcq0",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ChangePassword = {
  name: "ChangePassword",
  id: "XtK45V",
  kind: "mutation",
  takes: "currentPassword! newPassword!",
  act: ACT
};
var Changes = {
  name: "Changes",
  id: "PHeKfq",
  kind: "query",
  takes: "since first"
};
var CheckFormAnswer = {
  name: "CheckFormAnswer",
  id: "6Y02aA",
  kind: "query",
  takes: "campaign! form! facility! cells!"
};
var CloseAssessmentRound = {
  name: "CloseAssessmentRound",
  id: "I4G7vp",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var CloseCampaign = {
  name: "CloseCampaign",
  id: "pIbk00",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var CloseFacility = {
  name: "CloseFacility",
  id: "dBam-k",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ComparisonPage = {
  name: "ComparisonPage",
  id: "6CoOM2",
  kind: "query",
  takes: "from to under"
};
var CopiedObjects = {
  name: "CopiedObjects",
  id: "dp5dhz",
  kind: "query",
  takes: "ids!"
};
var CorrectFacility = {
  name: "CorrectFacility",
  id: "Yszb_Y",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var CorrectLegalDocument = {
  name: "CorrectLegalDocument",
  id: "ViA8eS",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var CorrectMilestoneProgress = {
  name: "CorrectMilestoneProgress",
  id: "boZxaJ",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var CorrectObservation = {
  name: "CorrectObservation",
  id: "DrQBBq",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var CorrectTarget = {
  name: "CorrectTarget",
  id: "MHMulY",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var Criteria = {
  name: "Criteria",
  id: "xkmAPP",
  kind: "query",
  takes: "group"
};
var DemandPage = {
  name: "DemandPage",
  id: "D7v59d",
  kind: "query",
  takes: "round under"
};
var Discrepancies = {
  name: "Discrepancies",
  id: "sn3KPA",
  kind: "query",
  takes: "status kind document code"
};
var Discrepancy = {
  name: "Discrepancy",
  id: "xFwuOz",
  kind: "query",
  takes: "code!"
};
var DiscrepancyOverview = {
  name: "DiscrepancyOverview",
  id: "F1KtPA",
  kind: "query",
  takes: "status! kind document first after"
};
var DiscrepancyPage = {
  name: "DiscrepancyPage",
  id: "vEwQbf",
  kind: "query",
  takes: "filter first after"
};
var DistrictPage = {
  name: "DistrictPage",
  id: "hekHmM",
  kind: "query",
  takes: "code! asOf first after"
};
var EndSession = {
  name: "EndSession",
  id: "Pbp75p",
  kind: "mutation",
  takes: "refreshToken!",
  act: ACT
};
var FacilityAssessment = {
  name: "FacilityAssessment",
  id: "iNXV_C",
  kind: "query",
  takes: "code! round! gapTo! ruleSet asOf recordedAsOf"
};
var FacilityCard = {
  name: "FacilityCard",
  id: "DXeEfh",
  kind: "query",
  takes: "code! asOf"
};
var FacilityChildren = {
  name: "FacilityChildren",
  id: "mVshsi",
  kind: "query",
  takes: "code! asOf first after"
};
var FacilityList = {
  name: "FacilityList",
  id: "pITsMt",
  kind: "query",
  takes: "filter orderBy first after asOf"
};
var FacilityMilestones = {
  name: "FacilityMilestones",
  id: "cWWe0K",
  kind: "query",
  takes: "code! asOf first after"
};
var FacilityPage = {
  name: "FacilityPage",
  id: "2xF0tI",
  kind: "query",
  takes: "code! asOf"
};
var FacilityProgress = {
  name: "FacilityProgress",
  id: "yLwyof",
  kind: "query",
  takes: "id! asOf first after"
};
var FacilityRecord = {
  name: "FacilityRecord",
  id: "Ak3oNb",
  kind: "query",
  takes: "code!"
};
var FacilitySearch = {
  name: "FacilitySearch",
  id: "Z5lqrF",
  kind: "query",
  takes: "filter orderBy first after asOf"
};
var FigureChoices = {
  name: "FigureChoices",
  id: "VCd-wI",
  kind: "query",
  takes: ""
};
var FigureList = {
  name: "FigureList",
  id: "87lHIx",
  kind: "query",
  takes: "filter first after asOf"
};
var GradeOfAnswers = {
  name: "GradeOfAnswers",
  id: "p5ITM4",
  kind: "query",
  takes: "group! answers! ruleSet"
};
var ImportTable = {
  name: "ImportTable",
  id: "Mk3yIO",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ImportedFiles = {
  name: "ImportedFiles",
  id: "DbcDRW",
  kind: "query",
  takes: ""
};
var IssueApiKey = {
  name: "IssueApiKey",
  id: "JHCvkC",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var LeagueLines = {
  name: "LeagueLines",
  id: "KvXipW",
  kind: "query",
  takes: "id! under on first after"
};
var LeagueTable = {
  name: "LeagueTable",
  id: "dauMMY",
  kind: "query",
  takes: "code! under on first after"
};
var LegalBasis = {
  name: "LegalBasis",
  id: "1WeuEW",
  kind: "query",
  takes: ""
};
var LegalDocument = {
  name: "LegalDocument",
  id: "FH_poD",
  kind: "query",
  takes: "number!"
};
var LevelChange = {
  name: "LevelChange",
  id: "RPN778",
  kind: "query",
  takes: "from! to!"
};
var LevelDistribution = {
  name: "LevelDistribution",
  id: "L4nFnm",
  kind: "query",
  takes: "round under"
};
var LevelMatrix = {
  name: "LevelMatrix",
  id: "2b6hZZ",
  kind: "query",
  takes: "from! to! under"
};
var LinkupLeagueTable = {
  name: "LinkupLeagueTable",
  id: "aMcZvm",
  kind: "query",
  takes: "asOf after"
};
var MatchNames = {
  name: "MatchNames",
  id: "k3xQiK",
  kind: "query",
  takes: "names! asOf"
};
var MergeFacility = {
  name: "MergeFacility",
  id: "MmYznr",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var MetricDefinitions = {
  name: "MetricDefinitions",
  id: "Xs6bHn",
  kind: "query",
  takes: "programme"
};
var MetricFigures = {
  name: "MetricFigures",
  id: "B9O5E0",
  kind: "query",
  takes: "code! asOf first after"
};
var MetricPair = {
  name: "MetricPair",
  id: "QaAypG",
  kind: "query",
  takes: "numerator! denominator! subject on"
};
var MetricSeries = {
  name: "MetricSeries",
  id: "tJy5Ln",
  kind: "query",
  takes: "code! subject from to recordedAsOf"
};
var MetricSeriesPage = {
  name: "MetricSeriesPage",
  id: "pFgf61",
  kind: "query",
  takes: "code! subject from to recordedAsOf first after"
};
var MetricTotals = {
  name: "MetricTotals",
  id: "Nbkgy3",
  kind: "query",
  takes: "code! under on"
};
var Milestone = {
  name: "Milestone",
  id: "U5vS12",
  kind: "query",
  takes: "by! asOf"
};
var MilestoneProgress = {
  name: "MilestoneProgress",
  id: "kDPaQK",
  kind: "query",
  takes: "id! asOf facility first after"
};
var MoveFacility = {
  name: "MoveFacility",
  id: "2GFvmk",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var Observations = {
  name: "Observations",
  id: "wEV89_",
  kind: "query",
  takes: "filter first after asOf"
};
var OneFigure = {
  name: "OneFigure",
  id: "kIDgqt",
  kind: "query",
  takes: "id!"
};
var OpenAssessmentRound = {
  name: "OpenAssessmentRound",
  id: "JYe6bh",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var OpenCampaign = {
  name: "OpenCampaign",
  id: "r_n0xc",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var Project06Overview = {
  name: "Project06Overview",
  id: "180_nW",
  kind: "query",
  takes: ""
};
var Project06Page = {
  name: "Project06Page",
  id: "Q0ajyj",
  kind: "query",
  takes: "asOf"
};
var PublishAssessment = {
  name: "PublishAssessment",
  id: "_8al23",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReassignFacility = {
  name: "ReassignFacility",
  id: "Dg7Cpm",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var RecordMilestoneProgress = {
  name: "RecordMilestoneProgress",
  id: "HkzNSI",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var RecordObservation = {
  name: "RecordObservation",
  id: "-nUvkk",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var RefreshSession = {
  name: "RefreshSession",
  id: "AFk1zU",
  kind: "mutation",
  takes: "refreshToken!",
  act: ACT
};
var RenameFacility = {
  name: "RenameFacility",
  id: "NKU68K",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReopenAssessment = {
  name: "ReopenAssessment",
  id: "xcGjtL",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReopenAssessmentRound = {
  name: "ReopenAssessmentRound",
  id: "-fwmO8",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReopenCampaign = {
  name: "ReopenCampaign",
  id: "Sa7Aep",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReopenFacility = {
  name: "ReopenFacility",
  id: "QAa1iw",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReplanMilestone = {
  name: "ReplanMilestone",
  id: "hjlgRd",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReportingCompleteness = {
  name: "ReportingCompleteness",
  id: "OTQFG4",
  kind: "query",
  takes: ""
};
var ResetPassword = {
  name: "ResetPassword",
  id: "ssEljc",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReturnAssessment = {
  name: "ReturnAssessment",
  id: "jFkxro",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReturnFormAnswer = {
  name: "ReturnFormAnswer",
  id: "U9vj6L",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var ReviseCampaign = {
  name: "ReviseCampaign",
  id: "t8xIkE",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var RevokeApiKey = {
  name: "RevokeApiKey",
  id: "M_ffht",
  kind: "mutation",
  takes: "id!",
  act: ACT
};
var RoadmapByYear = {
  name: "RoadmapByYear",
  id: "9eoGoi",
  kind: "query",
  takes: "year track asOf"
};
var RoadmapPage = {
  name: "RoadmapPage",
  id: "8F_SU5",
  kind: "query",
  takes: "on asOf"
};
var RuleSet = {
  name: "RuleSet",
  id: "VXjvTj",
  kind: "query",
  takes: "code!"
};
var RuleSets = {
  name: "RuleSets",
  id: "oas0i1",
  kind: "query",
  takes: "on"
};
var SaveAssessment = {
  name: "SaveAssessment",
  id: "HY2Czi",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var SaveFormAnswer = {
  name: "SaveFormAnswer",
  id: "sHwnZj",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var SourceDocument = {
  name: "SourceDocument",
  id: "_agfsk",
  kind: "query",
  takes: "code!"
};
var SourceDocuments = {
  name: "SourceDocuments",
  id: "omvpQx",
  kind: "query",
  takes: ""
};
var StartAssessment = {
  name: "StartAssessment",
  id: "ULMoCY",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var StartSession = {
  name: "StartSession",
  id: "QYhB3f",
  kind: "mutation",
  takes: "name! password! newPassword",
  act: ACT
};
var StatedNeeds = {
  name: "StatedNeeds",
  id: "aG1SNq",
  kind: "query",
  takes: "round filter asOf after"
};
var SubmitAssessment = {
  name: "SubmitAssessment",
  id: "BQoqOz",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var SubmitFormAnswer = {
  name: "SubmitFormAnswer",
  id: "H3R0O-",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var SystemDemand = {
  name: "SystemDemand",
  id: "AmjEef",
  kind: "query",
  takes: "round! under"
};
var Target = {
  name: "Target",
  id: "xrVUx5",
  kind: "query",
  takes: "by!"
};
var TargetConflicts = {
  name: "TargetConflicts",
  id: "R2OOed",
  kind: "query",
  takes: "year"
};
var TargetPage = {
  name: "TargetPage",
  id: "vqL6B8",
  kind: "query",
  takes: "filter first after"
};
var TargetProgress = {
  name: "TargetProgress",
  id: "0E2okb",
  kind: "query",
  takes: "year on under"
};
var TargetsAgainstMetrics = {
  name: "TargetsAgainstMetrics",
  id: "byxqTO",
  kind: "query",
  takes: "year"
};
var VerifyAssessment = {
  name: "VerifyAssessment",
  id: "gdhq88",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var Viewer = {
  name: "Viewer",
  id: "6p3p7w",
  kind: "query",
  takes: ""
};
var Vocabularies = {
  name: "Vocabularies",
  id: "mnopO3",
  kind: "query",
  takes: ""
};
var WhatIf = {
  name: "WhatIf",
  id: "lrpTsj",
  kind: "query",
  takes: "round! assumptions! ruleSet"
};
var WithdrawFacilityChange = {
  name: "WithdrawFacilityChange",
  id: "ZrVDyw",
  kind: "mutation",
  takes: "input!",
  act: ACT
};
var WithdrawObservation = {
  name: "WithdrawObservation",
  id: "NXd-MA",
  kind: "mutation",
  takes: "input!",
  act: ACT
};

// client-sdk/generated/sdk.ts
var DOCUMENTS = [
  AccountPage,
  Accounts,
  AddAccount,
  AddFacility,
  AddLegalDocument,
  AddTarget,
  AnnotateDiscrepancy,
  ApiKeyPage,
  ApiKeys,
  AreaChildren,
  AreaFacilities,
  AreaPage,
  AreaTree,
  AssessmentInProgress,
  AssessmentRounds,
  AssessmentsInProgress,
  AssessmentsOfRound,
  AssumptionPage,
  AuditChain,
  AuditEntries,
  AuditTrail,
  AuditVerification,
  Campaign,
  CampaignForms,
  CampaignPage,
  CancelMilestone,
  ChangeAccount,
  ChangeFacilityProfile,
  ChangePassword,
  Changes,
  CheckFormAnswer,
  CloseAssessmentRound,
  CloseCampaign,
  CloseFacility,
  ComparisonPage,
  CopiedObjects,
  CorrectFacility,
  CorrectLegalDocument,
  CorrectMilestoneProgress,
  CorrectObservation,
  CorrectTarget,
  Criteria,
  DemandPage,
  Discrepancies,
  Discrepancy,
  DiscrepancyOverview,
  DiscrepancyPage,
  DistrictPage,
  EndSession,
  FacilityAssessment,
  FacilityCard,
  FacilityChildren,
  FacilityList,
  FacilityMilestones,
  FacilityPage,
  FacilityProgress,
  FacilityRecord,
  FacilitySearch,
  FigureChoices,
  FigureList,
  GradeOfAnswers,
  ImportTable,
  ImportedFiles,
  IssueApiKey,
  LeagueLines,
  LeagueTable,
  LegalBasis,
  LegalDocument,
  LevelChange,
  LevelDistribution,
  LevelMatrix,
  LinkupLeagueTable,
  MatchNames,
  MergeFacility,
  MetricDefinitions,
  MetricFigures,
  MetricPair,
  MetricSeries,
  MetricSeriesPage,
  MetricTotals,
  Milestone,
  MilestoneProgress,
  MoveFacility,
  Observations,
  OneFigure,
  OpenAssessmentRound,
  OpenCampaign,
  Project06Overview,
  Project06Page,
  PublishAssessment,
  ReassignFacility,
  RecordMilestoneProgress,
  RecordObservation,
  RefreshSession,
  RenameFacility,
  ReopenAssessment,
  ReopenAssessmentRound,
  ReopenCampaign,
  ReopenFacility,
  ReplanMilestone,
  ReportingCompleteness,
  ResetPassword,
  ReturnAssessment,
  ReturnFormAnswer,
  ReviseCampaign,
  RevokeApiKey,
  RoadmapByYear,
  RoadmapPage,
  RuleSet,
  RuleSets,
  SaveAssessment,
  SaveFormAnswer,
  SourceDocument,
  SourceDocuments,
  StartAssessment,
  StartSession,
  StatedNeeds,
  SubmitAssessment,
  SubmitFormAnswer,
  SystemDemand,
  Target,
  TargetConflicts,
  TargetPage,
  TargetProgress,
  TargetsAgainstMetrics,
  VerifyAssessment,
  Viewer,
  Vocabularies,
  WhatIf,
  WithdrawFacilityChange,
  WithdrawObservation
];
var bindOperations = (call) => Object.fromEntries(
  DOCUMENTS.map((document) => [
    document.name.replace(/^./, (first) => first.toLowerCase()),
    (variables, options) => call(document, variables, options)
  ])
);

// client-sdk/client.ts
function createClient(connection) {
  return bindOperations(
    async (document, variables, options) => send(connection, document, checked(document, variables), options)
  );
}
function checked({ name: operation, takes = "" }, variables) {
  const given = { ...variables };
  const names = takes.match(/\w+/g) ?? [];
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  const missing = takes.match(/\w+(?=!)/g)?.find((name) => given[name] == null);
  let message = `${operation} needs the variable "${missing}".`;
  if (unknown !== void 0)
    message = `${operation} has no variable "${unknown}"; it has ${names.join(", ") || "none"}.`;
  else if (!missing)
    try {
      JSON.stringify(given);
      return variables;
    } catch {
      message = `Variables of ${operation} are no JSON.`;
    }
  throw new HealthApiError(message, { kind: "bad-input", operation });
}
var request = send;

// client-sdk/codes.ts
var HEALTH_API_ERROR_CODES = [
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "BATCH_NOT_SUPPORTED",
  "DATABASE_UNAVAILABLE",
  "DEADLINE_EXCEEDED",
  "FORBIDDEN",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "HEADERS_TOO_LARGE",
  "INTERNAL_SERVER_ERROR",
  "ISSUER_UNAVAILABLE",
  "METHOD_NOT_ALLOWED",
  "NOT_ACCEPTABLE",
  "NOT_FOUND",
  "OPERATION_RESOLUTION_FAILURE",
  "PAYLOAD_TOO_LARGE",
  "PERSISTED_DOCUMENTS_ONLY",
  "PERSISTED_DOCUMENT_UNKNOWN",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "QUERY_TOO_COMPLEX",
  "RATE_LIMITED",
  "REQUEST_TIMEOUT",
  "SAVED_NOT_SHOWN",
  "SUBSCRIPTION_NOT_SUPPORTED",
  "UNAUTHENTICATED",
  "UNSUPPORTED_MEDIA_TYPE",
  "WEBSOCKET_NOT_SUPPORTED"
];

// client-sdk/copy.ts
var STATE = "copy";
var keyOf = (id) => `${STATE}:${id}`;
var SCOPE = keyOf("scope");
var MOST = 100;
var EVERYTHING = { kind: "RELOAD", type: null, id: null, node: null };
function copyOf(connection, { storage, types, list, wants = () => true }) {
  let fresh = connection;
  let syncing;
  let underWay2 = Promise.resolve();
  const scopeNow = (begun) => {
    const scope = lastingScopeOf(connection);
    if (scope && scope === (begun ?? scope)) return scope;
    const kind = scope ? "aborted" : "bad-input";
    throw new HealthApiError("A copy is of one `identity`.", { kind, operation: "Changes" });
  };
  const read = async (key) => JSON.parse(await storage.get(key) ?? "null") ?? void 0;
  const write = (key, value) => storage.set(key, JSON.stringify(value));
  const save = ({ cursor, ids }) => write(STATE, { cursor, ids: [...ids].map(([type, all]) => [type, [...all]]) });
  async function readState() {
    const stored = await read(STATE);
    return stored && { ...stored, ids: new Map(stored.ids.map(([type, all]) => [type, new Set(all)])) };
  }
  async function put(ids, id, object) {
    if (object && wants(object)) {
      await write(keyOf(id), object);
      ids.add(id);
    } else if (ids.delete(id)) await storage.delete(keyOf(id));
  }
  async function empty() {
    const state = await readState();
    await storage.delete(STATE);
    for (const ids of state?.ids.values() ?? []) for (const id of ids) await storage.delete(keyOf(id));
  }
  async function load({ ids }, type, options) {
    const all = /* @__PURE__ */ new Set();
    let some = [];
    const fetchSome = async () => {
      const { nodes } = await request(fresh, CopiedObjects, { ids: some }, options);
      some = [];
      for (const object of nodes) if (object) await put(all, object.id, object);
    };
    for await (const { id } of list(type, fresh)) if (some.push(id) === MOST) await fetchSome();
    if (some.length > 0) await fetchSome();
    for (const id of ids.get(type) ?? []) if (!all.has(id)) await storage.delete(keyOf(id));
    ids.set(type, all);
  }
  async function changes(since, options) {
    return (await request(fresh, Changes, { since, first: MOST }, options)).changes;
  }
  async function changesSince(cursor, options) {
    try {
      return await changes(cursor, options);
    } catch (error) {
      if (!(error instanceof HealthApiError && error.code === "BAD_USER_INPUT")) throw error;
      return { ...await changes(void 0, options), nodes: [EVERYTHING] };
    }
  }
  async function follow(scope, options) {
    fresh = { ...connection, offline: void 0, identity: () => scopeNow(scope) };
    if (await read(SCOPE) !== scope) {
      await empty();
      await write(SCOPE, scope);
    }
    const state = await readState() ?? { cursor: (await changes(void 0, options)).cursor, ids: /* @__PURE__ */ new Map() };
    for (const type of types) {
      if (state.ids.has(type)) continue;
      await load(state, type, options);
      await save(state);
    }
    for (let hasMore = true; hasMore; ) {
      const feed = await changesSince(state.cursor, options);
      for (const { kind, type, id, node } of feed.nodes) {
        const meant = types.filter((each) => type === null || each === type);
        for (const each of meant) {
          if (kind === "RELOAD") await load(state, each, options);
          else if (id !== null) await put(state.ids.get(each) ?? /* @__PURE__ */ new Set(), id, node);
        }
      }
      ({ hasMore } = feed);
      if (feed.cursor === state.cursor) continue;
      state.cursor = feed.cursor;
      await save(state);
    }
  }
  return {
    async sync(options) {
      const scope = scopeNow();
      if (syncing !== scope) {
        syncing = scope;
        const follows = () => follow(scope, options);
        const mine = underWay2.then(follows, follows).finally(() => {
          if (underWay2 === mine) syncing = void 0;
        });
        underWay2 = mine;
      }
      return underWay2;
    },
    async get(id) {
      const scope = scopeNow();
      const object = await read(keyOf(id));
      return await read(SCOPE) === scope ? object : void 0;
    },
    async *all(type) {
      const scope = scopeNow();
      const ids = [...(await readState())?.ids.get(type) ?? []];
      while (ids.length > 0) {
        const objects = [];
        for (const id of ids.splice(0, MOST)) objects.push(await read(keyOf(id)));
        if (await read(SCOPE) !== scope) return;
        yield* objects.filter(Boolean);
      }
    },
    async clear() {
      await underWay2.catch(() => void 0);
      await empty();
    }
  };
}

// client-sdk/import-file.ts
var USUAL_TIMEOUT_MS = 6e5;
var EVENTS = "text/event-stream";
function importFile(connection, file, input, { onProgress, timeoutMs = USUAL_TIMEOUT_MS, signal } = {}) {
  const { fetch: ask = fetch } = connection;
  const upload = async (url, init) => {
    const body = new FormData();
    body.append("operations", init.body);
    body.append("map", '{"0":["variables.input.file"]}');
    body.append("0", file);
    const headers = init.headers;
    delete headers["content-type"];
    headers["apollo-require-preflight"] = "true";
    if (onProgress) headers.accept = `${EVENTS}, ${headers.accept}`;
    const answer = await ask(url, { ...init, body });
    return onProgress && answer.headers.get("content-type")?.startsWith(EVENTS) ? heard(answer, onProgress) : answer;
  };
  const variables = { input: { ...input, file: null } };
  return request({ ...connection, fetch: upload }, ImportTable, variables, { signal, timeoutMs });
}
async function heard(answer, tell) {
  const reader = answer.body?.getReader();
  const decoder = reader && new TextDecoder();
  let text = reader ? "" : await answer.text();
  let said = "";
  for (let isOver = false; !isOver; ) {
    const { done = true, value } = await reader?.read() ?? {};
    text += decoder?.decode(value, { stream: !done }) ?? "";
    text = text.replace(/event: (\w+)\ndata: (.*)\n\n/g, (_, name, data) => {
      if (name === "progress") tell(JSON.parse(data));
      said ||= name === "next" ? data : "";
      return "";
    });
    isOver = done;
  }
  return new Response(said, answer);
}

// client-sdk/pages.ts
async function* everyNode(ask, { take = Number.POSITIVE_INFINITY, from } = {}) {
  const seen = /* @__PURE__ */ new Set();
  let page = from;
  let after = null;
  for (let left = take; left > 0; ) {
    page ??= await ask(after);
    for (const node of page?.nodes ?? []) {
      if (left <= 0) return;
      left -= 1;
      yield node;
    }
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    if (after === null || seen.has(after)) return;
    seen.add(after);
    page = void 0;
  }
}
async function toArray(nodes, { max }) {
  const all = [];
  for await (const node of nodes) {
    if (all.length >= max) throw new RangeError(`There are more than ${max}; ask for fewer, or raise \`max\`.`);
    all.push(node);
  }
  return all;
}

// client-sdk/scalars.ts
function parseLocalDate(day) {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "") ?? []).map(Number);
  if (year === void 0 || month === void 0) return null;
  const parsed = new Date(year, month - 1, date);
  const isThatDay = parsed.getFullYear() === year && parsed.getMonth() === month - 1 && parsed.getDate() === date;
  return isThatDay ? parsed : null;
}
function parseDateTime(instant) {
  const parsed = new Date(/^\d{4}-\d\d-\d\dT/.test(instant ?? "") ? instant ?? "" : "");
  return Number.isNaN(parsed.getTime()) ? null : parsed;
}

// client-sdk/storage.ts
var itemStorage = (items, prefix = "hue-health:") => ({
  get: (key) => items.getItem(prefix + key),
  set: (key, text) => items.setItem(prefix + key, text),
  delete: (key) => items.removeItem(prefix + key)
});
function memoryStorage(most = 100) {
  const texts = /* @__PURE__ */ new Map();
  return {
    get: (key) => texts.get(key),
    set(key, text) {
      texts.delete(key);
      texts.set(key, text);
      for (const [oldest] of texts) {
        if (texts.size <= most) break;
        texts.delete(oldest);
      }
    },
    delete: (key) => texts.delete(key)
  };
}
var offline = (storage) => ({
  async answer(connection, question, ask) {
    const scope = lastingScopeOf(connection);
    if (!scope) return ask(connection);
    const key = scope + question;
    const kept = await find(storage, key);
    const { fetch: send2 = fetch } = connection;
    let etag = null;
    const asking = async (url, init) => {
      const isKnown = kept?.etag && init.method !== "POST";
      const headers = { ...init.headers, ...isKnown && { "if-none-match": kept.etag } };
      const response = await send2(url, { ...init, headers });
      etag = response.headers.get("etag");
      return isKnown && response.status === 304 ? again(response, kept) : response;
    };
    try {
      const data = await ask({ ...connection, fetch: asking });
      keep(storage, key, { data, etag, fetchedAt: (/* @__PURE__ */ new Date()).toISOString() });
      return data;
    } catch (error) {
      if (kept && isPassing(error)) return { ...kept.data, stale: true, fetchedAt: kept.fetchedAt };
      throw error;
    }
  }
});
var again = ({ headers }, { data }) => ({ status: 200, headers, text: async () => JSON.stringify({ data }) });
async function find(storage, key) {
  try {
    return JSON.parse(await storage.get(key) ?? "null") ?? void 0;
  } catch {
    return void 0;
  }
}
async function keep(storage, key, kept) {
  try {
    await storage.set(key, JSON.stringify(kept));
  } catch {
  }
}
