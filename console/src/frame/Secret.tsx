import { Copy } from "./Digest";
import classes from "./Secret.module.css";

/** What is shown once, with a button that copies it. */
export function Secret({ value, what }: { value: string; what: string }) {
  return (
    <div className={classes.secret}>
      <code>{value}</code>
      <Copy value={value} what={what} />
    </div>
  );
}
