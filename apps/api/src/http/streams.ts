/**
 * GraphQL subscriptions by server-sent events, at `/graphql/stream`: the protocol of graphql-sse with a connection for each. Each event has its log
 * number as `id`, so that who comes back with `Last-Event-ID` goes on behind it: an EventSource does that by itself. Nothing waits here for
 * whoever reads slowly, for the log keeps it: the next event is read once the one before has left, and who takes none for too long is cut off.
 */
import type { CameBack, RequestContext, Told } from '@prasan/graphql'
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
  createSourceEventStream,
  execute,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type FormatError, formatted } from '../compiled-execution.js'
import { refusal } from '../errors.js'
import { notAnsweredHere, requireVariables } from '../judged-operation.js'
import { MAX_COST_OF_AN_EVENT, MAX_TOKENS, measure, requireWithinLimits } from '../limits.js'
import { AS_KNOWN, AS_OF_DAY, requestAs, requestContext } from '../request-context.js'
import type { Runtime } from '../runtime.js'
import { sameFieldsNotTooOften } from '../same-fields.js'
import type { Log } from '../watching/log.js'
import type { Metrics } from '../watching/metrics.js'
import type { WithBody } from './json-body.js'

export const MAX_STREAMS = 500
/** Of one person, or of all guests at one address. */
export const MAX_STREAMS_OF_ONE = 20
/** In milliseconds: how often an idle stream shows that it lives, how long a reader may take nothing, how soon one that was cut off comes back. */
const TIMES = { beat: 15_000, slow: 30_000, again: 1_000 }
/** How long the views are waited for, in milliseconds, where somebody comes back from another node that had seen more. */
const WAIT_MS = 2_000
/** What passes: the stream ends, and whoever comes back is told then. */
const PASSING: readonly unknown[] = ['StoreUnavailable', 'KeysUnavailable', 'FilesUnavailable']

interface Asked {
  readonly query?: unknown
  readonly variables?: unknown
  readonly operationName?: unknown
}
type Subscribed = Pick<ExecutionArgs, 'schema' | 'document' | 'variableValues' | 'operationName'>

export class Streams {
  private readonly open = new Map<ServerResponse, string>()
  private readonly ended = new Set<Promise<void>>()
  private leaving = false

  constructor(
    private readonly runtime: Runtime,
    private readonly schema: () => GraphQLSchema,
    private readonly formatError: FormatError,
    private readonly metrics: Metrics,
    private readonly log: Log,
    private readonly times = TIMES,
  ) {}

  /** Errors: those of a query; TooManyStreams (429 of one caller, 503 of all), NodeIsLeaving (503), ViewNotCaughtUp (503). */
  readonly answer = async (request: WithBody, response: ServerResponse): Promise<void> => {
    try {
      const subscribed = await this.subscribe(request, response)
      if (!subscribed) return
      const told = this.tell(subscribed.source, subscribed.what, subscribed.context, response).finally(() => this.ended.delete(told))
      this.ended.add(told)
      await told
    } catch (error) {
      if (response.headersSent) return void response.destroy()
      const errors = error instanceof AggregateError ? (error.errors as GraphQLError[]) : [error as GraphQLError]
      const told = errors.map((each) => this.shown(each instanceof GraphQLError ? each : new GraphQLError('', { originalError: each })))
      const { http } = { ...errors[0]!.extensions } as { http?: { status: number } }
      const internal = told.some(({ extensions }) => extensions?.['code'] === 'INTERNAL_SERVER_ERROR')
      const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
      const status = http?.status ?? (internal ? 500 : 400)
      response.writeHead(status, { ...headers, ...(status === 429 || status === 503 ? { 'retry-after': '5' } : {}) })
      response.end(JSON.stringify({ errors: told }))
    }
  }

  /** Each stream ends behind the event that it tells; whoever comes back asks another node, or this one again. */
  async end(): Promise<void> {
    this.leaving = true
    for (const response of this.open.keys()) {
      if (response.writableNeedDrain) response.destroy()
      else response.end()
    }
    await Promise.all(this.ended)
  }

  private async subscribe(request: WithBody, response: ServerResponse) {
    const { query, variables, operationName } = askedIn(request)
    const context = await requestContext(this.runtime, request.headers)
    if (context.asIssued.day !== undefined || context.asIssued.logNumber !== undefined)
      throw refusal(
        'BAD_USER_INPUT',
        {
          th: `การติดตามเป็นของปัจจุบัน: ไม่ใช้ส่วนหัว ${AS_KNOWN} และ ${AS_OF_DAY}`,
          en: `What is followed is the present: leave out the headers ${AS_KNOWN} and ${AS_OF_DAY}.`,
        },
        400,
        { header: context.asIssued.logNumber === undefined ? AS_OF_DAY : AS_KNOWN, reason: 'NotTogether' },
      )
    const schema = this.schema()
    const document = parsed(query)
    const errors = validate(schema, document, [...specifiedRules, sameFieldsNotTooOften])
    if (errors.length > 0) throw new AggregateError(errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')))
    const operation = getOperationAST(document, operationName)
    if (!operation)
      throw refusal('OPERATION_RESOLUTION_FAILURE', { th: 'ไม่มีคำสั่งชื่อนั้นในข้อความ', en: 'The document has no operation of that name.' }, 400)
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) throw notAnsweredHere()
    const coerced = requireVariables(schema, document, operation, { variables })
    requireWithinLimits(measure(schema, document, operation, coerced), MAX_COST_OF_AN_EVENT)
    const cameBack = await this.cameBack(request)
    const what: Subscribed = { schema, document, variableValues: variables, operationName: operationName ?? null }
    const ended = new AbortController()
    const rootValue: CameBack = { ended: ended.signal, ...(cameBack !== undefined && { lastEvent: cameBack }) }
    const source = await createSourceEventStream({ ...what, rootValue, contextValue: context })
    if (!(Symbol.asyncIterator in source)) throw new AggregateError(source.errors ?? [])
    if (response.closed) return null
    this.takePlace(request, response, context)
    response.once('close', () => ended.abort())
    this.log.info({ operation: 'subscription', name: operation.name?.value.slice(0, 100), streams: this.open.size }, 'followed')
    return { source: source as AsyncIterable<Told>, what, context }
  }

  private takePlace(request: IncomingMessage, response: ServerResponse, { actor }: RequestContext): void {
    if (this.leaving)
      throw refusal(
        'NodeIsLeaving',
        { th: 'เครื่องนี้กำลังหยุดทำงาน โปรดลองอีกครั้ง', en: 'This node is about to end: ask again, of another.' },
        503,
      )
    const caller = actor === 'system:guest' ? `${request.socket.remoteAddress}` : actor
    const theirs = [...this.open.values()].filter((each) => each === caller).length
    const [limit, status] = theirs >= MAX_STREAMS_OF_ONE ? [MAX_STREAMS_OF_ONE, 429] : [MAX_STREAMS, 503]
    if (status === 429 || this.open.size >= MAX_STREAMS)
      throw refusal(
        'TooManyStreams',
        {
          th: `ติดตามพร้อมกันได้ไม่เกิน ${limit} รายการ: หยุดรายการที่ไม่ใช้ หรือลองอีกครั้ง`,
          en: `At most ${limit} subscriptions are open at a time: end one that is not needed, or ask again later.`,
        },
        status,
        { limit },
      )
    this.open.set(response, caller)
    this.metrics.streams.set(this.open.size)
    response.once('close', () => {
      this.open.delete(response)
      this.metrics.streams.set(this.open.size)
    })
  }

  /** The log number of the last event that whoever comes back was told. @throws GraphQLError BAD_USER_INPUT, ViewNotCaughtUp */
  private async cameBack({ headers }: IncomingMessage): Promise<number | undefined> {
    const { views } = this.runtime
    const sent = headers['last-event-id']
    if (sent !== undefined && !/^\d{1,9}$/.test(String(sent)))
      throw refusal(
        'BAD_USER_INPUT',
        { th: 'Last-Event-ID ต้องเป็น id ของเหตุการณ์ที่ได้รับล่าสุด', en: 'Last-Event-ID must be the id of the last event that you were told.' },
        400,
        { header: 'Last-Event-ID' },
      )
    const last = sent === undefined ? undefined : Number(sent)
    const until = performance.now() + WAIT_MS
    while (views.caughtUp && views.logNumber < (last ?? 0) && performance.now() < until)
      await views.waitFor((views.position ?? -1n) + 1n, until - performance.now())
    if (!views.caughtUp || views.logNumber < (last ?? 0))
      throw refusal(
        'ViewNotCaughtUp',
        { th: 'เครื่องนี้ยังอ่านบันทึกไม่ถึงตำแหน่งที่ขอ โปรดลองอีกครั้งในอีกสักครู่', en: 'This node has not yet seen that position: ask again in a moment.' },
        503,
      )
    return last
  }

  private async tell(source: AsyncIterable<Told>, what: Subscribed, asked: RequestContext, response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    const beat = setInterval(() => response.writableNeedDrain || response.write(':\n\n'), this.times.beat)
    try {
      await this.send(response, `retry: ${this.times.again}\n:\n\n`)
      for await (const event of source) {
        if (response.closed || this.leaving) break
        const contextValue = requestAs(this.runtime, asked)
        const { data, errors } = await execute({ ...what, rootValue: event, contextValue })
        const shown = errors?.map((error) => this.shown(error))
        if (shown?.some(({ extensions }) => PASSING.includes(extensions?.['code']))) break
        await this.send(
          response,
          `id: ${event.logNumber}\nevent: next\ndata: ${JSON.stringify({ data, ...(shown && { errors: shown }) })}\n\n`,
        )
        this.metrics.told.inc()
        await nextTurn()
      }
    } finally {
      clearInterval(beat)
      response.end()
    }
  }

  /** Waits until there is room again where the reader is slow; cuts off one who takes nothing. */
  private async send(response: ServerResponse, text: string): Promise<void> {
    if (response.closed || response.writableEnded || response.write(text)) return
    const late = setTimeout(() => {
      this.metrics.slow.inc()
      response.destroy()
    }, this.times.slow)
    await Promise.race([once(response, 'drain'), once(response, 'close')])
    clearTimeout(late)
  }

  private shown(error: GraphQLError): GraphQLFormattedError {
    return formatted(error, this.formatError)
  }
}

/** What a POST holds in its body, a GET in its address. @throws GraphQLError BAD_REQUEST */
function askedIn({ method, url, body }: WithBody): { query: string; variables: Record<string, unknown>; operationName?: string } {
  const { searchParams } = new URL(url ?? '/', 'http://node')
  const asked: Asked = method === 'GET' ? Object.fromEntries(searchParams) : (body ?? {})
  const { query, operationName = undefined } = asked
  const variables = typeof asked.variables === 'string' ? json(asked.variables) : (asked.variables ?? {})
  const isOne = typeof query === 'string' && isObject(variables) && (operationName == null || typeof operationName === 'string')
  if ((method === 'GET' || method === 'POST') && isOne) return { query, variables, ...(operationName && { operationName }) }
  throw refusal(
    'BAD_REQUEST',
    {
      th: 'คำขอ HTTP ไม่ถูกรูปแบบ: ส่ง query ด้วย GET หรือเป็น JSON ด้วย POST',
      en: 'The HTTP request is not one of GraphQL over HTTP: send `query` by GET, or as JSON by POST.',
    },
    method === 'GET' || method === 'POST' ? 400 : 405,
  )
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MAX_TOKENS })
  } catch (error) {
    throw coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')
  }
}

const coded = (error: GraphQLError, code: string) =>
  new GraphQLError(error.message, {
    ...{ nodes: error.nodes, source: error.source, positions: error.positions },
    extensions: { code, ...error.extensions },
  })
