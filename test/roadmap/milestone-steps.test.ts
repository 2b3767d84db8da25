import { describe, expect, it } from "@jest/globals";
import {
  mayCancel,
  notPossible,
  progressMayLead,
  replanned,
  type Status,
} from "../../server/concepts/roadmap/milestone/milestone-steps.js";

const ALL: readonly Status[] = ["PLANNED", "IN_PROGRESS", "DELAYED", "DONE", "CANCELLED"];

describe("A milestone that is", () => {
  it.each<[Status, Status[], Status | null, boolean]>([
    ["PLANNED", ["PLANNED", "IN_PROGRESS", "DELAYED", "DONE"], "PLANNED", true],
    ["IN_PROGRESS", ["IN_PROGRESS", "DELAYED", "DONE"], "IN_PROGRESS", true],
    ["DELAYED", ["IN_PROGRESS", "DELAYED", "DONE"], "PLANNED", true],
    ["DONE", [], null, false],
    ["CANCELLED", [], "PLANNED", false],
  ])(
    "%s goes on to %j by progress, is %s when it is planned anew, and may be given up: %s",
    (from, to, anew, cancel) => {
      expect(ALL.filter((status) => progressMayLead(from, status))).toEqual(to);
      expect([replanned(from), mayCancel(from)]).toEqual([anew, cancel]);
    },
  );

  it("not at a step that is tried says where it is and what is possible from there", () => {
    expect(notPossible("IN_PROGRESS", ["status"])).toEqual({
      ...{ path: ["status"], code: "ILLEGAL_STATE" },
      sentence: {
        en: "It is IN_PROGRESS; possible from there: progress (IN_PROGRESS, DELAYED, DONE); milestoneReplan; milestoneCancel.",
        vi: "Đang ở tình trạng IN_PROGRESS; có thể: tiến độ (IN_PROGRESS, DELAYED, DONE); milestoneReplan; milestoneCancel.",
      },
    });
    expect(notPossible("CANCELLED", []).sentence.en).toBe("It is CANCELLED; possible from there: milestoneReplan.");
    expect(notPossible("DONE", []).sentence.en).toBe(
      "It is DONE; possible from there: correcting the progress that says so (milestoneCorrectProgress).",
    );
  });
});
