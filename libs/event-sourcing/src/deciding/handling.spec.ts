import { beforeEach, describe, expect, it } from '@jest/globals'
import { MemoryEventStore, type RecordedEvent, StreamNotFound } from '@prasan/event-store'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clockAt } from '../time/clock.js'
import { command, creation } from '../declaring/command.js'
import { handle } from './handling.js'
import { load } from './loading.js'
import type { Handling, Request } from './request.js'
import { commandIdOf, sealOf } from '../log/ids.js'
import { SqliteKeyRing } from '../personal-data/embedded.js'
import { isSealed } from '../personal-data/key-ring.js'
import type { Outcome } from '../declaring/outcome.js'
import { type Metadata, Registry } from '../log/registry.js'
import {
  AddPart,
  evidence,
  CloseTask,
  NamePerson,
  OpenTask,
  SayWord,
  TaskClosed,
  TaskMustBeOpen,
  TaskNeedsAWordBeforeItCloses,
  TaskOpened,
  WordSaid,
  person,
  record,
  task,
} from '../testing/example.js'
import { ruleOfTheBody } from '../declaring/rules.js'
import { Day } from '../declaring/shapes.js'
import { TODAY, someId } from '../testing/given.js'

const breach = { rule: TaskNeedsAWordBeforeItCloses.code, reason: 'ประธานสั่งปิด' }
const unbroken = { rule: ruleOfTheBody('UnbrokenRule', { th: 'กฎอื่น' }).code, reason: 'ไม่เกี่ยว' }
let store: MemoryEventStore
let on: Handling
const registry = new Registry('prasan-', [person, task])
const folder = mkdtempSync(join(tmpdir(), 'prasan-handling-'))
const keys = await SqliteKeyRing.open(join(folder, 'keys.db'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => {
  store = new MemoryEventStore()
  on = {
    store,
    registry,
    keys,
    clock: clockAt(TODAY),
    exists: (id) => holds(id),
    evidence,
    lookUp: async (query, args) => query.run(undefined, args),
  }
})

const all = async () => {
  const events: RecordedEvent[] = []
  for await (const event of store.readAll()) events.push(event)
  return events
}
const holds = async (id: string) => (await all()).some(({ stream }) => stream === `prasan-${id}`)
const words = async () => (await all()).filter(({ type }) => type === 'WordSaid').map(({ data }) => data['word'])

const actor = someId('person', 'secretary')
const tell = (command: Request['command'], input: unknown, key: string, more: Partial<Request> = {}) =>
  handle(on, { command, input, commandId: commandIdOf(more.actor ?? actor, key, more.id), actor, ...more })
/** Opens a task and gives its id. */
async function opened(key = 'open'): Promise<string> {
  const outcome = await tell(OpenTask, { title: 'ฝึกอบรม' }, key)
  if (outcome.is !== 'Recorded') throw new Error(outcome.is)
  return outcome.id
}
const word = (text: string) => ({ on: '2026-11-01', word: text })

/** A store in which, before the next appends, somebody else appends first. */
function disturbed(times: number, intrude: (n: number) => Promise<unknown>): void {
  let left = times
  const append = store.append.bind(store)
  on = {
    ...on,
    store: Object.assign(Object.create(store) as MemoryEventStore, {
      append: async (...args: Parameters<typeof append>) => {
        if (left-- > 0) await intrude(left)
        return append(...args)
      },
    }),
  }
}

describe('a command is recorded once', () => {
  it('the same key twice gives the first answer again', async () => {
    const id = await opened()
    const first = await tell(SayWord, word('half'), 'k', { id })
    expect(first).toEqual({ is: 'Recorded', id, revision: 1n, position: 2n, repeated: false, events: ['WordSaid'] })
    expect(await tell(SayWord, word('half'), 'k', { id })).toEqual({ ...first, repeated: true })
    expect(await tell(OpenTask, { title: 'ฝึกอบรม' }, 'open')).toMatchObject({ is: 'Recorded', id, revision: 0n, repeated: true })
    expect(await all()).toHaveLength(2)
  })

  it('a retried report after somebody else’s later report is not recorded again', async () => {
    const id = await opened()
    const first = await tell(SayWord, word('mine'), 'k', { id })
    await tell(SayWord, word('theirs'), 'k', { id, actor: someId('person', 'other') })
    expect(await tell(SayWord, word('mine'), 'k', { id })).toEqual({ ...first, repeated: true })
    expect(await words()).toEqual(['mine', 'theirs'])
  })

  it('an old file imported again after an edit in the app records nothing', async () => {
    const id = someId('task', 'imported')
    const row = {
      command: OpenTask,
      input: { title: 'from the file' },
      id,
      commandId: randomUUID(),
      actor: 'system:import',
      imported: true,
    }
    const first = await handle(on, row)
    await tell(SayWord, word('edited'), 'k', { id })
    expect(await handle(on, row)).toEqual({ ...first, repeated: true })
    expect(await handle(on, { ...row, commandId: randomUUID(), input: { title: 'changed in the file' } })).toMatchObject({
      is: 'RuleBroken',
      rule: { code: 'AlreadyRecorded' },
    })
    expect((await all()).map(({ type }) => type)).toEqual(['TaskOpened', 'WordSaid'])
    expect((await all())[0]!.metadata['imported']).toBe(true)
  })

  it.each<[string, (id: string) => ReturnType<typeof tell>]>([
    ['another body', (id) => tell(SayWord, word('other'), 'k', { id })],
    ['another command', (id) => tell(CloseTask, { on: '2026-11-01' }, 'k', { id })],
    ['another reason to record despite', (id) => tell(SayWord, word('mine'), 'k', { id, recordDespite: [breach] })],
  ])('the same key with %s is refused', async (_, again) => {
    const id = await opened()
    await tell(SayWord, word('mine'), 'k', { id })
    expect(await again(id)).toMatchObject({ is: 'InputInvalid', problems: [{ field: 'idempotencyKey', code: 'IdempotencyKeyReused' }] })
    expect(await words()).toEqual(['mine'])
  })

  it('of two bodies that race under one key one is recorded and the other refused', async () => {
    const id = await opened()
    const outcomes = await Promise.all(['a', 'b', 'c'].map((text) => tell(SayWord, word(text), 'k', { id })))
    expect(outcomes.map(({ is }) => is).sort()).toEqual(['InputInvalid', 'InputInvalid', 'Recorded'])
    const winner = outcomes.findIndex(({ is }) => is === 'Recorded')
    expect(await words()).toEqual([['a', 'b', 'c'][winner]])
  })

  it('of the same command sent many times at once one is recorded, and all are told so', async () => {
    const id = await opened()
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => tell(SayWord, word('once'), 'k', { id })))
    expect(outcomes).toEqual(
      outcomes.map((outcome) => ({ ...outcome, is: 'Recorded', id, revision: 1n, position: 2n, events: ['WordSaid'] })),
    )
    expect(await words()).toEqual(['once'])
  })

  it('one key for two targets gives two facts, with ids of their own', async () => {
    const ids = [await opened('1'), await opened('2')]
    for (const id of ids) expect(await tell(AddPart, {}, 'k', { id })).toMatchObject({ is: 'Recorded', id, repeated: false })
    const added = (await all()).filter(({ type }) => type === 'PartAdded')
    expect(new Set(added.map(({ data }) => data['part'])).size).toBe(2)
    expect(new Set((await all()).map(({ id }) => id)).size).toBe(4)
  })

  it('what a command begins has the same id after a conflict and in a retry of a lost append', async () => {
    const id = await opened()
    const once = await tell(AddPart, {}, 'k', { id })
    const [part] = (await all()).filter(({ type }) => type === 'PartAdded')
    store = new MemoryEventStore()
    on = { ...on, store }
    await opened()
    disturbed(1, () => tellUndisturbed(SayWord, word('first'), id))
    expect(await tell(AddPart, {}, 'k', { id })).toMatchObject({ ...once, revision: 2n, position: 3n })
    expect((await all()).find(({ type }) => type === 'PartAdded')!.data).toEqual(part!.data)
  })
})

const tellUndisturbed = (command: Request['command'], input: unknown, id: string) =>
  handle({ ...on, store }, { command, input, id, commandId: randomUUID(), actor })

describe('conflicts', () => {
  it('there are none between those who tell one process at once without a revision', async () => {
    const id = await opened()
    const said = Array.from({ length: 16 }, (_, i) => `w${i}`)
    const outcomes = await Promise.all(said.map((text) => tell(SayWord, word(text), text, { id })))
    expect(outcomes.map(({ is }) => is)).toEqual(said.map(() => 'Recorded'))
    expect(await words()).toEqual(said)
  })

  it('decides anew on what the other recorded', async () => {
    const id = await opened()
    await tell(SayWord, word('w'), 'w', { id })
    disturbed(1, () => tellUndisturbed(CloseTask, { on: '2026-11-01' }, id))
    expect(await tell(SayWord, word('late'), 'k', { id })).toMatchObject({ is: 'RuleBroken', rule: TaskMustBeOpen })
    expect(await words()).toEqual(['w'])
  })

  it.each([
    [2, 'Recorded'],
    [3, 'RevisionConflict'],
  ])('after %i foreign appends in its way it answers %s', async (times, is) => {
    const id = await opened()
    disturbed(times, (n) => tellUndisturbed(SayWord, word(`other ${n}`), id))
    const outcome = await tell(SayWord, word('mine'), 'k', { id })
    expect(outcome.is).toBe(is)
    expect((await words()).filter((each) => each === 'mine')).toHaveLength(is === 'Recorded' ? 1 : 0)
    // sent again, it is recorded now, and once
    expect(await tell(SayWord, word('mine'), 'k', { id })).toMatchObject({ is: 'Recorded', repeated: is === 'Recorded' })
    expect((await words()).filter((each) => each === 'mine')).toHaveLength(1)
  })

  it('a stale expectedRevision is answered at once, also when it becomes stale in between; a retry of what was recorded is not stale', async () => {
    const id = await opened()
    expect(await tell(SayWord, word('a'), 'a', { id, expectedRevision: 0 })).toMatchObject({ is: 'Recorded', revision: 1n })
    expect(await tell(SayWord, word('b'), 'b', { id, expectedRevision: 0 })).toEqual({
      is: 'RevisionConflict',
      id,
      expected: 0n,
      actual: 1n,
    })
    expect(await tell(SayWord, word('a'), 'a', { id, expectedRevision: 0 })).toMatchObject({ is: 'Recorded', repeated: true })
    disturbed(1, () => tellUndisturbed(SayWord, word('other'), id))
    expect(await tell(SayWord, word('c'), 'c', { id, expectedRevision: 1 })).toEqual({
      is: 'RevisionConflict',
      id,
      expected: 1n,
      actual: 2n,
    })
    expect(await words()).toEqual(['a', 'other'])
  })
})

describe('what is refused leaves the log as it was', () => {
  const unchanged = async (act: () => Promise<unknown>) => {
    const before = await all()
    const outcome = await act()
    expect(await all()).toEqual(before)
    return outcome
  }

  it('ids of nothing, by their path; targets that are no such thing', async () => {
    const id = await opened()
    const nobody = someId('person', 'nobody')
    expect(await unchanged(() => tell(OpenTask, { title: 't', owner: nobody }, 'k'))).toMatchObject({
      is: 'InputInvalid',
      problems: [{ field: 'owner', code: 'UnknownId' }],
    })
    for (const foreign of [nobody, '', 'x', `${id}\0`, 'task-'.padEnd(100_000, 'x')]) {
      expect(await unchanged(() => tell(SayWord, word('w'), 'k', { id: foreign }))).toMatchObject({
        is: 'InputInvalid',
        problems: [{ field: 'task', code: 'NotAnId' }],
      })
    }
    expect(await unchanged(() => tell(SayWord, word('w'), 'k', { id: someId('task', 'absent') }))).toMatchObject({
      is: 'RuleBroken',
      rule: { code: 'NotRecordedYet' },
      field: 'task',
    })
  })

  it.each<[string, Partial<Request>]>([
    ['idempotencyKey: TooShort', { idempotencyKey: ' \u200b' }],
    ['idempotencyKey: TooLong', { idempotencyKey: 'k'.repeat(201) }],
    ['idempotencyKey: ControlCharacter', { idempotencyKey: 'a\nb' }],
    ['expectedRevision: OutOfRange', { expectedRevision: -1 }],
    ['expectedRevision: Malformed', { expectedRevision: 0.5 }],
    ['recordDespite.0.reason: TooShort', { recordDespite: [{ ...breach, reason: ' ' }] }],
    ['recordDespite.0.reason: TooLong', { recordDespite: [{ ...breach, reason: 'r'.repeat(2_001) }] }],
    ['recordDespite.1: TwiceInTheList', { recordDespite: [breach, { ...breach, reason: 'another' }] }],
    ['recordDespite.0.rule: NotARuleOfABody', { recordDespite: [{ ...breach, rule: 'NoRule' }] }],
    ['recordDespite.0.rule: NotARuleOfABody', { recordDespite: [{ ...breach, rule: TaskMustBeOpen.code }] }],
  ])('an envelope of another form: %s', async (place, more) => {
    const id = await opened()
    const outcome = await unchanged(() => handle(on, { command: SayWord, input: word('w'), id, actor, ...more }))
    const { problems } = outcome as Extract<Outcome, { is: 'InputInvalid' }>
    expect(problems.map(({ field, code }) => `${field}: ${code}`)).toEqual([place])
  })

  it('a creation of what exists', async () => {
    const id = await opened()
    expect(await unchanged(() => tell(OpenTask, { title: 'again' }, 'other', { id }))).toMatchObject({
      is: 'RuleBroken',
      rule: { code: 'AlreadyRecorded' },
    })
  })

  it('malformed input, every problem with its path', async () => {
    const id = await opened()
    expect(await unchanged(() => tell(SayWord, { on: '2026-02-30', word: ' ', percent: -1, more: 1 }, 'k', { id }))).toMatchObject({
      is: 'InputInvalid',
      problems: [
        { field: 'on', code: 'DayMalformed' },
        { field: 'word', code: 'TooShort' },
        { field: 'percent', code: 'OutOfRange' },
        { field: 'more', code: 'UnknownField' },
      ],
    })
  })

  it('what to write instead is said, where it is known', async () => {
    const id = await opened()
    const told = async (input: object) => {
      const outcome = (await unchanged(() => tell(SayWord, { ...word('w'), ...input }, 'k', { id }))) as Outcome
      return outcome.is === 'InputInvalid' && outcome.problems.map(({ code, message: { th, en } }) => [code, th, en])
    }
    const says = (...words: string[]) => words.map((each) => expect.stringContaining(each))
    expect(await told({ on: '2569-12-01' })).toEqual([['DayOutOfRange', ...says('๒๗๔๒ ใช้ ค.ศ.: 2026-12-01', '2026-12-01')]])
    expect(await told({ on: '2567-02-29' })).toEqual([['DayMalformed', ...says('ใช้ ค.ศ.: 2024-02-29', '2024-02-29')]])
    expect(await told({ on: '1899-12-31' })).toEqual([
      ['DayOutOfRange', expect.not.stringContaining('1356'), expect.not.stringContaining('1356')],
    ])
    expect(await told({ percent: -1 })).toEqual([['OutOfRange', ...says('ต่ำสุด 0', 'least is 0')]])
    expect(await told({ percent: 2_000_000_000 })).toEqual([['OutOfRange', ...says('สูงสุด 1000000000', 'most is 1000000000')]])
  })

  it('what the evidence cannot be gathered for', async () => {
    const owner = someId('person', 'named')
    await tell(NamePerson, { name: { given: 'ก' } }, 'n', { id: owner })
    const opening = await tell(OpenTask, { title: 't', owner }, 'o')
    await record(store, registry, owner, WordSaid(word('a foreign hand')))
    await unchanged(() => expect(tell(AddPart, {}, 'k', { id: (opening as { id: string }).id })).rejects.toThrow(/does not belong/))
  })
})

describe('rules of the body', () => {
  it('refuse, unless the breach is named; then it goes with the event', async () => {
    const id = await opened()
    const close = (recordDespite?: Request['recordDespite']) =>
      tell(CloseTask, { on: '2026-11-01' }, 'k', { id, ...(recordDespite && { recordDespite }) })
    const refusal = { is: 'RuleBroken', rule: TaskNeedsAWordBeforeItCloses, field: 'on' }
    expect(await close()).toEqual(refusal)
    expect(await close([unbroken])).toEqual(refusal)
    expect(await close([unbroken, breach])).toMatchObject({ is: 'Recorded', repeated: false })
    expect((await all()).at(-1)!.metadata['despite']).toEqual([breach])
  })

  it.each([
    ['the first, where none is named', false, [[breach], undefined]],
    ['the one that breaks it', true, [undefined, [breach]]],
  ])('a breach is kept once, with one event: %s', async (_, named, despite) => {
    const id = await opened()
    const SayAndClose = command('SayAndClose', task, { on: Day }, {}, ({ on }, _, { judge }) => {
      const closed = TaskClosed({ on })
      for (let times = 2; times > 0; times--) judge(false, TaskNeedsAWordBeforeItCloses, 'on', named ? closed : undefined)
      return [WordSaid(word('w')), closed]
    })
    await tell(SayAndClose, { on: '2026-11-01' }, 'k', { id, recordDespite: [breach, unbroken] })
    expect((await all()).slice(1).map(({ metadata }) => metadata['despite'])).toEqual(despite)
  })
})

describe('what is written', () => {
  it('has who, for which post, when, by which command, and nothing that was not said', async () => {
    const forPost = someId('post')
    const outcome = await tell(OpenTask, { title: ' ฝึกอบรม ' }, 'k', { forPost, correlationId: 'c', causationId: 'e' })
    const [event] = await all()
    expect(event!.data).toEqual({ title: 'ฝึกอบรม' })
    const { digest, ...metadata } = event!.metadata as unknown as Metadata
    expect(digest).toMatch(/^[\w-]{43}$/)
    expect(metadata).toEqual({
      version: 1,
      recordedAt: '2026-11-02T02:00:00.000Z',
      actor,
      forPost,
      command: 'OpenTask',
      commandId: commandIdOf(actor, 'k'),
      correlationId: 'c',
      causationId: 'e',
    })
    expect(event!.stream).toBe(`prasan-${(outcome as { id: string }).id}`)
  })

  it('evidence is read from the other stream and written into the event', async () => {
    const owner = someId('person', 'named')
    await tell(NamePerson, { name: { given: 'ก' } }, 'n', { id: owner })
    const opening = await tell(OpenTask, { title: 't', owner }, 'o')
    await tell(AddPart, {}, 'k', { id: (opening as { id: string }).id })
    expect((await all()).at(-1)!.data).toMatchObject({ ownerNames: 1 })
  })

  it('personal fields are sealed under the person’s key; no name stands in data, metadata or digest', async () => {
    const id = someId('person', 'sealed')
    const name = { given: 'ทดสอบนาม', family: 'ทดสอบสกุล' }
    await tell(NamePerson, { name, note: 'ก' }, 'n', { id })
    const [event] = await all()
    expect(event!.data['note']).toBe('ก')
    expect(isSealed(event!.data['name'])).toBe(true)
    expect(JSON.parse(keys.open(id, event!.data['name'] as string)!)).toEqual(name)
    expect(JSON.stringify([event!.data, event!.metadata])).not.toContain('ทดสอบ')
    // the digest still tells a repetition from another body
    expect(await tell(NamePerson, { name, note: 'ก' }, 'n', { id })).toMatchObject({ repeated: true })
    expect(await tell(NamePerson, { name: { given: 'อื่น' }, note: 'ก' }, 'n', { id })).toMatchObject({ is: 'InputInvalid' })
  })
})

describe('load', () => {
  it('folds a stream of any length without keeping others from the event loop', async () => {
    const id = await opened()
    for (let n = 0; n < 3; n++) {
      const events = Array.from({ length: 1_000 }, (_, i) => ({
        id: randomUUID(),
        type: 'WordSaid',
        data: word(`${n} ${i}`),
        metadata: { version: 1, recordedAt: '2026-11-02T02:00:00.000Z', actor, commandId: 'c' },
      }))
      await store.append(`prasan-${id}`, 'any', events)
    }
    let turns = 0
    const counting = setImmediate(function count() {
      turns++
      setImmediate(count).unref()
    })
    const loaded = await load<{ words: number }>(on, task, id)
    clearImmediate(counting)
    expect(loaded).toMatchObject({ state: { words: 3_000 }, revision: 3_000n })
    expect(turns).toBeGreaterThan(3)
  })

  it('knows no such thing under an id of another kind', async () => {
    const id = await opened()
    expect(await load(on, person, id)).toMatchObject({ state: { named: 0 }, revision: null, position: 0n })
    await expect((async () => { for await (const _ of store.readStream('prasan-task-none')); })()).rejects.toThrow(StreamNotFound) // prettier-ignore
  })
})

describe('a command that tells a secret', () => {
  const OpenSecretly = creation('OpenSecretly', task, {}, { tellsSecret: true }, (_, __, { secretDigest }) => [
    TaskOpened({ title: secretDigest! }),
  ])
  const ask = (idempotencyKey: string) => handle(on, { command: OpenSecretly, input: {}, actor: someId('person'), idempotencyKey })
  const secretIn = (outcome: Outcome) => (outcome.is === 'Recorded' ? outcome.secret : undefined)

  it('is given one that nobody can guess, and records only its digest', async () => {
    const [one, other] = [secretIn(await ask('one')), secretIn(await ask('other'))]
    expect(new Set([one, other]).size).toBe(2)
    expect(Buffer.from(one!, 'base64url')).toHaveLength(32)
    const log = JSON.stringify((await all()).map(({ data, metadata }) => [data, metadata]))
    expect(log).toContain(sealOf(one!))
    expect(log).not.toContain(one)
  })

  it('tells none when it is repeated: there is no second one', async () => {
    const first = await ask('same')
    const again = await ask('same')
    expect(again).toMatchObject({ is: 'Recorded', repeated: true })
    expect([secretIn(first), secretIn(again)]).toEqual([expect.any(String), undefined])
    expect(await all()).toHaveLength(1)
  })

  it('of two that race under one key only the one that recorded tells its own', async () => {
    const outcomes = await Promise.all([
      ask('race'),
      handle({ ...on, store: asAnother(store) }, { command: OpenSecretly, input: {}, actor: someId('person'), idempotencyKey: 'race' }),
    ])
    const told = outcomes.map(secretIn).filter((secret) => secret !== undefined)
    const log = await all()
    expect(log).toHaveLength(1)
    expect(told.map(sealOf)).toEqual([(log[0]!.data as { title: string }).title])
  })

  it('tells none of a command that makes none', async () => {
    const outcome = await handle(on, { command: OpenTask, input: { title: 'งาน' }, actor: someId('person'), idempotencyKey: 'none' })
    expect(outcome).not.toHaveProperty('secret')
  })
})

/** The store as another process has it, whose commands take no turns with those of this one. */
const asAnother = (store: MemoryEventStore) =>
  ({
    append: store.append.bind(store),
    readStream: store.readStream.bind(store),
    readAll: store.readAll.bind(store),
  }) as unknown as Handling['store']
