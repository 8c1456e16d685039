import { Button, Group, Textarea } from "@mantine/core";
import { type UseMutationResult } from "@tanstack/react-query";
import { ProblemBox } from "../frame/ProblemBox";

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

/** The document of a policy, and what the server finds wrong with it. */
export function Editor({ document, change, save, changed, undo, readOnly, verb }: EditorProps) {
  return (
    <div style={{ display: "grid", gap: 10 }}>
      <Textarea
        aria-label="Policy document"
        description="YAML. Unknown words are mistakes; the server lists all of them at once"
        autosize
        minRows={14}
        maxRows={40}
        maxLength={262_144}
        spellCheck={false}
        readOnly={readOnly}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: 1.55 } }}
        value={document}
        onChange={event => change(event.currentTarget.value)}
      />
      {save.error && <ProblemBox thrown={save.error} />}
      {!readOnly && (
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={!changed} onClick={undo}>
            Undo changes
          </Button>
          <Button disabled={!changed} loading={save.isPending} onClick={() => save.mutate(document)}>
            {verb}
          </Button>
        </Group>
      )}
    </div>
  );
}
