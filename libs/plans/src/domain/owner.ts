// libs/plans/src/domain/owner.ts: who answers for promises and activities: never a person, so that nothing needs re-assigning when one leaves
import { type Rule, label, ref, requireThat, ruleOfTheRecord, NO_END } from '@prasan/event-sourcing'

export const Owner = ref('post', 'seat', 'organization', 'committee').meta(label('ผู้รับผิดชอบ', 'Owner'))

/** Of the owners a command names, those that have ended, each with the first day on which it no longer is. */
export type EndedOwners = Readonly<Record<string, string>>

export const OwnerMustNotHaveEnded: Rule = ruleOfTheRecord('OwnerMustNotHaveEnded', {
  th: 'ตำแหน่ง ที่นั่ง หน่วยงาน หรือคณะนี้ถูกยุบหรือยกเลิกไปแล้วในวันนั้น',
  en: 'By that day the post, seat, organization or committee had been abolished, closed or dissolved.',
})

export function requireLiving(ended: EndedOwners | undefined, owner: string, day: string, field: string): void {
  requireThat((ended?.[owner] ?? NO_END) > day, OwnerMustNotHaveEnded, field)
}
