import {
  type EventType,
  type HistoryRows,
  type RowsOf,
  type ViewedEvent,
  canonical,
  history,
  plain,
  timetable,
  untilNext,
  view,
} from '@prasan/event-sourcing'
import { type HandoverState, handover as passings } from '../../domain/handover/state.js'
import { type Handed, chapters, itemChapters, notesOf, readingsOf } from '../../domain/handover/story.js'

const tables = {
  handover: history(
    'handover',
    {
      ...{ post: 'text', occasion: 'text', leaver: 'text?', assignment: 'text?', day: 'day', lapsesOn: 'day', state: 'text', items: 'int' },
      ...{ waiting: 'int', accepted: 'int', contested: 'int', done: 'int', transferred: 'int', handedOn: 'int', lapsed: 'int' },
    },
    { today: ['post', 'state'] },
  ),
  item: history(
    'handoverItem',
    { handover: 'text', item: 'text', state: 'text', by: 'text?', word: 'text?', changedOn: 'day' },
    { today: ['handover', 'item'] },
  ),
  note: history(
    'handoverNote',
    {
      ...{ handover: 'text', item: 'text?', step: 'int', writtenOn: 'day', writtenBy: 'text' },
      ...{ state: 'text', nextStep: 'text?', people: 'json?', risks: 'text?' },
    },
    { today: ['handover', 'item'] },
  ),
  reading: history('handoverReading', { handover: 'text', what: 'text', readBy: 'text', readOn: 'day' }, { today: ['handover'] }),
  /** When what waits lapses. */
  dues: timetable('handoverDue'),
  /** What the decisions on each handover remember: its rows are told anew from it. */
  told: plain('handoverTold', { id: 'text', state: 'json' }, { key: ['id'] }),
}

type Rows = RowsOf<typeof tables>
type Days = { readonly from: string | null; readonly until: string | null; readonly values: Record<string, any> }

const itemsOf = (id: string, handed: Handed) =>
  Object.entries(handed.items).map(([item, course]) => {
    const all = untilNext(itemChapters(handed, item, course))
    return [
      `${id}/${item}`,
      all.map(({ from, until, standing }) => ({ from, until, values: { handover: id, item, ...standing, changedOn: from } })),
    ]
  })
const notes = (id: string, handed: Handed) =>
  notesOf(handed).map(({ number: step, from, by, fact: { item, on, ...said } }) => [
    `${id}#${step}`,
    [{ from, until: null, values: { handover: id, step, item, writtenOn: on, writtenBy: by, ...said } }],
  ])
const readings = (id: string, handed: Handed) =>
  readingsOf(handed).map(({ number: step, from, fact: { what, by } }) => [
    `${id}#${step}`,
    [{ from, until: null, values: { handover: id, what, readBy: by, readOn: from } }],
  ])

type Told = (id: string, handed: Handed) => unknown[]
const partsOf = (told: Told, id: string, state: HandoverState) =>
  new Map(state.is === 'unknown' || state.reversed ? [] : (told(id, state) as [string, Days[]][]))

/** Parts that are no longer so are told anew. */
function retell(rows: HistoryRows<any>, told: Told, id: string, before: HandoverState, after: HandoverState): void {
  const was = partsOf(told, id, before)
  for (const [part, days] of partsOf(told, id, after)) {
    if (canonical(was.get(part) ?? []) !== canonical(days)) rows.restate(part, days)
    was.delete(part)
  }
  for (const gone of was.keys()) rows.reverse(gone)
}

/** Each handover shows on every day what its decisions hold to be so then. */
function tell({ handover, item, note, reading, dues, told }: Rows, event: ViewedEvent<unknown>): void {
  const { id, type } = event
  const kept = told.where({ id })[0]?.['state'] as string | undefined
  const before = kept === undefined ? passings.initial : (JSON.parse(kept) as HandoverState)
  const evolve = passings.evolve as unknown as Record<
    string,
    (state: HandoverState, data: unknown, event: ViewedEvent<unknown>) => HandoverState
  >
  const state = evolve[type]!(before, event.data, event)
  if (state.is === 'unknown') return
  told.put({ id, state })
  const all = chapters(state)
  handover.restate(id, untilNext(all))
  dues.remove({ instance: id })
  const last = all.at(-1)?.values
  if (last && last.waiting > 0) dues.put({ instance: id, step: 'lapse', day: last.lapsesOn })
  retell(item, itemsOf, id, before, state)
  retell(note, notes, id, before, state)
  retell(reading, readings, id, before, state)
}

/** Every handover with its items, and what those who leave and who come say of them. */
export const handoversView = view('handovers', 1, tables, (on) =>
  passings.events.map((event) => on(event as EventType<string, unknown>, tell)),
)
