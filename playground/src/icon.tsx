// The icons of our own panels, drawn like those of GraphiQL.

export const Icon = ({ of, className }: { of: string; className?: string }) => (
  <svg
    className={className}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={of} />
  </svg>
);
