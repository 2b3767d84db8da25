import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** What somebody chose on a page, under a heading that then has the focus; not where an address opens with it. */
export function Chosen({ of, title, children }: { of: string; title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement !== document.body) heading.current?.focus();
  }, [of]);
  return (
    <section class="chosen">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
