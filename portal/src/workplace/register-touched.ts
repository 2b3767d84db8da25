// What an act on a facility reaches beyond the fields of its form, in words.
import { day, number } from "../format.js";
import { say } from "../language.js";
import type { FacilityOnRecord } from "./register-fields.js";

/** What becomes of something that no field names. */
export interface Step {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export const nobody = (): string => say("không có", "none");

export const isOpen = (): string => say("đang hoạt động", "open");
export const closedFrom = (on: string): string =>
  on === "" ? "…" : say(`ngừng hoạt động từ ${day(on)}`, `closed from ${day(on)}`);

/** What hangs on the facility by its code, whatever it is called and wherever it is. */
export function staying({ code, assessments, latestObservations }: FacilityOnRecord): string {
  const rounds = assessments.map(({ round }) => round.code).join(", ");
  return say(
    `Giữ nguyên, vẫn gắn với mã ${code}: ${number(assessments.length)} đợt đánh giá${rounds && ` (${rounds})`}, số liệu của ${number(latestObservations.length)} chỉ số.`,
    `As it is, still with the code ${code}: ${number(assessments.length)} assessments${rounds && ` (${rounds})`}, figures of ${number(latestObservations.length)} metrics.`,
  );
}

export const named = (units: readonly { readonly name: string }[], count: number): string =>
  `${units.map(({ name }) => name).join(", ")}${count > units.length ? ", …" : ""}`;

/** Whom it manages; nobody: no line. */
export function managedBy({ childConnection: { nodes, totalCount } }: FacilityOnRecord): string[] {
  const names = named(nodes, totalCount);
  return totalCount === 0
    ? []
    : [
        say(
          `${number(totalCount)} đơn vị do cơ sở quản lý: ${names}`,
          `${number(totalCount)} units that it manages: ${names}`,
        ),
      ];
}

/** Whom it guides; nobody: no line. */
export function guidedBy({ guides }: FacilityOnRecord): string[] {
  const names = named(guides, guides.length);
  return guides.length === 0
    ? []
    : [
        say(
          `${number(guides.length)} đơn vị do cơ sở hướng dẫn: ${names}`,
          `${number(guides.length)} units that it guides: ${names}`,
        ),
      ];
}
