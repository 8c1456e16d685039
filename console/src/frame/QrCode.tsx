import encodeQR from "qr";

/** A QR code (ISO/IEC 18004), dark on light whatever the colours of the page: cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  // The matrix has its quiet zone of light squares around it.
  const rows = encodeQR(text, "raw", { border: 4 });
  const squares = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      width={232}
      height={232}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={squares} fill="#000" />
    </svg>
  );
}
