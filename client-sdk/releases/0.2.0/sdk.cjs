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
  Accounts: () => Accounts,
  AddAccount: () => AddAccount,
  AddFacility: () => AddFacility,
  AddLegalDocument: () => AddLegalDocument,
  AddTarget: () => AddTarget,
  AnnotateDiscrepancy: () => AnnotateDiscrepancy,
  ApiKeys: () => ApiKeys,
  AreaFacilities: () => AreaFacilities,
  AreaTree: () => AreaTree,
  AssessmentInProgress: () => AssessmentInProgress,
  AssessmentRounds: () => AssessmentRounds,
  AssessmentsInProgress: () => AssessmentsInProgress,
  AuditEntries: () => AuditEntries,
  AuditTrail: () => AuditTrail,
  CancelMilestone: () => CancelMilestone,
  ChangeAccount: () => ChangeAccount,
  ChangeFacilityProfile: () => ChangeFacilityProfile,
  ChangePassword: () => ChangePassword,
  Changes: () => Changes,
  CloseAssessmentRound: () => CloseAssessmentRound,
  CloseFacility: () => CloseFacility,
  CopiedObjects: () => CopiedObjects,
  CorrectFacility: () => CorrectFacility,
  CorrectLegalDocument: () => CorrectLegalDocument,
  CorrectMilestoneProgress: () => CorrectMilestoneProgress,
  CorrectObservation: () => CorrectObservation,
  CorrectTarget: () => CorrectTarget,
  Criteria: () => Criteria,
  Discrepancies: () => Discrepancies,
  DistrictPage: () => DistrictPage,
  EndSession: () => EndSession,
  FacilityAssessment: () => FacilityAssessment,
  FacilityCard: () => FacilityCard,
  FacilityList: () => FacilityList,
  FacilityMilestones: () => FacilityMilestones,
  FacilityProgress: () => FacilityProgress,
  GradeOfAnswers: () => GradeOfAnswers,
  HEALTH_API_ERROR_CODES: () => HEALTH_API_ERROR_CODES,
  HealthApiError: () => HealthApiError,
  ImportTable: () => ImportTable,
  IssueApiKey: () => IssueApiKey,
  LeagueLines: () => LeagueLines,
  LeagueTable: () => LeagueTable,
  LegalBasis: () => LegalBasis,
  LevelChange: () => LevelChange,
  LevelDistribution: () => LevelDistribution,
  LevelMatrix: () => LevelMatrix,
  LinkupLeagueTable: () => LinkupLeagueTable,
  MatchNames: () => MatchNames,
  MergeFacility: () => MergeFacility,
  MetricDefinitions: () => MetricDefinitions,
  MetricPair: () => MetricPair,
  MetricSeries: () => MetricSeries,
  MetricTotals: () => MetricTotals,
  MilestoneProgress: () => MilestoneProgress,
  MoveFacility: () => MoveFacility,
  OpenAssessmentRound: () => OpenAssessmentRound,
  Project06Overview: () => Project06Overview,
  PublishAssessment: () => PublishAssessment,
  ReassignFacility: () => ReassignFacility,
  RecordMilestoneProgress: () => RecordMilestoneProgress,
  RecordObservation: () => RecordObservation,
  RefreshSession: () => RefreshSession,
  RenameFacility: () => RenameFacility,
  ReopenAssessment: () => ReopenAssessment,
  ReopenAssessmentRound: () => ReopenAssessmentRound,
  ReopenFacility: () => ReopenFacility,
  ReplanMilestone: () => ReplanMilestone,
  ReportingCompleteness: () => ReportingCompleteness,
  ResetPassword: () => ResetPassword,
  ReturnAssessment: () => ReturnAssessment,
  RevokeApiKey: () => RevokeApiKey,
  RoadmapByYear: () => RoadmapByYear,
  RuleSets: () => RuleSets,
  SaveAssessment: () => SaveAssessment,
  SourceDocuments: () => SourceDocuments,
  StartAssessment: () => StartAssessment,
  StartSession: () => StartSession,
  StatedNeeds: () => StatedNeeds,
  SubmitAssessment: () => SubmitAssessment,
  SystemDemand: () => SystemDemand,
  TargetConflicts: () => TargetConflicts,
  TargetProgress: () => TargetProgress,
  TargetsAgainstMetrics: () => TargetsAgainstMetrics,
  VerifyAssessment: () => VerifyAssessment,
  Viewer: () => Viewer,
  WhatIf: () => WhatIf,
  WithdrawFacilityChange: () => WithdrawFacilityChange,
  WithdrawObservation: () => WithdrawObservation,
  copyOf: () => copyOf,
  createClient: () => createClient,
  everyNode: () => everyNode,
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
var kindOf = (code, status) => code?.startsWith("PERSISTED") ? "not-supported" : Object.values(KINDS).find((kind) => kind === code?.toLowerCase().replace("_", "-")) ?? KINDS[status] ?? (status < 500 && (code ? !/UNAVAILABLE$|^INTERNAL/.test(code) : status >= 400) ? "bad-input" : "server");
var isPassing = (error) => error instanceof HealthApiError && (/^(net|tim|rat)/.test(error.kind) || (error.status ?? 0) > 501);

// client-sdk/transport.ts
var LONGEST_ADDRESS = 2e3;
async function exchange(connection, document, variables, token, signal) {
  const operation = document.name;
  const [address, init] = questionOf(connection, document, variables);
  const headers = { ...headersFor(connection, token), ...init.headers };
  const { fetch: ask = fetch } = connection;
  const [response, text] = await ask(address, { ...init, headers, signal }).then(async (answer) => [answer, await answer.text()]).catch((cause) => {
    const message = `${operation} got no answer from ${connection.url}.`;
    throw new HealthApiError(message, { kind: "network", operation, cause });
  });
  const { data = null, errors: said } = parse(text);
  const errors = Array.isArray(said) ? said : [];
  const [first] = errors;
  const complete = data && document.act ? document.act.outcomeOf(data) : data;
  if (complete && !first) return complete;
  const { status } = response;
  const code = typeof first?.extensions?.code === "string" ? first.extensions.code : null;
  throw new HealthApiError(first?.message ?? `The server answered ${operation} with status ${status} and no data.`, {
    kind: kindOf(code, status),
    operation,
    code,
    status,
    requestId: response.headers.get("x-request-id"),
    retryAfter: secondsUntil(response.headers.get("retry-after")),
    errors,
    data
  });
}
var secondsUntil = (said) => Number(said) || Math.max(0, Math.ceil((Date.parse(said ?? "") - Date.now()) / 1e3)) || null;
function questionOf({ url }, { id, kind, text, name }, variables) {
  if (id && kind === "query") {
    const said = JSON.stringify(variables ?? {});
    const address = `${url}?documentId=${id}${said === "{}" ? "" : `&variables=${encodeURIComponent(said)}`}`;
    if (address.length <= LONGEST_ADDRESS) return [address, {}];
  }
  const question = id ? { documentId: id } : { operationName: name, query: text };
  const body = JSON.stringify({ ...question, variables });
  return [url, { method: "POST", body, headers: { "content-type": "application/json" } }];
}
var headersFor = ({ language }, token) => ({
  accept: "application/graphql-response+json, application/json",
  ...token && { authorization: `Bearer ${token}` },
  ...language && { "accept-language": language }
});
function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// client-sdk/call.ts
var USUAL_TIMEOUT_MS = 15e3;
var USUAL_RETRIES = 2;
var FIRST_WAIT_MS = 300;
var underWay = /* @__PURE__ */ new WeakMap();
function shared(owner, key, ask) {
  const calls = underWay.get(owner) ?? /* @__PURE__ */ new Map();
  underWay.set(owner, calls);
  const known = calls.get(key);
  if (known) return known;
  const call = ask();
  calls.set(key, call);
  const forget = () => calls.delete(key);
  call.then(forget, forget);
  return call;
}
async function send(connection, document, variables, options = {}) {
  const { act, id, kind, text } = document;
  if (kind !== "query")
    return persist(connection, document, act ? act.named(variables) : variables, options);
  const { offline: offline2 } = connection;
  const key = JSON.stringify([id ?? text, variables, connection.language]);
  const over = (through) => persist(through, document, variables, options);
  const ask = () => offline2?.answer(connection, key, over) ?? over(connection);
  const isAlone = options.signal || options.timeoutMs !== void 0;
  return isAlone ? ask() : shared(connection, key, ask);
}
async function persist(connection, document, variables, { signal, timeoutMs = connection.timeoutMs ?? USUAL_TIMEOUT_MS }) {
  const operation = document.name;
  const controller = new AbortController();
  let stop;
  const stopped = new Promise((_, reject) => {
    stop = (kind, what) => {
      reject(new HealthApiError(`${operation} ${what}.`, { kind, operation, cause: signal?.reason }));
      controller.abort();
    };
  });
  const abort = () => stop("aborted", "was aborted by the caller");
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  const timer = timeoutMs < 2 ** 31 ? setTimeout(stop, timeoutMs, "timeout", "had no answer in time") : void 0;
  try {
    const until = Date.now() + timeoutMs;
    return await Promise.race([stopped, tried(connection, document, variables, controller.signal, until)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
async function tried(connection, document, variables, signal, until) {
  const mayRepeat = document.act?.mayRepeat(variables) ?? document.kind === "query";
  let isExpired = false;
  for (let tries = 0; !signal.aborted; ) {
    try {
      const token = await tokenOf(connection.token, isExpired);
      if (!signal.aborted) return await exchange(connection, document, variables, token, signal);
    } catch (error) {
      const isRenewable = typeof connection.token === "function" && !isExpired;
      if (isRenewable && error instanceof HealthApiError && error.kind === "unauthenticated") {
        isExpired = true;
        continue;
      }
      const isLast = signal.aborted || tries >= (connection.retries ?? USUAL_RETRIES);
      if (isLast || !mayRepeat || !isPassing(error)) throw error;
      const wait = waitOf(error, tries);
      if (Date.now() + wait >= until) throw error;
      tries += 1;
      await pause(wait, signal);
    }
  }
  return void 0;
}
var tokenOf = async (token, isExpired) => typeof token !== "function" ? token : isExpired ? shared(token, "", async () => token(true)) : token(false);
var waitOf = ({ retryAfter }, tries) => Math.max((retryAfter ?? 0) * 1e3, FIRST_WAIT_MS * 2 ** tries * (0.5 + Math.random()));
var pause = (ms, signal) => new Promise((resolve) => {
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    resolve();
  });
});

// client-sdk/generated/documents.ts
var Accounts = {
  name: "Accounts",
  kind: "query",
  id: "TPWX1IdToRjDO36x"
};
var AddAccount = {
  name: "AddAccount",
  kind: "mutation",
  id: "aDtUSQbuGr1hB4CH",
  act: ACT
};
var AddFacility = {
  name: "AddFacility",
  kind: "mutation",
  id: "d2-2ezIZujpqjz9N",
  act: ACT
};
var AddLegalDocument = {
  name: "AddLegalDocument",
  kind: "mutation",
  id: "HkUpGj7oeNEH2dyB",
  act: ACT
};
var AddTarget = {
  name: "AddTarget",
  kind: "mutation",
  id: "1lZ1o_KubpKiVRlj",
  act: ACT
};
var AnnotateDiscrepancy = {
  name: "AnnotateDiscrepancy",
  kind: "mutation",
  id: "n_ZbaUTlgcYt1JoX",
  act: ACT
};
var ApiKeys = {
  name: "ApiKeys",
  kind: "query",
  id: "Bo1LtFNmWGyiYYaC"
};
var AreaFacilities = {
  name: "AreaFacilities",
  kind: "query",
  id: "p7jeSruhsgctXM9-"
};
var AreaTree = {
  name: "AreaTree",
  kind: "query",
  id: "ZjE5z9ixwNYi9mCF"
};
var AssessmentInProgress = {
  name: "AssessmentInProgress",
  kind: "query",
  id: "cklBm2a5mC4Tp0Sm"
};
var AssessmentRounds = {
  name: "AssessmentRounds",
  kind: "query",
  id: "I2VOyXMYLT8KvBjy"
};
var AssessmentsInProgress = {
  name: "AssessmentsInProgress",
  kind: "query",
  id: "Cc2Ll57YppJc9cYw"
};
var AuditEntries = {
  name: "AuditEntries",
  kind: "query",
  id: "P1T9eqp_EX1mYfZT"
};
var AuditTrail = {
  name: "AuditTrail",
  kind: "query",
  id: "JPZ5qGYvDAVPIyBo"
};
var CancelMilestone = {
  name: "CancelMilestone",
  kind: "mutation",
  id: "l_RpjfgN4QPfSu0C",
  act: ACT
};
var ChangeAccount = {
  name: "ChangeAccount",
  kind: "mutation",
  id: "cU3PuyApfKov84nv",
  act: ACT
};
var ChangeFacilityProfile = {
  name: "ChangeFacilityProfile",
  kind: "mutation",
  id: "06qcq0O_jAP_Gis8",
  act: ACT
};
var ChangePassword = {
  name: "ChangePassword",
  kind: "mutation",
  id: "XtK45V9YHB8a7DV9",
  act: ACT
};
var Changes = {
  name: "Changes",
  kind: "query",
  id: "9V4rZGz_nZ3cZzzt"
};
var CloseAssessmentRound = {
  name: "CloseAssessmentRound",
  kind: "mutation",
  id: "I4G7vp_mQFroEIPK",
  act: ACT
};
var CloseFacility = {
  name: "CloseFacility",
  kind: "mutation",
  id: "dBam-kSKi07fxoB-",
  act: ACT
};
var CopiedObjects = {
  name: "CopiedObjects",
  kind: "query",
  id: "gNedLjodaTaxvShq"
};
var CorrectFacility = {
  name: "CorrectFacility",
  kind: "mutation",
  id: "Yszb_YQEPj66Y7p4",
  act: ACT
};
var CorrectLegalDocument = {
  name: "CorrectLegalDocument",
  kind: "mutation",
  id: "ViA8eSzdKDc34AJi",
  act: ACT
};
var CorrectMilestoneProgress = {
  name: "CorrectMilestoneProgress",
  kind: "mutation",
  id: "boZxaJK8jWzEF5p6",
  act: ACT
};
var CorrectObservation = {
  name: "CorrectObservation",
  kind: "mutation",
  id: "iC_s4JyAJEKc3Moy",
  act: ACT
};
var CorrectTarget = {
  name: "CorrectTarget",
  kind: "mutation",
  id: "MHMulYz_vemV_fbE",
  act: ACT
};
var Criteria = {
  name: "Criteria",
  kind: "query",
  id: "xkmAPPza4HYojEKb"
};
var Discrepancies = {
  name: "Discrepancies",
  kind: "query",
  id: "XwJ_3Htg5mdkh_If"
};
var DistrictPage = {
  name: "DistrictPage",
  kind: "query",
  id: "hekHmMwnZnErLtJp"
};
var EndSession = {
  name: "EndSession",
  kind: "mutation",
  id: "Pbp75piVtat58Dyp",
  act: ACT
};
var FacilityAssessment = {
  name: "FacilityAssessment",
  kind: "query",
  id: "iNXV_CnhB-WzKlus"
};
var FacilityCard = {
  name: "FacilityCard",
  kind: "query",
  id: "DXeEfhzx1sMswf4H"
};
var FacilityList = {
  name: "FacilityList",
  kind: "query",
  id: "pITsMtiO71GaWuyA"
};
var FacilityMilestones = {
  name: "FacilityMilestones",
  kind: "query",
  id: "cWWe0K3UXfQiovW7"
};
var FacilityProgress = {
  name: "FacilityProgress",
  kind: "query",
  id: "yLwyofymiCrnFjqQ"
};
var GradeOfAnswers = {
  name: "GradeOfAnswers",
  kind: "query",
  id: "p5ITM4ZmaVqz3Qng"
};
var ImportTable = {
  name: "ImportTable",
  kind: "mutation",
  id: "ed0WCgYrTArm4URi",
  act: ACT
};
var IssueApiKey = {
  name: "IssueApiKey",
  kind: "mutation",
  id: "JHCvkC2L99QPR4YH",
  act: ACT
};
var LeagueLines = {
  name: "LeagueLines",
  kind: "query",
  id: "KvXipW1mWc-_kQ0H"
};
var LeagueTable = {
  name: "LeagueTable",
  kind: "query",
  id: "dauMMYsPyRuSbw1p"
};
var LegalBasis = {
  name: "LegalBasis",
  kind: "query",
  id: "1WeuEWVxIm5-J-Rs"
};
var LevelChange = {
  name: "LevelChange",
  kind: "query",
  id: "RPN778nTzbgoEloM"
};
var LevelDistribution = {
  name: "LevelDistribution",
  kind: "query",
  id: "fwf3NIyNnak5M41E"
};
var LevelMatrix = {
  name: "LevelMatrix",
  kind: "query",
  id: "2b6hZZrJF4rdDGZz"
};
var LinkupLeagueTable = {
  name: "LinkupLeagueTable",
  kind: "query",
  id: "aMcZvmTzTVlw8rnn"
};
var MatchNames = {
  name: "MatchNames",
  kind: "query",
  id: "k3xQiKI89yr5H8Rb"
};
var MergeFacility = {
  name: "MergeFacility",
  kind: "mutation",
  id: "MmYznrghzn-Ghoi1",
  act: ACT
};
var MetricDefinitions = {
  name: "MetricDefinitions",
  kind: "query",
  id: "Xs6bHnt3cqDJuzKE"
};
var MetricPair = {
  name: "MetricPair",
  kind: "query",
  id: "QaAypGMNrimGthnq"
};
var MetricSeries = {
  name: "MetricSeries",
  kind: "query",
  id: "tJy5Lnft7BbqWWgs"
};
var MetricTotals = {
  name: "MetricTotals",
  kind: "query",
  id: "Nbkgy37F3udb_K5K"
};
var MilestoneProgress = {
  name: "MilestoneProgress",
  kind: "query",
  id: "tOmLMLGqt0Jn86Mo"
};
var MoveFacility = {
  name: "MoveFacility",
  kind: "mutation",
  id: "2GFvmkmynt3nEbVb",
  act: ACT
};
var OpenAssessmentRound = {
  name: "OpenAssessmentRound",
  kind: "mutation",
  id: "JYe6bh2GfEw1EG8N",
  act: ACT
};
var Project06Overview = {
  name: "Project06Overview",
  kind: "query",
  id: "180_nWamfEmcIbXt"
};
var PublishAssessment = {
  name: "PublishAssessment",
  kind: "mutation",
  id: "_8al23fCG_d_Fubs",
  act: ACT
};
var ReassignFacility = {
  name: "ReassignFacility",
  kind: "mutation",
  id: "Dg7Cpm2w1jyDoRJw",
  act: ACT
};
var RecordMilestoneProgress = {
  name: "RecordMilestoneProgress",
  kind: "mutation",
  id: "HkzNSI1yrFfs-VT0",
  act: ACT
};
var RecordObservation = {
  name: "RecordObservation",
  kind: "mutation",
  id: "YoHFl8SR2whReqGz",
  act: ACT
};
var RefreshSession = {
  name: "RefreshSession",
  kind: "mutation",
  id: "AFk1zUKirXLxhYGu",
  act: ACT
};
var RenameFacility = {
  name: "RenameFacility",
  kind: "mutation",
  id: "NKU68KqOnFW0fytQ",
  act: ACT
};
var ReopenAssessment = {
  name: "ReopenAssessment",
  kind: "mutation",
  id: "Vg-BVXWugazNQimj",
  act: ACT
};
var ReopenAssessmentRound = {
  name: "ReopenAssessmentRound",
  kind: "mutation",
  id: "-fwmO8hc0GE_nkXO",
  act: ACT
};
var ReopenFacility = {
  name: "ReopenFacility",
  kind: "mutation",
  id: "QAa1iw0_49qvs9cX",
  act: ACT
};
var ReplanMilestone = {
  name: "ReplanMilestone",
  kind: "mutation",
  id: "hjlgRdvvyOUCMwud",
  act: ACT
};
var ReportingCompleteness = {
  name: "ReportingCompleteness",
  kind: "query",
  id: "OTQFG4mAH42izThD"
};
var ResetPassword = {
  name: "ResetPassword",
  kind: "mutation",
  id: "ssEljcEjgXxQ24af",
  act: ACT
};
var ReturnAssessment = {
  name: "ReturnAssessment",
  kind: "mutation",
  id: "MgSRaK9W8o5D6_yi",
  act: ACT
};
var RevokeApiKey = {
  name: "RevokeApiKey",
  kind: "mutation",
  id: "M_ffhtmaQUl8dNk5",
  act: ACT
};
var RoadmapByYear = {
  name: "RoadmapByYear",
  kind: "query",
  id: "B36Gi_yGVokSm2bt"
};
var RuleSets = {
  name: "RuleSets",
  kind: "query",
  id: "scb2biTz531CvdHs"
};
var SaveAssessment = {
  name: "SaveAssessment",
  kind: "mutation",
  id: "eueN-AxKyv75MAgR",
  act: ACT
};
var SourceDocuments = {
  name: "SourceDocuments",
  kind: "query",
  id: "wF1KXbUJYHm6v71V"
};
var StartAssessment = {
  name: "StartAssessment",
  kind: "mutation",
  id: "UYd3Yru6w4cVWV8V",
  act: ACT
};
var StartSession = {
  name: "StartSession",
  kind: "mutation",
  id: "QYhB3fL2k5GULgrg",
  act: ACT
};
var StatedNeeds = {
  name: "StatedNeeds",
  kind: "query",
  id: "aG1SNqLDdV0HVXgR"
};
var SubmitAssessment = {
  name: "SubmitAssessment",
  kind: "mutation",
  id: "Hk_8_z4J5No_F3aK",
  act: ACT
};
var SystemDemand = {
  name: "SystemDemand",
  kind: "query",
  id: "AmjEef0KA4vhPS8t"
};
var TargetConflicts = {
  name: "TargetConflicts",
  kind: "query",
  id: "R2OOedSLglLdrhEv"
};
var TargetProgress = {
  name: "TargetProgress",
  kind: "query",
  id: "0E2okb4dpH2obR5D"
};
var TargetsAgainstMetrics = {
  name: "TargetsAgainstMetrics",
  kind: "query",
  id: "byxqTOxwmspx6Ao6"
};
var VerifyAssessment = {
  name: "VerifyAssessment",
  kind: "mutation",
  id: "Ds5Wreytw3S1AJ3W",
  act: ACT
};
var Viewer = {
  name: "Viewer",
  kind: "query",
  id: "6p3p7wB7tOjQbsYa"
};
var WhatIf = {
  name: "WhatIf",
  kind: "query",
  id: "lrpTsjdRdZOlP0DZ"
};
var WithdrawFacilityChange = {
  name: "WithdrawFacilityChange",
  kind: "mutation",
  id: "ZrVDywHgDJjigC91",
  act: ACT
};
var WithdrawObservation = {
  name: "WithdrawObservation",
  kind: "mutation",
  id: "NXd-MAamYJFF21bO",
  act: ACT
};

// client-sdk/generated/sdk.ts
var bindOperations = (call) => ({
  accounts: (variables, options) => call(Accounts, variables, options),
  addAccount: (variables, options) => call(AddAccount, variables, options),
  addFacility: (variables, options) => call(AddFacility, variables, options),
  addLegalDocument: (variables, options) => call(AddLegalDocument, variables, options),
  addTarget: (variables, options) => call(AddTarget, variables, options),
  annotateDiscrepancy: (variables, options) => call(AnnotateDiscrepancy, variables, options),
  apiKeys: (variables, options) => call(ApiKeys, variables, options),
  areaFacilities: (variables, options) => call(AreaFacilities, variables, options),
  areaTree: (variables, options) => call(AreaTree, variables, options),
  assessmentInProgress: (variables, options) => call(AssessmentInProgress, variables, options),
  assessmentRounds: (variables, options) => call(AssessmentRounds, variables, options),
  assessmentsInProgress: (variables, options) => call(AssessmentsInProgress, variables, options),
  auditEntries: (variables, options) => call(AuditEntries, variables, options),
  auditTrail: (variables, options) => call(AuditTrail, variables, options),
  cancelMilestone: (variables, options) => call(CancelMilestone, variables, options),
  changeAccount: (variables, options) => call(ChangeAccount, variables, options),
  changeFacilityProfile: (variables, options) => call(ChangeFacilityProfile, variables, options),
  changePassword: (variables, options) => call(ChangePassword, variables, options),
  changes: (variables, options) => call(Changes, variables, options),
  closeAssessmentRound: (variables, options) => call(CloseAssessmentRound, variables, options),
  closeFacility: (variables, options) => call(CloseFacility, variables, options),
  copiedObjects: (variables, options) => call(CopiedObjects, variables, options),
  correctFacility: (variables, options) => call(CorrectFacility, variables, options),
  correctLegalDocument: (variables, options) => call(CorrectLegalDocument, variables, options),
  correctMilestoneProgress: (variables, options) => call(CorrectMilestoneProgress, variables, options),
  correctObservation: (variables, options) => call(CorrectObservation, variables, options),
  correctTarget: (variables, options) => call(CorrectTarget, variables, options),
  criteria: (variables, options) => call(Criteria, variables, options),
  discrepancies: (variables, options) => call(Discrepancies, variables, options),
  districtPage: (variables, options) => call(DistrictPage, variables, options),
  endSession: (variables, options) => call(EndSession, variables, options),
  facilityAssessment: (variables, options) => call(FacilityAssessment, variables, options),
  facilityCard: (variables, options) => call(FacilityCard, variables, options),
  facilityList: (variables, options) => call(FacilityList, variables, options),
  facilityMilestones: (variables, options) => call(FacilityMilestones, variables, options),
  facilityProgress: (variables, options) => call(FacilityProgress, variables, options),
  gradeOfAnswers: (variables, options) => call(GradeOfAnswers, variables, options),
  importTable: (variables, options) => call(ImportTable, variables, options),
  issueApiKey: (variables, options) => call(IssueApiKey, variables, options),
  leagueLines: (variables, options) => call(LeagueLines, variables, options),
  leagueTable: (variables, options) => call(LeagueTable, variables, options),
  legalBasis: (variables, options) => call(LegalBasis, variables, options),
  levelChange: (variables, options) => call(LevelChange, variables, options),
  levelDistribution: (variables, options) => call(LevelDistribution, variables, options),
  levelMatrix: (variables, options) => call(LevelMatrix, variables, options),
  linkupLeagueTable: (variables, options) => call(LinkupLeagueTable, variables, options),
  matchNames: (variables, options) => call(MatchNames, variables, options),
  mergeFacility: (variables, options) => call(MergeFacility, variables, options),
  metricDefinitions: (variables, options) => call(MetricDefinitions, variables, options),
  metricPair: (variables, options) => call(MetricPair, variables, options),
  metricSeries: (variables, options) => call(MetricSeries, variables, options),
  metricTotals: (variables, options) => call(MetricTotals, variables, options),
  milestoneProgress: (variables, options) => call(MilestoneProgress, variables, options),
  moveFacility: (variables, options) => call(MoveFacility, variables, options),
  openAssessmentRound: (variables, options) => call(OpenAssessmentRound, variables, options),
  project06Overview: (variables, options) => call(Project06Overview, variables, options),
  publishAssessment: (variables, options) => call(PublishAssessment, variables, options),
  reassignFacility: (variables, options) => call(ReassignFacility, variables, options),
  recordMilestoneProgress: (variables, options) => call(RecordMilestoneProgress, variables, options),
  recordObservation: (variables, options) => call(RecordObservation, variables, options),
  refreshSession: (variables, options) => call(RefreshSession, variables, options),
  renameFacility: (variables, options) => call(RenameFacility, variables, options),
  reopenAssessment: (variables, options) => call(ReopenAssessment, variables, options),
  reopenAssessmentRound: (variables, options) => call(ReopenAssessmentRound, variables, options),
  reopenFacility: (variables, options) => call(ReopenFacility, variables, options),
  replanMilestone: (variables, options) => call(ReplanMilestone, variables, options),
  reportingCompleteness: (variables, options) => call(ReportingCompleteness, variables, options),
  resetPassword: (variables, options) => call(ResetPassword, variables, options),
  returnAssessment: (variables, options) => call(ReturnAssessment, variables, options),
  revokeApiKey: (variables, options) => call(RevokeApiKey, variables, options),
  roadmapByYear: (variables, options) => call(RoadmapByYear, variables, options),
  ruleSets: (variables, options) => call(RuleSets, variables, options),
  saveAssessment: (variables, options) => call(SaveAssessment, variables, options),
  sourceDocuments: (variables, options) => call(SourceDocuments, variables, options),
  startAssessment: (variables, options) => call(StartAssessment, variables, options),
  startSession: (variables, options) => call(StartSession, variables, options),
  statedNeeds: (variables, options) => call(StatedNeeds, variables, options),
  submitAssessment: (variables, options) => call(SubmitAssessment, variables, options),
  systemDemand: (variables, options) => call(SystemDemand, variables, options),
  targetConflicts: (variables, options) => call(TargetConflicts, variables, options),
  targetProgress: (variables, options) => call(TargetProgress, variables, options),
  targetsAgainstMetrics: (variables, options) => call(TargetsAgainstMetrics, variables, options),
  verifyAssessment: (variables, options) => call(VerifyAssessment, variables, options),
  viewer: (variables, options) => call(Viewer, variables, options),
  whatIf: (variables, options) => call(WhatIf, variables, options),
  withdrawFacilityChange: (variables, options) => call(WithdrawFacilityChange, variables, options),
  withdrawObservation: (variables, options) => call(WithdrawObservation, variables, options)
});

// client-sdk/client.ts
function createClient(connection) {
  return bindOperations((document, variables, options) => send(connection, document, variables, options));
}
function request(connection, document, ...[variables, options]) {
  return send(connection, document, variables, options);
}

// client-sdk/codes.ts
var HEALTH_API_ERROR_CODES = [
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "DATABASE_UNAVAILABLE",
  "FORBIDDEN",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "INTERNAL_SERVER_ERROR",
  "ISSUER_UNAVAILABLE",
  "METHOD_NOT_ALLOWED",
  "NOT_FOUND",
  "OPERATION_RESOLUTION_FAILURE",
  "PAYLOAD_TOO_LARGE",
  "PERSISTED_DOCUMENTS_ONLY",
  "PERSISTED_DOCUMENT_UNKNOWN",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "QUERY_TOO_COMPLEX",
  "RATE_LIMITED",
  "UNAUTHENTICATED",
  "UNSUPPORTED_MEDIA_TYPE"
];

// client-sdk/copy.ts
var STATE = "copy";
var keyOf = (id) => `${STATE}:${id}`;
var MOST = 100;
var EVERYTHING = { kind: "RELOAD", type: null, id: null, node: null };
function copyOf(connection, { storage, types, list, wants = () => true }) {
  const fresh = { ...connection, offline: void 0 };
  let underWay2;
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
  async function follow(options) {
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
    sync(options) {
      underWay2 ??= follow(options).finally(() => {
        underWay2 = void 0;
      });
      return underWay2;
    },
    get: (id) => read(keyOf(id)),
    async *all(type) {
      for (const id of (await readState())?.ids.get(type) ?? []) {
        const object = await read(keyOf(id));
        if (object) yield object;
      }
    },
    async clear() {
      await underWay2?.catch(() => void 0);
      const state = await readState();
      await storage.delete(STATE);
      for (const ids of state?.ids.values() ?? []) for (const id of ids) await storage.delete(keyOf(id));
    }
  };
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
  async answer(connection, key, ask) {
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
