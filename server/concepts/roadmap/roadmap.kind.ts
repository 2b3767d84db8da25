import { omit, selectList } from "../../core/database/table.js";
import { type Kind, kindOfRows } from "../import/traced-kind.js";
import { MILESTONE, TARGET } from "./roadmap.row.js";

export const MILESTONE_KIND: Kind = kindOfRows(
  { type: "Milestone", scope: "REFERENCE" },
  `SELECT ${selectList(omit(MILESTONE, "position"))} FROM milestone`,
);

export const TARGET_KIND: Kind = kindOfRows(
  { type: "Target", scope: "REFERENCE" },
  `SELECT ${selectList(omit(TARGET, "position"))} FROM target`,
);
