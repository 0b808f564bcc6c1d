/** What this node writes about its work, one line of JSON each: never a variable, a text or a name of what it was asked or told. */
import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server'
import type { LoggerService } from '@nestjs/common'
import type { Watch } from '@prasan/event-sourcing'
import type { RequestContext } from '@prasan/graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'
import { AsyncLocalStorage } from 'node:async_hooks'
import { Kind } from 'graphql'
import { type Logger, destination, pino, stdTimeFunctions } from 'pino'

export type Log = Logger
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Each line from `info` on says of which request it is: what the client sent as `x-request-id`, else one that the answer tells. */
const current = new AsyncLocalStorage<string>()

/** Takes the lines as they are written. */
export interface Lines {
  write(line: string): void
}

export const logAt = (level: LogLevel, lines: Lines = destination({ sync: true })): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...(current.getStore() !== undefined && { request: current.getStore() }) }),
    },
    lines,
  )

const REQUEST_ID = /^[\w-]{1,64}$/
/** Whoever has such an address needs nothing else: it is not written down. */
const SECRET = /^(\/calendars)\/.+/i
/** Ends whenever its reader leaves. */
const FOLLOWED = '/graphql/stream'
/** Asked by machines every few seconds. */
const PROBES = /^\/(health|metrics)\b/

/**
 * Numbers each request, and writes a line when it is answered: `/graphql` has a line of its own, by {@link operationsIn}. Whose request something is
 * runs along with it only where such lines are written: it costs every promise of every request some twentieth of its time.
 */
export const requestsIn = (log: Log) => (request: IncomingMessage, response: ServerResponse, next: () => void) => {
  const sent = request.headers['x-request-id']
  const id = typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID()
  const began = performance.now()
  const [path = ''] = (request.url ?? '').split('?')
  request.headers['x-request-id'] = id
  response.setHeader('x-request-id', id)
  response.once('close', () => {
    const line = { request: id, method: request.method, path: path.replace(SECRET, '$1/…'), status: response.statusCode, ms: since(began) }
    if (!response.writableFinished && path !== FOLLOWED) log.warn(line, 'broken off')
    else if (path === '/graphql' || PROBES.test(path)) log.debug(line, 'answered')
    else log.info(line, 'answered')
  })
  if (log.isLevelEnabled('info')) current.run(id, next)
  else next()
}

/** Of which request an error is, for the line of one that nobody foresaw. */
const requestOf = new WeakMap<object, string>()
export const requestWith = (error: unknown): string | undefined => requestOf.get(error as object)
export function remember(errors: readonly object[], { http }: Pick<GraphQLRequest, 'http'>): void {
  const id = http?.headers.get('x-request-id')
  if (id !== undefined) for (const error of errors) requestOf.set(error, id)
}
export const errorsOfRequests: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, request }) {
        remember(errors, request)
      },
    }
  },
}

/** A line for each GraphQL operation: what it is called, its root fields, and the codes of its errors. */
export const operationsIn = (log: Log): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart() {
    if (!log.isLevelEnabled('info')) return
    const began = performance.now()
    return {
      async willSendResponse({ operation, operationName, response: { body } }) {
        const { errors = [] } = body.kind === 'single' ? body.singleResult : body.initialResult
        const fields = operation?.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? each.name.value : []))
        const codes = errors.map(({ extensions }) => extensions?.['code'])
        const line = { operation: operation?.operation, name: operationName?.slice(0, 100), fields: fields?.slice(0, 10), ms: since(began) }
        log.info({ ...line, ...(codes.length > 0 && { codes }) }, 'operation')
      },
    }
  },
})

/** A line for each command, with its outcome and what it was about. */
export const commandsIn =
  (log: Log): Watch =>
  async (step, command, work) => {
    const result = await work()
    if (step !== 'command' || !log.isLevelEnabled('info')) return result
    const { is, id, revision, rule } = result as { is: string; id?: string; revision?: bigint; rule?: { code: string } }
    log.info({ command, outcome: is, id, revision: revision === undefined ? undefined : Number(revision), rule: rule?.code }, 'command')
    return result
  }

/** Where Nest writes what it has to say. */
export const nestIn = (log: Log): LoggerService => ({
  log: (message: unknown) => log.debug(String(message)),
  warn: (message: unknown) => log.warn(String(message)),
  error: (message: unknown) => log.error(message instanceof Error ? { err: message } : { message: String(message) }, 'error'),
})

const since = (began: number) => Math.round((performance.now() - began) * 10) / 10
