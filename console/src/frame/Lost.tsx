import { Link } from "@tanstack/react-router";
import { Empty } from "./Empty";
import { Page } from "./Page";

export function Lost() {
  return (
    <Page title="Page not found">
      <Empty icon="question" title="There is nothing at this address">
        It may have been mistyped, or what it showed is gone. <Link to="/">Go to the dashboard</Link>.
      </Empty>
    </Page>
  );
}
