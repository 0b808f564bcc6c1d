/** Runs a year and tells how long it took, in milliseconds, from when the node was ready: `year-child.js <year as JSON>`. */
import { type Year, runYear } from '../year/year.js'

let ready = 0
await runYear(JSON.parse(process.argv[2]!) as Year, { ready: () => (ready = performance.now()) })
process.send!({ ms: performance.now() - ready })
process.disconnect()
