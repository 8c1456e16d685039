import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { counted } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { inWords, scopeInWords } from "./words";

const SHOWN = 5;

/** Which exceptions the judgement of this image made use of, with who and why; nothing where it made use of none. */
export function AcceptedBox({ imageId }: { imageId: string }) {
  const may = useMay("exceptions.read");
  const used = useQuery({
    queryKey: ["exceptions", { image: imageId, limit: SHOWN }],
    queryFn: ({ signal }) =>
      body(api.GET("/exceptions", { params: { query: { image: imageId, limit: SHOWN } }, signal })),
    enabled: may,
  }).data;
  if (!used || used.items.length === 0) return null;
  return (
    <Panel
      title="Accepted by exceptions"
      aside={
        <Link to="/exceptions" search={{ image: imageId }}>
          {used.next ? "All of them" : counted(used.items.length, "exception")}
        </Link>
      }
    >
      <ul style={{ margin: 0, paddingInlineStart: 18, display: "grid", gap: 6 }}>
        {used.items.map(each => (
          <li key={each.id} className="whole">
            <strong>{inWords(each.finding)}</strong> <span className="dimmed">({scopeInWords(each.scope)})</span>
            <div>
              “{each.reason}” <span className="dimmed">{grant(each)}</span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Whose word it is and for how long. */
export const grant = ({
  author,
  confirmedBy,
  expiry,
}: Pick<Schemas["AcceptedBy"], "author" | "confirmedBy" | "expiry">) =>
  `${author}${confirmedBy ? `, confirmed by ${confirmedBy}` : ""}, until ${expiry}`;
