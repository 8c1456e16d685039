import { Button, Group } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, type UseMutationResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../api/client";
import { ProblemBox } from "../frame/ProblemBox";
import { CodeArea } from "./CodeArea";
import classes from "./Editor.module.css";
import { PolicyForm } from "./PolicyForm";
import { type Path, type Tree, treeWith, type Value, withField } from "./text";

interface EditorProps {
  document: string;
  change: (document: string) => void;
  /** Puts the document in force; its problem lists every mistake. */
  save: UseMutationResult<unknown, Error, string>;
  changed: boolean;
  undo: () => void;
  readOnly: boolean;
  /** What the button that puts it in force says. */
  verb: string;
}

/** A policy as a form and as its text, side by side; the server reads along and says what is wrong, and where. */
export function Editor({ document, change, save, changed, undo, readOnly, verb }: EditorProps) {
  const [settled] = useDebouncedValue(document, 250);
  const reading = useQuery({
    queryKey: ["policy-drafts", settled],
    queryFn: ({ signal }) => body(api.POST("/policy-drafts/check", { body: { document: settled }, signal })),
    placeholderData: keepPreviousData,
    staleTime: "static",
  });
  const [ahead, setAhead] = useState<{ text: string; tree: Tree }>();
  // A change by the form is known at once; the server's reading of it comes a moment later.
  const isAhead = ahead?.text === document;
  const isRead = settled === document && !reading.isPlaceholderData;
  const mistakes = reading.data?.mistakes ?? [];
  const tree = isAhead && !isRead ? ahead.tree : (reading.data?.tree as Tree | undefined);
  function edit(path: Path, value: Value | undefined) {
    if (!tree || !(isAhead || isRead)) return;
    const text = withField(document, tree, path, value);
    setAhead({ text, tree: treeWith(tree, path, value) });
    change(text);
  }
  return (
    <div style={{ display: "grid", gap: 10 }}>
      {reading.error && <ProblemBox thrown={reading.error} again={() => void reading.refetch()} />}
      <div className={classes.sides}>
        <section className={classes.side} aria-label="Form">
          <h3>Form</h3>
          {tree ? (
            <PolicyForm tree={tree} edit={edit} readOnly={readOnly} />
          ) : (
            <p className="dimmed" style={{ margin: 0 }}>
              {reading.data ? "The form shows again when the text is YAML." : "Reading the policy…"}
            </p>
          )}
        </section>
        <section className={`${classes.side} ${classes.text}`} aria-label="Text">
          <h3>Text (YAML)</h3>
          <CodeArea label="Policy document" text={document} change={change} mistakes={mistakes} readOnly={readOnly} />
          {save.error && <ProblemBox thrown={save.error} />}
          {!readOnly && (
            <Group justify="flex-end" gap="xs">
              <Button variant="default" disabled={!changed} onClick={undo}>
                Undo changes
              </Button>
              <Button
                disabled={!changed || (isRead && mistakes.length > 0)}
                loading={save.isPending}
                onClick={() => save.mutate(document)}
              >
                {verb}
              </Button>
            </Group>
          )}
        </section>
      </div>
    </div>
  );
}
