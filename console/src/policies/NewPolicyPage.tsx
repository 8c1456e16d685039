import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api, body } from "../api/client";
import { ProblemError } from "../api/problem";
import { useMay } from "../api/queries";
import { Page, Panel } from "../frame/Page";
import { Editor } from "./Editor";
import { nameIn, starter } from "./mode";
import { canRehearse, Rehearsal } from "./Rehearsal";
import { Unsaved } from "./Unsaved";

/** A policy that does not exist yet; its document names it. */
export function NewPolicyPage() {
  const [document, setDocument] = useState(starter);
  const mayRehearse = useMay("images.read");
  const navigate = useNavigate();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (text: string) => create(text),
    onSuccess: () => client.invalidateQueries(),
  });
  const made = save.data?.name;
  useEffect(() => {
    if (made) void navigate({ to: "/policies/$name", params: { name: made } });
  }, [made, navigate]);
  return (
    <Page
      title="New policy"
      above={<Link to="/policies">Policies</Link>}
      subtitle="A new policy starts in audit: it records what it would refuse. Enforce it when you have seen that"
    >
      <Panel title="Document">
        <Editor
          document={document}
          change={setDocument}
          save={save}
          changed
          undo={() => setDocument(starter)}
          readOnly={false}
          verb="Put in force on every host"
        />
      </Panel>
      {mayRehearse && canRehearse(document) && <Rehearsal document={document} />}
      <Unsaved changed={document !== starter && !save.isSuccess} />
    </Page>
  );
}

/** The address of a policy is its name, so a document without one is refused here; the rest is the server's to judge. */
async function create(document: string) {
  const name = nameIn(document);
  if (!name) {
    throw new ProblemError({
      type: "about:blank",
      title: "The document names no policy",
      status: 0,
      code: "policy-without-name",
      detail: "Write a line such as `name: production`, with letters, digits, dots and dashes.",
    });
  }
  const existing = await api.GET("/policies/{name}", { params: { path: { name } } });
  if (existing.data) {
    throw new ProblemError({
      type: "about:blank",
      title: "There is a policy of this name already",
      status: 0,
      code: "policy-exists",
      detail: `Choose another name than ${name}, or open that policy and change it there.`,
    });
  }
  return body(api.PUT("/policies/{name}", { params: { path: { name } }, body: { document } }));
}
