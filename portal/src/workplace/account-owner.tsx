import { FacilitySearch, type Role } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { today } from "../format.js";
import { say } from "../language.js";
import { Choose, Text } from "../parts/form.js";

/** Whose an account will be. */
export interface Owner {
  readonly code: string;
  readonly name: string;
}

export const NOBODY: Owner = { code: "", name: "" };
const DEPARTMENT = "SYT";
const MOST = 100;

/** The accounts of the Department administer, those of units enter data. */
export const roleFor = ({ code }: Owner): Role => (code === DEPARTMENT ? "ADMIN" : "FACILITY_EDITOR");

/** As the acts take it: who enters data does so for a unit. */
export const rightsOf = (owner: Owner): { role: Role; facility?: string } => ({
  role: roleFor(owner),
  ...(roleFor(owner) === "FACILITY_EDITOR" && { facility: owner.code }),
});

interface WhoseAccount {
  readonly id: string;
  readonly value: Owner;
  readonly error: string | undefined;
  onChange(owner: Owner): void;
}

/** The Department, or one of the units that are open today: those that are closed by now need no account. */
export function WhoseAccount({ id, value, error, onChange }: WhoseAccount) {
  const [search, setSearch] = useState("");
  const units = useAnswer(FacilitySearch, {
    ...{ filter: { ...(search && { search }) }, orderBy: { field: "NAME", direction: "ASC" } },
    ...{ first: MOST, asOf: today() },
  } as const);
  const { nodes = [], totalCount = 0 } = units.data?.facilities ?? {};
  const owners: Owner[] = [
    { code: DEPARTMENT, name: say("Sở Y tế", "Department") },
    ...nodes.filter(({ code }) => code !== DEPARTMENT),
  ];
  const options = owners.map((owner): [string, string] => [
    owner.code,
    roleFor(owner) === "ADMIN" ? say("Sở Y tế (quản trị)", "The Department (ADMIN)") : owner.name,
  ]);
  return (
    <>
      {(search || totalCount > MOST) && (
        <Text type="search" label={say("Tìm đơn vị", "Find a unit")} value={search} onInput={setSearch} />
      )}
      <Choose
        id={id}
        label={say("Tài khoản của", "Whose account")}
        value={value.code}
        error={error}
        options={[["", say("Chọn đơn vị…", "Choose a unit…")], ...options]}
        onChange={(chosen) => onChange(owners.find(({ code }) => code === chosen) ?? NOBODY)}
      />
    </>
  );
}
