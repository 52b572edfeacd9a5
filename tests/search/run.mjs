/**
 * Measure the search on the labelled queries, under Node.
 *
 *     node tests/search/run.mjs <site>/search [table.tsv …] [--misses] [--first]
 *
 * Prints JSON: for each table (those of `tables()` unless named) MRR and hits@1/@5, overall and by kind. `--misses` adds the queries not answered first; `--first` searches before the full texts
 * have come. The engine is that of the theme, the data that of the built site.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Engine } from "../../theme/search/engine.js";
import { loader, report, rows } from "./measure.mjs";
import { tables } from "./tables.mjs";

const flags = new Set(process.argv.slice(2).filter((arg) => arg.startsWith("--")));
const [folder, ...named] = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));

const engine = await new Engine(loader((name) => readFileSync(join(folder, name), "utf8"))).start();
if (!flags.has("--first")) await engine.deepen(async () => {});
const search = async (query) => (await engine.search(query)).hits.map((hit) => hit.id);
const out = {};
for (const path of named.length ? named : tables()) {
  out[basename(path, ".tsv")] = await report(rows(readFileSync(path, "utf8")), search, flags.has("--misses"));
}
console.log(JSON.stringify(out, null, 1));
