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

// ../../old010/client-sdk/index.ts
var index_exports = {};
__export(index_exports, {
  AreaTree: () => AreaTree,
  Criteria: () => Criteria,
  Discrepancies: () => Discrepancies,
  DistrictPage: () => DistrictPage,
  FacilityAssessment: () => FacilityAssessment,
  FacilityCard: () => FacilityCard,
  FacilityList: () => FacilityList,
  HealthApiError: () => HealthApiError,
  LegalBasis: () => LegalBasis,
  LevelChange: () => LevelChange,
  LevelDistribution: () => LevelDistribution,
  LinkupLeagueTable: () => LinkupLeagueTable,
  MetricSeries: () => MetricSeries,
  MetricTotals: () => MetricTotals,
  Project06Overview: () => Project06Overview,
  RoadmapByYear: () => RoadmapByYear,
  SourceDocuments: () => SourceDocuments,
  StatedNeeds: () => StatedNeeds,
  TargetsAgainstMetrics: () => TargetsAgainstMetrics,
  Viewer: () => Viewer,
  createClient: () => createClient,
  request: () => request
});
module.exports = __toCommonJS(index_exports);

// ../../old010/client-sdk/generated/documents.ts
var AreaTree = {
  name: "AreaTree",
  kind: "query",
  text: "query AreaTree($asOf:LocalDate){areas(filter:{areaType:PROVINCE}asOf:$asOf){...AreaLine children{...AreaLine children{...AreaLine}}}}fragment AreaLine on Area{id code name areaType validFrom validTo}"
};
var Criteria = {
  name: "Criteria",
  kind: "query",
  text: "query Criteria($group:String){criteria(group:$group){code group{...TermLabel}labelVi}}fragment TermLabel on Term{code labelVi labelEn}"
};
var Discrepancies = {
  name: "Discrepancies",
  kind: "query",
  text: "query Discrepancies($status:[DiscrepancyStatus!]){discrepancies(filter:{status:$status}){id statement stated recomputed status source{...Cited}}}fragment Cited on Citation{document{id titleVi issuedOn}section}"
};
var DistrictPage = {
  name: "DistrictPage",
  kind: "query",
  text: "query DistrictPage($code:String!$asOf:LocalDate$after:String){area(code:$code asOf:$asOf){id code name areaType validFrom validTo parent{id code name}facilities(first:100 after:$after){totalCount nodes{id code name facilityType{...TermLabel}assessments(last:2){...AssessmentResult components{...ComponentLevel}}}pageInfo{...NextPage}}}roadmap{fromYear toYear milestones{...MilestoneLine}}}fragment AssessmentResult on Assessment{id round{...RoundLabel}status reportedLevel}fragment ComponentLevel on ComponentResult{component level grade labelVi}fragment MilestoneLine on Milestone{id year track{...TermLabel}titleVi status}fragment NextPage on PageInfo{hasNextPage endCursor}fragment RoundLabel on AssessmentRound{id code year}fragment TermLabel on Term{code labelVi labelEn}"
};
var FacilityAssessment = {
  name: "FacilityAssessment",
  kind: "query",
  text: "query FacilityAssessment($code:String!$round:String!$gapTo:Int!$ruleSet:String$asOf:LocalDate){facility(code:$code asOf:$asOf){id code name assessment(round:$round){...AssessmentResult computedLevel(ruleSet:$ruleSet){level ruleSet reasons}components{...ComponentLevel}gap(to:$gapTo ruleSet:$ruleSet){to met unmet{...GateLine}unevaluable{...GateLine}}previous{...AssessmentResult}}}}fragment AssessmentResult on Assessment{id round{...RoundLabel}status reportedLevel}fragment ComponentLevel on ComponentResult{component level grade labelVi}fragment GateLine on Gate{component requirement}fragment RoundLabel on AssessmentRound{id code year}"
};
var FacilityCard = {
  name: "FacilityCard",
  kind: "query",
  text: "query FacilityCard($code:String!$asOf:LocalDate){facility(code:$code asOf:$asOf){id code name aliases facilityType{...TermLabel}ownership serviceLevel{...TermLabel}hospitalClass{...TermLabel}actualBeds openedOn closedOn area{id code name}parent{id code name}latestAssessment{...AssessmentResult components{...ComponentLevel}}statedNeeds{...StatedNeedLine}}}fragment AssessmentResult on Assessment{id round{...RoundLabel}status reportedLevel}fragment ComponentLevel on ComponentResult{component level grade labelVi}fragment RoundLabel on AssessmentRound{id code year}fragment StatedNeedLine on StatedNeed{system{...TermLabel}needed}fragment TermLabel on Term{code labelVi labelEn}"
};
var FacilityList = {
  name: "FacilityList",
  kind: "query",
  text: "query FacilityList($filter:FacilityFilter$orderBy:FacilityOrder$first:Int$after:String$asOf:LocalDate){facilities(filter:$filter orderBy:$orderBy first:$first after:$after asOf:$asOf){totalCount nodes{id code name facilityType{...TermLabel}ownership serviceLevel{...TermLabel}hospitalClass{...TermLabel}actualBeds closedOn area{id code name}latestAssessment{...AssessmentResult}}pageInfo{...NextPage}}}fragment AssessmentResult on Assessment{id round{...RoundLabel}status reportedLevel}fragment NextPage on PageInfo{hasNextPage endCursor}fragment RoundLabel on AssessmentRound{id code year}fragment TermLabel on Term{code labelVi labelEn}"
};
var LegalBasis = {
  name: "LegalBasis",
  kind: "query",
  text: "query LegalBasis{legalDocuments{id number titleVi issuedOn targets{id year statementVi value}}}"
};
var LevelChange = {
  name: "LevelChange",
  kind: "query",
  text: "query LevelChange($from:String!$to:String!){from:assessmentRound(code:$from){...RoundLabel levelDistribution{...LevelShare}}to:assessmentRound(code:$to){...RoundLabel levelDistribution{...LevelShare}comparison(with:$from){up down same unknown}}}fragment Counts on Ratio{numerator denominator percent}fragment LevelShare on LevelCount{level count share{...Counts}}fragment RoundLabel on AssessmentRound{id code year}"
};
var LevelDistribution = {
  name: "LevelDistribution",
  kind: "query",
  text: "query LevelDistribution($round:String!$under:String){assessmentRound(code:$round){...RoundLabel openedOn closedOn levelDistribution(under:$under){...LevelShare}}}fragment Counts on Ratio{numerator denominator percent}fragment LevelShare on LevelCount{level count share{...Counts}}fragment RoundLabel on AssessmentRound{id code year}"
};
var LinkupLeagueTable = {
  name: "LinkupLeagueTable",
  kind: "query",
  text: 'query LinkupLeagueTable($asOf:LocalDate$after:String){facilities(first:100 after:$after asOf:$asOf){totalCount nodes{id code name latestObservations(metrics:["LINKUPS" "LINKUPS_SUCCEEDED" "LINKUPS_FAILED"]){id metric{code}on value ratio{...Counts}}}pageInfo{...NextPage}}}fragment Counts on Ratio{numerator denominator percent}fragment NextPage on PageInfo{hasNextPage endCursor}'
};
var MetricSeries = {
  name: "MetricSeries",
  kind: "query",
  text: "query MetricSeries($code:String!$subject:String$from:LocalDate$to:LocalDate){metric(code:$code){...MetricLabel series(subject:$subject from:$from to:$to){...Figure}}}fragment Cited on Citation{document{id titleVi issuedOn}section}fragment Counts on Ratio{numerator denominator percent}fragment Figure on Observation{id on value ratio{...Counts}source{...Cited}}fragment MetricLabel on Metric{id code nameVi unit{...TermLabel}programme{...TermLabel}}fragment TermLabel on Term{code labelVi labelEn}"
};
var MetricTotals = {
  name: "MetricTotals",
  kind: "query",
  text: "query MetricTotals($code:String!$under:String$on:LocalDate){metric(code:$code){...MetricLabel total(under:$under on:$on){value reporting expected}}}fragment MetricLabel on Metric{id code nameVi unit{...TermLabel}programme{...TermLabel}}fragment TermLabel on Term{code labelVi labelEn}"
};
var Project06Overview = {
  name: "Project06Overview",
  kind: "query",
  text: 'query Project06Overview{metrics(filter:{programme:"PROJECT_06"}){...MetricLabel latest{...Figure}}}fragment Cited on Citation{document{id titleVi issuedOn}section}fragment Counts on Ratio{numerator denominator percent}fragment Figure on Observation{id on value ratio{...Counts}source{...Cited}}fragment MetricLabel on Metric{id code nameVi unit{...TermLabel}programme{...TermLabel}}fragment TermLabel on Term{code labelVi labelEn}'
};
var RoadmapByYear = {
  name: "RoadmapByYear",
  kind: "query",
  text: "query RoadmapByYear($year:Int$track:String){roadmap{fromYear toYear milestones(year:$year track:$track){...MilestoneLine}}}fragment MilestoneLine on Milestone{id year track{...TermLabel}titleVi status}fragment TermLabel on Term{code labelVi labelEn}"
};
var SourceDocuments = {
  name: "SourceDocuments",
  kind: "query",
  text: "query SourceDocuments{sourceDocuments{id titleVi issuedOn}}"
};
var StatedNeeds = {
  name: "StatedNeeds",
  kind: "query",
  text: "query StatedNeeds($round:String$filter:FacilityFilter$asOf:LocalDate$after:String){facilities(filter:$filter first:100 after:$after asOf:$asOf){totalCount nodes{id code name statedNeeds(round:$round){...StatedNeedLine}}pageInfo{...NextPage}}}fragment NextPage on PageInfo{hasNextPage endCursor}fragment StatedNeedLine on StatedNeed{system{...TermLabel}needed}fragment TermLabel on Term{code labelVi labelEn}"
};
var TargetsAgainstMetrics = {
  name: "TargetsAgainstMetrics",
  kind: "query",
  text: "query TargetsAgainstMetrics($year:Int){targets(filter:{year:$year}){id year statementVi value metric{...MetricLabel latest{...Figure}}legalDocument{id number titleVi issuedOn}}}fragment Cited on Citation{document{id titleVi issuedOn}section}fragment Counts on Ratio{numerator denominator percent}fragment Figure on Observation{id on value ratio{...Counts}source{...Cited}}fragment MetricLabel on Metric{id code nameVi unit{...TermLabel}programme{...TermLabel}}fragment TermLabel on Term{code labelVi labelEn}"
};
var Viewer = {
  name: "Viewer",
  kind: "query",
  text: "query Viewer{viewer{role}}"
};

// ../../old010/client-sdk/generated/sdk.ts
var bindOperations = (call) => ({
  areaTree: (variables, options) => call(AreaTree, variables, options),
  criteria: (variables, options) => call(Criteria, variables, options),
  discrepancies: (variables, options) => call(Discrepancies, variables, options),
  districtPage: (variables, options) => call(DistrictPage, variables, options),
  facilityAssessment: (variables, options) => call(FacilityAssessment, variables, options),
  facilityCard: (variables, options) => call(FacilityCard, variables, options),
  facilityList: (variables, options) => call(FacilityList, variables, options),
  legalBasis: (variables, options) => call(LegalBasis, variables, options),
  levelChange: (variables, options) => call(LevelChange, variables, options),
  levelDistribution: (variables, options) => call(LevelDistribution, variables, options),
  linkupLeagueTable: (variables, options) => call(LinkupLeagueTable, variables, options),
  metricSeries: (variables, options) => call(MetricSeries, variables, options),
  metricTotals: (variables, options) => call(MetricTotals, variables, options),
  project06Overview: (variables, options) => call(Project06Overview, variables, options),
  roadmapByYear: (variables, options) => call(RoadmapByYear, variables, options),
  sourceDocuments: (variables, options) => call(SourceDocuments, variables, options),
  statedNeeds: (variables, options) => call(StatedNeeds, variables, options),
  targetsAgainstMetrics: (variables, options) => call(TargetsAgainstMetrics, variables, options),
  viewer: (variables, options) => call(Viewer, variables, options)
});

// ../../old010/client-sdk/errors.ts
var kindOfCode = {
  BAD_REQUEST: "bad-input",
  BAD_USER_INPUT: "bad-input",
  GRAPHQL_PARSE_FAILED: "bad-input",
  GRAPHQL_VALIDATION_FAILED: "bad-input",
  OPERATION_RESOLUTION_FAILURE: "bad-input",
  QUERY_TOO_COMPLEX: "bad-input",
  NOT_FOUND: "bad-input",
  METHOD_NOT_ALLOWED: "bad-input",
  PAYLOAD_TOO_LARGE: "bad-input",
  UNSUPPORTED_MEDIA_TYPE: "bad-input",
  INTERNAL_SERVER_ERROR: "server",
  DATABASE_UNAVAILABLE: "server"
};
var HealthApiError = class extends Error {
  name = "HealthApiError";
  kind;
  /** The name of the operation, such as "DistrictPage". */
  operation;
  /** `extensions.code` of the first GraphQL error; null when no GraphQL error came back. */
  code;
  /** The HTTP status; null when no answer came back. */
  status;
  /** The server's name for this request (`x-request-id`), to quote in a report. */
  requestId;
  errors;
  /** What did arrive beside the errors, in the shape of the operation with null where a field failed; else null. */
  data;
  constructor(message, details) {
    super(message, "cause" in details ? { cause: details.cause } : void 0);
    this.kind = details.kind;
    this.operation = details.operation;
    this.code = details.code ?? null;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
    this.errors = details.errors ?? [];
    this.data = details.data ?? null;
  }
};
function kindOf(code, status) {
  if (code !== null && Object.hasOwn(kindOfCode, code)) return kindOfCode[code];
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 429) return "rate-limited";
  return status >= 400 && status < 500 ? "bad-input" : "server";
}

// ../../old010/client-sdk/transport.ts
function request(connection, document, ...[variables, options]) {
  return send(connection, document, variables, options);
}
async function send(connection, document, variables, options = {}) {
  const operation = document.name;
  const body = JSON.stringify({ operationName: operation, query: document.text, variables });
  const { response, text } = await exchange(connection, operation, body, options);
  const { data, errors } = parse(text);
  const [first] = errors;
  if (data && !first) return data;
  const { status, headers } = response;
  const code = typeof first?.extensions?.code === "string" ? first.extensions.code : null;
  throw new HealthApiError(first?.message ?? `The server answered ${operation} with status ${status} and no data.`, {
    kind: kindOf(code, status),
    operation,
    code,
    status,
    requestId: headers.get("x-request-id"),
    errors,
    data
  });
}
async function exchange(connection, operation, body, { signal, timeoutMs = connection.timeoutMs ?? 15e3 }) {
  const { url, fetch: post = fetch } = connection;
  const fail = (kind, what, cause) => new HealthApiError(`${operation} ${what}.`, { kind, operation, cause });
  const aborted = () => fail("aborted", "was aborted by the caller", signal?.reason);
  if (signal?.aborted) throw aborted();
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal?.addEventListener("abort", abort);
  let expired = false;
  const expire = () => {
    expired = true;
    abort();
  };
  const timer = timeoutMs < 2 ** 31 ? setTimeout(expire, timeoutMs) : void 0;
  try {
    const init = { method: "POST", headers: headersFor(connection), body, signal: controller.signal };
    const response = await post(url, init);
    return { response, text: await response.text() };
  } catch (cause) {
    if (signal?.aborted) throw aborted();
    if (expired) throw fail("timeout", `had no answer within ${timeoutMs} ms`, cause);
    throw fail("network", `got no answer from ${url}`, cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
function headersFor({ token, language }) {
  return {
    accept: "application/graphql-response+json, application/json",
    "content-type": "application/json",
    ...token && { authorization: `Bearer ${token}` },
    ...language && { "accept-language": language }
  };
}
function parse(text) {
  try {
    const { data, errors } = JSON.parse(text);
    return { data, errors: Array.isArray(errors) ? errors : [] };
  } catch {
    return { data: null, errors: [] };
  }
}

// ../../old010/client-sdk/client.ts
function createClient(connection) {
  return bindOperations((document, variables, options) => send(connection, document, variables, options));
}
