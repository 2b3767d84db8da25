import { covers } from "../../../core/time/point-in-time.js";
import type { Row } from "../../../files/reading/cells.js";
import { notKnownToExist } from "../../shared.messages.js";
import * as messages from "../facility.messages.js";
import type { FacilityRegister } from "../register/facility-register.js";

/** Nothing is on record of a facility on a day on which it is not known to be there. */
export function mindLife(register: FacilityRegister, row: Row, column: string, id: number, day: string): void {
  const [unit, life] = [register.unit(id), register.lifeOf(id)];
  if (!unit || !life || covers(life.validFrom, life.validTo, day)) return;
  const isClosed = life.validTo <= day;
  const message = isClosed ? messages.closedBefore(unit.code, life.validTo, day) : notKnownToExist(unit.code, day);
  row.problem(column, "INCONSISTENT", message);
}
