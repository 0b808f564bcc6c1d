import { describe, expect, it } from '@jest/globals'
import { type Fact, readBy } from '@prasan/event-sourcing'
import { fold, given, someId } from '@prasan/event-sourcing/testing'
import type { BodyRules } from './body-rules.js'
import { type ChaseOfBody, chaseAfter, chaseIn, chaseOf, chaseRulesOn } from './chase-of-body.js'
import { AdoptRules } from './decide-rules.js'
import { CommitteeCorrected, CommitteeEstablished, RulesAdopted, RulesCorrected, RulesReversed } from './events.js'
import { DEFAULT_RULES, PRESETS } from './presets.js'
import { type CommitteeState, committee } from './state.js'

const chase = PRESETS['child-protection-province'].chase!
const established = CommitteeEstablished({ name: { th: 'คณะ' }, type: 'committee' })
const reason = 'มติ'

/** The rules of a body that adopted them before a chase was one of them. */
const before: BodyRules = { ...PRESETS['village-group'], chase: undefined }

describe('how a body chases', () => {
  it('is adopted as other rules are, as a whole', () => {
    const strict = { ...chase, secretaryAfterDays: 3 }
    given(established)
      .when(AdoptRules, { rules: { chase: strict } })
      .then(RulesAdopted({ rules: { ...DEFAULT_RULES, chase: strict } }))
  })

  it.each<[string, string, object]>([
    ['a grace of minus a day', 'rules.chase.secretaryAfterDays: OutOfRange', { secretaryAfterDays: -1 }],
    ['a grace of no day', 'rules.chase.chairAfterDays: OutOfRange', { secretaryAfterDays: undefined, chairAfterDays: 0 }],
    ['the chair before the secretary', 'rules.chase.chairAfterDays: NotAfterTheStepBefore', { chairAfterDays: 6 }],
    ['the body above on the day of the chair', 'rules.chase.parentAfterDays: NotAfterTheStepBefore', { parentAfterDays: 14 }],
    [
      'the body above before the secretary, where no chair is asked',
      'rules.chase.parentAfterDays: NotAfterTheStepBefore',
      { chairAfterDays: undefined, parentAfterDays: 7 },
    ],
    ['a reminder after minus a day', 'rules.chase.everyDays: OutOfRange', { everyDays: -1 }],
    ['a reminder on the due day among those before it', 'rules.chase.beforeDays.0: OutOfRange', { beforeDays: [0] }],
    ['a reminder twice on one day', 'rules.chase.beforeDays.1: TwiceInTheList', { beforeDays: [3, 3] }],
    ['a rest without end', 'rules.chase.restDays: OutOfRange', { restDays: 91 }],
  ])('is refused with %s, by the name of the field', (_, refused, departing) => {
    const read = readBy(AdoptRules.shape, { rules: { chase: { ...chase, ...departing } } })
    const problems = 'problems' in read ? read.problems.map(({ field, code }) => `${field}: ${code}`) : []
    expect([...new Set(problems)]).toEqual([refused])
  })

  it('may leave out any step', () => {
    for (const left of ['secretaryAfterDays', 'chairAfterDays', 'parentAfterDays'])
      expect('data' in readBy(AdoptRules.shape, { rules: { chase: { ...chase, [left]: undefined } } })).toBe(true)
  })

  it('is each preset’s own', () => {
    const all = Object.values(PRESETS).map((preset) => JSON.stringify(preset.chase))
    expect(new Set(all).size).toBe(all.length)
    for (const preset of Object.values(PRESETS)) expect('data' in readBy(AdoptRules.shape, { rules: { chase: preset.chase } })).toBe(true)
  })

  it('is the preset’s where it was adopted without one, and the common one where there is no preset', () => {
    expect(chaseOf({ preset: 'village-group', rules: before })).toEqual(PRESETS['village-group'].chase)
    expect(chaseOf({ rules: before })).toEqual(DEFAULT_RULES.chase)
    expect(chaseOf(undefined)).toEqual(DEFAULT_RULES.chase)
    expect(chaseOf({ preset: 'village-group', rules: { ...before, chase } })).toEqual(chase)
  })
})

describe('how a body chases, as a view follows it', () => {
  const days = ['2026-01-31', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01']
  const parent = someId('committee', 'parent')
  const adopted = [
    established,
    RulesAdopted({ preset: 'village-group', rules: before, from: '2026-02-01' }),
    RulesAdopted({ rules: { ...DEFAULT_RULES, chase }, from: '2026-04-01' }),
    RulesCorrected({ recordedFrom: '2026-02-01', preset: 'ngo-coalition', rules: PRESETS['ngo-coalition'], from: '2026-03-01', reason }),
    CommitteeCorrected({ name: { th: 'คณะ' }, type: 'committee', parent, reason }),
    RulesReversed({ recordedFrom: '2026-04-01', reason }),
  ]
  it.each(adopted.map((_, n) => n + 1))('is what decisions hold to be so, after %i events', (n) => {
    const told: Fact[] = adopted.slice(0, n)
    const state = fold<CommitteeState>(committee, told)
    const kept = told.reduce<ChaseOfBody | undefined>(
      (body, { type, data }) =>
        (chaseAfter as Record<string, (body: ChaseOfBody | undefined, data: unknown) => ChaseOfBody>)[type]!(body, data),
      undefined,
    )!
    for (const day of days) expect(chaseRulesOn(kept, day)).toEqual(chaseIn(state, day))
    expect(kept.parent).toBe(state.is === 'unknown' ? undefined : (state.facts.parent ?? null))
  })
})
