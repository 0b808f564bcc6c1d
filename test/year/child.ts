/** Runs a year, or what is left of it, and kills itself, by SIGKILL, just before or just after its n-th append: `child.js <year as JSON> [before|after <n>]`. */
import type { EventAppender } from '@prasan/event-store'
import { type Year, runYear } from './year.js'

const [year, when, nth] = process.argv.slice(2) as [string, string | undefined, string | undefined]
await runYear(JSON.parse(year) as Year, {
  opened({ store }) {
    if (when === undefined) return
    const append = store.append.bind(store)
    const die = () => process.kill(process.pid, 'SIGKILL')
    let appended = 0
    store.append = async (...args: Parameters<EventAppender['append']>) => {
      const last = ++appended === Number(nth)
      if (last && when === 'before') die()
      const result = await append(...args)
      if (last) die()
      return result
    }
  },
})
