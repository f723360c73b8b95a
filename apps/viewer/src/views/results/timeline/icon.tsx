/** What a button of the film shows. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" fill="currentColor" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

const PATHS = {
  first: "M1 2h2v10H1zM13 2v10L4 7z",
  before: "M9 2v10L2 7zM10 2h2v10h-2z",
  play: "M3 1l10 6-10 6z",
  pause: "M2 1h4v12H2zM8 1h4v12H8z",
  next: "M5 2v10l7-5zM2 2h2v10H2z",
  last: "M11 2h2v10h-2zM1 2v10l9-5z",
} as const;
