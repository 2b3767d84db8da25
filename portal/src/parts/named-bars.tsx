import type { ComponentChildren } from "preact";

interface NamedBar {
  readonly id: string;
  readonly name: ComponentChildren;
  /** How long the bar is; null: there is no figure, and no bar. */
  readonly value: number | null;
  /** The figure with its counts. */
  readonly text: ComponentChildren;
  /** What else belongs to the figure, such as its day. */
  readonly note?: ComponentChildren;
  /** The length of a whole bar of its own; left out: that of all. */
  readonly most?: number;
}

/** Bars from zero whose names are sentences, and wrap: name, figure and day are text, so the bar repeats them for the eye only. */
export function NamedBars({ title, bars, most }: { title: string; bars: readonly NamedBar[]; most?: number }) {
  const longest = most ?? Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return (
    <figure class="named-bars">
      <figcaption>{title}</figcaption>
      <ul>
        {bars.map(({ id, name, value, text, note, most: own }) => (
          <li key={id}>
            <span class="name">{name}</span> <strong>{text}</strong>
            {value !== null && (
              <svg class="bars" aria-hidden="true" width="100%" height="14">
                <rect class="ground" width="100%" height="14" rx="2" />
                <rect class="bar" width={`${(100 * Math.max(0, value)) / (own ?? longest)}%`} height="14" rx="2" />
              </svg>
            )}
            {note && <small>{note}</small>}
          </li>
        ))}
      </ul>
    </figure>
  );
}
