import { useQuery } from "@tanstack/react-query";
import { defaultParseSearch, defaultStringifySearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import type { IconName } from "../frame/Icon";

export type View = Schemas["SavedView"];
export type ViewedPage = Schemas["ViewedPage"];

/** Where the views of a page lead, and what the page is called. */
export const places: Readonly<Record<ViewedPage, { to: string; label: string; icon: IconName }>> = {
  audit: { to: "/audit", label: "Audit", icon: "audit" },
  containers: { to: "/containers", label: "Containers", icon: "containers" },
  images: { to: "/images", label: "Images", icon: "images" },
  vulnerabilities: { to: "/vulnerabilities", label: "Vulnerabilities", icon: "vulnerabilities" },
};

/** Filters as they stand in the address, in one order, so that what means the same is written the same; "" for none. */
export const queryOf = (search: object) =>
  defaultStringifySearch(
    Object.fromEntries(
      Object.entries(search)
        .filter(([, value]) => value !== undefined)
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  ).slice(1);

/** The other way round. What the page does not know of it, the page leaves out. */
export const searchOf = (query: string): Record<string, unknown> => defaultParseSearch(`?${query}`);

/** Whether the view shows what the page shows now. */
export const isShown = (view: View, here: string) => queryOf(searchOf(view.query)) === here;

/** Each filter in words: `outcome: failure`. */
export const inWords = (query: string) =>
  Object.entries(searchOf(query)).map(
    ([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );

/** Views of a page that I may see, mine first; of all pages without one. */
export function useViews(page: ViewedPage | undefined, wanted = true) {
  return useQuery({
    queryKey: ["saved-views", page ?? ""],
    queryFn: ({ signal }) => body(api.GET("/saved-views", { params: { query: { page } }, signal })),
    enabled: wanted,
  });
}
