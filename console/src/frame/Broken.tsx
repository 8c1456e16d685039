import { Page } from "./Page";
import { ProblemBox } from "./ProblemBox";

/** Instead of a screen that failed while it was drawn. */
export function Broken({ error }: { error: unknown }) {
  return (
    <Page title="This page cannot be shown">
      <ProblemBox thrown={error} again={() => window.location.reload()} />
    </Page>
  );
}
