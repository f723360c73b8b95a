const paths = {
  play: "M4 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  phase: "M8 2a6 6 0 0 0 0 12z M8.8 2.6a5.5 5.5 0 0 1 0 10.8v-1.2a4.3 4.3 0 0 0 0-8.4z",
  step: "M3 2.5v11l7-5.5zM11 2.5h2.5v11H11z",
  reset: "M8 3a5 5 0 1 1-4.9 6h1.6A3.5 3.5 0 1 0 8 4.5V7L4 3.75 8 .5z",
  save: "M7 2h2v6h2.5L8 11.5 4.5 8H7zM3 12.5h10V14H3z",
};

/** A small drawing before a button's words. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={paths[name]} fill="currentColor" />
    </svg>
  );
}
