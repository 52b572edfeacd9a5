/**
 * Measure Material's own search (lunr, with its Vietnamese pipeline) on the labelled queries, under Node.
 *
 *     node tests/search/baseline.mjs <…/material/templates/assets/javascripts> <search_index.json> <site>/search [table.tsv …]
 *
 * Runs the worker as Material ships it, in a stand-in for a worker's scope. Results are pages and
 * sections; what stands on a shared page (a term, a figure, a document) counts as found when its
 * page or any section of it is. `<site>/search` gives the addresses of the ids in the tables.
 */
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import vm from "node:vm";
import { Engine } from "../../theme/search/engine.js";
import { loader, report, rows } from "./measure.mjs";
import { tables } from "./tables.mjs";

const [scripts, indexFile, folder, ...named] = process.argv.slice(2);

// Where each id stands, from our own index.
const { index } = await new Engine(loader((name) => readFileSync(join(folder, name), "utf8"))).start();
const text = index.head.vocabulary === undefined ? await loader((name) => readFileSync(join(folder, name), "utf8"))("text") : null;
if (text) index.append(text);
const pageOf = new Map();
for (let doc = 0; doc < index.size; doc += 1) {
  const kind = index.kind(doc);
  const { id } = index.doc(doc);
  pageOf.set(`${kind.key}:${kind.key === "cau" ? index.number(doc) : id}`, (kind.before + id + kind.after).replace(/#.*/, ""));
}

// A worker's scope: messages in through `listen`, out through `answer`.
let listen;
let answer;
const scope = { console, URL, location: { href: "http://localhost/" }, addEventListener: (_, handler) => (listen = handler), postMessage: (message) => answer(message) };
scope.self = scope;
vm.createContext(scope);
const run = (path) => vm.runInContext(readFileSync(path, "utf8"), scope);
scope.importScripts = (...paths) => paths.forEach((path) => run(join(scripts, "lunr", path.split("/lunr/")[1])));
const workers = join(scripts, "workers");
run(join(workers, readdirSync(workers).find((name) => /^search\..*\.js$/.test(name))));
const ask = (message) =>
  new Promise((done) => {
    answer = done;
    listen({ data: message });
  });

const data = JSON.parse(readFileSync(indexFile, "utf8"));
// What Material's own plugin and page script put in.
data.config.fields ||= { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 1000000 } };
if (!data.config.pipeline?.length) data.config.pipeline = ["stopWordFilter"];
data.config.separator ||= "[\\s\\-]+";
await ask({ type: 0, data: { ...data, options: { suggest: false } } });


/** Rank by page: an id's rank is that of its page, so every id of a page shares one rank. */
async function ranks(table) {
  const search = async (query) => {
    const { data: found } = await ask({ type: 2, data: query });
    return found.items.map(([first]) => (first.location || "index.html").replace(/#.*/, ""));
  };
  return report(table.map((row) => ({ ...row, expected: [...new Set(row.expected.map((id) => pageOf.get(id)))] })), search);
}

const out = {};
for (const path of named.length ? named : tables()) {
  out[basename(path, ".tsv")] = await ranks(rows(readFileSync(path, "utf8")));
}
console.log(JSON.stringify(out, null, 1));
