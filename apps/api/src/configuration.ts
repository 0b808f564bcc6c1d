import { type Clock, Day, clockAt, systemClock, z } from '@prasan/event-sourcing'
import type { DeliverySettings } from '@prasan/notifications'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { LOG_LEVELS, type LogLevel } from './watching/log.js'

/** Everything that the environment decides. */
export interface Configuration {
  readonly port: number
  readonly listen: string
  /** Names under which it is served beside loopback and `listen`. */
  readonly hosts: readonly string[]
  /** Origins whose pages may ask: exactly these. */
  readonly corsOrigins: readonly string[]
  readonly dataDir: string
  readonly eventStore: 'sqlite' | 'eventstoredb'
  readonly eventStoreUrl: string | undefined
  readonly streamPrefix: string
  readonly authMode: 'demo'
  /** Loads the demonstration province into an empty store; into EventStoreDB only when told to. */
  readonly demo: boolean
  readonly masterKey: string | undefined
  /** PostgreSQL for the keys and files of several nodes; where it is not given they are in the data folder. */
  readonly sharedUrl: string | undefined
  /** Whether webhooks inside a network are sent to, and by http. */
  readonly privateWebhooks: boolean
  readonly clock: Clock
  readonly logLevel: LogLevel
  /** Where OpenTelemetry's traces are sent, by OTLP over HTTP; nowhere unless told. */
  readonly tracesTo: string | undefined
  /** Through what people are told; where a channel is not set up, the log of this node stands in. */
  readonly delivery: DeliverySettings
}

const isTrue = (judge: () => boolean): boolean => {
  try {
    return judge()
  } catch {
    return false
  }
}
/** A description says what to give: it is told to whoever gave something else. */
const text = () => z.string().optional()
const oneOf = <const W extends readonly [string, ...string[]]>(...words: W) =>
  z
    .enum(words)
    .optional()
    .describe(`one of ${words.join(', ')}`)
const list = (what: string, isOne: (value: string) => boolean) =>
  z
    .string()
    .default('')
    .transform((values) => values.split(',').flatMap((value) => value.trim() || []))
    .refine((values) => values.every((value) => isTrue(() => isOne(value))))
    .describe(`${what}, several with commas between`)

/** Reached from this machine alone. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/)
    .default('3000')
    .transform(Number)
    .refine((port) => port <= 65_535)
    .describe('a whole number up to 65535'),
  PRASAN_LISTEN: z
    .string()
    .refine((host) => isIP(host) > 0 || host === 'localhost')
    .default('127.0.0.1')
    .describe('an address of this machine, as in 127.0.0.1, or 0.0.0.0 for all of them'),
  PRASAN_DEMO_REACHABLE: oneOf('true', 'false'),
  PRASAN_HOSTS: list('names without port, as in prasan.example.go.th', (host) => new URL(`http://${host}`).hostname === host),
  PRASAN_CORS_ORIGINS: list('origins, as in https://console.example.go.th', (origin) => new URL(origin).origin === origin),
  PRASAN_DATA_DIR: text(),
  PRASAN_EVENT_STORE: oneOf('sqlite', 'eventstoredb'),
  EVENTSTOREDB_URL: z
    .string()
    .regex(/^esdb(\+discover)?:\/\/[^\s]+$/)
    .optional()
    .describe('a connection string, as in esdb://127.0.0.1:2113?tls=false'),
  PRASAN_STREAM_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*-$/)
    .default('prasan-')
    .describe('a word that ends with a hyphen, as in prasan-'),
  AUTH_MODE: oneOf('demo'),
  PRASAN_DEMO: oneOf('true', 'false'),
  PRASAN_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i)
    .optional()
    .describe('64 hexadecimal digits (32 bytes), as `openssl rand -hex 32` prints them'),
  PRASAN_LOG: oneOf(...LOG_LEVELS),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('an address, as in http://127.0.0.1:4318'),
  PRASAN_SHARED_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .refine((url) => isTrue(() => new URL(url).pathname.length > 1))
    .optional()
    .describe('an address with a database, as in postgres://prasan:secret@127.0.0.1:5432/prasan'),
  PRASAN_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/)
    .refine((url) => isTrue(() => new URL(url).hostname !== ''))
    .optional()
    .describe('the address of a mail server, as in smtps://user:secret@mail.example.go.th:465'),
  PRASAN_MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\p{Cc}]*<)?[^\s<>@]+@[^\s<>@]+>?$/u)
    .optional()
    .describe('an address, or a name with one, as in Prasan <prasan@example.go.th>'),
  PRASAN_LINE_TOKEN: z.string().regex(/^\S+$/).optional().describe('the access token of the LINE account’s channel'),
  PRASAN_LINE_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://api.line.me')
    .describe('the address of the Messaging API'),
  PRASAN_LINE_MONTHLY_LIMIT: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional()
    .describe('a whole number: how many LINE messages a month may be sent'),
  PRASAN_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('where people open what they are told of, as in https://prasan.example.go.th'),
  PRASAN_WEBHOOK_ALLOW_PRIVATE: oneOf('true', 'false'),
  PRASAN_TODAY: Day.optional().describe('a day as YYYY-MM-DD, its year C.E. from 1941 to 2199, as in 2026-11-02'),
})

/** What is never told back, not even to say what is wrong with it. */
const SECRETS: readonly string[] = [
  'PRASAN_MASTER_KEY',
  'EVENTSTOREDB_URL',
  'PRASAN_SHARED_URL',
  'PRASAN_SMTP_URL',
  'PRASAN_LINE_TOKEN',
] satisfies (keyof typeof Environment.shape)[]

/**
 * An empty variable counts as not set: that is how a compose file passes on what was not given.
 * @throws Error that names each variable that cannot be used, and what it takes
 */
export function configurationFrom(env: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { success, data, error } = Environment.safeParse(given)
  if (!success) {
    const wrong = [...new Set(error.issues.map(({ path }) => path[0] as keyof typeof Environment.shape))]
    const told = (name: string) => (SECRETS.includes(name) ? '…' : env[name])
    throw new Error(wrong.map((name) => `${name}=${told(name)}: give ${Environment.shape[name].description}`).join('\n'))
  }
  const eventStore = data.PRASAN_EVENT_STORE ?? 'sqlite'
  if (eventStore === 'eventstoredb' && !data.EVENTSTOREDB_URL)
    throw new Error('PRASAN_EVENT_STORE=eventstoredb: give EVENTSTOREDB_URL too, such as esdb://127.0.0.1:2113?tls=false')
  if (data.PRASAN_SHARED_URL !== undefined && data.PRASAN_MASTER_KEY === undefined)
    throw new Error('PRASAN_SHARED_URL: give PRASAN_MASTER_KEY too, the same on every node')
  if ((data.PRASAN_SMTP_URL === undefined) !== (data.PRASAN_MAIL_FROM === undefined))
    throw new Error('PRASAN_SMTP_URL and PRASAN_MAIL_FROM: give both, or neither where no mail is sent')
  if (!isLoopback(data.PRASAN_LISTEN) && data.PRASAN_DEMO_REACHABLE !== 'true')
    throw new Error(
      `PRASAN_LISTEN=${data.PRASAN_LISTEN}: in demo mode whoever reaches this address writes in anybody's name. ` +
        'Listen on 127.0.0.1, or give PRASAN_DEMO_REACHABLE=true where something else keeps others out',
    )
  return {
    port: data.PORT,
    listen: data.PRASAN_LISTEN,
    hosts: data.PRASAN_HOSTS,
    corsOrigins: data.PRASAN_CORS_ORIGINS,
    dataDir: resolve(data.PRASAN_DATA_DIR ?? 'data'),
    eventStore,
    eventStoreUrl: data.EVENTSTOREDB_URL,
    streamPrefix: data.PRASAN_STREAM_PREFIX,
    authMode: data.AUTH_MODE ?? 'demo',
    demo: data.PRASAN_DEMO === undefined ? eventStore === 'sqlite' : data.PRASAN_DEMO === 'true',
    masterKey: data.PRASAN_MASTER_KEY,
    sharedUrl: data.PRASAN_SHARED_URL,
    privateWebhooks: data.PRASAN_WEBHOOK_ALLOW_PRIVATE === 'true',
    clock: data.PRASAN_TODAY === undefined ? systemClock : clockAt(data.PRASAN_TODAY),
    logLevel: data.PRASAN_LOG ?? 'warn',
    tracesTo: data.OTEL_EXPORTER_OTLP_ENDPOINT,
    delivery: {
      email: data.PRASAN_SMTP_URL === undefined ? undefined : { url: data.PRASAN_SMTP_URL, from: data.PRASAN_MAIL_FROM! },
      line:
        data.PRASAN_LINE_TOKEN === undefined
          ? undefined
          : { token: data.PRASAN_LINE_TOKEN, url: data.PRASAN_LINE_URL, monthlyLimit: data.PRASAN_LINE_MONTHLY_LIMIT },
      publicUrl: data.PRASAN_PUBLIC_URL,
    },
  }
}
