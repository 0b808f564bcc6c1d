import { describe, expect, it } from '@jest/globals'
import { addDays } from '@prasan/event-sourcing'
import fc from 'fast-check'
import { type Assigned, type Days, type Line, lineOfPost, lineOfSeat, lineThrough } from './line.js'

const FIRST = '2026-09-20'
const DAYS = Array.from({ length: 30 }, (_, i) => addDays(FIRST, i))
const ASKED = [addDays(FIRST, -1), ...DAYS, addDays(FIRST, 40)]
const day = fc.constantFrom(...DAYS)
const maybe = fc.option(day, { freq: 4 })
const days = fc.record({ from: maybe, until: maybe })
const person = fc.constantFrom('a', 'b', 'c')
const on = ({ from, until }: Days, asked: string) => (from === null || from <= asked) && (until === null || asked < until)

/** Who is there on a day, with no intervals in it. */
const told = (line: Line, asked: string) => {
  const there = line.filter((each) => on(each, asked))
  expect(there.length).toBeLessThan(2)
  const [{ holder, answering, filling } = { holder: null, answering: null, filling: 'not there' }] = there
  return [holder, answering, filling]
}

describe('the line of a post', () => {
  const assigned: fc.Arbitrary<Assigned[]> = fc
    .array(fc.record({ person, manner: fc.constantFrom('substantive', 'acting', 'caretaker'), from: maybe, until: maybe }), {
      maxLength: 5,
    })
    .map((all) => {
      // one substantive holder at a time, as the record has it
      const kept: Assigned[] = []
      for (const each of all)
        if (
          each.manner !== 'substantive' ||
          ASKED.every((asked) => !on(each, asked) || !kept.some((other) => other.manner === 'substantive' && on(other, asked)))
        )
          kept.push(each)
      return kept
    })

  it('says on every day who holds it and who answers, as the assignments of the day say', () => {
    fc.assert(
      fc.property(days, assigned, (life, all) => {
        const line = lineOfPost([life], all)
        for (const asked of ASKED) {
          const of = (manner: string) => all.find((each) => each.manner === manner && on(each, asked))?.person ?? null
          const anybodyBefore = ASKED.some((earlier) => earlier <= asked && on(life, earlier) && all.some((each) => on(each, earlier)))
          const nobody = life.from !== null || anybodyBefore ? 'vacant' : 'unknown'
          const filling = of('acting') ? 'acting' : of('substantive') ? 'held' : of('caretaker') ? 'caretaker' : nobody
          expect(told(line, asked)).toEqual(
            on(life, asked)
              ? [of('substantive'), of('acting') ?? of('substantive') ?? of('caretaker'), filling]
              : [null, null, 'not there'],
          )
        }
        for (const { from } of line.slice(1)) expect(told(line, from!)).not.toEqual(told(line, addDays(from!, -1)))
      }),
    )
  })
})

describe('the line of a seat', () => {
  it('is that of its post while it is the post’s, then of whoever was sent; an expert stays after the term where the rules hold over', () => {
    const post = lineOfPost(
      [{ from: null, until: null }],
      [{ person: 'a', manner: 'substantive', from: '2026-09-01', until: '2026-09-25' }],
    )
    const none = { post: null, sent: null, expert: null, termUntil: null }
    const line = lineOfSeat(
      [
        { ...none, from: '2026-09-20', until: '2026-09-30', post: 'p' },
        { ...none, from: '2026-09-30', until: '2026-10-05', sent: 'b' },
        { ...none, from: '2026-10-05', until: null, expert: 'c', termUntil: '2026-10-08' },
      ],
      new Map([['p', post]]),
      [{ is: false }, { from: '2026-10-10', is: true }],
    )
    expect(
      ['2026-09-19', '2026-09-24', '2026-09-25', '2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10'].map((asked) => told(line, asked)),
    ).toEqual([
      [null, null, 'not there'],
      ['a', 'a', 'held'],
      [null, null, 'vacant'],
      ['b', 'b', 'held'],
      ['c', 'c', 'held'],
      [null, null, 'vacant'],
      ['c', 'c', 'held'],
    ])
  })
})

it('what answers by one place after another has the line of each on its days, and without one nobody who could be missing', () => {
  const held = (person: string) =>
    lineOfPost([{ from: '2026-01-01', until: null }], [{ person, manner: 'substantive', from: '2026-01-01', until: null }])
  const line = lineThrough(
    [
      { from: null, until: '2026-09-22', place: 'p' },
      { from: '2026-09-22', until: '2026-09-24', place: null },
      { from: '2026-09-24', until: null, place: 'q' },
    ],
    new Map([
      ['p', held('a')],
      ['q', held('b')],
    ]),
  )
  expect(['2025-12-31', '2026-09-21', '2026-09-22', '2026-09-24'].map((asked) => told(line, asked))).toEqual([
    [null, null, 'unknown'],
    ['a', 'a', 'held'],
    [null, null, 'unknown'],
    ['b', 'b', 'held'],
  ])
})
