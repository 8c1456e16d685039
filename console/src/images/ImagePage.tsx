import { Button, Tabs } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { AcceptedBox } from "../exceptions/AcceptedBox";
import { Chip } from "../frame/Chip";
import { Loaded } from "../frame/Loaded";
import { bytes, count, shortDigest } from "../frame/numbers";
import { Page } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { oneOf, tidy, words } from "../table/search";
import { AdvicePanel } from "./AdvicePanel";
import { ExecutablesTab } from "./ExecutablesTab";
import { FindingsTab } from "./FindingsTab";
import { ImageActions } from "./ImageActions";
import { LayersTab } from "./LayersTab";
import { NotKnownBox, NotKnownTab } from "./NotKnown";
import { OverviewTab } from "./OverviewTab";
import { PackagesTab } from "./PackagesTab";
import { SensitiveTab } from "./SensitiveTab";
import { SeverityBar } from "./SeverityBar";
import { unknownsOf } from "./unknowns";
import { ScanChip, VerdictChip } from "./VerdictChip";
import { Violations } from "./Violations";
import { acceptedChoices, assessedChoices, isKnown, ownedChoices, parts, severities } from "./words";

type Detail = Schemas["ImageDetail"];

const tabs = {
  findings: "Findings",
  advice: "Advice",
  sensitive: "Sensitive content",
  overview: "Overview",
  unknown: "Not known",
  packages: "Packages",
  executables: "Executables",
  layers: "Layers",
} as const;
type Tab = keyof typeof tabs;

export const imageSearch = (search: Record<string, unknown>) =>
  tidy({
    tab: oneOf(search.tab, tabs),
    query: words(search.query),
    severity: oneOf(search.severity, severities),
    accepted: oneOf(search.accepted, acceptedChoices),
    type: words(search.type),
    part: oneOf(search.part, parts),
    licence: words(search.licence),
    assessed: oneOf(search.assessed, assessedChoices),
    owned: oneOf(search.owned, ownedChoices),
  });

export function ImagePage() {
  const { imageId } = useParams({ from: "/frame/images/$imageId" });
  const image = useQuery({
    queryKey: ["images", imageId],
    queryFn: ({ signal }) => body(api.GET("/images/{imageId}", { params: { path: { imageId } }, signal })),
  });
  return (
    <Page
      title={image.data?.names[0] ?? shortDigest(imageId)}
      above={<Link to="/images">Images</Link>}
      subtitle={image.data && <Subtitle image={image.data} />}
    >
      <ImageActions images={[{ id: imageId, name: image.data?.names[0] ?? shortDigest(imageId) }]}>
        {image.data?.baseApproval && <BaseApproval image={image.data} approval={image.data.baseApproval} />}
      </ImageActions>
      <Loaded query={image}>{detail => <Content image={detail} />}</Loaded>
    </Page>
  );
}

/** That it is an approved base, and the way to take that back. */
function BaseApproval({ image, approval }: { image: Detail; approval: Schemas["ImageDecision"] }) {
  const client = useQueryClient();
  const may = useMay("images.write");
  const withdraw = useMutation({
    mutationFn: () => body(api.POST("/images/base-withdrawal", { body: { images: [image.id] } })),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <Chip tone="good" icon="check" title={`Approved by ${approval.author}`}>
        approved base
      </Chip>
      {may && (
        <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          Withdraw approval
        </Button>
      )}
      {withdraw.error && <ProblemBox thrown={withdraw.error} />}
    </>
  );
}

function Subtitle({ image }: { image: Detail }) {
  return (
    <span style={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px", marginTop: 4 }}>
      <VerdictChip verdict={image.verdict} violations={image.violations} />
      <ScanChip image={image} />
      {isKnown(image) && <SeverityBar counts={image.severities} />}
      <span>{image.distribution}</span>
      <span>{bytes(image.size)}</span>
    </span>
  );
}

function Content({ image }: { image: Detail }) {
  const { tab = "findings" } = useSearch({ from: "/frame/images/$imageId" });
  const navigate = useNavigate({ from: "/images/$imageId" });
  const counts: Partial<Record<Tab, string>> = isKnown(image)
    ? {
        packages: ` (${count(image.packages)})`,
        executables: ` (${count(image.executables)})`,
        layers: ` (${count(image.layers.length)})`,
        unknown: ` (${count(unknownsOf(image).length)})`,
        ...(image.sensitive && { sensitive: ` (${count(image.sensitive.leakCount + image.sensitive.cardFileCount)})` }),
      }
    : {};
  // The words of one list mean nothing in another: a new tab starts with no filter.
  const show = (next: string | null) =>
    void navigate({ search: next === "findings" ? {} : { tab: next as Tab }, replace: true });
  return (
    <>
      <Violations image={image} />
      <AcceptedBox imageId={image.id} />
      <NotKnownBox image={image} />
      <Tabs value={tab} onChange={show}>
        <Tabs.List className="not-printed">
          {Object.entries(tabs).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
              {counts[value as Tab]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {Object.keys(tabs).map(value => (
          <Tabs.Panel key={value} value={value} pt="sm">
            <div style={{ display: "grid", gap: 12 }}>{contents[value as Tab](image)}</div>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

const contents: Readonly<Record<Tab, (image: Detail) => ReactNode>> = {
  findings: image => <FindingsTab image={image} />,
  advice: image => <AdvicePanel imageId={image.id} />,
  sensitive: image => <SensitiveTab image={image} />,
  overview: image => <OverviewTab image={image} />,
  unknown: image => <NotKnownTab image={image} />,
  packages: image => <PackagesTab image={image} />,
  executables: image => <ExecutablesTab image={image} />,
  layers: image => <LayersTab image={image} />,
};
