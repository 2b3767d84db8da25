import { upsert } from "../../../core/database/upsert.js";
import { onceEach } from "../../../files/reading/cells.js";
import type { Reader } from "../../import/reader.js";
import * as messages from "../assessment.messages.js";
import { STATED_NEED_KIND } from "../result/assessment.kind.js";
import { COMPONENTS } from "../result/component.type.js";
import { undecidedNeeds } from "../result/kept-from-our-files.js";
import { STATED_NEED, SYSTEM_COMPONENT } from "./stated-need.row.js";

const SYSTEMS: Record<string, string> = {
  "Hạ tầng CNTT": "INFRASTRUCTURE",
  "HIS Lvl 6": "HIS",
  LIS: "LIS",
  "RIS – PACS": "RIS_PACS",
  EMR: "EMR",
  "QL/ĐH": "MANAGEMENT",
  "APP cho người dân": "CITIZEN_APP",
  "App cho BS/ĐD": "CLINICIAN_APP",
  Portal: "PORTAL",
  "KCB từ xa": "TELEHEALTH",
};

/** The table of needs: "Có" where a unit asks for a system; a blank cell asks for nothing. */
export const statedNeeds: Reader = {
  name: "stated-needs",
  writes: "DATA",
  traces: STATED_NEED_KIND,
  columns: ["STT", "Đơn vị", ...Object.keys(SYSTEMS)],
  async read(rows, into) {
    const known = await into.facilities();
    const systems = await into.terms("SYSTEM");
    const sectionId = await into.sectionId();
    const roundId = (await into.ids("assessment_round")).get("2022") ?? null;
    const once = onceEach();
    const needs = rows.flatMap((row) => {
      const facilityId = row.requiredNamed("Đơn vị", "facility", known);
      once(row, "Đơn vị", facilityId);
      return Object.entries(SYSTEMS).map(([column, system]) => {
        const printed = row.text(column);
        if (printed !== null && printed !== "Có") {
          row.problem(column, "NOT_A_CHOICE", messages.neitherYesNorBlank(printed));
        }
        return {
          facilityId,
          roundId,
          systemId: systems.find(system) ?? null,
          needed: printed === "Có" ? 1 : 0,
          sectionId,
        };
      });
    });
    return async () =>
      upsert(into.tx, STATED_NEED, ["facilityId", "roundId", "systemId"], await undecidedNeeds(into, needs));
  },
};

/** Which component of the assessment says whether a facility has a system; a blank one: none does. */
export const systemComponents: Reader = {
  name: "system-components",
  writes: "REFERENCE",
  columns: ["system", "component", "level", "basis_vi"],
  async read(rows, into) {
    const systems = await into.terms("SYSTEM");
    const sectionId = await into.sectionId();
    const once = onceEach();
    const components = rows.map((row) => {
      const systemId = row.requiredNamed("system", "system", systems);
      once(row, "system", systemId);
      return {
        systemId,
        component: row.text("component") === null ? null : row.choice("component", COMPONENTS),
        level: row.count("level"),
        basisVi: row.required("basis_vi"),
        sectionId,
      };
    });
    return () => upsert(into.tx, SYSTEM_COMPONENT, ["systemId"], components);
  },
};
