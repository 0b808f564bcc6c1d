import { describe, expect, it } from '@jest/globals'
import { MOST_LEVELS, NothingIsPartOfItself, type Parents, parentsAbove, requireNoCircle } from './lineage.js'
import { RuleRefused } from '../declaring/rules.js'

const recorded: Parents = { village: 'district', district: 'province', east: 'west', west: 'east' }
const line = (levels: number): Parents => Object.fromEntries(Array.from({ length: levels }, (_, i) => [`${i}`, `${i + 1}`]))

describe.each([
  ['of one stream', async (id: string, parent: string | undefined, of: Parents) => requireNoCircle(id, parent, (each) => of[each])],
  [
    'of a stream each',
    async (id: string, parent: string | undefined, of: Parents) => {
      const above = await parentsAbove(parent, async (each) => of[each])
      requireNoCircle(id, parent, (each) => above[each])
    },
  ],
])('NothingIsPartOfItself, %s', (_, check) => {
  const refused = (id: string, parent: string, of = recorded) =>
    expect(check(id, parent, of)).rejects.toMatchObject(new RuleRefused(NothingIsPartOfItself, 'parent'))
  const taken = (id: string, parent: string | undefined, of = recorded) => expect(check(id, parent, of)).resolves.toBeUndefined()

  it('takes what lies below something else, or below nothing', async () => {
    await taken('hamlet', 'village')
    await taken('village', 'province')
    await taken('province', undefined)
  })
  it('refuses itself and whatever lies below', async () => {
    await refused('province', 'province')
    await refused('province', 'village')
    await refused('district', 'village')
  })
  it('ends where there is a circle already', () => refused('north', 'east'))
  it('has an end upward', async () => {
    await taken('new', '0', line(MOST_LEVELS - 1))
    await refused('new', '0', line(MOST_LEVELS))
  })
})
