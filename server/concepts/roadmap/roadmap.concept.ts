import { heldNodes, storedNodes } from "../../core/schema/node-finder.js";
import type { Concept } from "../concept.js";
import { MILESTONES_LIST } from "./milestone/milestone.format.js";
import { MilestoneActResolver } from "./milestone/milestone-act.resolver.js";
import { milestonesList } from "./milestone/milestone-list.import.js";
import {
  FacilityMilestonesResolver,
  MilestoneProgressResolver,
  MilestoneReportsResolver,
} from "./milestone/milestone-progress.resolver.js";
import { progressById } from "./milestone/milestone-progress.store.js";
import { milestonesExport, targetsExport } from "./roadmap.export.js";
import { roadmap, roadmapYears, targets } from "./roadmap.import.js";
import {
  LegalDocumentTargetsResolver,
  MilestoneResolver,
  RoadmapResolver,
  TargetResolver,
} from "./roadmap.resolver.js";
import { roadmapSnapshot } from "./roadmap.snapshot.js";
import { TargetActResolver } from "./target/target-act.resolver.js";
import { TargetProgressResolver } from "./target/target-progress.resolver.js";

/** The roadmap and the targets of legal documents. */
export const roadmapConcept: Concept = {
  resolvers: [
    RoadmapResolver,
    MilestoneResolver,
    MilestoneActResolver,
    MilestoneProgressResolver,
    MilestoneReportsResolver,
    FacilityMilestonesResolver,
    TargetResolver,
    TargetActResolver,
    TargetProgressResolver,
    LegalDocumentTargetsResolver,
  ],
  nodes: {
    Milestone: heldNodes("Milestone", ({ snapshot }) => snapshot.milestones, true),
    MilestoneProgress: storedNodes("MilestoneProgress", ({ db }, wanted) => progressById(db, wanted)),
    Target: heldNodes("Target", ({ snapshot }) => snapshot.targets),
  },
  tables: [targets, roadmap, roadmapYears],
  imports: {
    MILESTONES: {
      format: MILESTONES_LIST,
      reader: milestonesList,
      about: [
        "Items of the roadmap, known by track and title. A blank cell leaves what is on record. For ADMIN.",
        "Các mục của lộ trình, nhận biết theo nhóm việc và nội dung. Ô trống thì giữ nguyên. Dành cho ADMIN.",
      ],
    },
  },
  exports: [milestonesExport, targetsExport],
  snapshot: roadmapSnapshot,
};
