import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../api/client";
import { Icon } from "../frame/Icon";
import classes from "./Bell.module.css";
import { Feed } from "./Feed";
import { unreadInWords } from "./words";

/** How many notifications the reader has not seen; opens the feed. */
export function Bell() {
  const [opened, setOpened] = useState(false);
  const newest = useQuery({
    queryKey: ["notifications", "newest"],
    queryFn: ({ signal }) => body(api.GET("/notifications", { params: { query: { limit: 1 } }, signal })),
  }).data;
  const unread = newest?.unread ?? 0;
  return (
    <>
      <button type="button" className={classes.bell} onClick={() => setOpened(true)}>
        <Icon name="bell" />
        <span>Notifications</span>
        {unread > 0 && (
          <span className={classes.count}>
            {unread >= 100 ? "99+" : unread}
            <span className="for-readers"> unread</span>
          </span>
        )}
      </button>
      {/* Said when it changes, to those who do not see the number. */}
      <span className="for-readers" role="status">
        {unread > 0 && `${unreadInWords(unread)} notifications`}
      </span>
      <Feed opened={opened} close={() => setOpened(false)} unread={unread} />
    </>
  );
}
