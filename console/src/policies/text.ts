/** What YAML can hold, as far as policies go. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** The text of a policy as the server read it. */
export type Tree = { readonly [key: string]: Value };

/** A field at the top, or one of an object at the top, such as `["checks", "leaks"]`. */
export type Path = readonly [key: string] | readonly [parent: string, key: string];

export const isObject = (value: Value | undefined): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function at(tree: Tree, path: Path): Value | undefined {
  const [first, second] = path;
  const value = tree[first];
  if (second === undefined) return value;
  return isObject(value) ? value[second] : undefined;
}

/** The same with another value in one field, or without it. */
export function treeWith(tree: Tree, path: Path, value: Value | undefined): Tree {
  const [first, second] = path;
  if (second === undefined) return fieldsWith(tree, first, value);
  const parent = tree[first];
  return { ...tree, [first]: fieldsWith(isObject(parent) ? parent : {}, second, value) };
}

function fieldsWith(fields: Tree, key: string, value: Value | undefined): Tree {
  const { [key]: _, ...others } = fields;
  return value === undefined ? others : { ...fields, [key]: value };
}

/**
 * The same text with another value in one field, or without the field; everything else, comments too, stays as its
 * author wrote it. Only an object that is written in one line is written anew as a whole.
 */
export function withField(document: string, tree: Tree, path: Path, value: Value | undefined): string {
  const lines = document.replace(/\n+$/, "").split("\n");
  const [first, second] = path;
  if (second === undefined) return joined(changed(lines, 0, lines.length, 0, first, value));
  const parent = blockOf(lines, 0, lines.length, 0, first);
  const others = isObject(tree[first]) ? tree[first] : {};
  if (!parent || !/^[^#]*:\s*(#.*)?$/.test(lines[parent.start]!)) {
    const fields = Object.entries(fieldsWith(others, second, value));
    const written = [`${first}:${fields.length === 0 ? " {}" : ""}`, ...fields.map(each => `  ${entry(...each)}`)];
    return joined(
      parent
        ? lines.toSpliced(parent.start, parent.end - parent.start, ...written)
        : [...lines.filter((line, index) => line || index > 0), ...written],
    );
  }
  const child = lines.slice(parent.start + 1, parent.end).find(isContent);
  const indent = child === undefined ? 2 : indentOf(child);
  const after = changed(lines, parent.start + 1, parent.end, indent, second, value);
  const end = parent.end + after.length - lines.length;
  if (!after.slice(parent.start + 1, end).some(isContent)) after[parent.start] = `${first}: {}`;
  return joined(after);
}

const joined = (lines: readonly string[]) => `${lines.join("\n")}\n`;

function changed(lines: string[], from: number, to: number, indent: number, key: string, value: Value | undefined) {
  const block = blockOf(lines, from, to, indent, key);
  if (!block) {
    return value === undefined
      ? lines
      : lines.toSpliced(placeFor(lines, from, to), 0, " ".repeat(indent) + entry(key, value));
  }
  if (value === undefined) return lines.toSpliced(block.start, block.end - block.start);
  const comment = block.end === block.start + 1 ? (/^[^"'#]*( +#.*)$/.exec(lines[block.start]!)?.[1] ?? "") : "";
  const written = " ".repeat(indent) + entry(key, value) + comment;
  return lines.toSpliced(block.start, block.end - block.start, written);
}

/** Behind the last line that says something; at the top, before what is long. */
function placeFor(lines: string[], from: number, to: number) {
  if (from === 0) {
    const long = lines.findIndex(line => /^(scope|checks)\s*:/.test(line));
    if (long >= 0) return long;
  }
  let place = to;
  while (place > from && !isContent(lines[place - 1]!)) place--;
  return place;
}

/** The lines of a key: its own, and what stands below it. Comments before the next key belong to that. */
function blockOf(lines: string[], from: number, to: number, indent: number, key: string) {
  const start = lines.findIndex(
    (line, index) => index >= from && index < to && indentOf(line) === indent && keyOf(line) === key,
  );
  if (start < 0) return undefined;
  let end = start + 1;
  for (let index = end; index < to; index++) {
    const line = lines[index]!;
    if (!isContent(line)) continue;
    if (indentOf(line) < indent || (indentOf(line) === indent && !line.trimStart().startsWith("-"))) break;
    end = index + 1;
  }
  return { start, end };
}

const isContent = (line: string) => !/^\s*(#.*)?$/.test(line);
const indentOf = (line: string) => line.length - line.trimStart().length;
const keyOf = (line: string) => /^\s*(["']?)([\w.-]+)\1\s*:(\s|$)/.exec(line)?.[2];
const entry = (key: string, value: Value) => `${scalar(key)}: ${flow(value)}`;

/** A value in one line of YAML. */
export function flow(value: Value): string {
  if (typeof value === "string") return scalar(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, each]) => entry(key, each))
    .join(", ")}}`;
}

/** As people write it where it cannot be taken for anything else, in double quotes elsewhere. */
function scalar(text: string) {
  const other = /^(true|false|yes|no|on|off|y|n|null)$/i.test(text) || !Number.isNaN(Number(text));
  return !other && /^[A-Za-z0-9/][\w./-]*( [\w./-]+)*$/.test(text) ? text : JSON.stringify(text);
}
