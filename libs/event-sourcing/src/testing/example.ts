/** A small domain for the kernel's own tests: a person who can be named, and a task that is opened, worked on and closed. */
import type { Appended, EventStore, JsonObject } from '@prasan/event-store'
import { randomUUID } from 'node:crypto'
import type { Aggregate } from '../declaring/aggregate.js'
import { type Context, type Evidence, command, creation, evidenceFor } from '../declaring/command.js'
import { type Fact, event } from '../declaring/event.js'
import type { Metadata, Registry } from '../log/registry.js'
import { requireThat, ruleOfTheBody, ruleOfTheRecord } from '../declaring/rules.js'
import { Count, Day, Text, personal, ref, z } from '../declaring/shapes.js'
import { history } from '../views/history.js'
import { plain, view } from '../views/view.js'

const Name = z.strictObject({ given: Text, family: Text.optional() })
export const PersonNamed = event('PersonNamed', 1, { name: personal(Name), note: Text.optional() }, { th: 'ตั้งชื่อ' })
type PersonState = { named: number }
const personEvents = [PersonNamed] as const
export const person: Aggregate<PersonState, typeof personEvents> = {
  category: 'person',
  events: personEvents,
  initial: { named: 0 },
  evolve: { PersonNamed: ({ named }) => ({ named: named + 1 }) },
}
export const NamePerson = creation('NamePerson', person, { name: personal(Name), note: Text.optional() }, {}, (input) => [
  PersonNamed(input),
])

const opening = { title: Text, owner: ref('person').optional(), from: Day.optional() }
export const TaskOpened = event('TaskOpened', 1, opening, { th: 'เปิดงาน {title}' })
export const WordSaid = event('WordSaid', 1, { on: Day, word: Text, percent: Count.optional() }, { th: '{word}' })
export const PartAdded = event('PartAdded', 1, { part: ref('part'), ownerNames: Count.optional() }, { th: 'เพิ่มส่วน' })
export const TaskClosed = event('TaskClosed', 1, { on: Day }, { th: 'ปิดงาน' })

type TaskState = { is: 'unknown' } | { is: 'open' | 'closed'; owner?: string | undefined; words: number }
const taskEvents = [TaskOpened, WordSaid, PartAdded, TaskClosed] as const
export const task: Aggregate<TaskState, typeof taskEvents> = {
  category: 'task',
  events: taskEvents,
  initial: { is: 'unknown' },
  evolve: {
    TaskOpened: (_, { owner }) => ({ is: 'open', owner, words: 0 }),
    WordSaid: (state) => (state.is === 'unknown' ? state : { ...state, words: state.words + 1 }),
    PartAdded: (state) => state,
    TaskClosed: (state) => (state.is === 'unknown' ? state : { ...state, is: 'closed' }),
  },
}

export const TaskMustBeOpen = ruleOfTheRecord('TaskMustBeOpen', { th: 'งานต้องยังไม่ปิด', en: 'The task must be open.' })
export const TaskNeedsAWordBeforeItCloses = ruleOfTheBody('TaskNeedsAWordBeforeItCloses', {
  th: 'ต้องรายงานก่อนปิด',
  en: 'Say a word before.',
})
export const OwnerMustBeNamed = ruleOfTheRecord('OwnerMustBeNamed', { th: 'ต้องมีชื่อ', en: 'The owner must have a name.' })

export const OpenTask = creation('OpenTask', task, opening, {}, (input) => [TaskOpened(input)])
export const SayWord = command('SayWord', task, { on: Day, word: Text, percent: Count.optional() }, {}, (input, state) => {
  requireThat(state.is === 'open', TaskMustBeOpen)
  return [WordSaid(input)]
})
type Owning = { readonly state: PersonState; readonly revision: number | null }
export const AddPart = command('AddPart', task, {}, {}, (_, state, { newId, evidence }: Context<Owning | null>) => {
  requireThat(state.is === 'open', TaskMustBeOpen)
  requireThat(evidence === null || evidence.revision !== null, OwnerMustBeNamed)
  return [PartAdded({ part: newId('part'), ...(evidence && { ownerNames: evidence.state.named }) })]
})
export const evidence: Evidence = evidenceFor([AddPart], async (_, { load }, state: TaskState): Promise<Owning | null> =>
  state.is !== 'unknown' && state.owner ? load(person, state.owner) : null,
)
export const CloseTask = command('CloseTask', task, { on: Day }, {}, (input, state, { judge }) => {
  if (state.is === 'closed') return []
  requireThat(state.is === 'open', TaskMustBeOpen)
  judge(state.words > 0, TaskNeedsAWordBeforeItCloses, 'on')
  return [TaskClosed(input)]
})

/** A word that no view can take. */
export const POISON = 'poison'

export const tasksView = view(
  'tasks',
  1,
  {
    task: history('task', { title: 'text', word: 'text?', percent: 'int?', said: 'int' }, { today: ['title'] }),
    count: plain('counted', { what: 'text', n: 'int' }, { key: ['what'] }),
  },
  (on) => [
    on(TaskOpened, ({ task, count }, { id, data }) => {
      task.begin(id, data.from ?? null, { title: data.title, said: 0 })
      count.put({ what: 'tasks', n: ((count.where({ what: 'tasks' })[0]?.['n'] as number | undefined) ?? 0) + 1 })
    }),
    on(WordSaid, ({ task }, { id, data }) => {
      const said = task.of(id).at(-1)?.said ?? 0
      task.change(id, data.on, { word: data.word, percent: data.percent })
      if (data.word === POISON) throw new Error('this word cannot be taken')
      task.correctAll(id, { said: said + 1 })
    }),
    on(TaskClosed, ({ task }, { id, data }) => task.end(id, data.on)),
  ],
)

/** Writes an event as if a command had recorded it; `as` overrides what stands in the log. */
export async function record(
  store: EventStore,
  registry: Registry,
  id: string,
  fact: Fact,
  as: { recordedAt?: string; type?: string; metadata?: JsonObject; eventId?: string } = {},
): Promise<Appended> {
  const metadata: Metadata = {
    version: registry.events.get(fact.type)?.version ?? 1,
    recordedAt: as.recordedAt ?? '2026-11-02T02:00:00.000Z',
    actor: 'system:test',
    command: 'Test',
    commandId: randomUUID(),
    digest: '',
    correlationId: '',
  }
  return store.append(registry.streamOf(id), 'any', [
    {
      id: as.eventId ?? randomUUID(),
      type: as.type ?? fact.type,
      data: fact.data as JsonObject,
      metadata: { ...metadata, ...as.metadata } as unknown as JsonObject,
    },
  ])
}
