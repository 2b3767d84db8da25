import { code, describeTable, id, label, whole } from "./table.js";

/** Who prepares the database just now: a row, which is there before any other table is. */
export const START_LEASE = describeTable("start_lease", {
  id,
  /** Which process, and on which machine; blank: nobody. */
  owner: label,
  /** Goes on as long as the owner lives. */
  beat: whole,
  /** Until when it is the owner's by the owner's own clock, unless it goes on. */
  untilAt: code,
});
