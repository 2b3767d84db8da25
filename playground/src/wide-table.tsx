// A table in a box of its own, which scrolls where the table is wider than the panel.
import type { ReactNode } from "react";

export const WideTable = ({
  name,
  heads,
  children,
}: {
  name: string;
  heads: readonly string[];
  children: ReactNode;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it once it has the focus
  <section className="wide" aria-label={name} tabIndex={0}>
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
);
