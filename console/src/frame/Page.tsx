import { useEffect, useRef, type ReactNode } from "react";
import classes from "./Page.module.css";

/** One screen: its heading, what can be done on it, and its content. Takes the focus, so that readers hear the heading. */
export function Page({ title, above, subtitle, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Plimsoll`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.heading}>
          {above && <div className={classes.above}>{above}</div>}
          <h1 ref={heading} tabIndex={-1} className={classes.title} title={title}>
            {title}
          </h1>
          {subtitle && <div className="dimmed">{subtitle}</div>}
        </div>
        {actions && <div className={`${classes.actions} not-printed`}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface PageProps {
  title: string;
  /** The way back, above the title. */
  above?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A block of a screen on its own surface. */
export function Panel({ title, aside, children, flush = false }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title}>
      {title && (
        <div className={classes.panelHead}>
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      <div className={flush ? undefined : classes.panelBody}>{children}</div>
    </section>
  );
}

interface PanelProps {
  title?: string;
  aside?: ReactNode;
  children: ReactNode;
  /** The content reaches the edges, as a table does. */
  flush?: boolean;
}
