/** Moves what nodes share beside the log, the keys and the files, from a data folder into PostgreSQL or back. */
import { type Configuration, NotTogether, type Shared, contexts, openEmbedded, openPostgres, openStore } from '@prasan/api'
import { type Belonging, type KeyRow, Registry } from '@prasan/event-sourcing'
import { storeId } from '@prasan/record'
import type { Command } from 'commander'
import { configuration, requireStore } from '../opened.js'
import { Progress } from '../progress.js'
import { checkFiles } from './verify.js'

const PLACES = ['embedded', 'postgres'] as const
type Place = (typeof PLACES)[number]

export function migrateSharedCommand(program: Command): void {
  program
    .command('migrate-shared')
    .description(
      'moves keys and files between the data folder and PostgreSQL, while no API runs; run again after a break it goes on where it was',
    )
    .requiredOption('--from <place>', PLACES.join(' or '))
    .requiredOption('--to <place>', PLACES.join(' or '))
    .action(async (given: { from: string; to: string }) => {
      const [from, to] = [given.from, given.to].map(named) as [Place, Place]
      if (from === to) throw new Error(`--from and --to are both ${from}: name two places`)
      const on = configuration()
      if (on.sharedUrl === undefined) throw new Error('PRASAN_SHARED_URL is not set: it names the PostgreSQL to move to or from')
      requireStore(on)
      const store = await idOf(on)
      const source = await open(from, on, false)
      try {
        const target = await open(to, on, true)
        try {
          const bars = { keys: new Progress('keys'), files: new Progress('files') }
          const { keys, files } = await migrateShared(store, source, target, (what, done) => bars[what].show(done, null))
          console.log(
            `${keys} keys and ${files} files are in both, compared one by one: every key opens, every file is what its digest says.`,
          )
          console.log(
            to === 'postgres'
              ? `Start every node with PRASAN_SHARED_URL, and delete keys.db and files in ${on.dataDir}: no erasure reaches them any more.`
              : 'Start the node without PRASAN_SHARED_URL, and drop the schema prasan in PostgreSQL: no erasure reaches it any more.',
          )
        } finally {
          await target.close()
        }
      } finally {
        await source.close()
      }
    })
}

function named(name: string): Place {
  if ((PLACES as readonly string[]).includes(name)) return name as Place
  throw new Error(`there is no place called ${name}: give ${PLACES.join(' or ')}`)
}

const open = (place: Place, on: Configuration, mayMake: boolean): Promise<Shared> =>
  place === 'embedded' ? openEmbedded(on, async () => mayMake) : openPostgres(on)

async function idOf(on: Configuration): Promise<string> {
  const store = await openStore(on)
  try {
    const registry = new Registry(
      on.streamPrefix,
      contexts.flatMap(({ aggregates }) => aggregates),
    )
    const id = await storeId({ store, registry })
    if (id === null) throw new Error('the log has no id yet: start the API, or say `prasan seal`, before its keys are moved')
    return id
  } finally {
    await store.close()
  }
}

type Told = (what: 'keys' | 'files', done: number) => void

/**
 * Copies and compares, then marks the source as moved, so that no node goes on with it. The target is empty or of the same store; in one that is
 * in use nothing is replaced. Run again after a break, it goes on.
 * @throws NotTogether; Error that names a key or a file that is damaged, or that the target has otherwise
 */
export async function migrateShared(store: string, source: Shared, target: Shared, told: Told): Promise<{ keys: number; files: number }> {
  const away = source.keys.health() ?? target.keys.health()
  if (away !== null) throw new Error(away)
  const ours: Belonging = { store, masterKey: source.keys.masterKeyCheck, state: 'whole' }
  await requireOf(ours, source, 'moving')
  if (target.keys.masterKeyCheck !== ours.masterKey && (await target.keys.belongsTo()) === null)
    await target.keys.takeOver(source.keys.proof) // the master key was exchanged once
  await requireOf(ours, target)
  for (const part of [target.keys, target.files])
    if ((await part.belongsTo())?.state !== 'whole') await part.bind({ ...ours, state: 'moving' }, true)
  await copyKeys(source, target, (done) => told('keys', done))
  await copyFiles(source, target, (done) => told('files', done))
  const counted = await compared(source, target)
  for (const part of [target.keys, target.files]) await part.bind(ours, true)
  for (const part of [source.keys, source.files]) await part.bind({ ...ours, state: 'moved' }, true)
  return counted
}

/** @throws NotTogether where something is of another store or master key, or in a state that is not wanted */
async function requireOf(ours: Belonging, { keys, files, at }: Shared, unwanted?: Belonging['state']): Promise<void> {
  for (const [part, where] of [[keys, at.keys] as const, [files, at.files] as const]) {
    const of = await part.belongsTo()
    const anothers = part === keys ? 'KeysAreOfAnotherStore' : 'FilesAreOfAnotherStore'
    if (of && of.store !== ours.store)
      throw new NotTogether(anothers, `${where} belongs to store ${of.store}, and the log is that of store ${ours.store}`)
    if (of && of.masterKey !== ours.masterKey) throw new NotTogether('MasterKeyIsAnother', `${where} belongs to another master key`)
    if (of && of.state === unwanted)
      throw new NotTogether('MoveIsNotFinished', `${where} is half filled itself: finish the move into it first`)
    if (of === null && unwanted === undefined)
      for await (const _ of part === keys ? keys.rows() : files.all())
        throw new NotTogether(anothers, `${where} is not empty, and does not say to which store it belongs`)
  }
}

async function rowsOf({ keys }: Shared): Promise<Map<string, string | null>> {
  const rows = new Map<string, string | null>()
  for await (const some of keys.rows()) for (const { person, wrapped } of some) rows.set(person, wrapped)
  return rows
}

async function copyKeys(source: Shared, target: Shared, told: (done: number) => void): Promise<void> {
  const isInUse = (await target.keys.belongsTo())?.state === 'whole'
  const there = await rowsOf(target)
  let done = 0
  for await (const some of source.keys.rows()) {
    const lacking = some.filter((row) => isLacking(row, there, isInUse, target.at.keys))
    const damaged = some.find((row) => !source.keys.unwraps(row))
    if (damaged) throw new Error(`the key of ${damaged.person} in ${source.at.keys} is damaged: restore it, or say \`prasan keys lost\``)
    if (lacking.length > 0) await target.keys.put(lacking)
    told((done += some.length))
  }
}

function isLacking({ person, wrapped }: KeyRow, there: ReadonlyMap<string, string | null>, isInUse: boolean, where: string): boolean {
  const known = there.get(person)
  if (known === wrapped || known === null) return false
  if (isInUse && known !== undefined && wrapped !== null)
    throw new Error(`${where} has another key of ${person}, and is in use: nothing in it is replaced`)
  return true
}

async function copyFiles(source: Shared, target: Shared, told: (done: number) => void): Promise<void> {
  let done = 0
  for await (const digest of source.files.all()) {
    if (!(await target.files.has(digest))) {
      const parts: Uint8Array[] = []
      for await (const part of (await source.files.get(digest)) ?? []) parts.push(part)
      const stored = await target.files.put(Buffer.concat(parts))
      if (stored !== digest) throw new Error(`the file ${digest} in ${source.at.files} does not hold what its digest says: restore it`)
    }
    told(++done)
  }
}

/** How much there is. @throws Error that names the first that is not in the target as it should be */
async function compared(source: Shared, target: Shared): Promise<{ keys: number; files: number }> {
  const there = await rowsOf(target)
  let keys = 0
  for await (const some of source.keys.rows())
    for (const row of some) {
      const known = there.get(row.person)
      const isThere = known === row.wrapped || known === null
      if (!isThere || !target.keys.unwraps({ ...row, wrapped: known }))
        throw new Error(`the key of ${row.person} is not in ${target.at.keys} as it is in ${source.at.keys}: is an API running?`)
      keys++
    }
  const digests = new Set<string>()
  for await (const digest of source.files.all()) digests.add(digest)
  const { problems } = await checkFiles(target.files, digests)
  if (problems.length > 0) throw new Error(`${target.at.files}: ${problems[0]}`)
  return { keys, files: digests.size }
}
