import { Button } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useLabelScope, useMay } from "../api/queries";
import { Empty } from "../frame/Empty";
import { Icon } from "../frame/Icon";
import { count } from "../frame/numbers";
import { Page } from "../frame/Page";
import { SeverityBar, SeverityHead } from "../images/SeverityBar";
import { AssetLink } from "../labels/AssetLink";
import { LabelList } from "../labels/LabelList";
import type { Column } from "../table/DataTable";
import { Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { scopeInWords } from "../users/roles";
import { anyOf, tidy, words } from "../table/search";
import { inWords } from "./draft";
import { ServiceForm } from "./ServiceForm";
import { ServiceVerdict } from "./ServiceVerdict";

type Service = Schemas["Service"];

export const servicesSearch = (search: Record<string, unknown>) => tidy({ query: words(search.query) });

/** Named sets of containers. */
export function ServicesPage() {
  const search = useSearch({ from: "/frame/services" });
  const navigate = useNavigate({ from: "/services" });
  const mayWrite = useMay("services.write");
  const labels = useLabelScope();
  const [adding, setAdding] = useState(false);
  const pages = usePages(["services", search], (cursor, signal) =>
    body(api.GET("/services", { params: { query: { ...search, cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <Page
      title="Services"
      subtitle={
        labels.length > 0
          ? `Named sets of containers; those that have members here, counting ${scopeInWords(labels)}`
          : "Named sets of containers, wherever they run: what is in them, and which rules count for them"
      }
      actions={
        mayWrite && (
          <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
            Add a service
          </Button>
        )
      }
    >
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <WordsFilter
          placeholder="Search name or description"
          value={search.query}
          onChange={query => void navigate({ search: tidy({ query }), replace: true })}
        />
      </Filters>
      <ListPanel
        caption="Services"
        pages={pages}
        columns={labels.length > 0 ? columns.filter(each => each !== madeOf) : columns}
        rowKey={service => service.name}
        minWidth={1000}
        empty={
          anyOf(search) ? (
            <Empty icon="search" title="No service matches these words">
              Search for fewer words.
            </Empty>
          ) : (
            <Empty icon="services" title="No service yet">
              {labels.length > 0
                ? "One shows here as soon as a container that carries your labels belongs to it."
                : mayWrite
                  ? "Add one: a Compose project or the images of an application are a good beginning."
                  : "An administrator can name sets of containers here."}
            </Empty>
          )
        }
      />
      {adding && (
        <ServiceForm
          service={undefined}
          close={() => setAdding(false)}
          saved={name => void navigate({ to: "/services/$name", params: { name } })}
        />
      )}
    </Page>
  );
}

const madeOf: Column<Service> = {
  header: "Made of",
  cell: ({ selection }) => {
    const said = selection ? inWords(selection) : [];
    return (
      <span className="cut" title={said.join("\n")}>
        {said.join("; ")}
      </span>
    );
  },
};

const columns: Column<Service>[] = [
  {
    header: "Service",
    cell: service => (
      <>
        <Link to="/services/$name" params={{ name: service.name }} className="cut strong" title={service.name}>
          {service.name}
        </Link>
        <span className="cut dimmed" title={service.description}>
          {service.description}
        </span>
      </>
    ),
  },
  madeOf,
  {
    header: "Running",
    width: "100px",
    align: "end",
    cell: service => (
      <Link to="/containers" search={{ service: service.name, state: "running" }}>
        {count(service.running)} of {count(service.containers)}
      </Link>
    ),
  },
  { header: "Worst verdict", width: "140px", cell: service => <ServiceVerdict service={service} /> },
  {
    header: <SeverityHead />,
    width: "180px",
    cell: ({ worst }) => (worst ? <SeverityBar counts={worst.severities} /> : <span className="dimmed">none</span>),
  },
  {
    header: "Worst image",
    width: "18%",
    cell: ({ worst }) => worst && <AssetLink kind="image" id={worst.id} name={worst.name} />,
  },
  { header: "Labels", width: "140px", cell: service => <LabelList labels={service.labels} /> },
];
