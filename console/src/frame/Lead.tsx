import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useCurrentSession } from "../api/queries";
import { mayOpen } from "./navigation";

/** A link for those who may open the page that it leads to; the same content without it for others. */
export function Lead({ link, children, ...look }: LeadProps) {
  const permissions = useCurrentSession().data?.permissions ?? [];
  if (!mayOpen(link.to, permissions)) return <span {...look}>{children}</span>;
  return (
    <Link {...link} {...look}>
      {children}
    </Link>
  );
}

interface LeadProps {
  link: LinkProps;
  children: ReactNode;
  className?: string;
  title?: string;
  "data-tone"?: string;
}
