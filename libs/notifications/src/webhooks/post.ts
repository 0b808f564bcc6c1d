/** One message to one address: what a receiver of Standard Webhooks is sent, and what came of it. */
import { createHmac } from 'node:crypto'
import { type RequestOptions, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { AddressNotPublic, type Resolve, bare, publicAddresses, refusedUrl, resolveName } from './address.js'

export interface Message {
  /** The same however often it is sent. */
  readonly id: string
  readonly body: string
  readonly replay: boolean
}
/** Undefined where it was taken; otherwise in a word why not, and whether the receiver said that it is gone. */
export type Refused = { readonly problem: string; readonly gone: boolean } | undefined

export interface PostSettings {
  /** Whether addresses inside a network are sent to, and by http. */
  readonly allowPrivate: boolean
  readonly resolve?: Resolve
  /** How long an answer is waited for, in milliseconds. */
  readonly timeoutMs?: number
  /** Breaks it off. */
  readonly signal?: AbortSignal
}
const TIMEOUT_MS = 15_000
/** Of what it answers, which nobody reads, so much is taken before the connection is cut. */
const MAX_ANSWER_BYTES = 65_536

/** @param secrets `whsec_…`, the one that holds first @param at seconds since 1970 */
export function signed({ id, body }: Pick<Message, 'id' | 'body'>, secrets: readonly string[], at: number): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signatures.join(' ') }
}

/**
 * Redirects are not followed. The name is looked up once, and the address that was judged is the one that is connected to, so that a name which
 * is answered otherwise the second time leads nowhere else.
 */
export async function post(
  url: string,
  message: Message,
  secrets: readonly string[],
  at: number,
  settings: PostSettings,
): Promise<Refused> {
  try {
    const status = await answered(new URL(url), message, signed(message, secrets, at), settings)
    return status >= 200 && status < 300 ? undefined : { problem: `HTTP ${status}`, gone: status === 410 }
  } catch (error) {
    return { problem: wordOf(error as Error & { code?: string }), gone: false }
  }
}

async function answered(url: URL, message: Message, headers: Record<string, string>, settings: PostSettings): Promise<number> {
  const { allowPrivate, resolve = resolveName, timeoutMs = TIMEOUT_MS } = settings
  const refused = allowPrivate ? null : refusedUrl(url)
  if (refused !== null) throw new AddressNotPublic(refused)
  const late = AbortSignal.timeout(timeoutMs)
  const signal = settings.signal ? AbortSignal.any([late, settings.signal]) : late
  const addresses = allowPrivate ? null : await publicAddresses(url.hostname, resolve)
  const options: RequestOptions = {
    ...{ method: 'POST', agent: false, signal },
    ...{ host: bare(url.hostname), port: url.port, path: url.pathname + url.search },
    headers: {
      ...headers,
      ...{ host: url.host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(message.body), 'user-agent': 'Prasan' },
      ...(message.replay && { 'prasan-replay': 'true' }),
    },
    ...(addresses && {
      lookup: (_: string, { all }: { all?: boolean }, done: (...told: any[]) => void) =>
        all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family),
    }),
  }
  return new Promise((done, failed) => {
    const sent = (url.protocol === 'https:' ? overHttps : overHttp)(options, (response) => {
      let bytes = 0
      response.on('data', (part: Buffer) => (bytes += part.length) > MAX_ANSWER_BYTES && response.destroy())
      response.on('error', () => {})
      done(response.statusCode ?? 0)
    })
    sent.on('error', failed)
    sent.end(message.body)
  })
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'NameNotFound',
  EAI_AGAIN: 'NameNotFound',
  ECONNREFUSED: 'ConnectionRefused',
  ECONNRESET: 'ConnectionCut',
  ABORT_ERR: 'TimedOut',
  ETIMEDOUT: 'TimedOut',
}
const wordOf = ({ name, code = '' }: { name: string; code?: string }): string =>
  name === 'AbortError' || name === 'TimeoutError' ? 'TimedOut' : (WORDS[code] ?? (code || name))
