import { Link } from "@tanstack/react-router";
import { shortDigest } from "../frame/numbers";

const uuid = /^[0-9a-f-]{36}$/;

/**
 * A link to the page of a host, an image or a container; other things of which events tell have no page, and neither has
 * a host that had not described itself yet.
 */
export function AssetLink({ kind, id, name: given }: { kind: string; id: string; name: string }) {
  const name = given || shortDigest(id);
  const look = { className: "cut", title: `${name}\n${id}` };
  if (!id || (kind === "host" && !uuid.test(id))) return <span {...look}>{name}</span>;
  switch (kind) {
    case "host":
      return (
        <Link to="/hosts/$hostId" params={{ hostId: id }} {...look}>
          {name}
        </Link>
      );
    case "image":
      return (
        <Link to="/images/$imageId" params={{ imageId: id }} {...look}>
          {name}
        </Link>
      );
    case "container":
      return (
        <Link to="/containers/$containerId" params={{ containerId: id }} {...look}>
          {name}
        </Link>
      );
    case "service":
      return (
        <Link to="/services/$name" params={{ name: id }} {...look}>
          {name}
        </Link>
      );
    case "policy":
      return (
        <Link to="/policies/$name" params={{ name }} {...look}>
          {name}
        </Link>
      );
    default:
      return <span {...look}>{name}</span>;
  }
}
