import { expect, it } from '@jest/globals'
import { Turns } from './turns.js'

const never = new Promise<never>(() => {})

it('one at a time on a stream, in order, whatever becomes of those before; others are not waited for', async () => {
  const turns = new Turns()
  const told: string[] = []
  const work = (name: string) => async () => {
    told.push(`${name} begins`)
    await new Promise(setImmediate)
    told.push(`${name} ends`)
    if (name === 'a') throw new Error(name)
    return name
  }
  const answers = [turns.take('1', work('a')), turns.take('1', work('b')), turns.take('1', work('c')), turns.take('2', work('other'))]
  expect(await Promise.allSettled(answers)).toMatchObject([
    { reason: { message: 'a' } },
    { value: 'b' },
    { value: 'c' },
    { value: 'other' },
  ])
  expect(told.filter((each) => !each.startsWith('other'))).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
  expect(told.indexOf('other ends')).toBeLessThan(told.indexOf('b ends'))
})

it('keeps nothing of what is over', async () => {
  const turns = new Turns()
  await Promise.all(Array.from({ length: 100 }, (_, i) => turns.take(String(i % 7), async () => i)))
  expect(turns.size).toBe(0)
})

it('whoever waited long enough goes on without', async () => {
  const turns = new Turns(10)
  void turns.take('1', () => never)
  expect(await turns.take('1', async () => 'done')).toBe('done')
})
