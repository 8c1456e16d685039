import { Link } from "@tanstack/react-router";
import { shortDigest } from "../frame/numbers";

/** A link to the page of a host, an image or a container; other things of which events tell have no page. */
export function AssetLink({ kind, id, name: given }: { kind: string; id: string; name: string }) {
  const name = given || shortDigest(id);
  const look = { className: "cut", title: `${name}\n${id}` };
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
