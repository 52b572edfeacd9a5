/**
 * Where the tables of labelled queries are: with the tests of the reference site, whose search they are about.
 *
 * `tuning.tsv` is what the engine was shaped on. `unseen.tsv` was written by someone who had not seen
 * the engine, and is put beside it once the engine is finished; until then it is absent.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Return the paths of the tables that exist. */
export function tables() {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "reference", "search");
  return ["tuning.tsv", "unseen.tsv"].map((name) => join(folder, name)).filter((path) => existsSync(path));
}
