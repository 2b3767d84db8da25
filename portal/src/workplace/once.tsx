import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../language.js";
import { Done } from "../parts/act.js";
import { Field } from "../parts/form.js";

/** A secret that the server tells once: copied by a button, gone from the page when somebody says so. */
export function Once({
  label,
  secret,
  children,
  onForget,
}: {
  label: string;
  secret: string;
  children: string;
  onForget(): void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => {
    input.current?.focus();
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  const copy = async () => {
    input.current?.select();
    // Without HTTPS a browser has no clipboard to ask, only the copying of what is selected.
    const isCopied = navigator.clipboard
      ? await navigator.clipboard.writeText(secret).then(
          () => true,
          () => document.execCommand("copy"),
        )
      : document.execCommand("copy");
    setCopied(isCopied);
  };
  return (
    <Done>
      <p>
        <strong>{children}</strong>
      </p>
      <Field
        label={label}
        hint={say(
          "Chỉ hiện lần này: chép và trao cho đúng người trước khi rời trang.",
          "Shown this once: copy it and hand it over before you leave this page.",
        )}
      >
        {(attributes) => (
          <input {...attributes} ref={input} class="secret" type="text" readOnly value={secret} autocomplete="off" />
        )}
      </Field>
      <p class="buttons">
        <button type="button" onClick={copy}>
          {copied ? say("Đã chép", "Copied") : say("Chép", "Copy")}
        </button>
        <button type="button" onClick={onForget}>
          {say("Đã giữ, ẩn đi", "Kept; hide it")}
        </button>
      </p>
      {copied === false && (
        <p role="status">
          {say("Trình duyệt không cho chép; hãy bôi đen rồi nhấn Ctrl+C.", "The browser does not copy; press Ctrl+C.")}
        </p>
      )}
    </Done>
  );
}
