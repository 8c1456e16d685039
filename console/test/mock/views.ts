import type { Schemas } from "../../src/api/client";
import { isHeld } from "./held";
import { notFound, Problem } from "./problem";
import type { Random } from "./random";
import type { Stock } from "./stock";
import { daysAgo } from "./time";

type View = Schemas["SavedView"];

export function makeViews(random: Random): View[] {
  const view = (owner: string, name: string, query: string, shared: boolean, page: View["page"] = "audit"): View => ({
    id: random.uuid(),
    owner,
    page,
    name,
    query,
    shared,
    changedAt: daysAgo(3),
  });
  return [
    view("admin", "Programs that were stopped", "type=exec.denied", true),
    view("admin", "Refused on pay-01", "host=pay-01&outcome=failure", false),
    view("maria", "What failed in the cardholder environment since July", "outcome=failure", true),
    view("maria", "Own logins", "actor=maria&type=user", false),
    view("maria", "Refused and critical", "severity=critical&verdict=refused", true, "images"),
  ];
}

/** As the server orders them; roles that are held to labels see no others than their own. */
export function viewsFor(user: Schemas["User"], page: string | null, stock: Stock): View[] {
  const held = isHeld(user, stock);
  const seen = stock.savedViews
    .filter(each => !page || each.page === page)
    .filter(each => each.owner === user.name || (each.shared && !held && user.role !== "scanner"));
  const mineFirst = (each: View) => Number(each.owner !== user.name);
  return seen.toSorted((a, b) => mineFirst(a) - mineFirst(b) || a.name.localeCompare(b.name));
}

export function ownView(id: string, user: Schemas["User"], stock: Stock): View {
  const found = stock.savedViews.find(each => each.id === id && each.owner === user.name);
  if (!found) throw notFound("view", id);
  return found;
}

export function removableView(id: string, user: Schemas["User"], stock: Stock): View {
  const shared = stock.savedViews.find(each => each.id === id && each.shared);
  return user.role === "administrator" && shared ? shared : ownView(id, user, stock);
}

export function addView(sent: Schemas["NewSavedView"], user: Schemas["User"], stock: Stock): View {
  const view = { ...sent, id: stock.random.uuid(), owner: user.name, changedAt: new Date().toISOString() };
  requireFree(view, user, stock);
  stock.savedViews.push(view);
  return view;
}

export function changeView(view: View, sent: Schemas["SavedViewDraft"], user: Schemas["User"], stock: Stock): View {
  requireFree({ ...view, ...sent }, user, stock);
  return Object.assign(view, sent, { changedAt: new Date().toISOString() });
}

function requireFree(view: View, user: Schemas["User"], stock: Stock) {
  const isSame = (each: View) => each.owner === view.owner && each.page === view.page && each.name === view.name;
  if (stock.savedViews.some(each => isSame(each) && each.id !== view.id)) {
    throw new Problem(409, "saved-view-exists", `you have a view '${view.name}' of this page`);
  }
  if (view.shared && user.role !== "administrator") {
    throw new Problem(403, "saved-view-not-shareable", `the role ${user.role} does not hold labels.write`);
  }
}
