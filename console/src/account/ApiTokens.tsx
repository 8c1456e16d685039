import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Ago, Exact, InZone } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";

type Token = Schemas["ApiToken"];

/** The API tokens of one user, or of everybody; their secrets are kept nowhere. */
export function ApiTokens({ owner, mayRevoke = true }: { owner?: string; mayRevoke?: boolean }) {
  const client = useQueryClient();
  const [revoking, setRevoking] = useState<Token>();
  const pages = usePages(["api-tokens", owner ?? ""], (cursor, signal) =>
    body(api.GET("/api-tokens", { params: { query: { owner, cursor, limit: PAGE_SIZE } }, signal })),
  );

  async function revoke({ id }: Token) {
    await body(api.DELETE("/api-tokens/{tokenId}", { params: { path: { tokenId: id } } }));
    await client.invalidateQueries({ queryKey: ["api-tokens"] });
  }

  return (
    <>
      <ListPanel
        title={owner && "API tokens"}
        caption={owner ? "My API tokens" : "API tokens of everybody"}
        pages={pages}
        columns={columns(owner === undefined, mayRevoke ? setRevoking : undefined)}
        rowKey={token => token.id}
        empty={
          <Empty icon="key" title="No API token">
            A pipeline shows one instead of a password, with no more rights than it needs.
          </Empty>
        }
      />
      {revoking && (
        <Confirm
          opened
          close={() => setRevoking(undefined)}
          title={`Revoke the API token ${revoking.name}`}
          verb="Revoke"
          grave
          act={() => revoke(revoking)}
        >
          <div>Whatever uses it is refused from now on. This cannot be taken back.</div>
        </Confirm>
      )}
    </>
  );
}

const owners: Column<Token> = {
  header: "Of",
  width: "16%",
  cell: token => (
    <span className="cut" title={token.madeBy}>
      {token.madeBy}
    </span>
  ),
};

const columns = (ofEverybody: boolean, revoke: ((token: Token) => void) | undefined): Column<Token>[] => [
  ...(ofEverybody ? [owners] : []),
  {
    header: "Name",
    cell: token => (
      <span className="cut strong" title={token.name}>
        {token.name}
      </span>
    ),
  },
  { header: "Role", width: "120px", cell: token => token.role },
  {
    header: "Last used",
    width: "190px",
    cell: token => (
      <>
        <Ago at={token.lastUsedAt} />
        {token.lastUsedFrom && <div className="dimmed mono">{token.lastUsedFrom}</div>}
      </>
    ),
  },
  { header: <InZone>Made</InZone>, name: "Made", width: "160px", cell: token => <Exact at={token.createdAt} /> },
  {
    header: <InZone>Ends</InZone>,
    name: "Ends",
    width: "170px",
    cell: token => (
      <>
        <Exact at={token.expiresAt} />
        {Date.parse(token.expiresAt) < Date.now() && <Chip tone="quiet">ended</Chip>}
      </>
    ),
  },
  ...(revoke ? [revoking(revoke)] : []),
];

const revoking = (revoke: (token: Token) => void): Column<Token> => ({
  header: <span className="for-readers">Revoke</span>,
  width: "112px",
  align: "end",
  cell: token => (
    <Button variant="default" size="compact-xs" aria-label={`Revoke ${token.name}`} onClick={() => revoke(token)}>
      Revoke…
    </Button>
  ),
});
