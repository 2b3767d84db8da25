import { say } from "../language.js";
import { errorAt, invalid } from "../parts/errors.js";
import { Choose, Prose, Text } from "../parts/form.js";
import type { UserError } from "../session.js";
import { REPORTED, statusName } from "./status-words.js";

type Status = (typeof REPORTED)[number];

/** In the place of the code of a facility. */
export const PROVINCE = "";

/** What somebody types of progress. */
export interface Told {
  readonly facility: string;
  readonly on: string;
  readonly status: string;
  readonly noteVi: string;
  readonly evidenceVi: string;
  readonly evidenceUrl: string;
  readonly evidenceDocument: string;
  readonly reason: string;
  readonly version: number;
  /** How it stood when somebody began to type. */
  readonly before: string;
}

/** As the act takes it. */
export const given = ({ noteVi, evidenceVi, evidenceUrl, evidenceDocument, on, status }: Told) => ({
  ...{ on, status: status as Status, noteVi: noteVi.trim() || null, evidenceVi: evidenceVi.trim() || null },
  ...{ evidenceUrl: evidenceUrl.trim() || null, evidenceDocument: evidenceDocument.trim() || null },
});

/** What is not yet said and has to be. */
export const gapsIn = ({ status, on }: Told): UserError[] => [
  ...(status === "" ? [invalid("status", say("Hãy chọn tình trạng.", "Choose how far it has come."))] : []),
  ...(on === "" ? [invalid("on", say("Hãy ghi tính đến ngày nào.", "Say of which day that is."))] : []),
];

interface ToldFields {
  readonly form: string;
  readonly told: Told;
  readonly errors: readonly UserError[];
  type(part: Partial<Told>): void;
}

export function ToldFields({ form, told, errors, type }: ToldFields) {
  const at = (name: "on" | "status" | "noteVi" | "evidenceVi" | "evidenceUrl" | "evidenceDocument") => ({
    ...{ id: `${form}-${name}`, value: told[name], error: errorAt(errors, name) },
    onInput: (value: string) => type({ [name]: value }),
  });
  const { onInput: onChange, ...status } = at("status");
  return (
    <>
      <Choose
        {...status}
        label={say("Tình trạng", "State")}
        options={[["", say("chọn", "choose")], ...REPORTED.map((each) => [each, statusName(each)] as const)]}
        onChange={onChange}
      />
      <Text {...at("on")} type="date" label={say("Tính đến ngày", "Of the day")} />
      <Prose {...at("noteVi")} label={say("Đã làm được gì", "What was done")} />
      <Prose {...at("evidenceVi")} label={say("Minh chứng bằng lời", "Evidence in words")} />
      <Text
        {...at("evidenceUrl")}
        label={say("Địa chỉ của minh chứng", "Address of the evidence")}
        hint={say("Bắt đầu bằng https://", "Begins with https://")}
        autocomplete="off"
      />
      <Text
        {...at("evidenceDocument")}
        label={say("Số văn bản minh chứng", "Number of a document")}
        hint={say("Văn bản đã có trong danh mục, ví dụ 54/2017/TT-BYT", "One on record, such as 54/2017/TT-BYT")}
        autocomplete="off"
      />
    </>
  );
}
