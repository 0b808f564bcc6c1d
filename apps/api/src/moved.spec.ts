import { describe, expect, it } from '@jest/globals'
import { moved } from './moved.js'

describe('what differs between two answers', () => {
  it('is nothing between the same', () => {
    const answer = () => ({ overdue: { totalCount: 2, nodes: [{ id: 'a', days: 1 }, null], none: null, tags: ['x'] } })
    expect(moved(answer(), answer())).toEqual([])
  })

  it('is each figure, where it stood', () => {
    expect(moved({ a: { n: 1, text: 'x', same: true }, b: null }, { a: { n: 2, text: 'y', same: true }, b: 0 })).toEqual([
      { pointer: '/a/n', then: 1, now: 2 },
      { pointer: '/a/text', then: 'x', now: 'y' },
      { pointer: '/b', then: null, now: 0 },
    ])
  })

  it('is the row that went, came or changed, not every row after it', () => {
    const [one, two, three, four] = ['a', 'b', 'c', 'd'].map((id, n) => ({ id, n }))
    expect(moved([one, two, three], [four, two, { ...three, n: 7 }])).toEqual([
      { pointer: '/0', then: one, now: undefined },
      { pointer: '/2/n', then: 2, now: 7 },
      { pointer: '/0', then: undefined, now: four },
    ])
    expect(moved([one, two], [two, one])).toEqual([])
  })

  it.each([
    [
      'without ids',
      [{ n: 1 }, { n: 2 }],
      [{ n: 2 }],
      [
        { pointer: '/0/n', then: 1, now: 2 },
        { pointer: '/1', then: { n: 2 } },
      ],
    ],
    [
      'with one id twice',
      [
        { id: 'a', n: 1 },
        { id: 'a', n: 2 },
      ],
      [
        { id: 'a', n: 1 },
        { id: 'a', n: 3 },
      ],
      [{ pointer: '/1/n', then: 2, now: 3 }],
    ],
    [
      'of texts',
      ['x', 'y'],
      ['x', 'z', 'y'],
      [
        { pointer: '/1', then: 'y', now: 'z' },
        { pointer: '/2', now: 'y' },
      ],
    ],
    ['of lists', [[1], [2]], [[1], [3]], [{ pointer: '/1/0', then: 2, now: 3 }]],
  ])('is by place in rows %s', (_, then, now, differs) => expect(moved(then, now)).toEqual(differs))

  it('is the whole of what was nothing', () => {
    expect(moved({ post: null }, { post: { id: 'p' } })).toEqual([{ pointer: '/post', then: null, now: { id: 'p' } }])
    expect(moved({ rows: [1] }, { rows: null })).toEqual([{ pointer: '/rows', then: [1], now: null }])
  })
})
