import { configurationFrom, contexts, openRuntime } from '@prasan/api'
import { type Command, commandIdOf, handle, idWithin, sourcesOf } from '@prasan/event-sourcing'
import { meeting, quorumLog, quorumOf } from '@prasan/meetings/contract'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, type Measure, type Round, compare, quantile } from './figure.js'

const SEATS = 500
/** Each leaves once and comes back once. */
const CHANGES = 2 * SEATS
const ROUNDS = 20
const ON = '2026-05-08'
const commands = new Map<string, Command>(contexts.flatMap((context) => context.commands.map((command) => [command.name, command])))

/**
 * The quorum of an assembly that people leave and come back to all day, against the barest count of the same times: how many have come and not
 * left, whatever the rules. The log of it is read from each change to the next; and what is recorded last costs no more than what was recorded first.
 */
export async function quorum(): Promise<readonly (Figure | Measure)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-bench-'))
  const runtime = await openRuntime({ ...configurationFrom({ PRASAN_DEMO: 'false', PRASAN_TODAY: '2026-11-02' }), dataDir: folder })
  runtime.start()
  try {
    const handling = { ...runtime.handling, exists: () => true }
    const tell = async (name: string, input: object, id?: string, n = 0) => {
      const commandId = commandIdOf('system:bench', `${name} ${n}`, id)
      const outcome = await handle(handling, { command: commands.get(name)!, input, actor: 'system:bench', commandId, ...(id && { id }) })
      if (outcome.is !== 'Recorded') throw new Error(`${name}: ${outcome.is === 'RuleBroken' ? outcome.rule.code : outcome.is}`)
      return {
        id: outcome.id,
        position: outcome.position,
        part: (category: string) => `${category}-${idWithin(commandId, `${category}:0`)}`,
      }
    }
    const committee = (await tell('EstablishCommittee', { name: { th: 'สมัชชา' }, type: 'committee' })).id
    const people = Array.from({ length: SEATS }, (_, n) => `person-${idWithin(commandIdOf('system:bench', 'people'), n)}`)
    const entries: { seat: string; person: string }[] = []
    for (const [n, person] of people.entries()) {
      const { part } = await tell('CreateSeat', { number: n + 1, office: 'member', kind: { expert: { person } } }, committee, n)
      entries.push({ seat: part('seat'), person })
    }
    const { id } = await tell('ScheduleMeeting', { bodies: [committee], on: ON })
    await tell('OpenMeeting', { at: '05:00', noticeUnknown: true }, id)
    for (let n = 0; n < SEATS; n += 250) await tell('RecordAttendance', { entries: entries.slice(n, n + 250) }, id, n)
    const latencies: number[] = []
    for (let n = 0; n < CHANGES; n++) {
      const began = performance.now()
      const { position } = await tell(n < SEATS ? 'RecordDeparture' : 'RecordArrival', { person: people[n % SEATS], at: timeOf(n) }, id, n)
      await runtime.views.waitFor(position, 10_000)
      latencies.push(performance.now() - began)
    }
    const tenth = CHANGES / 10
    const dearer = quantile(latencies.slice(-tenth), 0.5) / quantile(latencies.slice(0, tenth), 0.5)
    const { state } = await sourcesOf(handling).load(meeting, id)
    if (state.is === 'unknown' || !state.opened) throw new Error('the meeting did not open')
    const { opened, attendance } = state
    const came = Object.values(attendance)
    const bare = bareOf(came)
    return [
      {
        ...{ what: `quorum of ${SEATS} seats, counted once`, goal: 0.02 },
        ...(await compare(
          ROUNDS,
          () => timed(200, () => bare.at(timeOf(300))),
          async () => timed(200, () => quorumOf(opened, came, new Set(), timeOf(300))),
        )),
      },
      {
        ...{ what: `quorum log of ${CHANGES.toLocaleString('en')} changes`, goal: 0.3 },
        ...(await compare(
          ROUNDS,
          () => timed(2, () => bare.log()),
          async () => timed(2, () => quorumLog(opened, came)),
        )),
      },
      {
        what: `the last arrivals of ${CHANGES.toLocaleString('en')} changes, against the first`,
        value: dearer,
        unit: 'times',
        most: 2,
        latencies,
      },
    ]
  } finally {
    await runtime.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A minute for each change, from six in the morning on. */
const timeOf = (n: number) => `${String(6 + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`

function timed(operations: number, work: () => unknown): Round {
  const began = performance.now()
  for (let n = 0; n < operations; n++) work()
  return { operations, ms: performance.now() - began }
}

/** Nothing but the times: the persons who are there then. */
function bareOf(came: readonly { person?: string; there: readonly { from?: string; to?: string }[] }[]) {
  const at = (time: string) => {
    const present = new Set<string>()
    for (const { person, there } of came) if (there.some(({ from = '', to = '~' }) => from <= time && time < to)) present.add(person!)
    return present.size * 2 >= SEATS
  }
  return { at, log: () => Array.from({ length: CHANGES }, (_, n) => at(timeOf(n))) }
}
