import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Page, Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { tidy, words } from "../table/search";
import { Preview } from "./Preview";
import { dayAfter, type Subject, subjectOf, subjects } from "./words";

/** What a link fills in. */
export const newExceptionSearch = (search: Record<string, unknown>) =>
  tidy({
    finding: words(search.finding),
    package: words(search.package),
    path: words(search.path),
    image: words(search.image),
  });

export function NewExceptionPage() {
  const given = useSearch({ from: "/frame/exceptions/new" });
  return (
    <Page
      title="New exception"
      above={<Link to="/exceptions">Exceptions</Link>}
      subtitle="Accepts something for a while: it breaks no rule, and stays visible with your name and reason"
    >
      <Form key={JSON.stringify(given)} given={given} />
    </Page>
  );
}

const DAYS = 30;
const LONGEST = 365;

function Form({ given }: { given: ReturnType<typeof newExceptionSearch> }) {
  const [now] = useState(() => new Date());
  const [subject, setSubject] = useState<Subject>(subjectOf(given.finding ?? ""));
  const [finding, setFinding] = useState(given.finding === "image" ? "" : (given.finding ?? ""));
  const [scope, setScope] = useState({
    package: given.package ?? "",
    path: given.path ?? "",
    image: given.image ?? "",
  });
  const [reason, setReason] = useState("");
  const [expiry, setExpiry] = useState(dayAfter(now, DAYS));
  const target = targetOf(subject, finding, scope);
  const client = useQueryClient();
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: () => body(api.POST("/exceptions", { body: { ...target, reason: reason.trim(), expiry } })),
    onSuccess: async () => {
      await client.invalidateQueries();
      await navigate({ to: "/exceptions" });
    },
  });
  const patterns = (key: keyof typeof scope) => ({
    value: scope[key],
    maxLength: 500,
    onChange: (event: { currentTarget: HTMLInputElement }) => setScope({ ...scope, [key]: event.currentTarget.value }),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }

  return (
    <>
      <Panel title="What is accepted">
        {/* A refusal is of what was asked then. */}
        <form onSubmit={submit} onChange={() => add.isError && add.reset()}>
          <Stack gap="sm">
            <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
              <NativeSelect
                label="About"
                description="What the exception is about"
                value={subject}
                onChange={event => setSubject(event.currentTarget.value as Subject)}
                data={Object.entries(subjects).map(([value, label]) => ({ value, label }))}
              />
              {subject !== "image" && (
                <TextInput
                  label="Finding"
                  description={findingHelp[subject]}
                  required
                  maxLength={200}
                  value={finding}
                  onChange={event => setFinding(event.currentTarget.value)}
                />
              )}
            </Group>
            <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
              {subject === "vulnerability" && (
                <TextInput label="Package" description="Name or package URL; empty: any" {...patterns("package")} />
              )}
              {subject !== "image" && (
                <TextInput
                  label="Path"
                  description={subject === "content" ? "Needed for a kind, as /app/test/*" : "As /app/*; empty: any"}
                  {...patterns("path")}
                />
              )}
              <TextInput
                label="Image"
                description={subject === "image" ? "Repository name with tag, as shop/*" : "As shop/*; empty: any"}
                required={subject === "image"}
                {...patterns("image")}
              />
            </Group>
            <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
              <Textarea
                label="Reason"
                description="For whoever asks later; at least a few words"
                required
                autosize
                minRows={2}
                maxLength={1_000}
                value={reason}
                onChange={event => setReason(event.currentTarget.value)}
              />
              <TextInput
                type="date"
                label="Last day"
                description="In UTC, within a year"
                required
                min={dayAfter(now, 0)}
                max={dayAfter(now, LONGEST)}
                maw={220}
                value={expiry}
                onChange={event => setExpiry(event.currentTarget.value)}
              />
            </Group>
            {add.error && <ProblemBox thrown={add.error} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => void navigate({ to: "/exceptions" })}>
                Cancel
              </Button>
              <Button type="submit" loading={add.isPending}>
                Accept
              </Button>
            </Group>
          </Stack>
        </form>
      </Panel>
      <Preview target={target} />
    </>
  );
}

const findingHelp = {
  vulnerability: "Its id or one of its aliases, as CVE-2021-44228",
  content: "leaks/RULE, card-numbers/ISSUER, or the fingerprint of one leak",
} as const;

/** Only what the subject asks for: a field that is hidden says nothing. */
function targetOf(
  subject: Subject,
  finding: string,
  scope: { package: string; path: string; image: string },
): Schemas["ExceptionTarget"] {
  const said = (pattern: string) => pattern.trim() || undefined;
  return {
    finding: subject === "image" ? "image" : finding.trim(),
    scope: tidy({
      package: subject === "vulnerability" ? said(scope.package) : undefined,
      path: subject === "image" ? undefined : said(scope.path),
      image: said(scope.image),
    }),
  };
}
