/** A body's composition against the quotas of its rules, read from its seats and orders. */
import { type Bilingual, aliveOn, metaOf } from '@prasan/event-sourcing'
import { type Asked, type RequestContext, upperFirst, withMoment } from '@prasan/graphql'
import { ExpertField } from '../domain/committee/body-rules.js'
import { type Check, Quota, checksOf } from '../domain/committee/composition.js'
import { answeringInSeat } from '../occupants.js'
import { type CommitteeRow, ordersOf, rulesOfBodies, seatsOf } from '../views/committees/queries.js'

export async function compositionOf({ id, asOf }: Asked<CommitteeRow>, request: RequestContext) {
  const [rules, seats, orders] = await Promise.all([
    request.map(rulesOfBodies, id, asOf),
    request.many(seatsOf, id, asOf),
    request.many(ordersOf, id, asOf),
  ])
  const experts = seats
    .filter(({ kind }) => kind === 'expert')
    .map((seat) => {
      const { person, since } = answeringInSeat(seat, new Map(), asOf.day, rules!)
      return { ...seat, filled: person !== null, since }
    })
  const inForce = orders.filter(({ effectiveFrom, until }) => aliveOn({ from: effectiveFrom, until: until ?? undefined }, asOf.day))
  return checksOf(rules!, experts, inForce).map((check) => {
    const missing = check.kept === null ? null : Math.max(0, check.needed - check.counted!)
    return withMoment({ ...check, missing, sentence: sentenceOf(check, missing) }, asOf)
  })
}

/** As in ‘Experts of the field (law): 1 of 2, 1 missing’. */
function sentenceOf({ quota, field, needed, counted, kept }: Check, missing: number | null): Bilingual {
  const words = (schema: Parameters<typeof metaOf>[0], value: string) => metaOf(schema).words![value]!
  const [of, whose] = [words(Quota, quota), field === null ? undefined : words(ExpertField, field)]
  const th = `${of.th}${whose ? ` (${whose.th})` : ''} ต้องมี ${needed} คน ${counted === null ? 'ไม่มีเอกสารระบุว่ามีกี่คน' : `มี ${counted} คน`}`
  const en = `${upperFirst(of.en!)}${whose ? ` (${whose.en})` : ''}: ${counted === null ? `${needed} needed, how many there are is not stated` : `${counted} of ${needed}`}`
  if (kept === null && counted !== null)
    return { th: `${th} บางที่นั่งไม่ได้บันทึกสาขาหรือภาคส่วน`, en: `${en}, of some seats field or sector is not recorded` }
  return missing ? { th: `${th} ขาด ${missing} คน`, en: `${en}, ${missing} missing` } : { th, en }
}
