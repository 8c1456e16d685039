import { Button, Drawer } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Empty } from "../frame/Empty";
import { ProblemBox } from "../frame/ProblemBox";
import { Ago } from "../frame/Time";
import { SeverityChip } from "../images/SeverityChip";
import classes from "./Bell.module.css";
import { happened } from "./words";

type Notification = Schemas["Notification"];

const SHOWN = 25;

interface FeedProps {
  opened: boolean;
  close: () => void;
  unread: number;
}

/** What somebody should see at once, the newest first. What a reader has seen is that reader's own affair. */
export function Feed({ opened, close, unread }: FeedProps) {
  return (
    <Drawer opened={opened} onClose={close} position="right" size={520} title="Notifications">
      {opened && <Entries close={close} unread={unread} />}
    </Drawer>
  );
}

function Entries({ close, unread }: Omit<FeedProps, "opened">) {
  const client = useQueryClient();
  const feed = useInfiniteQuery({
    queryKey: ["notifications", "feed"],
    queryFn: ({ pageParam, signal }) =>
      body(api.GET("/notifications", { params: { query: { cursor: pageParam, limit: SHOWN } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
  });
  const entries = feed.data?.pages.flatMap(page => page.items) ?? [];
  const read = useMutation({
    mutationFn: () => body(api.PUT("/notifications/read", { body: { upTo: entries[0]?.number ?? 0 } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["notifications"] }),
  });
  if (feed.error) return <ProblemBox thrown={feed.error} again={() => void feed.refetch()} />;
  if (!feed.data) return null;
  if (entries.length === 0) {
    return (
      <Empty icon="check" title="Nothing to see">
        When a new bundle finds a critical or high vulnerability in a running container, it shows here at once; an
        exception that ends, a week before.
      </Empty>
    );
  }
  return (
    <>
      {unread > 0 && (
        <Button variant="default" size="compact-sm" mb="xs" loading={read.isPending} onClick={() => read.mutate()}>
          Mark all as read
        </Button>
      )}
      {read.error && <ProblemBox thrown={read.error} />}
      <ul className={classes.list}>
        {entries.map(each => (
          <Entry key={each.number} each={each} close={close} />
        ))}
      </ul>
      {feed.hasNextPage && (
        <Button variant="default" loading={feed.isFetchingNextPage} onClick={() => void feed.fetchNextPage()}>
          Older ones
        </Button>
      )}
    </>
  );
}

function Entry({ each, close }: { each: Notification; close: () => void }) {
  return (
    <li className={classes.entry} data-unread={!each.read}>
      <div className={classes.line}>
        {each.severity && <SeverityChip severity={each.severity} />}
        <Subject each={each} close={close} />
        <span className="dimmed">
          <Ago at={each.at} />
        </span>
        {!each.read && <span className="strong">unread</span>}
      </div>
      <div className="whole">{each.title}</div>
      <div className="dimmed whole">{happened(each)}</div>
    </li>
  );
}

/** What it is about, as a link to where something can be done. */
function Subject({ each, close }: { each: Notification; close: () => void }) {
  const mayReadImages = useMay("images.read");
  const mayReadExceptions = useMay("exceptions.read");
  if (each.kind === "exception-ends") {
    return mayReadExceptions ? (
      <Link
        to="/exceptions"
        search={{ state: "in-force", query: each.vulnerability }}
        className="strong"
        title={`Exceptions for ${each.vulnerability}`}
        onClick={close}
      >
        {each.vulnerability}
      </Link>
    ) : (
      <span className="strong">{each.vulnerability}</span>
    );
  }
  return mayReadImages ? (
    <Link
      to="/images"
      search={{ vulnerability: each.vulnerability }}
      className="strong"
      title={`Images that have ${each.vulnerability}`}
      onClick={close}
    >
      {each.vulnerability}
    </Link>
  ) : (
    <span className="strong">{each.vulnerability}</span>
  );
}
