import { SourcesAndTerms1700000000001 } from "./1-sources-and-terms.js";
import { AreasAndFacilities1700000000002 } from "./2-areas-and-facilities.js";
import { WhatIsKnown1700000000003 } from "./3-what-is-known.js";
import { BooksAndLastDays1700000000004 } from "./4-books-and-last-days.js";
import { RuleSets1700000000005 } from "./5-rule-sets.js";
import { PrintedStatements1700000000006 } from "./6-printed-statements.js";
import { AimsAndAnswers1700000000007 } from "./7-aims-and-answers.js";
import { SystemComponents1700000000008 } from "./8-system-components.js";
import { WhoAsks1700000000009 } from "./9-who-asks.js";
import { NotesOnChecks1700000000010 } from "./10-notes-on-checks.js";
import { Acts1700000000011 } from "./11-acts.js";
import { Drafts1700000000012 } from "./12-drafts.js";
import { MilestoneProgress1700000000013 } from "./13-milestone-progress.js";
import { Imports1700000000014 } from "./14-imports.js";
import { TrailInTime1700000000015 } from "./15-trail-in-time.js";
import { LongTexts1700000000016 } from "./16-long-texts.js";
import { PlacesAndSeeds1700000000017 } from "./17-places-and-seeds.js";
import { Seals1700000000018 } from "./18-seals.js";
import { NumbersAndBounds1700000000023 } from "./23-numbers-and-bounds.js";
import { OwnSections1700000000024 } from "./24-own-sections.js";
import { Campaigns1700000000025 } from "./25-campaigns.js";
import { FormParts1700000000026 } from "./26-form-parts.js";
import { DueFiguresAndPeriods1700000000027 } from "./27-due-figures-and-periods.js";
import { PrintedFigures1700000000028 } from "./28-printed-figures.js";
import { RulesOfMetrics1700000000029 } from "./29-rules-of-metrics.js";
import { BasesAndStandInDays1700000000030 } from "./30-bases-and-stand-in-days.js";
import { MetricsByActs1700000000031 } from "./31-metrics-by-acts.js";
import { PrintedBeside1700000000032 } from "./32-printed-beside.js";
import { ActLocks1700000000034 } from "./34-act-locks.js";
import { StartLease1700000000035 } from "./35-start-lease.js";
import { RunningServers1700000000036 } from "./36-running-servers.js";
import { OwnDocuments1700000000037 } from "./37-own-documents.js";
import { TakenSlots1700000000038 } from "./38-taken-slots.js";

/**
 * In order; each is one change, whose shape is not edited once it has been released. Every step of it can be done again.
 * One that changes rows in another way than that changes nothing else: then it is one transaction, with its record.
 */
export const MIGRATIONS = [
  SourcesAndTerms1700000000001,
  AreasAndFacilities1700000000002,
  WhatIsKnown1700000000003,
  BooksAndLastDays1700000000004,
  RuleSets1700000000005,
  PrintedStatements1700000000006,
  AimsAndAnswers1700000000007,
  SystemComponents1700000000008,
  WhoAsks1700000000009,
  NotesOnChecks1700000000010,
  Acts1700000000011,
  Drafts1700000000012,
  MilestoneProgress1700000000013,
  Imports1700000000014,
  TrailInTime1700000000015,
  LongTexts1700000000016,
  PlacesAndSeeds1700000000017,
  Seals1700000000018,
  NumbersAndBounds1700000000023,
  OwnSections1700000000024,
  Campaigns1700000000025,
  FormParts1700000000026,
  DueFiguresAndPeriods1700000000027,
  PrintedFigures1700000000028,
  RulesOfMetrics1700000000029,
  BasesAndStandInDays1700000000030,
  MetricsByActs1700000000031,
  PrintedBeside1700000000032,
  ActLocks1700000000034,
  StartLease1700000000035,
  RunningServers1700000000036,
  OwnDocuments1700000000037,
  TakenSlots1700000000038,
];
