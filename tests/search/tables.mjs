/**
 * Where the tables of labelled queries are.
 *
 * `tuning.tsv` is what the engine was shaped on. `unseen.tsv` was written by someone who had not seen
 * the engine, and is put beside it once the engine is finished; until then it is absent.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Return the paths of the tables that exist. */
export function tables() {
  const here = dirname(fileURLToPath(import.meta.url));
  return ["tuning.tsv", "unseen.tsv"].map((name) => join(here, name)).filter((path) => existsSync(path));
}
