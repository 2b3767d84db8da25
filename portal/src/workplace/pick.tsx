import { AreaTree, type AreaTreeQuery, FacilityList } from "hue-health-sdk";
import { useEffect, useState } from "preact/hooks";
import { ask } from "../api.js";
import { day, plain, today } from "../format.js";
import { say } from "../language.js";
import { Text } from "../parts/form.js";

const PAUSE_MS = 250;
const AT_ONCE = 8;

interface Found {
  readonly code: string;
  readonly name: string;
  /** What tells it from another one of nearly the same name. */
  readonly note: string;
}

type Of = "facility" | "area";

/** The names of those that a page has shown, by kind and code: a form keeps the code alone. */
const NAMES = new Map<string, string>();

export const rememberName = (kind: Of, of: { readonly code: string; readonly name: string } | null): void => {
  if (of) NAMES.set(`${kind} ${of.code}`, of.name);
};
export const nameOf = (kind: Of, code: string): string => NAMES.get(`${kind} ${code}`) ?? code;

const FIND = { facility: findFacilities, area: findAreas };

async function findFacilities(search: string): Promise<Found[]> {
  const { facilities } = await ask(FacilityList, { filter: { search }, first: AT_ONCE });
  return facilities.nodes.map(({ code, name, closedOn, area }) => ({
    ...{ code, name },
    note: closedOn ? say(`ngừng hoạt động từ ${day(closedOn)}`, `closed from ${day(closedOn)}`) : (area?.name ?? ""),
  }));
}

async function findAreas(search: string): Promise<Found[]> {
  const { areas } = await ask(AreaTree, { asOf: today() });
  const words = plain(search).split(/\s+/);
  type Node = Omit<AreaTreeQuery["areas"][number], "children"> & { readonly children?: readonly Node[] };
  const all = (nodes: readonly Node[], within: string): Found[] =>
    nodes.flatMap(({ code, name, children }) => [{ code, name, note: within }, ...all(children ?? [], name)]);
  return all(areas, "")
    .filter(({ code, name }) => words.every((word) => plain(`${name} ${code}`).includes(word)))
    .slice(0, AT_ONCE);
}

interface Pick {
  readonly id: string;
  readonly kind: Of;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** The code of the one that is chosen; empty: none. */
  readonly value: string;
  /** What stands in the field before anything is chosen from below it. */
  readonly typed: string;
  onType(typed: string): void;
  onChoose(code: string): void;
}

/** One facility or one area, found as people type; what matches stands below, each as a button. */
export function Pick({ id, kind, label, hint, error, value, typed, onType, onChoose }: Pick) {
  const [matching, setMatching] = useState<readonly Found[]>();
  // At once, so that the next press of a key does not meet a list that is about to go.
  const found = value === "" ? matching : undefined;
  const search = typed.trim();
  useEffect(() => {
    setMatching(undefined);
    if (value !== "" || search === "") return;
    let isLate = false;
    const timer = setTimeout(() => {
      FIND[kind](search).then(
        (names) => !isLate && setMatching(names),
        () => !isLate && setMatching([]),
      );
    }, PAUSE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [kind, search, value]);
  return (
    <div>
      <Text
        {...{ id, label, hint, error, autocomplete: "off" }}
        value={value === "" ? typed : nameOf(kind, value)}
        onInput={onType}
      />
      <p class="hint" role="status">
        {value !== ""
          ? say(`Đã chọn: ${nameOf(kind, value)} (${value})`, `Chosen: ${nameOf(kind, value)} (${value})`)
          : found &&
            (found.length === 0
              ? say("Không tìm thấy; thử ít chữ hơn.", "Nothing found; try fewer words.")
              : say("Chọn một dòng:", "Choose one:"))}
      </p>
      {found && found.length > 0 && (
        <ul class="matches">
          {found.map((each) => (
            <li key={each.code}>
              <button
                type="button"
                onClick={() => {
                  rememberName(kind, each);
                  onChoose(each.code);
                  document.getElementById(id)?.focus();
                }}
              >
                {each.name} <small>{[each.code, each.note].filter(Boolean).join(" · ")}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
