// Finds a facility by a part of its name, with or without accents.
import { useEffect, useState } from "react";
import { say } from "../../portal/src/language.js";
import { ask } from "./server.js";

interface Found {
  code: string;
  name: string;
}

const SEARCH =
  "query FacilityPicker($search: String!) { facilities(filter: { search: $search }, first: 8) { nodes { code name } } }";
/** So long somebody may go on typing before the server is asked. */
const PAUSE_MS = 200;

export function FacilityPicker({ onChoose }: { onChoose: (code: string) => void }) {
  const [search, setSearch] = useState("");
  const [found, setFound] = useState<readonly Found[]>();
  const [chosen, setChosen] = useState<Found>();
  useEffect(() => {
    let isLate = search.trim() === "";
    if (isLate) return setFound(undefined);
    const timer = setTimeout(async () => {
      const { facilities } = await ask<{ facilities: { nodes: Found[] } }>(SEARCH, { search });
      if (!isLate) setFound(facilities.nodes);
    }, PAUSE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [search]);
  const choose = (facility: Found) => {
    setChosen(facility);
    setSearch("");
    onChoose(facility.code);
  };
  return (
    <div className="picker">
      <label>
        {say("Cơ sở trong câu hỏi: gõ một phần tên, không cần dấu", "Facility of the question: a part of its name")}
        <input
          type="search"
          value={search}
          autoComplete="off"
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = found ?? [];
            if (event.key === "Enter" && first) choose(first);
          }}
        />
      </label>
      <ul>
        {found?.map((facility) => (
          <li key={facility.code}>
            <button type="button" onClick={() => choose(facility)}>
              {facility.name} <code>{facility.code}</code>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">
        {found?.length === 0 && say("Không có cơ sở nào có tên như vậy.", "No facility is called so.")}
        {chosen && !found && say(`Đã điền ${chosen.name}.`, `${chosen.name} is filled in.`)}
      </p>
    </div>
  );
}
