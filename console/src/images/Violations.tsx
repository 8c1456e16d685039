import type { Schemas } from "../api/client";
import { Icon } from "../frame/Icon";
import { Lead } from "../frame/Lead";
import { Exact } from "../frame/Time";
import { adviceFor } from "./advice";
import classes from "./Violations.module.css";
import { verdictLook } from "./words";

const headings: Readonly<Record<Schemas["Verdict"], string>> = {
  admitted: "Containers of this image may start",
  "would-refuse": "Containers of this image start, but would be refused if the policies were enforced",
  refused: "Containers of this image do not start",
  pending: "Not decided yet",
};

const explanations: Readonly<Record<Schemas["Verdict"], string>> = {
  admitted: "Every rule of every policy in force holds.",
  "would-refuse": "None of the policies below is enforced: each start is allowed and recorded.",
  refused: "The host refuses the start and names the rule.",
  pending: "The image is being scanned; a start waits a few seconds for the result and is refused after that.",
};

/** What a broken rule had to do with the verdict: the strictest mode decides, and of equals the first. */
function standing(violation: Schemas["Violation"], first: Schemas["Violation"], place: number) {
  if (place === 0) return "decides";
  if (violation.mode === first.mode) return violation.policy === first.policy ? "of the same policy" : "says the same";
  return violation.mode === "audit" ? "overruled: would only record" : "overruled: would only fail pipelines";
}

/** The one box that answers "why is this blocked, and what can I do". */
export function Violations({ image }: { image: Pick<Schemas["Image"], "verdict" | "violations"> }) {
  const look = verdictLook[image.verdict];
  return (
    <section className={`${classes.box} prose`} data-tone={look.tone} aria-label="Verdict">
      <div className={classes.head}>
        <Icon name={look.icon} size={18} />
        <h2>{headings[image.verdict]}</h2>
        <span>{explanations[image.verdict]}</span>
      </div>
      {image.violations.length > 0 && (
        <ul className={classes.list}>
          {image.violations.map((violation, place) => (
            <li key={`${violation.policy} ${violation.rule}`}>
              <div className="whole">
                <strong>{violation.reason}</strong>
              </div>
              <div>
                {violation.rule === BY_HAND ? (
                  <ByHand violation={violation} />
                ) : (
                  <ByPolicy violation={violation} standing={standing(violation, image.violations[0]!, place)} />
                )}
              </div>
              <div>
                <span className={classes.todo}>What to do:</span> {adviceFor(violation.rule)}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The rule that no policy has: a person decided about this very image. */
const BY_HAND = "disallowed";

function ByHand({ violation }: { violation: Schemas["Violation"] }) {
  return (
    <>
      Decided about this very image
      {violation.written && (
        <>
          , since <Exact at={violation.written.since} zone />
        </>
      )}
    </>
  );
}

function ByPolicy({ violation, standing: words }: { violation: Schemas["Violation"]; standing: string }) {
  return (
    <>
      Policy <Lead link={{ to: "/policies/$name", params: { name: violation.policy } }}>{violation.policy}</Lead> (
      {violation.mode}), rule <code>{violation.rule}</code>
      <span className="dimmed"> {words}</span>
      {violation.written && (
        <>
          , written by {violation.written.by}, in force since <Exact at={violation.written.since} zone /> (version{" "}
          {violation.written.version})
        </>
      )}
    </>
  );
}
