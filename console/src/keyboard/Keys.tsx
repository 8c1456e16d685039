import classes from "./Palette.module.css";

/** Keys to press one after the other, as they are written on them; keys held together are joined by `+`. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keys.split(" ").map(key => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
