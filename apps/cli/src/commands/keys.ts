import { type Configuration, NotTogether, type Shared, contexts, openShared, openStore, requireTogether } from '@prasan/api'
import { PersonalDataErased } from '@prasan/directory'
import type { EventStore } from '@prasan/event-store'
import { type Handling, LOST, Registry, derivedId, handle, isSealed } from '@prasan/event-sourcing'
import { GiveUpKeys, RECORD, foundStore } from '@prasan/record'
import type { Command } from 'commander'
import { configuration, requireStore } from '../opened.js'

export function keysCommands(program: Command): void {
  const keys = program.command('keys').description('looks after the keys of the personal data')
  keys
    .command('lost')
    .description('gives up the keys that the log needs and that are not here: what was sealed with them is never read again')
    .option('--yes-these-names-are-gone', 'does so; without it, it is only told how many people it is about')
    .action(({ yesTheseNamesAreGone: yes }: { yesTheseNamesAreGone?: true }) => keysLost(configuration(), yes === true))
  keys
    .command('exchange')
    .description(
      'exchanges the master key: every key is wrapped with the one in PRASAN_NEW_MASTER_KEY, or with a new master.key beside keys.db; while no API runs',
    )
    .action(() => keysExchange(configuration(), process.env['PRASAN_NEW_MASTER_KEY'] || undefined))
}

async function keysExchange(on: Configuration, to: string | undefined): Promise<void> {
  if (on.masterKey !== undefined && to === undefined)
    throw new Error('PRASAN_NEW_MASTER_KEY: give the new master key too, 64 hexadecimal digits (32 bytes)')
  requireStore(on)
  const { keys, at, close } = await openShared(on, async () => false)
  try {
    const away = keys.health()
    if (away !== null) throw new Error(away)
    const wrapped = await keys.exchange(to)
    console.log(
      `${wrapped} keys in ${at.keys} are wrapped with the new master key. The one before opens only copies of the ring from before.`,
    )
    if (to !== undefined && on.masterKey !== undefined)
      console.log('Start every node with the new PRASAN_MASTER_KEY; one that runs still makes no name from now on.')
  } finally {
    await close()
  }
}

export async function keysLost(on: Configuration, yes: boolean): Promise<void> {
  requireStore(on)
  const registry = new Registry(
    on.streamPrefix,
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  const store = await openStore(on)
  try {
    const shared = await openShared(on, async () => yes)
    try {
      const wrong = await whatIsMissing(store, registry, shared)
      const people = await withoutKey(store, shared.keys)
      if (people.length === 0 && wrong === null)
        return console.log('No key is lost: everybody named in the log has theirs here, or was erased.')
      if (!yes) {
        const told = `the keys of ${people.length} people are not in ${shared.at.keys}`
        throw new Error(`${told}: restore them from their backup; if they are lost for good, say --yes-these-names-are-gone`)
      }
      await giveUp({ store, registry, clock: on.clock }, shared, people)
      console.log(
        `The keys of ${people.length} people are given up as lost, and it is recorded so. Their names read as lost, not as erased; they can be told anew.`,
      )
    } finally {
      await shared.close()
    }
  } finally {
    await store.close()
  }
}

/** Null where all belongs together. @throws NotTogether where more is wrong than that the keys are not those of before */
async function whatIsMissing(store: EventStore, registry: Registry, shared: Shared): Promise<NotTogether | null> {
  try {
    await requireTogether({ store, registry }, shared)
    return null
  } catch (error) {
    if (error instanceof NotTogether && ['KeysAreMissing', 'FilesAreOfOtherKeys'].includes(error.code)) return error
    throw error
  }
}

/** Those who have sealed texts in the log and no key here, or a damaged one, and were not erased. */
async function withoutKey(store: EventStore, keys: Shared['keys']): Promise<string[]> {
  const named = new Set<string>()
  for await (const { stream, type, data } of store.readAll()) {
    const person = stream.slice(store.prefix.length)
    if (type === PersonalDataErased.type) named.delete(person)
    else if (Object.values(data).some(isSealed)) named.add(person)
  }
  for await (const rows of keys.rows()) for (const row of rows) if (keys.unwraps(row)) named.delete(row.person)
  return [...named].sort()
}

/** Recorded first: where it breaks off before the keys are given up, the same again records nothing more. */
async function giveUp(on: Pick<Handling, 'store' | 'registry' | 'clock'>, { keys, files }: Shared, people: readonly string[]) {
  const handling: Handling = { ...on, keys, lookUp: async () => [] as never, exists: async () => false }
  const store = await foundStore(handling)
  if (people.length > 0) {
    const commandId = derivedId('keys-lost', store, keys.masterKeyCheck, ...people)
    const outcome = await handle(handling, {
      ...{ command: GiveUpKeys, id: RECORD, commandId, actor: 'system:record' },
      input: { people: people.length },
    })
    if (outcome.is !== 'Recorded') throw new Error('the loss of the keys could not be recorded')
  }
  for (let at = 0; at < people.length; at += AT_ONCE)
    await keys.put(people.slice(at, at + AT_ONCE).map((person) => ({ person, wrapped: LOST })))
  for (const part of [keys, files]) await part.bind({ store, masterKey: keys.masterKeyCheck, state: 'whole' }, true)
}
const AT_ONCE = 1_000
