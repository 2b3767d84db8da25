// The exports and the templates, each with the buttons that fetch it.
import { type FormEvent, useId, useState } from "react";
import { language, say } from "../../portal/src/language.js";
import { download, type Export, type Parameter, type Template } from "./downloads.js";

const titleOf = ({ titleVi, titleEn }: Pick<Template, "titleVi" | "titleEn">): string => say(titleVi, titleEn);

/** A list says what it can be asked for as soon as it is opened. */
export function ExportList({ exports }: { exports: readonly Export[] }) {
  return (
    <ul className="files">
      {exports.map((each) => (
        <li key={each.name}>
          <details name="export">
            <summary>{titleOf(each)}</summary>
            <ExportForm of={each} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function ExportForm({ of: { name, parameters, kinds } }: { of: Export }) {
  const [error, setError] = useState("");
  const fetchFile = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const kind = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("value") ?? "xlsx";
    const given = [...new FormData(event.currentTarget)].flatMap(([parameter, value]) => {
      const isMany = parameters.some((each) => each.name === parameter && each.isMany && !each.choices);
      const values = isMany ? String(value).split(/[,;]\s*/) : [String(value)];
      return values.filter((each) => each.trim() !== "").map((each) => [parameter, each.trim()]);
    });
    const query = String(new URLSearchParams(given));
    setError("");
    await download(`export/${name}.${kind}${query && `?${query}`}`).catch((refused: Error) =>
      setError(refused.message),
    );
  };
  return (
    <form className="column" onSubmit={fetchFile}>
      {parameters.map((parameter) => (
        <Asked key={parameter.name} of={parameter} />
      ))}
      <p role="alert" className="errors">
        {error}
      </p>
      <p className="buttons">
        {[...kinds].reverse().map((kind) => (
          <button key={kind} type="submit" value={kind}>
            {kind === "xlsx" ? say("Tải Excel (XLSX)", "Excel (XLSX)") : "CSV"}
          </button>
        ))}
      </p>
    </form>
  );
}

function Asked({ of }: { of: Parameter }) {
  const { name, isNeeded, isMany, holds, choices } = of;
  const id = useId();
  const hint = isMany && !choices ? say(" (nhiều mã cách nhau bằng dấu phẩy)", " (several with commas between)") : "";
  return (
    <label htmlFor={id}>
      {titleOf(of)}
      {hint}
      {isNeeded && <b> {say("(bắt buộc)", "(needed)")}</b>}
      {choices ? (
        <select id={id} name={name} multiple={isMany} size={isMany ? Math.min(choices.length, 4) : 1}>
          {!isMany && <option value="">{say("Tất cả", "All")}</option>}
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={name}
          type={holds === "DAY" ? "date" : "text"}
          inputMode={holds === "YEAR" ? "numeric" : undefined}
          required={isNeeded}
          lang={language()}
        />
      )}
    </label>
  );
}

export function TemplateList({ templates }: { templates: readonly Template[] }) {
  const [error, setError] = useState("");
  return (
    <>
      <p role="alert" className="errors">
        {error}
      </p>
      <ul className="files">
        {templates.map((each) => (
          <li key={each.name} className="buttons">
            <span className="title">{titleOf(each)}</span>
            {[...each.kinds].reverse().map((kind) => (
              <button
                key={kind}
                type="button"
                aria-label={`${titleOf(each)}, ${kind.toUpperCase()}`}
                onClick={() =>
                  download(`template/${each.name}.${kind}`).catch((refused: Error) => setError(refused.message))
                }
              >
                {kind.toUpperCase()}
              </button>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
