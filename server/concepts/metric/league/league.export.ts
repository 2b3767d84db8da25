import type { Context } from "../../../core/context.js";
import { inVietnamese } from "../../../core/schema/about.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { day, inPieces, number, tableOf, text } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { dayOf, needed, word } from "../../export/parameters.js";
import { allBodies } from "../../facility/list/facilities-under.js";
import { percentOf } from "../../provenance/ratio.js";
import { citedIn } from "../../provenance/source/source.export.js";
import { type ObservationRow, observationsById } from "../definition/metric.store.js";
import { homeOf } from "../definition/metric-scope.js";
import { metricsNamed } from "../observation/observation.export.js";
import { type LeagueRow, wholeLeagues } from "./league.js";
import { LeagueStanding } from "./league.type.js";

/** A line of the table with the figure that puts it there. */
interface Line extends LeagueRow {
  observation: ObservationRow | null;
}

export const leagueExport = exported({
  name: "league",
  titleVi: "Bảng xếp hạng",
  titleEn: "League table",
  field: "Query.metric",
  parameters: {
    metric: needed("Chỉ số", "Metric"),
    under: word("Trên địa bàn hoặc thuộc cơ quan", "Within the area or under the body"),
    on: dayOf("Số liệu gần nhất tính đến ngày", "Newest figures until the day"),
  },
  async open({ metric: code, under, on }, context) {
    const { snapshot } = context;
    const [metric] = metricsNamed(snapshot, [code], null);
    if (!metric) throw new Error("A metric that is known is not to be found.");
    requireKnown("under", under, allBodies(snapshot));
    const asked = { metric, under: under ?? homeOf(metric, snapshot) };
    const [league] = await wholeLeagues(context, [{ ...asked, pointInTime: LATEST }], on);
    const [document, section, title] = citedIn(snapshot, ({ observation }: Line) => observation?.sectionId ?? null);
    return tableOf<Line>(
      [
        text("Chỉ số", () => metric.nameVi),
        number("Hạng", (line) => line.rank),
        text("Mã đối tượng", (line) => subjectOf(line, context)?.code ?? null),
        text("Đối tượng", (line) => subjectOf(line, context)?.name ?? null),
        number("Giá trị", ({ observation }) => observation?.value ?? null),
        number("Tử số", ({ observation }) => observation?.numerator ?? null),
        number("Mẫu số", ({ observation }) => observation?.denominator ?? null),
        number(
          "Tỷ lệ tính lại (%)",
          ({ observation }) => observation && percentOf(observation.numerator, observation.denominator),
        ),
        text("Tình trạng xếp hạng", (line) => inVietnamese(LeagueStanding, line.standing)),
        day("Tính đến ngày", () => league?.total.on ?? null),
        ...[document, section],
        day("Từ ngày", () => league?.total.from ?? null),
        title,
      ],
      inPieces(league?.lines ?? [], withFigures(context)),
      ({ observation }) => (observation ? [observation.sectionId] : []),
    );
  },
});

function subjectOf({ facilityId, areaId }: Line, { snapshot }: Context): { code: string; name: string } | null {
  if (facilityId !== null) return snapshot.facilities.in(LATEST).find(facilityId);
  return areaId === null ? null : snapshot.areas.viewOrLast(areaId, LATEST);
}

const withFigures =
  ({ db }: Context) =>
  async (lines: readonly LeagueRow[]): Promise<Line[]> => {
    const found = await observationsById(
      db,
      lines.flatMap(({ observationId }) => observationId ?? []),
    );
    const byId = new Map(found.map((row) => [row.id, row]));
    return lines.map((line) => ({ ...line, observation: byId.get(line.observationId ?? 0) ?? null }));
  };
