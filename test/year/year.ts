/**
 * A year of a province, run day by day on a data folder with the real store, views and process managers: bodies meet and resolve, what they resolve
 * becomes promises, posts are abolished and their successors take over, errands fall due. The same commands under the same ids each time, so that a run
 * that was cut off goes on where it was.
 */
import { type Runtime, configurationFrom, contexts, openRuntime } from '@prasan/api'
import { type Command, type Day, type Outcome, addDays, clockAt, handle } from '@prasan/event-sourcing'
import type { BoundedContext } from '@prasan/graphql'
import { SqliteEventStore, StreamNotFound } from '@prasan/event-store'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chasedOf, chasedSoon } from './chased.js'
import { errands } from './errands.js'
import { type Said, both, commandId, idOf, partOf } from './said.js'

export interface Year {
  readonly dataDir: string
  readonly first: Day
  readonly days: number
  /** How many bodies meet each month. */
  readonly bodies: number
  /** Whether it promises things, besides, that are chased until somebody does something. */
  readonly chased?: true
}

;(contexts as BoundedContext[]).push(errands)
const commands = new Map<string, Command>(contexts.flatMap((context) => context.commands.map((each) => [each.name, each] as const)))

/** What is said on the first day: the offices, their heads and the bodies. */
const beginnings = (bodies: number): Said[] =>
  Array.from({ length: bodies }, (_, n) => n).flatMap((n) => [
    { command: 'RegisterOrganization', key: `office ${n}`, input: { name: both(`Office ${n}`), kind: 'provincial' } },
    ...['head', 'deputy'].map((post) => ({
      ...{ command: 'EstablishPost', key: `${post} ${n}`, input: { title: both(post), organization: idOf('organization', `office ${n}`) } },
    })),
    { command: 'EstablishCommittee', key: `body ${n}`, input: { name: both(`Body ${n}`), type: 'committee' } },
  ])

/** What is said of a body on the n-th day, counted from its own first: it meets every four weeks. */
function ofBody(n: number, day: Day, count: number): Said[] {
  const [round, at] = [Math.floor(count / 28), count % 28]
  const meeting = idOf('meeting', `meeting ${n} ${round}`)
  const promise = (of: number) => partOf('commitment', `resolution ${n} ${round}`, of)
  const about = (command: string, id: string, input: object): Said => ({ command, key: `${command} ${n} ${round} ${id}`, id, input })
  switch (at) {
    case 1:
      return [
        {
          command: 'ScheduleMeeting',
          key: `meeting ${n} ${round}`,
          input: { bodies: [idOf('committee', `body ${n}`)], on: addDays(day, 7) },
        },
      ]
    case 2: {
      return [{ command: 'GiveErrand', key: `errand ${n} ${round}`, input: { title: 'to invite', dueOn: addDays(day, 3) } }]
    }
    case 8: {
      const owner = idOf('post', `${round > 2 ? 'deputy' : 'head'} ${n}`)
      const assignments = [30, 60].map((later) => ({ owner, dueOn: addDays(day, later) }))
      return [
        about('OpenMeeting', meeting, { attendanceUnknown: true }),
        {
          command: 'PassResolution',
          key: `resolution ${n} ${round}`,
          id: meeting,
          input: { kind: 'assigned', text: both('To do'), assignments },
        },
      ]
    }
    case 15:
      return [0, 1].map((of) => about('ReportProgress', promise(of), { on: day, percent: 40, word: 'under way' }))
    case 22:
      return [about('ReportCompletion', promise(0), { on: day, word: 'done' })]
    case 25:
      return round === 2
        ? [about('AbolishPost', idOf('post', `head ${n}`), { on: addDays(day, 5), successor: idOf('post', `deputy ${n}`) })]
        : []
    default:
      return []
  }
}

const said = ({ bodies, first, chased }: Year, day: Day, count: number): Said[] => [
  ...(day === first ? beginnings(bodies) : []),
  ...(chased && day === first ? chasedSoon(bodies) : []),
  ...(chased ? Array.from({ length: bodies }, (_, n) => chasedOf(n, first, count)).flat() : []),
  ...Array.from({ length: bodies }, (_, n) => (count > n % 7 ? ofBody(n, day, count - (n % 7)) : [])).flat(),
]

/** The last day that began in the folder; null in a new one. */
async function lastDayIn(dataDir: string, first: Day): Promise<Day | null> {
  if (!existsSync(join(dataDir, 'events.db'))) return null
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.db') })
  try {
    let last: Day | null = null
    for (let year = Number(first.slice(0, 4)); ; year++) {
      try {
        for await (const { data } of store.readStream(`prasan-calendar-${year}`)) last = data['day'] as Day
      } catch (error) {
        if (error instanceof StreamNotFound) return last
        throw error
      }
    }
  } finally {
    await store.close()
  }
}

interface Watched {
  /** Before it follows the log. */
  opened?(runtime: Runtime): void
  /** Once its first day has begun. */
  ready?(): void
}

/** Runs the year, or what is left of it, and closes. */
export async function runYear(year: Year, { opened, ready }: Watched = {}): Promise<void> {
  let today = (await lastDayIn(year.dataDir, year.first)) ?? year.first
  const clock = { now: () => clockAt(today).now() }
  const runtime = await openRuntime({ ...configurationFrom({ PRASAN_DEMO: 'false', PRASAN_DATA_DIR: year.dataDir }), clock })
  try {
    opened?.(runtime)
    runtime.start()
    for (let trouble; (trouble = await runtime.trouble()) !== null;) {
      if (trouble.includes('stopped')) throw new Error(trouble)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    ready?.()
    for (let count = 0; count < year.days; count++) {
      const day = addDays(year.first, count)
      if (day < today) continue
      today = day
      await runtime.days.begin(day, new AbortController().signal)
      for (const each of said(year, day, count)) await tell(runtime, each)
    }
  } finally {
    await runtime.close()
  }
}

/** Records it, once, and waits for what follows. */
async function tell({ handling, views, processes }: Runtime, { command, key, input, id }: Said): Promise<void> {
  let outcome: Outcome
  do
    outcome = await handle(handling, {
      ...{ command: commands.get(command)!, input, commandId: commandId(key), actor: 'system:year', ...(id !== undefined && { id }) },
      recordDespite: ['MeetingNeedsQuorumToResolve', 'NoticeMustPrecedeMeetingByRule'].map((rule) => ({
        rule,
        reason: 'a year that is run',
      })),
    })
  while (outcome.is === 'RevisionConflict')
  if (outcome.is !== 'Recorded') throw new Error(`${key}: ${JSON.stringify(outcome)}`)
  while (!(await views.waitFor(outcome.position, 1_000)));
  await processes.settled(outcome.position, new AbortController().signal)
}
