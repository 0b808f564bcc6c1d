/** What the rules of a body ask of its composition, against its seats of experts on a day, and who is missing. */
import { type Day, choice, type z } from '@prasan/event-sourcing'
import type { BodyRules, ExpertField } from './body-rules.js'

export const Quota = choice('Quota', {
  womenAmongExperts: ['ผู้ทรงคุณวุฒิหญิง', 'women among the experts'],
  privateAmongExperts: ['ผู้ทรงคุณวุฒิจากภาคเอกชน', 'experts of the private sector'],
  expertsOfField: ['ผู้ทรงคุณวุฒิของสาขา', 'experts of the field'],
  privateExpertsOfField: ['ผู้ทรงคุณวุฒิของสาขาจากภาคเอกชน', 'experts of the field, of the private sector'],
})

/** A seat of an expert on the day. */
export interface ExpertSeat {
  readonly id: string
  readonly field: string | null
  readonly sector: string | null
  readonly filled: boolean
  /** Since when it is filled, or vacant; null where nobody knows. */
  readonly since: Day | null
  /** As the appointment of whoever sits there states it. */
  readonly womenAmongExperts: number | null
}
/** What an order in force states. */
export interface Stated {
  readonly effectiveFrom: Day
  readonly womenAmongExperts: number | null
}

export interface Check {
  readonly quota: z.infer<typeof Quota>
  readonly field: ExpertField | null
  readonly needed: number
  /** Of women null where nothing states their number since the experts last changed. */
  readonly counted: number | null
  /** Null where it cannot be said: nothing states it, or seats that say neither field nor sector may make up for what is missing. */
  readonly kept: boolean | null
  /** Seats that would count and in which nobody sits. */
  readonly vacant: readonly string[]
  /** Filled seats that may count: their field or sector is not recorded. */
  readonly unstated: readonly string[]
}

/** Every quota that the rules set, in their order. Only who sits there counts. */
export function checksOf(rules: BodyRules, experts: readonly ExpertSeat[], orders: readonly Stated[]): Check[] {
  const share = (part: { numerator: number; denominator: number }) => Math.ceil((experts.length * part.numerator) / part.denominator)
  const checks: Check[] = []
  const { womenAmongExperts, privateAmongExperts, fieldsOfExperts = [] } = rules
  if (womenAmongExperts) {
    const [needed, counted] = [share(womenAmongExperts), womenStated(experts, orders)]
    const vacant = experts.filter(({ filled }) => !filled).map(({ id }) => id)
    checks.push({
      quota: 'womenAmongExperts',
      field: null,
      needed,
      counted,
      kept: counted === null ? null : counted >= needed,
      vacant,
      unstated: [],
    })
  }
  if (privateAmongExperts)
    checks.push({ quota: 'privateAmongExperts', field: null, ...among(experts, share(privateAmongExperts), undefined, 'private') })
  for (const { field, experts: needed, private: ofThem } of fieldsOfExperts) {
    checks.push({ quota: 'expertsOfField', field, ...among(experts, needed, field) })
    if (ofThem !== undefined) checks.push({ quota: 'privateExpertsOfField', field, ...among(experts, ofThem, field, 'private') })
  }
  return checks
}

/** The filled seats of a field and a sector, where these are asked for, against as many as are needed. */
function among(experts: readonly ExpertSeat[], needed: number, field?: string, sector?: string) {
  const isOf = (value: string | null, asked: string | undefined) =>
    asked === undefined || value === asked ? true : value === null ? null : false
  const may = experts.map((seat) => {
    const both = [isOf(seat.field, field), isOf(seat.sector, sector)]
    return { ...seat, is: both.includes(false) ? false : both.includes(null) ? null : true }
  })
  const idsOf = (filled: boolean, is: (boolean | null)[]) =>
    may.filter((seat) => seat.filled === filled && is.includes(seat.is)).map(({ id }) => id)
  const [counted, unstated] = [idsOf(true, [true]).length, idsOf(true, [null])]
  const kept = counted >= needed ? true : counted + unstated.length >= needed ? null : false
  return { needed, counted, kept, vacant: idsOf(false, [true, null]), unstated }
}

/** The number stated last, unless the experts changed since without one; null too where two of one day differ. */
function womenStated(experts: readonly ExpertSeat[], orders: readonly Stated[]): number | null {
  const changes = [
    ...experts.map(({ since, filled, womenAmongExperts }) => ({ on: since ?? '', women: filled ? womenAmongExperts : null })),
    ...orders.flatMap(({ effectiveFrom: on, womenAmongExperts: women }) => (women === null ? [] : { on, women })),
  ]
  const last = changes
    .map(({ on }) => on)
    .sort()
    .at(-1)
  const said = new Set(changes.flatMap(({ on, women }) => (on === last && women !== null ? women : [])))
  return said.size === 1 ? [...said][0]! : null
}
