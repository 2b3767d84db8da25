import type { Transaction } from "../../../core/database/database.js";
import { covers, FOR_EVER, SINCE_EVER } from "../../../core/time/point-in-time.js";
import type { Row } from "../../../files/reading/cells.js";
import { notKnownToExist } from "../../shared.messages.js";
import * as messages from "../facility.messages.js";

interface Life {
  code: string;
  from: string;
  to: string;
}

/** From when to when facilities are known to exist, by id: as a question about a day finds them. */
export class FacilityLives {
  private constructor(private readonly lives: ReadonlyMap<number, Life>) {}

  static async of(tx: Transaction): Promise<FacilityLives> {
    const first = (table: string) => `(SELECT MIN(valid_from) FROM ${table} WHERE facility_id = f.id)`;
    const rows = await tx.query<{ id: number; code: string; to: string | null } & Record<string, string | null>>(
      `SELECT f.id, f.code, f.opened_on AS opened, f.closed_on AS \`to\`, ${first("facility_name")} AS named, ` +
        `${first("facility_profile")} AS described FROM facility f`,
    );
    return new FacilityLives(
      new Map(
        rows.map(({ id, code, opened, to, named, described }) => {
          const begins = [opened ?? SINCE_EVER, named ?? FOR_EVER, described ?? FOR_EVER].sort();
          return [id, { code, from: begins.at(-1) ?? SINCE_EVER, to: to ?? FOR_EVER }] as const;
        }),
      ),
    );
  }

  /** Nothing is on record of a facility on a day on which it is not known to be there. */
  mind(row: Row, column: string, id: number, day: string): void {
    const life = this.lives.get(id);
    if (!life || covers(life.from, life.to, day)) return;
    row.problem(
      column,
      "INCONSISTENT",
      life.to <= day ? messages.closedBefore(life.code, life.to, day) : notKnownToExist(life.code, day),
    );
  }
}
