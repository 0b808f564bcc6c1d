/** Runs the benches named on the command line, or all: `npm run bench -- append`. */
import { append } from './append.js'
import { table, type Figure } from './figure.js'

const benches: Record<string, () => Promise<readonly Figure[]>> = { append }

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches)
const unknown = names.filter((name) => !benches[name])
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
const figures: Figure[] = []
for (const name of names) figures.push(...(await benches[name]!()))
console.log(table(figures))
