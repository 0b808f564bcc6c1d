import { type Clock, Day, clockAt, systemClock } from '@prasan/event-sourcing'
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

/** @throws Error that names the variable and what it takes */
export function configurationFrom(env: NodeJS.ProcessEnv): Configuration {
  const eventStore = oneOf(env, 'PRASAN_EVENT_STORE', ['sqlite', 'eventstoredb'])
  if (eventStore === 'eventstoredb' && !env['EVENTSTOREDB_URL'])
    throw new Error('PRASAN_EVENT_STORE=eventstoredb: give EVENTSTOREDB_URL too, such as esdb://127.0.0.1:2113?tls=false')
  return {
    port: wholeNumber(env, 'PORT', 3000, 65_535),
    listen: env['PRASAN_LISTEN'] ?? '127.0.0.1',
    hosts: list(
      env,
      'PRASAN_HOSTS',
      'names without port, as in prasan.example.go.th',
      (host) => new URL(`http://${host}`).hostname === host,
    ),
    corsOrigins: list(
      env,
      'PRASAN_CORS_ORIGINS',
      'origins, as in https://console.example.go.th',
      (origin) => new URL(origin).origin === origin,
    ),
    dataDir: resolve(env['PRASAN_DATA_DIR'] ?? 'data'),
    eventStore,
    eventStoreUrl: env['EVENTSTOREDB_URL'],
    streamPrefix: env['PRASAN_STREAM_PREFIX'] ?? 'prasan-',
    authMode: oneOf(env, 'AUTH_MODE', ['demo']),
    demo: oneOf(env, 'PRASAN_DEMO', eventStore === 'sqlite' ? ['true', 'false'] : ['false', 'true']) === 'true',
    masterKey: env['PRASAN_MASTER_KEY'],
    clock: env['PRASAN_TODAY'] === undefined ? systemClock : clockAt(day(env, 'PRASAN_TODAY')),
  }
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, otherwise: number, most: number): number {
  const value = env[name]
  if (value === undefined) return otherwise
  if (/^\d+$/.test(value) && Number(value) <= most) return Number(value)
  throw new Error(`${name}=${value}: give a whole number up to ${most}`)
}

function list(env: NodeJS.ProcessEnv, name: string, what: string, isOne: (value: string) => boolean): readonly string[] {
  const values = (env[name] ?? '').split(',').map((value) => value.trim())
  const given = values.filter((value) => value !== '')
  for (const value of given) if (!isTrue(() => isOne(value))) throw new Error(`${name}=${value}: give ${what}, several with commas between`)
  return given
}

const isTrue = (judge: () => boolean): boolean => {
  try {
    return judge()
  } catch {
    return false
  }
}

function oneOf<const T extends string>(env: NodeJS.ProcessEnv, name: string, values: readonly [T, ...T[]]): T {
  const value = env[name] ?? values[0]
  if ((values as readonly string[]).includes(value)) return value as T
  throw new Error(`${name}=${value}: give one of ${values.join(', ')}`)
}

function day(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]!
  if (Day.safeParse(value).success) return value
  throw new Error(`${name}=${value}: give a day as YYYY-MM-DD, its year C.E. from 1941 to 2199, as in 2026-11-02`)
}
