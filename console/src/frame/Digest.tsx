import { ActionIcon, CopyButton } from "@mantine/core";
import { Icon } from "./Icon";
import { shortDigest } from "./numbers";

/** A digest or id: short, whole in the title, and whole on the clipboard. */
export function Digest({ value, whole = false }: { value: string; whole?: boolean }) {
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 4, maxWidth: "100%" }}>
      <span className={whole ? "mono whole" : "mono cut"} title={value}>
        {whole ? value : shortDigest(value)}
      </span>
      <Copy value={value} what="id" />
    </span>
  );
}

export function Copy({ value, what }: { value: string; what: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="xs"
          className="not-printed"
          aria-label={copied ? "Copied" : `Copy ${what}`}
          title={copied ? "Copied" : `Copy ${what}`}
          onClick={copy}
        >
          <Icon name={copied ? "check" : "copy"} size={13} />
        </ActionIcon>
      )}
    </CopyButton>
  );
}
