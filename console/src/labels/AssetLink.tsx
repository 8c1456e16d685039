import type { LinkProps } from "@tanstack/react-router";
import { Lead } from "../frame/Lead";
import { shortDigest } from "../frame/numbers";

const uuid = /^[0-9a-f-]{36}$/;

/**
 * A link to the page of an asset, for those who may open it; other things of which events tell
 * have no page, and neither has a host that had not described itself yet.
 */
export function AssetLink({ kind, id, name: given }: { kind: string; id: string; name: string }) {
  const name = given || shortDigest(id);
  const look = { className: "cut", title: `${name}\n${id}` };
  const link = pageOf(kind, id, name);
  if (!link) return <span {...look}>{name}</span>;
  return (
    <Lead link={link} {...look}>
      {name}
    </Lead>
  );
}

function pageOf(kind: string, id: string, name: string): LinkProps | undefined {
  if (!id || (kind === "host" && !uuid.test(id))) return undefined;
  switch (kind) {
    case "host":
      return { to: "/hosts/$hostId", params: { hostId: id } };
    case "image":
      return { to: "/images/$imageId", params: { imageId: id } };
    case "container":
      return { to: "/containers/$containerId", params: { containerId: id } };
    case "network":
      return { to: "/networks/$networkId", params: { networkId: id } };
    case "service":
      return { to: "/services/$name", params: { name: id } };
    case "policy":
      return { to: "/policies/$name", params: { name } };
    default:
      return undefined;
  }
}
