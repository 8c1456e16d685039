import { Checkbox, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useServicesByImages } from "../services/byImages";
import classes from "./Editor.module.css";
import { isOn, onlyInText, type Rule, rules, shown, withShown } from "./rules";
import { at, isObject, type Path, type Tree, type Value } from "./text";

interface PolicyFormProps {
  tree: Tree;
  edit: (path: Path, value: Value | undefined) => void;
  readOnly: boolean;
}

const severities = ["negligible", "low", "medium", "high", "critical"];

/** A policy by its fields. It shows what the text says and writes only into the lines of the field that is changed. */
export function PolicyForm({ tree, edit, readOnly }: PolicyFormProps) {
  const form = { tree, edit, readOnly };
  switch (tree.kind) {
    case "AssurancePolicy":
      return (
        <div className={classes.fields}>
          <Head {...form} modes={["audit", "fail-pipeline", "enforce"]} />
          <Words {...form} path={["starts"]} label="The mode counts from (a day in UTC; until then audit)" />
          <Scope {...form} labels />
          {Object.entries(rules).map(([group, each]) => (
            <fieldset key={group} className={classes.rules}>
              <legend>{group}</legend>
              {each.map(rule => (
                <RuleRow key={rule.rule} {...form} rule={rule} />
              ))}
            </fieldset>
          ))}
        </div>
      );
    case "RuntimePolicy":
      return (
        <div className={classes.fields}>
          <Head {...form} modes={["audit", "enforce"]} />
          <Scope {...form} />
          <Names {...form} path={["exec-mounts"]} label="Folders of containers from which files may run" />
          <Choice
            {...form}
            path={["written-libraries"]}
            label="Libraries that were written in the container"
            choices={["refuse", "audit", "allow"]}
          />
        </div>
      );
    case "HostPolicy":
      return (
        <div className={classes.fields}>
          <Choice
            {...form}
            path={["when-enforcer-away"]}
            label="While the Enforcer is away, starts are"
            choices={["deny", "allow"]}
          />
          <Words {...form} path={["scan-wait"]} label="A start waits for the scan for" />
        </div>
      );
    default:
      return (
        <p className="dimmed" style={{ margin: 0 }}>
          The text names no kind of policy yet: AssurancePolicy, RuntimePolicy or HostPolicy.
        </p>
      );
  }
}

interface FieldProps extends PolicyFormProps {
  path: Path;
  label: string;
}

function Head({ modes, ...form }: PolicyFormProps & { modes: string[] }) {
  return (
    <>
      <Words {...form} path={["description"]} label="What it is for" />
      <Choice {...form} path={["mode"]} label="Mode" choices={modes} />
    </>
  );
}

function Scope({ labels = false, ...form }: PolicyFormProps & { labels?: boolean }) {
  const services = useServicesByImages();
  return (
    <fieldset className={classes.rules}>
      <legend>Which images (all that is asked has to fit; * stands for anything)</legend>
      <Names {...form} path={["scope", "images"]} label="Names with tag" />
      <Names {...form} path={["scope", "registries"]} label="Registries" />
      <Names {...form} path={["scope", "repositories"]} label="Repositories" />
      <Names
        {...form}
        path={["scope", "services"]}
        label="Services that ask for images alone (in place of names)"
        offered={services}
      />
      {labels && <Pairs {...form} path={["scope", "labels"]} label="Labels (name=value)" />}
    </fieldset>
  );
}

function Words({ tree, edit, readOnly, path, label }: FieldProps) {
  const value = at(tree, path);
  return (
    <Draft
      label={label}
      value={value === undefined || typeof value === "object" ? "" : String(value)}
      readOnly={readOnly}
      commit={text => edit(path, text || undefined)}
    />
  );
}

interface DraftProps {
  label?: string;
  "aria-label"?: string;
  value: string;
  readOnly: boolean;
  commit: (text: string) => void;
}

/** Words that are written down when they are complete: when their field is left, or with Enter. */
function Draft({ value, commit, ...input }: DraftProps) {
  const [text, setText] = useState(value);
  const [before, setBefore] = useState(value);
  if (value !== before) {
    setBefore(value);
    setText(value);
  }
  const done = () => {
    if (text !== value) commit(text);
  };
  return (
    <TextInput
      size="xs"
      {...input}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={event => event.key === "Enter" && done()}
    />
  );
}

function Choice({ tree, edit, readOnly, path, label, choices }: FieldProps & { choices: string[] }) {
  const value = at(tree, path);
  const known = typeof value === "string" && choices.includes(value);
  return (
    <NativeSelect
      size="xs"
      label={label}
      data={known ? choices : ["", ...choices]}
      value={known ? value : ""}
      disabled={readOnly}
      onChange={event => edit(path, event.currentTarget.value || undefined)}
    />
  );
}

const textsOf = (value: Value | undefined) =>
  Array.isArray(value) ? value.filter(each => typeof each === "string") : [];

function Names({ tree, edit, readOnly, path, label, offered = [] }: FieldProps & { offered?: string[] }) {
  return (
    <TagsInput
      size="xs"
      label={label}
      data={offered}
      value={textsOf(at(tree, path))}
      readOnly={readOnly}
      onChange={names => edit(path, names.length > 0 ? names : undefined)}
    />
  );
}

const pairsOf = (value: Value | undefined) =>
  isObject(value) ? Object.entries(value).map(([key, each]) => `${key}=${String(each)}`) : [];

const objectOf = (pairs: readonly string[]) =>
  Object.fromEntries(
    pairs.map(pair => (pair.includes("=") ? [pair.split("=")[0]!, pair.slice(pair.indexOf("=") + 1)] : [pair, "*"])),
  );

function Pairs({ tree, edit, readOnly, path, label }: FieldProps) {
  return (
    <TagsInput
      size="xs"
      label={label}
      value={pairsOf(at(tree, path))}
      readOnly={readOnly}
      onChange={pairs => edit(path, pairs.length > 0 ? objectOf(pairs) : undefined)}
    />
  );
}

function RuleRow({ tree, edit, readOnly, rule }: PolicyFormProps & { rule: Rule }) {
  const path: Path = ["checks", rule.rule];
  const value = at(tree, path);
  const more = onlyInText(rule, value);
  return (
    <div className={classes.rule} data-on={isOn(value) && rule.asked !== "nothing"}>
      <Checkbox
        size="xs"
        label={rule.label}
        checked={isOn(value)}
        disabled={readOnly}
        onChange={event => edit(path, event.currentTarget.checked ? rule.first : undefined)}
      />
      {isOn(value) &&
        (more ? (
          <span className="dimmed">{more}</span>
        ) : (
          <Control
            rule={rule}
            value={shown(rule, value)}
            set={next => edit(path, withShown(rule, value, next))}
            readOnly={readOnly}
          />
        ))}
    </div>
  );
}

interface ControlProps {
  rule: Rule;
  value: Value | undefined;
  set: (value: Value) => void;
  readOnly: boolean;
}

/** A number where the rule asks for one; anything else is left to the server, which says what is wrong with it. */
const numeric = (rule: Rule, text: string): Value =>
  rule.asked !== "days" && text.trim() !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;

function Control({ rule, value, set, readOnly }: ControlProps): ReactNode {
  const name = { "aria-label": rule.label, readOnly };
  switch (rule.asked) {
    case "nothing":
      return null;
    case "severity":
      return (
        <NativeSelect
          size="xs"
          aria-label={rule.label}
          disabled={readOnly}
          data={severities}
          value={String(value)}
          onChange={event => set(event.currentTarget.value)}
        />
      );
    case "score":
    case "probability":
    case "days":
      return <Draft {...name} value={String(value)} commit={text => set(numeric(rule, text))} />;
    case "names":
      return <TagsInput size="xs" {...name} value={textsOf(value)} onChange={set} />;
    case "pairs":
      return <TagsInput size="xs" {...name} value={pairsOf(value)} onChange={pairs => set(objectOf(pairs))} />;
  }
}
