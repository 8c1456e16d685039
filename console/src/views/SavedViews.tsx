import { ActionIcon, Button, Popover, Skeleton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useId, useRef, useState } from "react";
import { api, body } from "../api/client";
import { useCurrentSession, useMay } from "../api/queries";
import { Confirm } from "../frame/Confirm";
import { Icon, type IconName } from "../frame/Icon";
import { ProblemBox } from "../frame/ProblemBox";
import classes from "./SavedViews.module.css";
import { ViewForm } from "./ViewForm";
import { inWords, isShown, places, queryOf, searchOf, useViews, type View, type ViewedPage } from "./views";

type Doing = { what: "save" } | { what: "change" | "remove"; view: View };

/** Gives the filters in the address of a page a name, and gets them back later. Stands among the filters. */
export function SavedViews({ page }: { page: ViewedPage }) {
  const here = queryOf(useSearch({ strict: false }));
  const me = useCurrentSession().data?.user.name;
  const mayRemoveAll = useMay("users.write");
  const views = useViews(page);
  const items = views.data?.items ?? [];
  const shown = items.find(view => isShown(view, here));
  const [opened, setOpened] = useState(false);
  const [doing, setDoing] = useState<Doing>();
  const client = useQueryClient();
  const target = useRef<HTMLButtonElement>(null);

  /** From the menu, which goes away, into a window; when that is closed, the keyboard is at the button again. */
  function start(next: Doing) {
    target.current?.focus();
    setOpened(false);
    setDoing(next);
  }

  const end = () => setDoing(undefined);
  const changed = () => client.invalidateQueries({ queryKey: ["saved-views"] });

  async function remove({ id }: View) {
    await body(api.DELETE("/saved-views/{savedViewId}", { params: { path: { savedViewId: id } } }));
    await changed();
  }

  const lists = {
    here,
    leave: () => setOpened(false),
    change: (view: View) => start({ what: "change", view }),
    remove: (view: View) => start({ what: "remove", view }),
  };
  return (
    <>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        width={340}
        withinPortal
        trapFocus
        returnFocus={!doing}
      >
        <Popover.Target>
          <Button
            ref={target}
            variant={shown ? "light" : "default"}
            leftSection={<Icon name="bookmark" size={14} />}
            rightSection={<Icon name="down" size={12} />}
            className={classes.button}
            title={shown && `These are the filters of the view ${shown.name}`}
            onClick={() => setOpened(!opened)}
          >
            {shown ? (
              <>
                <span className="for-readers">View: </span>
                <span className="cut">{shown.name}</span>
              </>
            ) : (
              "Views"
            )}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <div className={classes.lists}>
            {views.error && <ProblemBox thrown={views.error} again={() => void views.refetch()} />}
            {views.isPending && <Skeleton height={26} />}
            {views.data && items.length === 0 && (
              <p className={classes.nothing}>
                No view of this list yet. Narrow it, then save its filters under a name.
              </p>
            )}
            <ViewList title="My views" views={items.filter(view => view.owner === me)} mine removable {...lists} />
            <ViewList
              title="Shared by others"
              views={items.filter(view => view.owner !== me)}
              removable={mayRemoveAll}
              {...lists}
            />
          </div>
          <div className={classes.foot}>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<Icon name="plus" size={13} />}
              disabled={here === ""}
              onClick={() => start({ what: "save" })}
            >
              Save this view…
            </Button>
            {here === "" && <span className="dimmed">Set a filter first.</span>}
          </div>
        </Popover.Dropdown>
      </Popover>
      {doing?.what === "save" && <ViewForm page={page} here={here} close={end} changed={changed} />}
      {doing?.what === "change" && <ViewForm page={page} here={here} view={doing.view} close={end} changed={changed} />}
      {doing?.what === "remove" && (
        <Confirm
          opened
          close={end}
          title={`Remove the view ${doing.view.name}`}
          verb="Remove"
          grave
          act={() => remove(doing.view)}
        >
          <div>{doing.view.shared ? "Nobody will see it any more." : "Only you see it."} What it lists stays.</div>
        </Confirm>
      )}
    </>
  );
}

interface ViewListProps {
  title: string;
  views: readonly View[];
  mine?: boolean;
  removable: boolean;
  here: string;
  leave: () => void;
  change: (view: View) => void;
  remove: (view: View) => void;
}

function ViewList({ title, views, mine = false, removable, here, leave, change, remove }: ViewListProps) {
  const id = useId();
  if (views.length === 0) return null;
  return (
    <>
      <div id={id} className={classes.title}>
        {title}
      </div>
      <ul aria-labelledby={id} className={classes.list}>
        {views.map(view => (
          <li key={view.id} className={classes.row}>
            <ViewLink view={view} shown={isShown(view, here)} aside={asideOf(view, mine)} leave={leave} />
            {mine && (
              <RowAction icon="edit" label={`Change the view ${view.name}`} title="Change…" act={() => change(view)} />
            )}
            {removable && (
              <RowAction
                icon="remove"
                label={`Remove the view ${view.name}`}
                title="Remove…"
                act={() => remove(view)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface RowActionProps {
  icon: IconName;
  label: string;
  title: string;
  act: () => void;
}

function RowAction({ icon, label, title, act }: RowActionProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} title={title} onClick={act}>
      <Icon name={icon} size={14} />
    </ActionIcon>
  );
}

const asideOf = (view: View, mine: boolean) => (mine ? (view.shared ? "shared" : "") : `by ${view.owner}`);

interface ViewLinkProps {
  view: View;
  shown: boolean;
  aside: string;
  leave: () => void;
}

function ViewLink({ view, shown, aside, leave }: ViewLinkProps) {
  return (
    <Link
      to={places[view.page].to}
      search={searchOf(view.query)}
      className={classes.view}
      // It says itself that it is the one shown, and not for filters that are among those shown.
      activeOptions={{ exact: true }}
      title={[view.name, ...inWords(view.query)].join("\n")}
      onClick={leave}
    >
      <span className={classes.mark}>{shown && <Icon name="check" size={14} />}</span>
      <span className="cut">{view.name}</span>
      {aside && <span className={`dimmed ${classes.aside}`}>{aside}</span>}
    </Link>
  );
}
