import type { HealthApiError } from "hue-health-sdk";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Asked } from "../api.js";
import { moment } from "../format.js";
import { say } from "../language.js";

const SITE = "Dữ liệu y tế Huế";
let isFirst = true;

/** A page with its one heading, which the title of the window names, and which has the focus after a change of page. */
export function Page({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ComponentChildren;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${SITE}`;
  }, [title]);
  useEffect(() => {
    // The browser itself begins at the top of the first one.
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </>
  );
}

/**
 * Holds the place of what is asked for, then shows it, or says why it cannot; what was shown before stays while
 * something else is under way.
 */
export function Answer<Data extends object>({
  of: { data, error, isLoading, keptSince, again },
  children,
}: {
  of: Asked<Data>;
  children: (data: Data) => ComponentChildren;
}) {
  return (
    <div aria-busy={isLoading}>
      {keptSince && (
        <p class="notice" role="status">
          {say(
            `Không nối được máy chủ. Đây là dữ liệu cũ, lấy lúc ${moment(keptSince)}.`,
            `The server cannot be reached. These are old data, fetched at ${moment(keptSince)}.`,
          )}
        </p>
      )}
      {error && <Problem error={error} again={again} />}
      {data ? children(data) : !error && <Skeleton />}
    </div>
  );
}

const Skeleton = () => (
  <div class="skeleton" role="status">
    <span class="unseen">{say("Đang tải…", "Loading…")}</span>
  </div>
);

/** What went wrong, what to do, and by which name the department finds it. */
export const Problem = ({ error, again }: { error: HealthApiError; again?: () => void }) => (
  <div class="problem" role="alert">
    <p>
      <strong>
        {error.kind === "network" || error.kind === "timeout"
          ? say(
              "Không nối được máy chủ. Hãy kiểm tra mạng rồi thử lại.",
              "The server cannot be reached. Check the network and try again.",
            )
          : error.message}
      </strong>
    </p>
    {error.requestId && (
      <p>
        {say("Mã yêu cầu", "Request id")}: <code>{error.requestId}</code>
      </p>
    )}
    {again && (
      <button type="button" onClick={again}>
        {say("Thử lại", "Try again")}
      </button>
    )}
  </div>
);
