/** A node that is killed, by SIGKILL, just before or just after the n-th commitment is on disk: `dying-process.js <data> before|after <n>`. */
import { configurationFrom, openRuntime } from '@prasan/api'
import type { EventAppender } from '@prasan/event-store'

const [dataDir, when, nth] = process.argv.slice(2) as [string, 'before' | 'after', string]
const runtime = await openRuntime(configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false' }))
const append = runtime.store.append.bind(runtime.store)
const die = () => process.kill(process.pid, 'SIGKILL')
let made = 0
runtime.store.append = async (...args: Parameters<EventAppender['append']>) => {
  const last = args[2].some(({ type }) => type === 'CommitmentMade') && ++made === Number(nth)
  if (last && when === 'before') die()
  const appended = await append(...args)
  if (last) die()
  return appended
}
runtime.start()
setInterval(() => {}, 1_000)
