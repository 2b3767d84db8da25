import type { Snapshot } from "../../core/context.js";
import { dayVi } from "../../core/text/numbers.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { AREA_TYPE_WORDS } from "../area/area.format.js";
import { enteredIn, type FormDefinition } from "../reporting/campaign/definition.js";

/** A code, what it is called, and what else helps to choose it. */
export type CodeName = readonly [code: string, nameVi: string | null, noteVi?: string | null];

/** The codes that a column of a list that people fill in takes. */
interface CodeList {
  titleVi: string;
  /** What an import takes beside the codes; left out: nothing. */
  takesVi?: string;
  /** When there are some, said where there are none yet; left out: there always are. */
  noneVi?: string;
  of(snapshot: Snapshot): CodeName[];
}

const NO_FORMS = "Chưa có. Mẫu có khi một đợt báo cáo được mở trên hệ thống; hãy mở đợt rồi tải lại bảng mẫu.";
const NAMES = "tên, kể cả cách viết khác đã biết";

const facilitiesOf = ({ facilities }: Snapshot): CodeName[] =>
  facilities
    .in(LATEST)
    .sorted("NAME")
    .map(({ code, name, closedOn }) => [code, name, closedOn && `Ngừng hoạt động từ ${dayVi(closedOn)}`]);

/** A code denotes its latest holder. */
const areasOf = ({ areas }: Snapshot): CodeName[] => [
  ...new Map(
    areas.all(LATEST).flatMap(({ code }) => {
      const area = areas.holder(code, LATEST);
      const level = AREA_TYPE_WORDS[area?.areaType as keyof typeof AREA_TYPE_WORDS] ?? null;
      return area ? [[code, [code, area.name, level] as const] as const] : [];
    }),
  ).values(),
];

/** The forms that are filled in here; several campaigns may call theirs the same. */
const formsOf = ({ reportingCampaigns }: Snapshot): FormDefinition[] =>
  reportingCampaigns.all().flatMap(({ definition }) => definition?.forms ?? []);

/** Codes that mean several things, each once, with all that they mean. */
function gathered(named: readonly (readonly [code: string, nameVi: string])[]): CodeName[] {
  const names = new Map<string, Set<string>>();
  for (const [code, nameVi] of named) names.set(code, (names.get(code) ?? new Set()).add(nameVi));
  return [...names].map(([code, all]) => [code, [...all].join("; ")]);
}

/** What `FormatColumn.codes` names. */
export const CODE_LISTS: Readonly<Record<string, CodeList>> = {
  FACILITY: { titleVi: "Cơ sở y tế", takesVi: NAMES, of: facilitiesOf },
  AREA: { titleVi: "Đơn vị hành chính", takesVi: NAMES, of: areasOf },
  BODY: {
    titleVi: "Cơ sở y tế và đơn vị hành chính",
    takesVi: NAMES,
    of: (snapshot) => [...facilitiesOf(snapshot), ...areasOf(snapshot)],
  },
  METRIC: {
    titleVi: "Chỉ số",
    of: ({ metrics, terms }) =>
      metrics.all().map(({ code, nameVi, unitId }) => [code, nameVi, `Đơn vị tính: ${terms.byId(unitId).labelVi}`]),
  },
  LEGAL_DOCUMENT: {
    titleVi: "Văn bản",
    takesVi: "cách viết khác đã biết của số hiệu",
    of: ({ legalDocuments }) => legalDocuments.all().map(({ number, titleVi }) => [number, titleVi]),
  },
  ROUND: {
    titleVi: "Đợt đánh giá",
    of: ({ rounds }) => rounds.all().map(({ code, year }) => [code, `Đợt đánh giá năm ${year}`]),
  },
  CRITERION: {
    titleVi: "Tiêu chí",
    of: ({ criteria, terms }) =>
      criteria.all().map(({ code, labelVi, groupId }) => [code, labelVi, `Nhóm: ${terms.byId(groupId).labelVi}`]),
  },
  CAMPAIGN: {
    titleVi: "Đợt báo cáo",
    of: ({ reportingCampaigns }) =>
      reportingCampaigns.all().map(({ code, titleVi, number }) => [code, titleVi, number]),
  },
  FORM: {
    titleVi: "Mẫu báo cáo",
    noneVi: NO_FORMS,
    of: (snapshot) => gathered(formsOf(snapshot).map(({ code, titleVi }) => [code, titleVi])),
  },
  FORM_COLUMN: {
    titleVi: "Cột và phần của mẫu",
    noneVi: NO_FORMS,
    of: (snapshot) => gathered(formsOf(snapshot).flatMap(columnNamesOf)),
  },
};

/** What is filled in of a form: its columns of figures, and its parts in words. */
export const columnNamesOf = (form: FormDefinition): (readonly [code: string, nameVi: string])[] => [
  ...enteredIn(form).map(({ number, labelVi }) => [number, labelVi] as const),
  ...form.parts.map(({ code, titleVi }) => [code, titleVi] as const),
];

/** What the codes of a list are called. */
export function namesIn(list: string, snapshot: Snapshot): (code: string) => string | null {
  const names = new Map(CODE_LISTS[list]?.of(snapshot).map(([code, nameVi]) => [code, nameVi] as const));
  return (code) => names.get(code) ?? null;
}
