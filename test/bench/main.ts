/**
 * Runs the benches named on the command line, or all: `npm run bench -- append`. Those over a generated store take 1,000,000 events unless
 * PRASAN_BENCH_EVENTS says fewer; PRASAN_BENCH_DIR keeps the generated stores for the next run.
 */
import { append } from './append.js'
import { chase } from './chase.js'
import { coldstart } from './coldstart.js'
import { continuity } from './continuity.js'
import { eventstoredb } from './eventstoredb.js'
import { exports } from './exports.js'
import { table, type Figure, type Measure } from './figure.js'
import { feeds } from './feeds.js'
import { importing } from './import.js'
import { lateness } from './lateness.js'
import { lineage } from './lineage.js'
import { mutation } from './mutation.js'
import { page } from './page.js'
import { papers } from './papers.js'
import { quorum } from './quorum.js'
import { rebuild } from './rebuild.js'
import { scale } from './scale.js'
import { year } from './year.js'

const benches: Record<string, () => Promise<readonly (Figure | Measure)[]>> = {
  append,
  rebuild,
  scale,
  coldstart,
  mutation,
  page,
  continuity,
  lateness,
  lineage,
  quorum,
  feeds,
  papers,
  exports,
  import: importing,
  year,
  chase,
  eventstoredb,
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches)
const unknown = names.filter((name) => !benches[name])
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
const figures: (Figure | Measure)[] = []
for (const name of names) figures.push(...(await benches[name]!()))
console.log(table(figures))
