import type { IconName } from "../frame/Icon";
import type { Section } from "../frame/navigation";
import { places, searchOf, type View } from "../views/views";

/** One thing that the palette can do. */
export interface Command {
  id: string;
  label: string;
  icon: IconName;
  /** The keys that do the same. */
  keys?: string;
  /** Further words that find it. */
  words?: string;
  act: () => void;
}

/** The lists whose words may be looked for from everywhere, with what is said of them. */
const lists = [
  { to: "/images", label: "Images", icon: "images" },
  { to: "/packages", label: "Packages", icon: "packages" },
  { to: "/vulnerabilities", label: "Vulnerabilities", icon: "vulnerabilities" },
  { to: "/containers", label: "Containers", icon: "containers" },
  { to: "/services", label: "Services", icon: "services" },
  { to: "/networks", label: "Networks", icon: "networks" },
  { to: "/exceptions", label: "Exceptions", icon: "exceptions" },
  { to: "/hosts", label: "Hosts", icon: "hosts" },
  { to: "/audit", label: "Audit events", icon: "audit" },
] as const;

/** The screens that this person may see. */
export function screens(sections: readonly Section[], go: (to: string) => void): Command[] {
  return sections
    .flatMap(section => section.entries)
    .map(entry => ({
      id: `go ${entry.to}`,
      label: entry.label,
      icon: entry.icon,
      keys: `g ${entry.letter}`,
      words: "go to open",
      act: () => go(entry.to),
    }));
}

/** Pages that no entry of the navigation leads to, with the list whose readers may see them; without one, everybody. */
const others: readonly Other[] = [
  { label: "My account", icon: "person", to: "/account", words: "sessions api tokens second factor" },
  { label: "Scan queue", icon: "rescan", to: "/registries", search: { tab: "queue" }, of: "/registries" },
  { label: "New policy", icon: "policies", to: "/policies/new", of: "/policies", needs: "policies.write" },
  { label: "New exception", icon: "exceptions", to: "/exceptions/new", of: "/exceptions", needs: "exceptions.write" },
];

interface Other {
  label: string;
  icon: IconName;
  to: string;
  search?: Record<string, string>;
  words?: string;
  of?: string;
  /** The permission without which nothing can be done there. */
  needs?: string;
}

/** The pages beside the screens that this person may see. */
export function pages(
  sections: readonly Section[],
  permissions: readonly string[],
  go: (to: string, search?: Record<string, string>) => void,
): Command[] {
  const seen = new Set(sections.flatMap(section => section.entries.map(entry => entry.to as string)));
  return others
    .filter(page => !page.of || seen.has(page.of))
    .filter(page => !page.needs || permissions.includes(page.needs))
    .map(page => ({
      id: `open ${page.label}`,
      label: page.label,
      icon: page.icon,
      words: `go to open ${page.words ?? ""}`,
      act: () => go(page.to, page.search),
    }));
}

/** The saved views, by name and by page. */
export const views = (saved: readonly View[], go: (to: string, search: Record<string, unknown>) => void): Command[] =>
  saved.map(view => ({
    id: `view ${view.id}`,
    label: `${view.name} (view of ${places[view.page].label})`,
    icon: places[view.page].icon,
    words: `saved go to open ${view.owner}`,
    act: () => go(places[view.page].to, searchOf(view.query)),
  }));

/** Looks for the words in each list that this person may see. */
export function searches(
  text: string,
  sections: readonly Section[],
  go: (to: string, search: { query: string }) => void,
): Command[] {
  const query = text.trim();
  if (!query) return [];
  const seen = new Set(sections.flatMap(section => section.entries.map(entry => entry.to as string)));
  return lists
    .filter(list => seen.has(list.to))
    .map(list => ({
      id: `search ${list.to}`,
      label: `${list.label} with “${query}”`,
      icon: list.icon,
      act: () => go(list.to, { query }),
    }));
}

/** Those that hold every word, the ones whose label begins with the text first. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(command => {
    const said = `${command.label} ${command.words ?? ""}`.toLowerCase();
    return words.every(word => said.includes(word));
  });
  const start = text.trim().toLowerCase();
  const first = (command: Command) => (command.label.toLowerCase().startsWith(start) ? 0 : 1);
  return found.toSorted((one, other) => first(one) - first(other));
}
