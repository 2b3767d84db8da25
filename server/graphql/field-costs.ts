/**
 * What an answer costs: one point for each value that it may hold (a field of an object, an item of a list of plain
 * values), and the work of a field, which is the same however little of it is asked for.
 */

/** What takes as much work as handing out so many values. */
const WORK: Readonly<Record<string, number>> = {
  // One of them in a question.
  "AuditChain.verification": 100_000,
  // Reading one document and looking it over.
  "ApiKeyDocument.check": 500,
  "Metric.league": 2_000,
  "Query.discrepancies": 2_000,
  "Query.discrepancyConnection": 2_000,
  "Query.discrepancy": 2_000,
  "Query.documentsCheck": 10_000,
  "Query.matchNames": 40_000,
  "Query.whatIf": 10_000,
};

/** The work of any other question. */
const QUESTION = 50;

export const workOf = (type: string, field: string): number =>
  WORK[`${type}.${field}`] ?? (type === "Query" && !field.startsWith("__") ? QUESTION : 0);

/** How many a list without pages is taken to hold where nothing below says more. */
const USUAL_LIST = 10;

/**
 * How many these may hold in the province, or the argument that says how many; a test holds them against what is on
 * record. What holds more is counted while it is answered.
 */
const SIZES: Readonly<Record<string, number | string>> = {
  ...{
    "Query.accounts": 100,
    "Query.apiKeys": 100,
    "Query.areas": 60,
    "Query.assessmentRounds": 5,
    "Query.criteria": 200,
  },
  ...{ "Query.discrepancies": 300, "Query.findings": 60, "Query.importedFiles": 100, "Query.legalDocuments": 40 },
  ...{
    "Query.metrics": 60,
    "Query.nodes": "ids",
    "Query.reportingCampaigns": 5,
    "Query.ruleSets": 5,
    "Query.surveyForms": 5,
  },
  ...{ "Query.targets": 40, "Query.terms": 60, "Query.matchNames": "names", "Query.sourceDocuments": 10 },
  ...{ "Query.vocabularies": 15, "Vocabulary.terms": 20 },
  ...{
    "ApiKey.documents": 20,
    "Facility.aliases": 10,
    "Facility.ancestors": 5,
    "Facility.assessments": 5,
    "Facility.children": 45,
    "Facility.guides": 45,
  },
  ...{ "Facility.latestObservations": 35, "Facility.names": 5, "Facility.predecessors": 5, "Facility.statedNeeds": 30 },
  ...{
    "Area.children": 60,
    "Area.latestObservations": 35,
    "Area.changes": 5,
    "Metric.series": 30,
    "Metric.totals": 30,
  },
  ...{ "Assessment.answers": 150, "AssessmentDraft.answers": 150, "AssessmentDraft.statedNeeds": 15 },
  ...{ "AssessmentRound.levelDistribution": 8, "AssessmentRound.systemDemand": 15, "SystemDemand.cells": 45 },
  ...{
    "SituationCount.facilities": 45,
    "LevelTransition.facilities": 45,
    "RoundComparison.transitions": 15,
    "WhatIf.facilities": 45,
  },
  ...{
    "Roadmap.milestones": 40,
    "RuleSet.gates": 20,
    "SurveyForm.answers": 20,
    "SurveyForm.sampleAnswers": 20,
    "AnswersGrade.unanswered": 150,
  },
  ...{
    "AnswersGrade.notNeeded": 150,
    "AnswersGrade.stoppedBy": 150,
    "AuditEntry.changes": 40,
    "AuditVerification.accused": 100,
    "ImportReport.problems": 1_000,
  },
  ...{ "ReportingCampaign.forms": 5, "ReportingCampaign.tasks": 15, "ReportForm.figures": 20, "ReportForm.demands": 5 },
  ...{ "ReportDemand.facilities": 45, "ReportDemand.obligations": 45, "ReportsOfBody.late": 45 },
  // As many as acts and files may give a form.
  ...{ "ReportForm.columns": 100, "ReportForm.headings": 100, "ReportForm.parts": 21 },
};

/** How many a list without pages is taken to hold, or the argument that says how many. */
export const usualSizeOf = (type: string, field: string): number | string => SIZES[`${type}.${field}`] ?? USUAL_LIST;
