import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { api, body, type Schemas } from "../api/client";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import { Facts } from "../frame/Facts";
import { Icon } from "../frame/Icon";
import { Loaded } from "../frame/Loaded";
import { Page, Panel } from "../frame/Page";
import { Exact } from "../frame/Time";
import { FilterChip } from "../table/FilterChip";
import { ChoiceFilter, Filters } from "../table/Filters";
import { oneOf, tidy, words } from "../table/search";
import { PciCounts } from "./PciChip";
import { Requirement } from "./Requirement";
import { pciVerdicts } from "./words";

export const complianceSearch = (search: Record<string, unknown>) =>
  tidy({ verdict: oneOf(search.verdict, pciVerdicts), requirement: words(search.requirement) });

/** PCI DSS, evaluated now over everything that is labelled in scope. */
export function CompliancePage() {
  const report = useQuery({
    queryKey: ["compliance", "pci"],
    queryFn: ({ signal }) => body(api.GET("/compliance/pci", { signal })),
    // The evaluation asks the whole stock: it runs when asked for, not with every change.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <Page
      title="Compliance: PCI DSS"
      subtitle="Each requirement is a question to the data, asked over the whole population in scope; missing data is never a pass"
      actions={
        <>
          <Button
            variant="default"
            leftSection={<Icon name="rescan" size={14} />}
            loading={report.isFetching}
            onClick={() => void report.refetch()}
          >
            Evaluate again
          </Button>
          <Button variant="default" leftSection={<Icon name="print" size={14} />} onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <Loaded query={report}>{data => <Report report={data} />}</Loaded>
    </Page>
  );
}

function Report({ report }: { report: Schemas["PciReport"] }) {
  const { verdict, requirement } = useSearch({ from: "/frame/compliance" });
  const navigate = useNavigate({ from: "/compliance" });
  const printing = usePrinting();
  const results = report.results.filter(
    result =>
      (!verdict || result.verdict === verdict) &&
      (!requirement || result.idsV401.some(id => id.split(".")[0] === requirement)),
  );
  return (
    <>
      <Panel>
        <Summary report={report} />
      </Panel>
      <Filters clear={verdict || requirement ? () => void navigate({ search: {} }) : undefined}>
        <ChoiceFilter
          label="Verdict"
          value={verdict}
          choices={pciVerdicts}
          onChange={next => void navigate({ search: tidy({ requirement, verdict: next }), replace: true })}
        />
        {requirement && (
          <FilterChip
            label={`Requirement ${requirement} of PCI DSS 4.0.1`}
            remove={() => void navigate({ search: tidy({ verdict }), replace: true })}
          />
        )}
      </Filters>
      <Panel flush>
        {results.length === 0 && <Empty icon="compliance" title="No entry matches these filters" />}
        {results.map(result => (
          <Requirement key={result.key} result={result} printing={printing} />
        ))}
      </Panel>
    </>
  );
}

function Summary({ report }: { report: Schemas["PciReport"] }) {
  const percent = report.percentPassing;
  return (
    <>
      <Facts
        columns={2}
        facts={{
          Verdicts: <PciCounts counts={report.counts} />,
          Passing: percent === undefined ? "nothing to count" : `${percent.toFixed(percent % 1 ? 1 : 0)} %`,
          Evaluated: <Exact at={report.endedAt} zone />,
          Standard: report.standardCurrent,
          "Older numbering": report.standardSeed,
          Catalogue: `version ${report.catalogueVersion}`,
          "Hash of the report": report.hash && <Digest value={report.hash} />,
        }}
      />
      <p className="dimmed" style={{ margin: "6px 0 0" }}>
        {report.disclaimer}
      </p>
    </>
  );
}

/** True while the browser prints: then every requirement stands open with all its members. */
function usePrinting() {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}
