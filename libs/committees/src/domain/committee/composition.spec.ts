import { describe, expect, it } from '@jest/globals'
import { DEFAULT_RULES, PRESETS } from './presets.js'
import { type ExpertSeat, type Stated, checksOf } from './composition.js'

const seat = (id: string, field: string | null, sector: string | null, more: Partial<ExpertSeat> = {}): ExpertSeat => ({
  ...{ id, field, sector, filled: true, since: '2026-01-01', womenAmongExperts: null },
  ...more,
})
const check = (quota: string, field: string | null, rules = PRESETS['child-protection-province']) => {
  return (seats: readonly ExpertSeat[], ...orders: Stated[]) =>
    checksOf(rules, seats, orders).find((each) => each.quota === quota && each.field === field)
}
const vacant = { filled: false, since: '2026-05-01' }

describe('the composition of a body', () => {
  it('is checked by each quota of its rules, in their order', () => {
    const asked = (rules: keyof typeof PRESETS) => checksOf(PRESETS[rules], [], []).map(({ quota, field }) => [quota, field])
    expect(asked('anti-trafficking-act-national')).toEqual([
      ['womenAmongExperts', null],
      ['privateAmongExperts', null],
      ['expertsOfField', 'prevention'],
      ['expertsOfField', 'suppression'],
      ['expertsOfField', 'rehabilitation'],
      ['expertsOfField', 'internationalCooperation'],
    ])
    expect(asked('child-protection-province')).toHaveLength(1 + 6 + 5)
    expect(checksOf(DEFAULT_RULES, [seat('a', null, null)], [])).toEqual([])
  })

  it('lacks experts of a field: vacant seats of it, and whose field is not recorded, are named', () => {
    const law = check('expertsOfField', 'law')
    expect(law([])).toMatchObject({ needed: 2, counted: 0, kept: false, vacant: [], unstated: [] })
    expect(law([seat('a', 'law', null), seat('b', 'law', 'private')])).toMatchObject({ counted: 2, kept: true })
    const lacking = [
      seat('a', 'law', null),
      seat('b', 'law', null, vacant),
      seat('c', 'medicine', null),
      seat('d', 'medicine', null, vacant),
    ]
    expect(law(lacking)).toMatchObject({ counted: 1, kept: false, vacant: ['b'], unstated: [] })
    expect(law([...lacking, seat('e', null, null)])).toMatchObject({ counted: 1, kept: null, vacant: ['b'], unstated: ['e'] })
  })

  it('lacks experts of the private sector among those of a field', () => {
    const ofLaw = check('privateExpertsOfField', 'law')
    expect(ofLaw([seat('a', 'law', 'public'), seat('b', 'medicine', 'private')])).toMatchObject({ needed: 1, counted: 0, kept: false })
    expect(ofLaw([seat('a', 'law', 'public'), seat('b', null, 'public')])).toMatchObject({ kept: false, unstated: [] })
    expect(ofLaw([seat('a', 'law', null)])).toMatchObject({ counted: 0, kept: null, unstated: ['a'] })
    expect(ofLaw([seat('a', 'law', 'private'), seat('b', 'law', 'private', vacant)])).toMatchObject({
      counted: 1,
      kept: true,
      vacant: ['b'],
    })
  })

  it('has a part of the seats of experts, vacant ones included, of the private sector', () => {
    const ofAll = check('privateAmongExperts', null, PRESETS['anti-trafficking-act-national'])
    const seats = [seat('a', null, 'private'), seat('b', null, 'public'), seat('c', null, 'private', vacant)]
    expect(ofAll(seats)).toMatchObject({ needed: 2, counted: 1, kept: false, vacant: ['c'] })
    expect(ofAll(seats.slice(0, 2))).toMatchObject({ needed: 1, counted: 1, kept: true })
  })

  it('has so many women as was stated last, unless the experts changed since', () => {
    const women = check('womenAmongExperts', null)
    const order = (effectiveFrom: string, womenAmongExperts: number | null): Stated => ({ effectiveFrom, womenAmongExperts })
    const three = ['a', 'b', 'c'].map((id) => seat(id, null, null))
    const counted = (seats: readonly ExpertSeat[], ...orders: Stated[]) => {
      const found = women(seats, ...orders)!
      return [found.needed, found.counted, found.kept]
    }
    expect(counted(three)).toEqual([1, null, null])
    expect(counted(three, order('2026-01-01', 0))).toEqual([1, 0, false])
    expect(counted(three, order('2026-01-01', 1))).toEqual([1, 1, true])
    expect(counted(three, order('2025-12-31', 1))).toEqual([1, null, null])
    expect(counted(three, order('2026-01-01', 0), order('2026-02-01', 2), order('2026-03-01', null))).toEqual([1, 2, true])
    const appointed = (since: string, womenAmongExperts: number | null) => seat('d', null, null, { since, womenAmongExperts })
    expect(counted([...three, appointed('2026-06-01', 2)], order('2026-01-01', 1))).toEqual([2, 2, true])
    expect(counted([...three, appointed('2026-06-01', null)], order('2026-01-01', 1))).toEqual([2, null, null])
    expect(counted([...three, seat('d', null, null, vacant)], order('2026-01-01', 1))).toEqual([2, null, null])
    expect(counted([appointed('2026-06-01', 1), appointed('2026-06-01', 2)])).toEqual([1, null, null])
  })
})
