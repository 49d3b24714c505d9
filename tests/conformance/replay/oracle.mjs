// Replays walks in ODK's engine: one JSON walk a line in, one JSON line of its points out.
//
// A walk: {xml, lists: {stem: csv}, presets, now (ms), language, steps: [[op, ...], ...]}.
// An op: ["count", path, n], ["remove", path, index] or ["set", path, text].
// Out: {steps: [{path: [relevant, value, readonly, required, valid, choices] | [relevant] |
// [relevant, count] | null if gone}, ...], faults: [[step, op, message]]}; each step holds only
// what changed. Paths have no root, as in bot.forms.
import { createInterface } from "node:readline";
import { JSDOM } from "jsdom";

const RealDate = Date;
let now = RealDate.now();
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length ? parts : [now]));
  }
  static now() {
    return now;
  }
};

const { window } = new JSDOM("", { url: "http://localhost/" });
for (const name of Object.getOwnPropertyNames(window)) {
  if (/^[A-Z]/.test(name) && !(name in globalThis)) globalThis[name] = window[name];
}
Object.assign(globalThis, { window, document: window.document, localStorage: window.localStorage });
globalThis.__dirname = ""; // the engine's parser is inlined as data, but asks for its folder
const { createInstance } = await import("@getodk/xforms-engine");

function served(walk) {
  return async (url) => {
    const [, stem] = /([^/]+)\.[a-z]+$/.exec(String(url)) ?? [];
    const text = walk.lists[stem];
    if (text === undefined) return new Response("", { status: 404 });
    return new Response(text, { headers: { "content-type": "text/csv" } });
  };
}

async function begun(walk) {
  now = walk.now;
  const { root } = await createInstance(walk.xml, {
    form: { fetchFormAttachment: served(walk), missingResourceBehavior: "BLANK" },
    instance: {
      preloadProperties: walk.presets,
      instanceAttachments: {
        fileNameFactory: ({ basename, extension }) => basename + (extension ?? ""),
      },
    },
  });
  const wanted = root.languages.find(
    ({ language }) => language === walk.language || language.endsWith(`(${walk.language})`),
  );
  if (wanted) root.setLanguage(wanted);
  return root;
}

const pathOf = (node) => node.currentState.reference.split("/").slice(2).join("/");

function* nodes(parent) {
  for (const child of parent.currentState.children ?? []) {
    if (pathOf(child) === "meta") continue;
    yield child;
    yield* nodes(child);
  }
}

function point(node) {
  const { relevant, readonly, required, valueOptions, children } = node.currentState;
  if (node.nodeType.startsWith("repeat-range")) return [relevant, children.length];
  if (children !== null) return [relevant];
  const valid = node.validationState.constraint?.valid ?? true;
  const choices = valueOptions?.map(({ value }) => value) ?? null;
  return [relevant, node.getXPathValue(), readonly, required, valid, choices];
}

function points(root) {
  const found = {};
  for (const node of nodes(root)) found[pathOf(node)] = point(node);
  return found;
}

function at(root, path) {
  for (const node of nodes(root)) if (pathOf(node) === path) return node;
  throw new Error(`no node ${path}`);
}

function put(node, text) {
  const words = text.split(" ").filter(Boolean);
  if (node.nodeType === "select") {
    node.selectValues(node.selectType === "select1" ? [text].filter(Boolean) : words);
  } else if (node.nodeType === "rank") {
    node.setValues(words);
  } else if (node.nodeType === "trigger") {
    node.setValue(text === "OK");
  } else if (node.nodeType === "upload") {
    node.setValue(text ? new File(["x"], text) : null);
  } else {
    node.setValue(text || (node.nodeType === "range" ? null : ""));
  }
}

function apply(root, [what, path, detail]) {
  const node = at(root, path);
  if (what === "set") return put(node, detail);
  if (what === "remove") return node.removeInstances(detail, 1);
  const present = node.currentState.children.length;
  if (present < detail) return node.addInstances(present - 1, detail - present);
  if (present > detail) return node.removeInstances(detail, present - detail);
}

async function replayed(walk) {
  const root = await begun(walk);
  const steps = [];
  const faults = [];
  let before = {};
  for (const [number, step] of walk.steps.entries()) {
    for (const op of step) {
      try {
        apply(root, op);
      } catch (error) {
        faults.push([number, op, String(error.message ?? error).split("\n")[0]]);
      }
    }
    const after = points(root);
    steps.push(changes(before, after));
    before = after;
  }
  return { steps, faults };
}

function changes(before, after) {
  const found = {};
  for (const [path, each] of Object.entries(after)) {
    if (JSON.stringify(before[path]) !== JSON.stringify(each)) found[path] = each;
  }
  for (const path of Object.keys(before)) if (!(path in after)) found[path] = null;
  return found;
}

const said = console;
globalThis.console = { ...said, log() {}, warn() {}, info() {}, debug() {}, error() {} };
for await (const line of createInterface({ input: process.stdin })) {
  let result;
  try {
    result = await replayed(JSON.parse(line));
  } catch (error) {
    result = { error: String(error.cause?.message ?? error.message ?? error).split("\n")[0] };
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
