import { describeTable, id, whole } from "../database/table.js";

/** What acts of a kind wait for each other by. */
export const ACT_LOCK = describeTable("act_lock", { id, taken: whole });
