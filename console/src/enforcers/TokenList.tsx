import { api, body, type Schemas } from "../api/client";
import { Chip, type Tone } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { Exact, InZone } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";

type Token = Schemas["EnrolmentToken"];

/** Which enrolment strings were made, and what became of them; the strings themselves are kept nowhere. */
export function TokenList() {
  const pages = usePages(["enrolment-tokens"], (cursor, signal) =>
    body(api.GET("/enrolment-tokens", { params: { query: { cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <ListPanel
      caption="Enrolment tokens"
      pages={pages}
      columns={columns}
      rowKey={token => token.id}
      empty={
        <Empty icon="key" title="No enrolment string was made yet">
          “Enrol a host” makes one; it works once and for one hour.
        </Empty>
      }
    />
  );
}

const tones: Readonly<Record<Token["state"], Tone>> = { open: "wait", used: "good", expired: "quiet" };

const columns: Column<Token>[] = [
  { header: "Id", cell: token => <span className="cut mono">{token.id}</span> },
  { header: "State", width: "110px", cell: token => <Chip tone={tones[token.state]}>{token.state}</Chip> },
  { header: "Made by", width: "22%", cell: token => token.createdBy },
  { header: <InZone>Made</InZone>, name: "Made", width: "170px", cell: token => <Exact at={token.createdAt} /> },
  {
    header: <InZone>Valid until</InZone>,
    name: "Valid until",
    width: "170px",
    cell: token => <Exact at={token.expiresAt} />,
  },
];
