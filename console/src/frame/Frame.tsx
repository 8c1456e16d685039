import { useQueryClient } from "@tanstack/react-query";
import { Link, Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useCurrentSession } from "../api/queries";
import { PasswordChangePage } from "../session/PasswordChangePage";
import { useSessionToken } from "../session/session";
import { AccountMenu } from "./AccountMenu";
import classes from "./Frame.module.css";
import { Icon } from "./Icon";
import { Mark } from "./Mark";
import { type Section, visible } from "./navigation";
import { ProblemBox } from "./ProblemBox";
import { useLive } from "./useLive";

/** Everything that needs a session stands in this frame. */
export function Frame() {
  const token = useSessionToken();
  const next = useLocation({ select: location => location.href });
  return token ? <SignedIn key={token} /> : <Navigate to="/login" search={next === "/" ? {} : { next }} replace />;
}

function SignedIn() {
  const session = useCurrentSession();
  const client = useQueryClient();
  useEffect(() => () => client.clear(), [client]);
  if (session.error) {
    return (
      <main className={classes.alone}>
        <ProblemBox thrown={session.error} again={() => void session.refetch()} />
      </main>
    );
  }
  if (!session.data) return null;
  if (session.data.user.passwordChangeDue) return <PasswordChangePage due />;
  return <Deck sections={visible(session.data.permissions)} />;
}

function Deck({ sections }: { sections: Section[] }) {
  const connected = useLive();
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <nav className={classes.nav} aria-label="Main">
        <Link to="/" className={classes.brand}>
          <Mark />
          <span>Plimsoll</span>
        </Link>
        <div className={classes.sections}>
          {sections.map(section => (
            <div key={section.label} className={classes.section}>
              <div className={classes.sectionLabel}>{section.label}</div>
              {section.entries.map(entry => (
                <Link
                  key={entry.to}
                  to={entry.to}
                  className={classes.entry}
                  activeOptions={{ exact: entry.to === "/", includeSearch: false }}
                >
                  <Icon name={entry.icon} />
                  <span>{entry.label}</span>
                </Link>
              ))}
            </div>
          ))}
        </div>
        <div className={classes.foot}>
          <div className={classes.live} data-connected={connected} role="status">
            <span className={classes.dot} aria-hidden />
            {connected ? "Live" : "Reconnecting…"}
          </div>
          <AccountMenu />
        </div>
      </nav>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
