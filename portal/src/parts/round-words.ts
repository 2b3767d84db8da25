// What rounds are called, on every page that shows figures of one.
import { day } from "../format.js";
import { say } from "../language.js";

export interface Round {
  readonly code: string;
  readonly year: number;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
}

export const roundName = ({ code }: { code: string }): string => say(`Đợt ${code}`, `Round ${code}`);

/** "16/09/2022–01/10/2022", or that nobody recorded the days. */
export function roundDays({ openedOn, closedOn }: Round): string {
  if (openedOn && closedOn) return `${day(openedOn)}–${day(closedOn)}`;
  if (openedOn) return say(`từ ${day(openedOn)}`, `from ${day(openedOn)}`);
  if (closedOn) return say(`đến ${day(closedOn)}`, `until ${day(closedOn)}`);
  return say("không rõ ngày", "days unknown");
}

export const asPublished = (): string => say("Mức như đã công bố.", "Levels as published.");
