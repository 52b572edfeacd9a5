/**
 * Measure the search on the labelled queries, under Node.
 *
 *     node tests/search/run.mjs <site>/search [table.tsv …] [--misses] [--first]
 *
 * Prints JSON: for each table (tuning.tsv, validation.tsv and unseen.tsv unless named) MRR and hits@1/@5, overall and
 * by kind. `--misses` adds the queries not answered first; `--first` searches before the full texts
 * have come. The engine is that of the theme, the data that of the built site.
 */
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Engine } from "../../theme/material/assets/search/engine.js";
import { loader, report, rows } from "./measure.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2).filter((arg) => arg.startsWith("--")));
const [folder, ...tables] = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));

const engine = await new Engine(loader((name) => readFileSync(join(folder, name), "utf8"))).start();
if (!flags.has("--first")) await engine.deepen(async () => {});
const search = async (query) => (await engine.search(query)).hits.map((hit) => hit.id);
const out = {};
for (const path of tables.length ? tables : ["tuning.tsv", "validation.tsv", "unseen.tsv"].map((name) => join(here, name))) {
  out[basename(path, ".tsv")] = await report(rows(readFileSync(path, "utf8")), search, flags.has("--misses"));
}
console.log(JSON.stringify(out, null, 1));
