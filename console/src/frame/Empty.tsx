import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

/** Says why there is nothing to see, and what to do about it. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div style={{ padding: "36px 16px", textAlign: "center" }} className="dimmed prose">
      <Icon name={icon} size={28} />
      <div style={{ marginTop: 8, fontWeight: 600, color: "var(--mantine-color-text)" }}>{title}</div>
      <div style={{ maxWidth: 560, margin: "4px auto 0" }}>{children}</div>
    </div>
  );
}
