import { isObject, type Tree, type Value } from "../../src/policies/text";

/** Reads as much YAML as the policies of the tests need: two levels of fields with values in one line. */
export function readYaml(document: string): Tree {
  const tree: Record<string, Value> = {};
  let parent: Record<string, Value> | undefined;
  for (const line of document.split("\n")) {
    const field = /^( *)([\w-]+):(?: +(.*?))?(?: +#.*)?$/.exec(line);
    if (!field) continue;
    const [, indent, key, text = ""] = field;
    const fields = indent === "" ? tree : parent;
    if (!fields) continue;
    if (indent === "" && text === "") {
      parent = {};
      tree[key!] = parent;
    } else {
      fields[key!] = valueOf(text);
    }
  }
  for (const [key, value] of Object.entries(tree)) {
    if (isObject(value) && Object.keys(value).length === 0 && !document.includes(`${key}: {`)) tree[key] = null;
  }
  return tree;
}

function valueOf(text: string): Value {
  const token = /^\s*(?:"((?:[^"\\]|\\.)*)"|([[\]{},:])|([^[\]{},]+?)(?=\s*(?:[[\]{},]|:\s|:$|$)))/;
  let rest = text;
  const next = () => {
    const found = token.exec(rest);
    if (!found) throw new Error(`the stand-in cannot read ${text}`);
    rest = rest.slice(found[0].length);
    return found;
  };
  const peek = () => token.exec(rest)?.[2];
  function read(): Value {
    const [, quoted, mark, plain = ""] = next();
    if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, "$1");
    if (mark === "[") {
      const list: Value[] = [];
      while (peek() !== "]") {
        list.push(read());
        if (peek() === ",") next();
      }
      next();
      return list;
    }
    if (mark === "{") {
      const fields: Record<string, Value> = {};
      while (peek() !== "}") {
        const key = String(read());
        next();
        fields[key] = read();
        if (peek() === ",") next();
      }
      next();
      return fields;
    }
    return scalarOf(plain.trim());
  }
  return /^[[{"]/.test(text) ? read() : scalarOf(text);
}

function scalarOf(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  return text === "" || Number.isNaN(Number(text)) ? text : Number(text);
}
