/**
 * What a post or a seat has to do, as it holds from a day on, and who acknowledged it. An acknowledgement is of one version: a new one, or a new
 * holder, leaves it open again. A correction of the duties keeps it, since the record was wrong and not the duties; a version that never was takes
 * its acknowledgements along.
 */
import { type Dated, begins, stepAt, withStated, withoutStated } from '../time/intervals.js'
import { requireThat, ruleOfTheRecord } from './rules.js'
import { type Bilingual, Day, PastDay, label } from './shapes.js'

export interface Described extends Dated {
  readonly duties: Bilingual
}
export interface Acknowledged {
  /** The assignment of a post, the person in a seat. */
  readonly by: string
  readonly on: Day
  /** The version, by the day from which it was described. */
  readonly dutiesFrom?: Day | undefined
}
export interface Charge {
  /** Oldest first, one a day. */
  readonly duties: readonly Described[]
  readonly acknowledged: readonly Acknowledged[]
}
export const NO_CHARGE: Charge = { duties: [], acknowledged: [] }

export const acknowledgement = {
  on: PastDay.meta(label('รับทราบเมื่อ', 'Acknowledged on')),
  dutiesFrom: Day.optional().meta(
    label(
      'หน้าที่ที่กำหนดตั้งแต่',
      'Duties as described from',
      'หน้าที่ฉบับที่ใช้อยู่ในวันนั้น ไม่ระบุหากกำหนดไว้โดยไม่มีวันเริ่ม',
      'The version that held then; left out where it was described without a day.',
    ),
  ),
}
export const recordedOn = Day.meta(label('รับทราบเมื่อ (ตามที่บันทึกไว้)', 'Acknowledged on, as recorded'))

export const DutiesMustBeDescribed = ruleOfTheRecord('DutiesMustBeDescribed', {
  th: 'ในวันนั้นยังไม่มีการกำหนดหน้าที่',
  en: 'No duties are described for that day.',
})
export const DutiesAreAcknowledgedByWhoHoldsThem = ruleOfTheRecord('DutiesAreAcknowledgedByWhoHoldsThem', {
  th: 'ผู้รับทราบหน้าที่ต้องเป็นผู้ดำรงตำแหน่งหรือที่นั่งในวันนั้น',
  en: 'Duties are acknowledged by whoever holds the post, or sits in the seat, on that day.',
})
export const DutiesAreAcknowledgedOnce = ruleOfTheRecord('DutiesAreAcknowledgedOnce', {
  th: 'ผู้นี้รับทราบหน้าที่ฉบับนี้ไว้แล้ว: หากวันที่บันทึกไว้ไม่ถูกต้อง ให้แก้ไขบันทึกนั้น',
  en: 'These duties are acknowledged already: where the day recorded is wrong, correct it.',
})
export const AcknowledgementMustBeRecorded = ruleOfTheRecord('AcknowledgementMustBeRecorded', {
  th: 'ไม่มีบันทึกการรับทราบหน้าที่ในวันนั้น',
  en: 'No acknowledgement of duties on that day is recorded.',
})

type Meant = Pick<Acknowledged, 'by' | 'on'>
const isOf = (version: Day | undefined) => (each: Acknowledged) => begins({ from: each.dutiesFrom }) === begins({ from: version })
const isMeant = (meant: Meant) => (each: Acknowledged) => each.by === meant.by && each.on === meant.on
const indexOf = ({ acknowledged }: Charge, meant: Meant) => acknowledged.findLastIndex(isMeant(meant))

/** How the charge changes. */
export const charged = {
  described: ({ duties, acknowledged }: Charge, step: Described): Charge => ({
    duties: withStated(duties, step),
    acknowledged: acknowledged.filter((each) => !isOf(step.from)(each)),
  }),
  corrected: ({ duties, acknowledged }: Charge, recordedFrom: Day | undefined, step: Described): Charge => ({
    duties: withStated(withoutStated(duties, recordedFrom), step),
    acknowledged: acknowledged.map((each) => (isOf(recordedFrom)(each) ? { ...each, dutiesFrom: step.from } : each)),
  }),
  reversed: ({ duties, acknowledged }: Charge, recordedFrom: Day | undefined): Charge => ({
    duties: withoutStated(duties, recordedFrom),
    acknowledged: acknowledged.filter((each) => !isOf(recordedFrom)(each)),
  }),
  acknowledged: ({ duties, acknowledged }: Charge, by: Acknowledged): Charge => ({ duties, acknowledged: [...acknowledged, by] }),
  acknowledgedOtherwise: ({ duties, acknowledged }: Charge, recordedOn: Day, by: Acknowledged): Charge => {
    const at = indexOf({ duties, acknowledged }, { by: by.by, on: recordedOn })
    return { duties, acknowledged: acknowledged.map((each, i) => (i === at ? by : each)) }
  },
  neverAcknowledged: ({ duties, acknowledged }: Charge, meant: Meant): Charge => {
    const at = indexOf({ duties, acknowledged }, meant)
    return { duties, acknowledged: acknowledged.filter((_, i) => i !== at) }
  },
}

/** What holds on the day, and who had acknowledged it by then; undefined where nothing is described. */
export function chargeOn({ duties, acknowledged }: Charge, day: Day) {
  const step = stepAt(duties, day)
  return step && { ...step, acknowledged: acknowledged.filter((each) => isOf(step.from)(each) && each.on <= day) }
}
/** The days on which what holds, or who has acknowledged it, changes. */
export const daysOfCharge = ({ duties, acknowledged }: Charge): string[] => [...duties.map(begins), ...acknowledged.map(({ on }) => on)]

/**
 * The version that is acknowledged on the day; undefined where that is recorded already.
 * @throws RuleRefused where none is described, or it is acknowledged on another day; `instead`: the one that is corrected
 */
export function versionToAcknowledge(
  charge: Charge,
  { by, on }: Meant,
  instead?: Acknowledged,
): { dutiesFrom: Day | undefined } | undefined {
  const step = stepAt(charge.duties, on)
  requireThat(step, DutiesMustBeDescribed, 'on')
  const already = charge.acknowledged.find((each) => each !== instead && each.by === by && isOf(step.from)(each))
  if (already?.on === on && !instead) return undefined
  requireThat(!already, DutiesAreAcknowledgedOnce, 'on')
  return { dutiesFrom: step.from }
}

/** @throws RuleRefused where no such acknowledgement is recorded */
export function acknowledgedAs(charge: Charge, meant: Meant): Acknowledged {
  const found = charge.acknowledged[indexOf(charge, meant)]
  requireThat(found, AcknowledgementMustBeRecorded, 'recordedOn')
  return found
}
