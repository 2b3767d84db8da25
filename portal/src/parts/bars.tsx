export interface Bar {
  readonly name: string;
  /** How long the bar is; null: there is no figure, and no bar. */
  readonly value: number | null;
  /** What stands at its end, such as the figure with its counts. */
  readonly text: string;
  readonly class?: string;
}

const ROW = 46;

/** Bars from zero, each with its name above it and its figure beside that; the same figures stand in a table. */
export function Bars({ title, bars, most }: { title: string; bars: readonly Bar[]; most?: number }) {
  const longest = most ?? Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <svg class="bars" role="img" width="100%" height={bars.length * ROW} aria-label={title}>
        <title>{title}</title>
        <desc>{bars.map(({ name, text }) => `${name}: ${text}`).join("; ")}</desc>
        {bars.map(({ name, value, text, class: own }, i) => (
          <g key={name}>
            <text x="0" y={i * ROW + 16}>
              {name}
            </text>
            <text x="100%" y={i * ROW + 16} text-anchor="end" class="figure">
              {text}
            </text>
            <rect class="ground" x="0" y={i * ROW + 22} width="100%" height="14" rx="2" />
            {value !== null && (
              <rect
                class={own ?? "bar"}
                x="0"
                y={i * ROW + 22}
                width={`${(100 * Math.max(0, value)) / longest}%`}
                height="14"
                rx="2"
              />
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}
