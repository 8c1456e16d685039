import { Button } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useCurrentSession, useMay } from "../api/queries";
import { Empty } from "../frame/Empty";
import { Icon } from "../frame/Icon";
import { count, counted, shortDigest } from "../frame/numbers";
import { Page } from "../frame/Page";
import type { Column } from "../table/DataTable";
import { Expander, useOpened } from "../table/Expander";
import { FilterChip } from "../table/FilterChip";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, words } from "../table/search";
import { ConfirmException } from "./ConfirmException";
import { ExceptionFacts } from "./ExceptionFacts";
import { StateChip } from "./StateChip";
import { WithdrawException } from "./WithdrawException";
import { inWords, scopeInWords, states } from "./words";

type Exception = Schemas["Exception"];
type Opened = ReturnType<typeof useOpened>;

export const exceptionsSearch = (search: Record<string, unknown>) =>
  tidy({
    query: words(search.query),
    state: oneOf(search.state, states),
    image: words(search.image),
    vulnerability: words(search.vulnerability),
  });

type Search = ReturnType<typeof exceptionsSearch>;

/** What somebody wants to do with one of them. */
type Act = { confirm: Exception } | { withdraw: Exception };

export function ExceptionsPage() {
  const search = useSearch({ from: "/frame/exceptions" });
  const navigate = useNavigate({ from: "/exceptions" });
  const mayWrite = useMay("exceptions.write");
  const opened = useOpened();
  const [act, setAct] = useState<Act>();
  const narrow = (change: Search) => void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["exceptions", search], (cursor, signal) =>
    body(api.GET("/exceptions", { params: { query: { ...search, cursor, limit: PAGE_SIZE } }, signal })),
  );
  const close = () => setAct(undefined);
  return (
    <Page
      title="Exceptions"
      subtitle="What was accepted for a while, by whom and why: it breaks no rule at the Center, on any host and in any report"
      actions={
        mayWrite && (
          <Button leftSection={<Icon name="plus" size={14} />} onClick={() => void navigate({ to: "/exceptions/new" })}>
            New exception
          </Button>
        )
      }
    >
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <WordsFilter
          placeholder="Search finding, scope or reason"
          value={search.query}
          onChange={query => narrow({ query })}
        />
        <ChoiceFilter label="State" value={search.state} choices={states} onChange={state => narrow({ state })} />
        {search.image && (
          <FilterChip
            label={`image: ${search.image}`}
            short={`image: ${shortDigest(search.image)}`}
            remove={() => narrow({ image: undefined })}
          />
        )}
        {search.vulnerability && (
          <FilterChip
            label={`vulnerability: ${search.vulnerability}`}
            remove={() => narrow({ vulnerability: undefined })}
          />
        )}
      </Filters>
      <ListPanel
        caption="Exceptions"
        pages={pages}
        columns={useColumns(opened, setAct)}
        rowKey={each => each.id}
        below={each => opened.has(each.id) && <ExceptionFacts exception={each} />}
        minWidth={1000}
        empty={anyOf(search) ? nothingFound : nothingYet}
      />
      {act && "confirm" in act && <ConfirmException exception={act.confirm} close={close} />}
      {act && "withdraw" in act && <WithdrawException exception={act.withdraw} close={close} />}
    </Page>
  );
}

const nothingFound = (
  <Empty icon="search" title="No exception matches these filters">
    Take a filter away, or search for fewer words.
  </Empty>
);

const nothingYet = (
  <Empty icon="exceptions" title="Nothing is accepted">
    Every finding counts. One to live with for a while is accepted from the findings of an image, for a scope, with a
    reason and an end.
  </Empty>
);

function useColumns(opened: Opened, act: (act: Act) => void): Column<Exception>[] {
  const mayWrite = useMay("exceptions.write");
  const mayConfirm = useMay("exceptions.confirm");
  const me = useCurrentSession().data?.user.name;
  const mayAct = mayWrite || mayConfirm;
  const actions: Column<Exception> = {
    header: <span className="for-readers">Actions</span>,
    width: "204px",
    align: "end",
    cell: each => (
      <span style={{ display: "inline-flex", gap: 6 }}>
        {mayConfirm && each.state === "waiting" && each.author !== me && (
          <Button
            size="compact-xs"
            aria-label={`Confirm ${inWords(each.finding)}`}
            onClick={() => act({ confirm: each })}
          >
            Confirm…
          </Button>
        )}
        {mayWrite && (each.state === "waiting" || each.state === "in-force") && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`Withdraw ${inWords(each.finding)}`}
            onClick={() => act({ withdraw: each })}
          >
            Withdraw…
          </Button>
        )}
      </span>
    ),
  };
  return mayAct ? [...columns(opened), actions] : columns(opened);
}

const columns = (opened: Opened): Column<Exception>[] => [
  {
    header: <span className="for-readers">Details</span>,
    width: "44px",
    cell: each => (
      <Expander
        opened={opened.has(each.id)}
        toggle={() => opened.toggle(each.id)}
        what={`the exception for ${inWords(each.finding)}`}
      />
    ),
  },
  {
    header: "Accepted",
    width: "25%",
    cell: each => (
      <>
        <span className="cut strong" title={each.finding}>
          {inWords(each.finding)}
        </span>
        <span className="cut dimmed" title={scopeInWords(each.scope)}>
          {scopeInWords(each.scope)}
        </span>
      </>
    ),
  },
  { header: "State", width: "108px", cell: each => <StateChip state={each.state} /> },
  {
    header: "Reason, by whom",
    cell: each => (
      <>
        <span className="two-lines" title={each.reason}>
          {each.reason}
        </span>
        <span className="dimmed whole">{people(each)}</span>
      </>
    ),
  },
  {
    header: "Last day",
    width: "106px",
    cell: each => (
      <span className="number" style={{ whiteSpace: "nowrap" }}>
        {each.expiry}
      </span>
    ),
  },
  { header: "Counts for", width: "104px", cell: each => <Use each={each} /> },
];

const people = ({ author, confirmedBy }: Exception) =>
  confirmedBy ? `${author}, confirmed by ${confirmedBy}` : author;

/** What the last judgements made of it; the number leads to the images. */
function Use({ each }: { each: Exception }) {
  if (each.images === 0) return <span className="dimmed">{each.state === "in-force" ? "nothing yet" : "–"}</span>;
  return (
    <>
      <Link to="/images" search={{ exception: each.id }}>
        {counted(each.images, "image")}
      </Link>
      <div className="dimmed">{each.findings === 1 ? "1 finding" : `${count(each.findings)} findings`}</div>
    </>
  );
}
