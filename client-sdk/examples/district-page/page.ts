// A page in the browser that shows a district by one operation of the SDK.
import {
  DistrictPage,
  type DistrictPageQuery,
  HealthApiError,
  itemStorage,
  offline,
  parseDateTime,
  request,
} from "hue-health-sdk";

const parameters = new URLSearchParams(location.search);
const connection = {
  url: parameters.get("api") ?? "http://127.0.0.1:4000/graphql",
  language: "vi",
  offline: offline(itemStorage(localStorage)),
} as const;

/** An element with its text or its parts; text is never read as HTML. */
function element(name: string, ...parts: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...parts);
  return made;
}

const row = (name: "td" | "th", cells: readonly string[]): HTMLElement =>
  element("tr", ...cells.map((cell) => element(name, cell)));

type Area = NonNullable<DistrictPageQuery["area"]>;
type Assessment = Area["facilities"]["nodes"][number]["assessments"][number];

const inWords = ({ round, reportedLevel }: Assessment): string =>
  `${round.code}: ${reportedLevel === null ? "chưa rõ" : `mức ${reportedLevel}`}`;

function facilitiesOf({ facilities }: Area): HTMLElement {
  const rows = facilities.nodes.map(({ name, facilityType, assessments }) =>
    row("td", [name, facilityType.labelVi, assessments.map(inWords).join(", ") || "không có"]),
  );
  return element("table", row("th", ["Cơ sở", "Loại hình", "Mức ứng dụng CNTT"]), ...rows);
}

function roadmapOf({ milestones, fromYear, toYear }: DistrictPageQuery["roadmap"]): HTMLElement {
  const items = milestones.map(({ year, titleVi }) => element("li", `${year === null ? "" : `${year}: `}${titleVi}`));
  return element("section", element("h2", `Lộ trình ${fromYear}–${toYear}`), element("ol", ...items));
}

/** One screen, one request. */
async function show(): Promise<Node[]> {
  const { area, roadmap, stale, fetchedAt } = await request(connection, DistrictPage, {
    code: parameters.get("code") ?? "478",
    asOf: parameters.get("asOf"),
  });
  if (!area) return [element("p", "Không có đơn vị hành chính này.")];
  const note = element("p", `Chưa kết nối được; số liệu lúc ${parseDateTime(fetchedAt)?.toLocaleString("vi")}.`);
  note.className = "stale";
  return [element("h1", area.name), ...(stale ? [note] : []), facilitiesOf(area), roadmapOf(roadmap)];
}

const page = document.querySelector("#page");
show()
  .catch((error: unknown) => [element("p", error instanceof HealthApiError ? error.message : String(error))])
  .then((parts) => {
    page?.replaceChildren(...parts);
    page?.removeAttribute("aria-busy");
  });
