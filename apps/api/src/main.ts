import type { Server } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { createApplication } from './application.js'
import { configurationFrom } from './configuration.js'
import { actionable } from './errors.js'

/** Printed at the start, to paste into the explorer. */
const TRY = `Three queries to try:
  { overdueCommitments(first: 5) { totalCount nodes { title { th en } daysOverdue answeringNow { person { name { th en } } manner } } } }
  { committees(first: 5) { nodes { name { th en } occupants { seat { number label { th } } state occupant { person { name { th } } } } } } }
  { activity(first: 10) { nodes { sentence { th en } recordedAt } } }
`

try {
  const configuration = configurationFrom(process.env)
  const { nest, leave } = await createApplication(configuration)
  await nest.listen(configuration.port, configuration.listen)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1))
      void leave().then((unanswered) => {
        if (unanswered > 0) console.error(`${unanswered} requests were not answered in time`)
        process.exit(0)
      })
    })
  }
  const { port } = (nest.getHttpServer() as Server).address() as AddressInfo
  const { listen } = configuration
  console.log(`Prasan answers on http://${isIP(listen) === 6 ? `[${listen}]` : listen}:${port}/graphql\n\n${TRY}`)
} catch (error) {
  const inThai = actionable(error)?.message.th
  console.error(`Prasan could not start: ${error instanceof Error ? error.message : String(error)}${inThai ? `\n${inThai}` : ''}`)
  process.exit(1)
}
