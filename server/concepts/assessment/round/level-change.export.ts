import { LATEST } from "../../../core/time/point-in-time.js";
import { asTheyAre, tableOf, text } from "../../../files/writing/table.js";
import { exported, requireKnown } from "../../export/export.js";
import { needed, word } from "../../export/parameters.js";
import { allBodies, facilitiesUnder } from "../../facility/list/facilities-under.js";
import { citedInSome } from "../../provenance/source/source.export.js";
import { levelOrUnknown } from "../result/assessment.format.js";
import { changeOf, type LevelMovement } from "../result/published-assessments.js";
import { roundNamed } from "../rule-set/rule-choice.js";

/** Who fell comes first, as people ask for it. */
const MOVEMENT_WORDS: Record<LevelMovement, string> = {
  down: "Tụt mức",
  up: "Lên mức",
  same: "Giữ nguyên",
  unknown: "Không rõ",
};
const ORDER = Object.keys(MOVEMENT_WORDS);

interface Change {
  code: string;
  name: string;
  from: number | null;
  to: number | null;
  movement: LevelMovement;
  sectionIds: readonly number[];
}

export const levelChangesExport = exported({
  name: "level-changes",
  titleVi: "Thay đổi mức giữa hai đợt",
  titleEn: "Levels that changed between two rounds",
  field: "Query.assessmentRound",
  parameters: {
    from: needed("Từ đợt", "From round"),
    to: needed("Đến đợt", "To round"),
    under: word("Chỉ các đơn vị thuộc", "Only units within or under"),
  },
  open(given, { snapshot }) {
    const [from, to] = [roundNamed(snapshot, given.from), roundNamed(snapshot, given.to)];
    requireKnown("under", given.under, allBodies(snapshot));
    const members = given.under === null ? null : facilitiesUnder(given.under, { asOf: to.knownOn }, snapshot);
    const { transitions } = snapshot.assessments.changes(from, to, members);
    const sectionsOf = (id: number) =>
      [to, from].flatMap((round) => snapshot.assessments.ofFacilityIn(id, round.id)?.sectionId ?? []);
    const changes = transitions.flatMap(({ facilityIds, ...levels }): Change[] => {
      const movement = changeOf(levels.from, levels.to);
      return snapshot.facilities
        .in(LATEST)
        .sortedOf(facilityIds, "NAME")
        .map(({ id, code, name }) => ({ code, name, ...levels, movement, sectionIds: sectionsOf(id) }));
    });
    changes.sort((a, b) => ORDER.indexOf(a.movement) - ORDER.indexOf(b.movement));
    return tableOf<Change>(
      [
        text("Thay đổi", ({ movement }) => MOVEMENT_WORDS[movement]),
        text("Mã cơ sở", ({ code }) => code),
        text("Tên cơ sở", ({ name }) => name),
        text(`Mức đợt ${from.code}`, (row) => levelOrUnknown(row.from)),
        text(`Mức đợt ${to.code}`, (row) => levelOrUnknown(row.to)),
        ...citedInSome<Change>(snapshot, ({ sectionIds }) => sectionIds),
      ],
      asTheyAre(changes),
      ({ sectionIds }) => sectionIds,
    );
  },
});
