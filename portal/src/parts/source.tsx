import { day } from "../format.js";
import { say } from "../language.js";

interface Cited {
  readonly section?: string;
  readonly document: { readonly titleVi: string; readonly number?: string | null; readonly issuedOn?: string | null };
}

/** Where figures come from and of which day they are: the same small line under each of them. */
export const Source = ({ of, on }: { of?: readonly Cited[] | undefined; on?: string | null | undefined }) => {
  const documents = new Map((of ?? []).map((cited) => [cited.document.titleVi, cited.document]));
  return (
    <p class="source">
      {on && `${say("Số liệu ngày", "Figures of")} ${day(on)}. `}
      {documents.size > 0 && `${say("Nguồn", "Source")}: `}
      {[...documents.values()]
        .map(({ titleVi, number, issuedOn }) => [titleVi, number, issuedOn && day(issuedOn)].filter(Boolean).join(", "))
        .join("; ")}
    </p>
  );
};
