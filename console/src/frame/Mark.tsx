/** The Plimsoll mark: a disc with a line through it, as on a ship's hull. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth={3} aria-hidden>
      <circle cx="16" cy="16" r="9.5" />
      <path d="M2 16h28" />
    </svg>
  );
}
