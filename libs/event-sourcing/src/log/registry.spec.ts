import { describe, expect, it } from '@jest/globals'
import type { JsonObject, RecordedEvent } from '@prasan/event-store'
import type { Aggregate } from '../declaring/aggregate.js'
import { commandsOf, creation } from '../declaring/command.js'
import { type EventType, event, eventsOf } from '../declaring/event.js'
import { Registry, UnreadableEvent } from './registry.js'
import { Day, Text, personal, z } from '../declaring/shapes.js'

/** As the product once wrote it; never regenerated. */
const FROZEN: Record<1 | 2, JsonObject> = {
  1: JSON.parse('{"name":"ประชุมครั้งที่ 1","when":"2019-10-01T09:30:00+07:00"}') as JsonObject,
  2: JSON.parse('{"name":{"th":"ประชุมครั้งที่ 1"},"when":"2019-10-01T09:30:00+07:00"}') as JsonObject,
}
const Held = event(
  'Held',
  3,
  { name: z.strictObject({ th: Text }), on: Day },
  { th: '' },
  {
    1: ({ name, ...rest }) => ({ ...rest, name: { th: name! } }),
    2: ({ when, ...rest }) => ({ ...rest, on: (when as string).slice(0, 10) }),
  },
)
const aggregate = (category: string, ...events: EventType[]): Aggregate<string[], EventType[]> => ({
  category,
  events,
  initial: [],
  evolve: Object.fromEntries(events.map(({ type }) => [type, (state: string[]) => [...state, type]])),
})
const registry = new Registry('prasan-', [aggregate('party', Held)])

const written = (version: number, data: JsonObject, more: Partial<RecordedEvent> = {}, metadata: JsonObject = {}): RecordedEvent => ({
  id: 'e',
  stream: 'prasan-party-1',
  revision: 4n,
  position: 9n,
  type: 'Held',
  data,
  metadata: { version, recordedAt: '2019-10-01T18:30:00.000Z', actor: 'system:test', commandId: 'c', ...metadata },
  ...more,
})

describe('reading', () => {
  it('brings every version ever written to the newest, and leaves the stored one alone', () => {
    const newest = { name: { th: 'ประชุมครั้งที่ 1' }, on: '2019-10-01' }
    expect(Held.schema.parse(newest)).toEqual(newest)
    for (const version of [1, 2] as const) {
      const frozen = structuredClone(FROZEN[version])
      expect(registry.read(written(version, frozen)).data).toEqual(newest)
      expect(frozen).toEqual(FROZEN[version])
    }
    expect(registry.read(written(3, newest)).data).toEqual(newest)
  })

  it('gives the day in Bangkok and what stands in the metadata', () => {
    expect(registry.read(written(1, FROZEN[1], {}, { forPost: 'post-1' }))).toMatchObject({
      type: 'Held',
      id: 'party-1',
      eventId: 'e',
      revision: 4n,
      position: 9n,
      recordedAt: '2019-10-01T18:30:00.000Z',
      day: '2019-10-02',
      actor: 'system:test',
      forPost: 'post-1',
    })
  })

  it.each<[string, RecordedEvent]>([
    ['no JSON', written(3, {}, { unreadable: 'data is no JSON' })],
    ['a foreign type', written(3, {}, { type: 'Elsewhere' })],
    ['a foreign stream', written(3, {}, { stream: 'prasan-parties-1' })],
    ['a newer version', written(4, {})],
    ['no version', written(NaN, {})],
    ['a version before the first', written(0, {})],
    ['a version between two', written(1.5, {})],
    ['data that its upcaster cannot turn', written(2, {})],
    ['no instant', written(3, {}, {}, { recordedAt: null })],
    ['an instant that does not exist', written(3, {}, {}, { recordedAt: '2019-13-01T00:00:00.000Z' })],
    ['an instant with another offset', written(3, {}, {}, { recordedAt: '2019-10-01T00:00:00+07:00' })],
    ['no actor', written(3, {}, {}, { actor: null })],
    ['no command', written(3, {}, {}, { commandId: 1 })],
    ['a post that is no text', written(3, {}, {}, { forPost: 1 })],
  ])('names the place of an event with %s', (_, recorded) => {
    expect(() => registry.read(recorded)).toThrow(UnreadableEvent)
    expect(() => registry.read(recorded)).toThrow(`${recorded.stream} revision 4: `)
  })
})

describe('declaring', () => {
  const Named = event('Named', 1, { name: personal(Text) }, { th: '' })

  it('refuses what could not be told apart', () => {
    expect(() => new Registry('p-', [aggregate('a'), aggregate('a')])).toThrow('two aggregates are called a')
    expect(() => new Registry('p-', [aggregate('a', Held), aggregate('b', Held)])).toThrow('two events are called Held')
  })

  it('refuses personal data where nothing would encrypt it, or under no person’s key', () => {
    expect(Named.personal).toEqual(['name'])
    expect(new Registry('p-', [aggregate('person', Named)]).events.get('Named')).toBe(Named)
    expect(() => new Registry('p-', [aggregate('committee', Named)])).toThrow('Named carries personal data')
    const name = personal(Text)
    for (const hidden of [
      z.strictObject({ name }),
      z.array(name),
      z.array(z.strictObject({ name: name.optional() })).optional(),
      z.union([name, Day]),
    ])
      expect(() => event('Hidden', 1, { hidden }, { th: '' })).toThrow('Hidden has a personal field inside another')
  })
})

it('the events of a module are those that it declares, whatever else it exports', () => {
  const module = { Held, Kind: z.enum(['a']), helper: () => null, LIMIT: 3, Renamed: event('Renamed', 1, {}, { th: 'x' }) }
  expect(eventsOf(module).map(({ type }) => type)).toEqual(['Held', 'Renamed'])
})

it('the commands of modules are those that they declare, whatever else they export', () => {
  const Hold = creation('Hold', aggregate('party', Held), {}, {}, () => [])
  expect(commandsOf({ Hold, party: aggregate('party'), shape: {} }, { helper: () => null })).toEqual([Hold])
})
