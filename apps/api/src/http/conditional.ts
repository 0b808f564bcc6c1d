/** GET: what was asked before and has not changed is answered without asking again. */
import type { ApolloServerPlugin } from '@apollo/server'
import { bangkokDay, sealOf } from '@prasan/event-sourcing'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AS_KNOWN, AS_OF_DAY } from '../request-context.js'
import type { Runtime } from '../runtime.js'

type Asked = Pick<Runtime, 'views' | 'configuration'>

/** Other headers, another answer. */
const VARY = ['Accept', 'Accept-Encoding', 'Origin', AS_KNOWN, AS_OF_DAY, 'Prasan-At-Least', 'Prasan-For-Post', 'Prasan-Person']

/** Another version of the program may answer otherwise. */
const STARTED = Date.now()

/** What a query answers follows from who asks what, of which state of the views, on which day: that is its tag, known before it is asked. */
function tagOf({ views, configuration: { clock } }: Asked, search: string, header: (name: string) => unknown): string {
  const asked = [STARTED, bangkokDay(clock.now()), search, ...VARY.map((name) => header(name.toLowerCase()) ?? null)]
  return `W/"${views.position}-${sealOf(JSON.stringify(asked)).slice(0, 32)}"`
}

/** Answers 304 to whoever has the answer. */
export const unchanged = (runtime: Asked) => (request: IncomingMessage, response: ServerResponse, next: () => void) => {
  const { method, headers, url = '' } = request
  const known = method === 'GET' ? headers['if-none-match'] : undefined
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : ''
  if (known === undefined) return next()
  const etag = tagOf(runtime, search, (name) => headers[name])
  if (!known.split(/\s*,\s*/).includes(etag)) return next()
  response.writeHead(304, { etag, 'cache-control': 'private, no-cache', vary: VARY.join(', ') }).end()
}

/** Tags what a GET is answered; an answer with errors is not to be kept. */
export const tagged = (runtime: Asked): ApolloServerPlugin => ({
  async requestDidStart({ request: { http } }) {
    if (http?.method !== 'GET') return
    const tag = tagOf(runtime, http.search, (name) => http.headers.get(name))
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single' || response.body.singleResult.errors) return
        for (const [name, value] of [
          ['etag', tag],
          ['cache-control', 'private, no-cache'],
          ['vary', VARY.join(', ')],
        ] as const)
          response.http.headers.set(name, value)
      },
    }
  },
})
