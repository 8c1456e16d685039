import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { Lead } from "../frame/Lead";
import { Loaded } from "../frame/Loaded";
import { count, counted } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { Ago } from "../frame/Time";
import { ModeChip } from "../policies/ModeChip";
import { type Column, DataTable } from "../table/DataTable";

type Rule = Schemas["EffectiveRule"];

/** Which policies count for the members, in the order in which they decide. */
export function EffectiveRules({ name }: { name: string }) {
  const rules = useQuery({
    queryKey: ["policies", "of service", name],
    queryFn: ({ signal }) => body(api.GET("/services/{name}/rules", { params: { path: { name } }, signal })),
  });
  return (
    <Loaded query={rules}>
      {data => (
        <div style={{ display: "grid", gap: 16 }}>
          <Panel
            title="Which images may start"
            aside={
              <span className="dimmed">
                All of these count; enforcing ones decide first, those for some images before those for all
              </span>
            }
            flush
          >
            <Rules caption="Assurance policies" rules={of(data, "AssurancePolicy")} all={data.containers} />
          </Panel>
          <Panel
            title="What may run inside"
            aside={<span className="dimmed">One counts for each container</span>}
            flush
          >
            <Rules caption="Runtime policies" rules={of(data, "RuntimePolicy")} all={data.containers} />
          </Panel>
        </div>
      )}
    </Loaded>
  );
}

const of = ({ rules }: Schemas["EffectiveRules"], kind: string) => rules.filter(rule => rule.kind === kind);

function Rules({ caption, rules, all }: { caption: string; rules: Rule[]; all: number }) {
  return (
    <DataTable
      caption={caption}
      columns={columns(all)}
      rows={rules}
      rowKey={rule => rule.policy}
      minWidth={900}
      empty={
        all === 0 ? (
          <Empty icon="containers" title="There are no members that a policy could be about" />
        ) : (
          <Empty icon="policies" title="No policy is about these containers">
            See <Link to="/policies">which policies there are</Link>.
          </Empty>
        )
      }
    />
  );
}

const columns = (all: number): Column<Rule>[] => [
  {
    header: "Policy",
    cell: rule => (
      <>
        <Lead
          link={{ to: "/policies/$name", params: { name: rule.policy } }}
          className="cut strong"
          title={rule.policy}
        >
          {rule.policy}
        </Lead>
        <span className="cut dimmed" title={rule.description}>
          {rule.description}
        </span>
      </>
    ),
  },
  {
    header: "Mode",
    width: "130px",
    cell: rule => (
      <>
        <ModeChip policy={rule} />
        {rule.starts && <div className="dimmed">from {rule.starts}</div>}
      </>
    ),
  },
  {
    header: "About",
    width: "150px",
    cell: rule => (
      <>
        {rule.containers === all ? "all members" : `${count(rule.containers)} of ${counted(all, "member")}`}
        <div className="dimmed">{rule.global ? "for all images" : "for some images"}</div>
      </>
    ),
  },
  {
    header: "Rules",
    cell: rule => (
      <span style={{ display: "inline-flex", flexWrap: "wrap", gap: 4 }}>
        {rule.checks.map(check => (
          <Chip key={check} tone="quiet">
            {check}
          </Chip>
        ))}
        {rule.checks.length === 0 && <span className="dimmed">what the image holds, unmodified</span>}
      </span>
    ),
  },
  {
    header: "Written by",
    width: "150px",
    cell: ({ written }) =>
      written ? (
        <>
          {written.by}
          <div className="dimmed">
            version {written.version}, <Ago at={written.since} />
          </div>
        </>
      ) : (
        <span className="dimmed">not known</span>
      ),
  },
];
