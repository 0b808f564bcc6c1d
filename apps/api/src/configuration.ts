import { type Clock, Day, clockAt, systemClock, z } from '@prasan/event-sourcing'
import { resolve } from 'node:path'

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
  readonly clock: Clock
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

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/)
    .default('3000')
    .transform(Number)
    .refine((port) => port <= 65_535)
    .describe('a whole number up to 65535'),
  PRASAN_LISTEN: text(),
  PRASAN_HOSTS: list('names without port, as in prasan.example.go.th', (host) => new URL(`http://${host}`).hostname === host),
  PRASAN_CORS_ORIGINS: list('origins, as in https://console.example.go.th', (origin) => new URL(origin).origin === origin),
  PRASAN_DATA_DIR: text(),
  PRASAN_EVENT_STORE: oneOf('sqlite', 'eventstoredb'),
  EVENTSTOREDB_URL: text(),
  PRASAN_STREAM_PREFIX: text(),
  AUTH_MODE: oneOf('demo'),
  PRASAN_DEMO: oneOf('true', 'false'),
  PRASAN_MASTER_KEY: text(),
  PRASAN_TODAY: Day.optional().describe('a day as YYYY-MM-DD, its year C.E. from 1941 to 2199, as in 2026-11-02'),
})

/** @throws Error that names each variable that cannot be used, and what it takes */
export function configurationFrom(env: NodeJS.ProcessEnv): Configuration {
  const { success, data, error } = Environment.safeParse(env)
  if (!success) {
    const wrong = [...new Set(error.issues.map(({ path }) => path[0] as keyof typeof Environment.shape))]
    throw new Error(wrong.map((name) => `${name}=${env[name]}: give ${Environment.shape[name].description}`).join('\n'))
  }
  const eventStore = data.PRASAN_EVENT_STORE ?? 'sqlite'
  if (eventStore === 'eventstoredb' && !data.EVENTSTOREDB_URL)
    throw new Error('PRASAN_EVENT_STORE=eventstoredb: give EVENTSTOREDB_URL too, such as esdb://127.0.0.1:2113?tls=false')
  return {
    port: data.PORT,
    listen: data.PRASAN_LISTEN ?? '127.0.0.1',
    hosts: data.PRASAN_HOSTS,
    corsOrigins: data.PRASAN_CORS_ORIGINS,
    dataDir: resolve(data.PRASAN_DATA_DIR ?? 'data'),
    eventStore,
    eventStoreUrl: data.EVENTSTOREDB_URL,
    streamPrefix: data.PRASAN_STREAM_PREFIX ?? 'prasan-',
    authMode: data.AUTH_MODE ?? 'demo',
    demo: data.PRASAN_DEMO === undefined ? eventStore === 'sqlite' : data.PRASAN_DEMO === 'true',
    masterKey: data.PRASAN_MASTER_KEY,
    clock: data.PRASAN_TODAY === undefined ? systemClock : clockAt(data.PRASAN_TODAY),
  }
}
