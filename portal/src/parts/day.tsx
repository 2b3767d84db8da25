import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { say } from "../language.js";
import type { PageName } from "../page-names.js";
import { Text } from "./form.js";

/** The day of the address, as `asOf` of a question; undefined: as it is now. */
export function useDay(): string | undefined {
  const given = useParameters().get("ngay") ?? "";
  return /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : undefined;
}

/** As of which day the page shows what it shows. */
export function DayChoice({ page }: { page: PageName }) {
  const [, go] = useLocation();
  const parameters = Object.fromEntries(useParameters());
  const now = useDay();
  const choose = (ngay: string | null) => go(pageAddress(page, { ...parameters, ngay }));
  return (
    <div class="day">
      <Text
        type="date"
        label={say("Như trong ngày", "As of the day")}
        value={now ?? ""}
        onInput={(value) => {
          // While somebody types the year there is none yet.
          if (value === "" || value >= "1900") choose(value || null);
        }}
      />
      {now && (
        <button type="button" onClick={() => choose(null)}>
          {say("Về hiện nay", "Back to now")}
        </button>
      )}
    </div>
  );
}
