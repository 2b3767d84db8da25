import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Of a part of a page that somebody has just opened: it takes the focus. */
export const Heading = ({ children }: { children: ComponentChildren }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
};
