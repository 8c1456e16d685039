import type { IconName } from "./Icon";

/** One entry of the navigation; shown to those who may read what stands behind it. */
export interface Entry {
  to:
    | "/"
    | "/images"
    | "/packages"
    | "/vulnerabilities"
    | "/containers"
    | "/services"
    | "/networks"
    | "/audit"
    | "/registries"
    | "/policies"
    | "/exceptions"
    | "/hosts"
    | "/compliance"
    | "/labels"
    | "/enforcers"
    | "/users"
    | "/intelligence";
  label: string;
  icon: IconName;
  /** After `g` it leads there. */
  letter: string;
  permission: string;
}

export interface Section {
  /** Absent for what everybody looks at. */
  label?: string;
  entries: readonly Entry[];
}

export const sections: readonly Section[] = [
  {
    entries: [
      { to: "/", label: "Dashboard", icon: "dashboard", letter: "d", permission: "dashboard.read" },
      { to: "/images", label: "Images", icon: "images", letter: "i", permission: "images.read" },
      { to: "/packages", label: "Packages", icon: "packages", letter: "k", permission: "images.read" },
      {
        to: "/vulnerabilities",
        label: "Vulnerabilities",
        icon: "vulnerabilities",
        letter: "v",
        permission: "images.read",
      },
      { to: "/containers", label: "Containers", icon: "containers", letter: "c", permission: "containers.read" },
      { to: "/services", label: "Services", icon: "services", letter: "s", permission: "services.read" },
      { to: "/networks", label: "Networks", icon: "networks", letter: "n", permission: "containers.read" },
      { to: "/audit", label: "Audit", icon: "audit", letter: "a", permission: "audit.read" },
    ],
  },
  {
    label: "Administration",
    entries: [
      { to: "/registries", label: "Registries", icon: "registries", letter: "r", permission: "registries.read" },
      { to: "/policies", label: "Policies", icon: "policies", letter: "p", permission: "policies.read" },
      { to: "/exceptions", label: "Exceptions", icon: "exceptions", letter: "x", permission: "exceptions.read" },
      { to: "/hosts", label: "Hosts", icon: "hosts", letter: "h", permission: "hosts.read" },
      { to: "/compliance", label: "Compliance", icon: "compliance", letter: "m", permission: "compliance.read" },
    ],
  },
  {
    label: "System",
    entries: [
      { to: "/labels", label: "Labels", icon: "labels", letter: "l", permission: "labels.read" },
      { to: "/enforcers", label: "Enforcers", icon: "enforcers", letter: "e", permission: "enforcers.read" },
      {
        to: "/intelligence",
        label: "Intelligence",
        icon: "intelligence",
        letter: "t",
        permission: "intelligence.read",
      },
      { to: "/users", label: "Users", icon: "users", letter: "u", permission: "users.read" },
    ],
  },
];

/** Whether a person with these permissions has the page, such as `/hosts/$hostId`; those that stand in no section are
 *  for everybody. */
export function mayOpen(page: string | undefined, permissions: readonly string[]) {
  const list = page?.replace(/\/\$.*/, "");
  const entry = sections.flatMap(section => section.entries).find(({ to }) => to === list);
  return !entry || permissions.includes(entry.permission);
}

/** What a person with these permissions sees; sections with nothing in them are gone too. */
export function visible(permissions: readonly string[]): Section[] {
  return sections
    .map(({ entries, ...section }) => ({
      ...section,
      entries: entries.filter(entry => permissions.includes(entry.permission)),
    }))
    .filter(section => section.entries.length > 0);
}
