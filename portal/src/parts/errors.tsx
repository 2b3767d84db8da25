import { useEffect, useRef } from "preact/hooks";
import { say } from "../language.js";
import type { UserError } from "../session.js";

/** What is wrong at one field, by the path of it: "name", "rows.3.value". */
export const errorAt = (errors: readonly UserError[], path: string): string | undefined =>
  errors.find((error) => error.path.join(".") === path || error.path.join(".") === `input.${path}`)?.message;

/** What is seen to be wrong at one field before anybody is asked. */
export const invalid = (field: string, message: string): UserError => ({ path: [field], code: "INVALID", message });

/**
 * All that is wrong, at the top of a form; each leads to its field, whose id is `{form}-{path}`. It takes the focus each
 * time that there are other `errors`: they have to be the same list until somebody tries anew, who may type meanwhile.
 */
export function ErrorSummary({ errors, form }: { errors: readonly UserError[]; form: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} class="problem" role="alert" tabIndex={-1}>
      <p>
        <strong>{say("Chưa thực hiện được:", "Nothing was done:")}</strong>
      </p>
      <ul>
        {errors.map(({ path, message }) => {
          const id = `${form}-${path.join(".").replace(/^input\./, "")}`;
          return (
            <li key={id + message}>
              {path.length > 0 && document.getElementById(id) ? (
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(id)?.focus();
                  }}
                >
                  {message}
                </a>
              ) : (
                message
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
