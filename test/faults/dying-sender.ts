/** A node that is killed, by SIGKILL, once the mail server took a message and before that is recorded: its settings are those of the API. */
import { configurationFrom, openRuntime } from '@prasan/api'
import type { EventAppender } from '@prasan/event-store'

const runtime = await openRuntime(configurationFrom({ ...process.env, PRASAN_DEMO: 'false' }))
const append = runtime.store.append.bind(runtime.store)
runtime.store.append = async (...args: Parameters<EventAppender['append']>) => {
  if (args[2].some(({ type }) => type === 'DigestDelivered')) process.kill(process.pid, 'SIGKILL')
  return append(...args)
}
runtime.start()
setInterval(() => {}, 1_000)
