/** Stroke paths on a grid of 24; drawn for this product, so nothing has to be fetched. */
const paths = {
  dashboard: "M4 4h7v9H4zM13 4h7v5h-7zM13 12h7v8h-7zM4 16h7v4H4z",
  images: "M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5M3 17l9 5 9-5",
  packages: "M4 8h16v12H4zM4 8l2.5-4h11L20 8M12 4v4M9.5 12h5",
  vulnerabilities:
    "M12 8a4.5 4.5 0 0 1 4.5 4.5v3a4.5 4.5 0 0 1-9 0v-3A4.5 4.5 0 0 1 12 8zM12 8v12M8.5 4l2 4M15.5 4l-2 4M7.5 14H3M21 14h-4.5M7.8 10.5L4.5 8M16.2 10.5L19.5 8M8 17.5L5 20M16 17.5l3 2.5",
  containers: "M12 2.5l8.5 4.7v9.6L12 21.5l-8.5-4.7V7.2zM3.5 7.2L12 12l8.5-4.8M12 12v9.5",
  services:
    "M12 2.5l4.5 2.600v5.200L12 12.9l-4.5-2.600V5.100zM7.5 12.3l4.5 2.600v4.6l-4.5 2.5L3 19.5v-4.600zM16.5 12.3l4.5 2.600v4.600L16.5 22 12 19.5v-4.600z",
  networks:
    "M12 3a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM5.500 16a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM18.500 16a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM12 8v4M5.500 16v-4h13v4",
  registries:
    "M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3",
  audit: "M6 3h9l4 4v14H6zM15 3v4h4M9.5 11h6M9.5 14.5h6M9.5 18h4",
  policies: "M12 3l8 3v6c0 4.5-3.2 7.8-8 9-4.8-1.2-8-4.5-8-9V6zM8.5 12l2.5 2.5 4.5-5",
  exceptions: "M12 3l8 3v6c0 4.5-3.2 7.8-8 9-4.8-1.2-8-4.5-8-9V6zM8.5 12h7",
  hosts: "M4 4h16v7H4zM4 13h16v7H4zM7.5 7.5h.01M7.5 16.5h.01",
  compliance: "M9 4h6v3H9zM9 5H5v16h14V5h-4M8.5 14l2.5 2.5 4.5-5",
  labels: "M3 12V4h8l10 10-8 8zM7.5 8.5h.01",
  enforcers: "M12 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM12 7.5V21M7 11h10M4 14c0 4 3.5 7 8 7s8-3 8-7",
  users:
    "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-7 7-7s7 3 7 7M16 3.5a4 4 0 0 1 0 7.5M18.5 14.6c2.2 1 3.5 3.4 3.5 6.4",
  intelligence:
    "M12 20v-6M8 21h8M12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7.5 16.5a6.4 6.4 0 0 1 0-9M16.5 16.5a6.4 6.4 0 0 0 0-9M4.5 19.5a10.6 10.6 0 0 1 0-15M19.5 19.5a10.6 10.6 0 0 0 0-15",
  check: "M4.5 12.5l5 5 10-11",
  refused: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.7l12.6 12.6",
  warning: "M12 3.5L22 20.5H2zM12 10v5M12 17.8h.01",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  question: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.3 9.3a2.8 2.8 0 1 1 3.9 2.7c-.8.4-1.2 1-1.2 1.8M12 16.8h.01",
  exempt: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12h8",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21",
  left: "M14.5 5.5L8 12l6.5 6.5",
  right: "M9.5 5.5L16 12l-6.5 6.5",
  down: "M5.5 9.5L12 16l6.5-6.5",
  columns: "M4 4h16v16H4zM9.3 4v16M14.7 4v16",
  copy: "M9 9h11v12H9zM15 9V3H4v12h5",
  rescan: "M20 11a8 8 0 0 0-14.5-4L3 9.5M3 4v5.5h5.5M4 13a8 8 0 0 0 14.5 4l2.5-2.5M21 20v-5.5h-5.5",
  close: "M6 6l12 12M18 6L6 18",
  bookmark: "M6 3h12v18l-6-4.500L6 21z",
  edit: "M4 20l1-4.500L16.500 4l3.500 3.500L8.500 19zM14 6.500l3.500 3.500",
  remove: "M4 6.500h16M9 6.500V4h6v2.500M6 6.500l1 14h10l1-14M10 10.500v6M14 10.500v6",
  plus: "M12 5v14M5 12h14",
  print: "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3L19 19M5 19l1.7-1.7M17.3 6.7L19 5",
  moon: "M20.5 14A8.5 8.5 0 0 1 10 3.5a8.5 8.5 0 1 0 10.5 10.5z",
  leave: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  key: "M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM10.8 12.2L20 3M16 7l3 3",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.2 3.4-7 8-7s8 2.8 8 7",
  fire: "M12 2.5c1 4 5.5 6 5.5 11a5.5 5.5 0 0 1-11 0c0-2.5 1.2-4 2.3-5.3.3 2 1 2.8 2 3.3C10.3 8.5 10.5 5.5 12 2.5z",
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: a word always stands beside it or in the label of its button. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: "none" }}
      aria-hidden
    >
      <path d={paths[name]} />
    </svg>
  );
}
