/** Who answers for promises, activities and pledges: never a person, so that nothing needs re-assigning when one leaves. */
import { type Life, hasBegun, hasEnded } from '../time/intervals.js'
import { type Rule, requireThat, ruleOfTheRecord } from './rules.js'
import { type Day, label, ref } from './shapes.js'

export const Owner = ref('post', 'seat', 'organization', 'committee').meta(label('ผู้รับผิดชอบ', 'Owner'))

/** The days of the owners that a command names, as far as they are recorded. */
export type Owners = Readonly<Record<string, Life>>

export const OwnerMustHaveBegun: Rule = ruleOfTheRecord('OwnerMustHaveBegun', {
  th: 'ตำแหน่ง ที่นั่ง หน่วยงาน หรือคณะนี้ยังไม่มีในวันนั้น',
  en: 'On that day the post, seat, organization or committee had not begun.',
})

export const OwnerMustNotHaveEnded: Rule = ruleOfTheRecord('OwnerMustNotHaveEnded', {
  th: 'ตำแหน่ง ที่นั่ง หน่วยงาน หรือคณะนี้ถูกยุบหรือยกเลิกไปแล้วในวันนั้น',
  en: 'By that day the post, seat, organization or committee had been abolished, closed or dissolved.',
})

/** The days of those that a command names, each read once. */
export async function ownersNamed(named: readonly (string | undefined)[], lifeOf: (owner: string) => Promise<Life>): Promise<Owners> {
  const asked = [...new Set(named.filter((owner) => owner !== undefined))]
  return Object.fromEntries(await Promise.all(asked.map(async (owner) => [owner, await lifeOf(owner)] as const)))
}

/** @throws RuleRefused where the owner had not begun on the day, or had ended by then; without a day since before the record begins */
export function requireLiving(owners: Owners | undefined, owner: string, day: Day | undefined, field: string): void {
  const life = owners?.[owner] ?? {}
  requireThat(hasBegun(life, day), OwnerMustHaveBegun, field)
  requireThat(!hasEnded(life, day), OwnerMustNotHaveEnded, field)
}
