import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body } from "../api/client";
import { useMay } from "../api/queries";
import { ProblemBox } from "../frame/ProblemBox";
import classes from "./SavedViews.module.css";
import { inWords, isShown, searchOf, type View, type ViewedPage } from "./views";

interface ViewFormProps {
  page: ViewedPage;
  /** The filters that the page has now. */
  here: string;
  /** The view to change; a new one is made without it. */
  view?: View;
  close: () => void;
  changed: () => Promise<unknown>;
}

/** Gives filters a name, or an own view another name or other filters. */
export function ViewForm({ page, here, view, close, changed }: ViewFormProps) {
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [anew, setAnew] = useState(false);
  const mayShare = useMay("labels.write");
  const differs = view !== undefined && here !== "" && !isShown(view, here);
  const query = view && !anew ? view.query : here;
  const save = useMutation({
    mutationFn: async () => {
      const draft = { name: name.trim(), query, shared };
      await body(
        view
          ? api.PUT("/saved-views/{savedViewId}", { params: { path: { savedViewId: view.id } }, body: draft })
          : api.POST("/saved-views", { body: { page, ...draft } }),
      );
      await changed();
    },
    onSuccess: close,
  });

  /** What was refused is forgotten as soon as something is changed. */
  function change(act: () => void) {
    save.reset();
    act();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <Modal opened onClose={close} title={view ? `Change the view ${view.name}` : "Save this view"}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            required
            data-autofocus
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={({ currentTarget }) => change(() => setName(currentTarget.value))}
          />
          <div>
            <div className="dimmed">{anew ? "Its filters from now on" : "Its filters"}</div>
            <ul className={classes.filters}>
              {inWords(query).map(filter => (
                <li key={filter}>{filter}</li>
              ))}
            </ul>
          </div>
          {hasTime(query) && (
            <div className="dimmed">The time is an exact one: the view shows that time later too.</div>
          )}
          {differs && (
            <Checkbox
              label="Take the filters that the list has now"
              checked={anew}
              onChange={event => setAnew(event.currentTarget.checked)}
            />
          )}
          {(mayShare || view?.shared) && (
            <Checkbox
              label="Share it"
              description="Everybody sees it who may read this list; you alone change it."
              checked={shared}
              onChange={({ currentTarget }) => change(() => setShared(currentTarget.checked))}
            />
          )}
          {save.error && <ProblemBox thrown={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ""}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function hasTime(query: string) {
  const { from, to } = searchOf(query);
  return from !== undefined || to !== undefined;
}
