import { useIdle } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { useCurrentSession, useMay } from "../api/queries";
import { useKeyboard } from "../keyboard/useKeyboard";
import { Bell } from "../notifications/Bell";
import { PasswordChangePage } from "../session/PasswordChangePage";
import { SecondFactorDuePage } from "../session/SecondFactorDuePage";
import { logOut } from "../session/logOut";
import { useSessionToken } from "../session/session";
import { AccountMenu } from "./AccountMenu";
import classes from "./Frame.module.css";
import { Icon } from "./Icon";
import { Mark } from "./Mark";
import { type Section, visible } from "./navigation";
import { ProblemBox } from "./ProblemBox";
import { useLive } from "./useLive";

/** Everything that needs a session stands in this frame; the router leads those without one to the login. */
export function Frame() {
  const token = useSessionToken();
  return token ? <SignedIn key={token} /> : null;
}

/** After this long without a key, a click or a move the person is gone (PCI DSS 8.2.8). */
const LONGEST_IDLE = 15 * 60_000;

/** Ends the session of somebody who is gone: lists that refresh themselves would keep it alive at the server. */
function useEndWhenIdle() {
  const idle = useIdle(LONGEST_IDLE, { initialState: false });
  useEffect(() => {
    if (idle) void logOut("expired");
  }, [idle]);
}

function SignedIn() {
  useEndWhenIdle();
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
  if (session.data.secondFactorDue) return <SecondFactorDuePage />;
  return <Deck sections={visible(session.data.permissions)} />;
}

function Deck({ sections }: { sections: Section[] }) {
  const { search, dialogs } = useKeyboard(sections);
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <Navigation sections={sections} search={search} />
      <main id="content" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      {dialogs}
    </div>
  );
}

function Navigation({ sections, search }: { sections: Section[]; search: () => void }) {
  return (
    <nav className={classes.nav} aria-label="Main">
      <Link to="/" className={classes.brand}>
        <Mark />
        <span>Plimsoll</span>
      </Link>
      <button type="button" className={classes.search} onClick={search} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span>Search</span>
        <kbd aria-hidden>Ctrl+K</kbd>
      </button>
      {useMay("notifications.read") && <Bell />}
      <div className={classes.sections}>
        {sections.map(section => (
          <div key={section.label ?? ""} className={classes.section}>
            {section.label && <div className={classes.sectionLabel}>{section.label}</div>}
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
        {useMay("live.read") && <Live />}
        <AccountMenu />
      </div>
    </nav>
  );
}

/** Listens to changes while the frame stands, and says whether it hears any. */
function Live() {
  const connected = useLive();
  return (
    <div className={classes.live} data-connected={connected} role="status">
      <span className={classes.dot} aria-hidden />
      {connected ? "Live" : "Reconnecting…"}
    </div>
  );
}
