import { say } from "../language.js";

/** How far the work on an assessment has come; undefined: nobody has begun. */
export const stateName = (state: string | undefined): string =>
  ({
    DRAFT: say("đang nhập", "being entered"),
    SUBMITTED: say("đã gửi, chờ Sở Y tế thẩm định", "handed in, to be verified by the Department"),
    VERIFIED: say("đã thẩm định, chờ công bố", "verified, to be published"),
    PUBLISHED: say("đã công bố", "published"),
  })[state ?? ""] ??
  state ??
  say("chưa bắt đầu", "not begun");

export const answerName = (answer: string): string =>
  ({
    MET: say("Đã đáp ứng", "Met"),
    NEEDS_UPGRADE: say("Cần nâng cấp", "Needs an upgrade"),
    NOT_EQUIPPED: say("Chưa trang bị", "Not equipped"),
    NOT_NEEDED: say("Không cần", "Not needed"),
  })[answer] ?? answer;

export const ANSWERS = ["MET", "NEEDS_UPGRADE", "NOT_EQUIPPED", "NOT_NEEDED"] as const;
export const COMPONENTS = ["INFRASTRUCTURE", "MANAGEMENT", "HIS", "LIS", "RIS_PACS", "EMR"] as const;
/** The components that are reported as a level; the others are reported as a grade. */
export const LEVELLED: readonly string[] = ["HIS", "INFRASTRUCTURE"];

/** A level from 1 to 7 as a choice. */
export const levelChoices = (): (readonly [string, string])[] =>
  Array.from({ length: 7 }, (_, i) => [`${i + 1}`, say(`Mức ${i + 1}`, `Level ${i + 1}`)] as const);
