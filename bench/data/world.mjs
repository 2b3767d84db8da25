// The synthetic world as rows of tables: words, areas and facilities, then their facts.
import { searchWords } from "../../dist/server/core/text/fold.js";
import { sortKey } from "../../dist/server/core/text/sort-key.js";
import { FOR_EVER, SINCE_EVER } from "../../dist/server/core/time/point-in-time.js";
import { facts } from "./facts.mjs";
import { districtCode, facilityCode, numbers, provinceCode, provinceOf, SCALES, seeded, unitOf } from "./scales.mjs";

const DATED = ["valid_from", "valid_to", "latest"];
const ALWAYS = [SINCE_EVER, FOR_EVER, 1];

const WORDS = "An,Bình,Cẩm,Đông,Gia,Hải,Khánh,Lâm,Minh,Nam,Phú,Quảng,Sơn,Tân,Thành,Vĩnh".split(",");
const placeName = (i) => `${WORDS[i % 16]} ${WORDS[(i * 7 + 3) % 16]}`;

/** The one section that everything synthetic is said to come from. */
const SECTION = 1;

const TERMS = [
  ["FACILITY_TYPE", "HEALTH_DEPARTMENT", "Sở Y tế"],
  ["FACILITY_TYPE", "GENERAL_HOSPITAL", "Bệnh viện Đa khoa"],
  ["FACILITY_TYPE", "HEALTH_CENTRE", "Trung tâm y tế"],
  ["FACILITY_TYPE", "STATION", "Trạm y tế"],
  ["UNIT", "TIMES", "Lượt"],
  ["UNIT", "PERCENT", "Phần trăm"],
  ["PROGRAMME", "SYNTHETIC", "Chương trình tổng hợp"],
  ["TRACK", "INFRASTRUCTURE", "Hạ tầng"],
  ["TRACK", "SOFTWARE", "Phần mềm"],
];
const termId = (vocabulary, code) => TERMS.findIndex(([v, c]) => v === vocabulary && c === code) + 1;
const typeLabel = (type) => TERMS.find(([v, c]) => v === "FACILITY_TYPE" && c === type)[2];

/** Every table of the synthetic world of one scale, in an order in which it may be written: `{ table, columns, rows }`. */
export function* worldOf(scaleName) {
  const scale = SCALES[scaleName];
  yield* wordsAndSources();
  yield* areas(scale);
  yield* facilities(scale);
  yield* facts(scale, { section: SECTION, termId });
}

function* wordsAndSources() {
  yield {
    table: "source_document",
    columns: ["id", "code", "title_vi"],
    rows: [
      [1, "SYNTHETIC", "Dữ liệu tổng hợp, chỉ dùng để đo tốc độ"],
      // What is entered cites the register.
      [2, "REGISTER", "Sổ đăng ký tổng hợp"],
    ],
  };
  yield { table: "source_section", columns: ["id", "document_id", "label"], rows: [[SECTION, 1, "Dữ liệu tổng hợp"]] };
  yield {
    table: "term",
    columns: ["id", "vocabulary", "code", "label_vi", "position"],
    rows: TERMS.map(([vocabulary, code, label], i) => [i + 1, vocabulary, code, label, i]),
  };
}

const COUNTRY = 1;
const provinceId = (i) => COUNTRY + i;
const districtId = (i, { provinces }) => COUNTRY + provinces + i;

function* areas(scale) {
  const all = [
    { id: COUNTRY, key: "VN", code: "VN", type: "COUNTRY", name: "Việt Nam tổng hợp", parent: null },
    ...numbers(scale.provinces).map((i) => ({
      id: provinceId(i),
      key: `P${i}`,
      code: provinceCode(i),
      type: "PROVINCE",
      name: `Tỉnh tổng hợp ${placeName(i)} ${i}`,
      parent: COUNTRY,
    })),
    ...numbers(scale.districts).map((i) => ({
      id: districtId(i, scale),
      key: `D${i}`,
      code: districtCode(i),
      type: "DISTRICT",
      name: `Huyện tổng hợp ${placeName(i)} ${i}`,
      parent: provinceId(provinceOf(i, scale)),
    })),
  ];
  yield {
    table: "area",
    columns: ["id", "area_key", "code", "area_type", "valid_from", "valid_to"],
    rows: all.map(({ id, key, code, type }) => [id, key, code, type, SINCE_EVER, FOR_EVER]),
  };
  yield {
    table: "area_name",
    columns: ["area_id", "name", ...DATED],
    rows: all.map(({ id, name }) => [id, name, ...ALWAYS]),
  };
  yield {
    table: "area_parent",
    columns: ["area_id", "parent_id", ...DATED],
    rows: all.filter(({ parent }) => parent !== null).map(({ id, parent }) => [id, parent, ...ALWAYS]),
  };
}

function* facilities(scale) {
  const pick = seeded(1);
  const units = numbers(scale.facilities).map((i) => ({
    ...unitOf(i, scale),
    name: `Cơ sở tổng hợp ${typeLabel(unitOf(i, scale).type)} ${placeName((i * 7919) % scale.facilities)} ${i}`,
  }));
  const searchText = ({ i, name }) => ` ${[...new Set(searchWords(`${facilityCode(i)} ${name}`))].join(" ")} `;
  yield {
    table: "facility",
    columns: ["id", "code", "search_text"],
    rows: units.map((unit) => [unit.i, facilityCode(unit.i), searchText(unit)]),
  };
  yield {
    table: "facility_name",
    columns: ["facility_id", "name", "sort_key", ...DATED],
    rows: units.map(({ i, name }) => [i, name, sortKey(name), ...ALWAYS]),
  };
  yield {
    table: "facility_profile",
    columns: ["facility_id", "facility_type_id", "section_id", "ownership", "actual_beds", ...DATED],
    rows: units.map(({ i, type }) => {
      const beds = type === "GENERAL_HOSPITAL" ? 50 + pick(500) : null;
      return [i, termId("FACILITY_TYPE", type), SECTION, "PUBLIC", beds, ...ALWAYS];
    }),
  };
  yield {
    table: "facility_relation",
    columns: ["facility_id", "related_id", "kind", ...DATED],
    rows: units.filter(({ manager }) => manager !== null).map(({ i, manager }) => [i, manager, "MANAGES", ...ALWAYS]),
  };
  yield {
    table: "facility_place",
    columns: ["facility_id", "area_id", "stated", ...DATED],
    rows: units.map(({ i, district }) => [i, districtId(district, scale), 1, ...ALWAYS]),
  };
}
