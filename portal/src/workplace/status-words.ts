import { say } from "../language.js";

/** How far a milestone may be said to have come; that it is given up is decided. */
export const REPORTED = ["PLANNED", "IN_PROGRESS", "DELAYED", "DONE"] as const;

export const statusName = (status: string): string =>
  ({
    PLANNED: say("đã lên kế hoạch", "planned"),
    IN_PROGRESS: say("đang thực hiện", "in progress"),
    DELAYED: say("chậm tiến độ", "late"),
    DONE: say("hoàn thành", "done"),
    CANCELLED: say("hủy bỏ", "given up"),
  })[status] ?? status;
