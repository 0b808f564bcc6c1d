/** Who sits in the seats of a body on a day: one rule, for rows of the views and for streams read as evidence. */
import { type PostState, firstToAnswer, heldOn } from '@prasan/directory/contract'
import { type Rule, aliveOn, choice, daysBetween, hasEnded, type z } from '@prasan/event-sourcing'
import type { BodyRules } from './domain/committee/body-rules.js'
import { ExpertServesTheLastTerm, HoldOverUntilSuccessor, ShortRemainderNeedNotBeFilled } from './domain/committee/rules.js'
import { type SeatOfTheDay, lifeOf, placeOn, alternatesOn, seatOfTheDay } from './domain/committee/seat.js'
import type { Place } from './domain/committee/shapes.js'
import { type CommitteeState, rulesOn } from './domain/committee/state.js'

/** How somebody answers: as holder of a post, as the representative sent, as the named expert, or still, after the term. */
export const Standing = choice('Standing', {
  substantive: ['ดำรงตำแหน่ง', 'substantive'],
  acting: ['รักษาราชการแทน', 'acting'],
  caretaker: ['รักษาการในตำแหน่ง', 'caretaker'],
  representative: ['ผู้แทน', 'representative'],
  expert: ['ผู้ทรงคุณวุฒิ', 'expert'],
  holdOver: ['ปฏิบัติหน้าที่จนกว่ามีผู้ได้รับแต่งตั้งใหม่', 'hold-over'],
})
export type Standing = z.infer<typeof Standing>

export interface Answering {
  /** Null when nobody answers. */
  readonly person: string | null
  /** The post through which they answer; null for representatives and experts, and where no post could be found. */
  readonly post: string | null
  readonly manner: Standing | null
  /** First day of it; for a vacancy the first day without anybody; null when that is not known. */
  readonly since: string | null
}

export const nobody = (post: string | null, since: string | null): Answering => ({ person: null, post, manner: null, since })

/** Whether the term of the expert who sits there is over on the day: only then does it matter whether the rules of the body hold over. */
export const termIsOver = ({ expert, termUntil }: Pick<SeatOfTheDay, 'expert' | 'termUntil'>, day: string): boolean =>
  expert !== null && hasEnded({ until: termUntil }, day)

/**
 * Who sits in a seat, when it is known who answers for the posts. Where the rules hold over, an expert whose term is over stays until
 * replaced; the rules may be left out only while no term is over.
 */
export function answeringInSeat(
  seat: SeatOfTheDay,
  byPost: ReadonlyMap<string, Answering>,
  day: string,
  rules: Pick<BodyRules, 'holdOver'> | undefined,
): Answering {
  if (seat.post !== null) return byPost.get(seat.post) ?? nobody(seat.post, null)
  if (seat.sent !== null) return { person: seat.sent, post: null, manner: 'representative', since: seat.sentSince }
  if (seat.expert !== null) {
    const over = termIsOver(seat, day)
    if (over && !rules?.holdOver) return nobody(null, seat.termUntil)
    return { person: seat.expert, post: null, manner: over ? 'holdOver' : 'expert', since: over ? seat.termUntil : seat.expertSince }
  }
  return nobody(null, seat.vacatedOn ?? seat.since)
}

/** What the rules of the body say of an expert's seat on the day without anybody deciding it. */
export function rulesOfSeat(
  seat: Pick<SeatOfTheDay, 'expert' | 'termUntil' | 'terms'>,
  day: string,
  { holdOver, shortRemainderDays = 0, term }: Pick<BodyRules, 'holdOver' | 'shortRemainderDays' | 'term'>,
): Rule[] {
  if (seat.expert !== null) {
    const last = (seat.terms ?? 0) >= (term?.consecutive ?? Infinity)
    return [...(holdOver && termIsOver(seat, day) ? [HoldOverUntilSuccessor] : []), ...(last ? [ExpertServesTheLastTerm] : [])]
  }
  const left = seat.termUntil === null ? 0 : daysBetween(day, seat.termUntil)
  return left > 0 && left < shortRemainderDays ? [ShortRemainderNeedNotBeFilled] : []
}

/** A seat of a body on a day with who sits there. */
export interface Occupied extends Answering {
  readonly seat: string
  readonly number: number
  readonly office: Place['office']
  readonly votes: boolean
  readonly countsForQuorum: boolean
  /** Whoever may come for the seat whenever its occupant does not. */
  readonly alternates: readonly string[]
}

/** The posts on which the occupants of the day depend. */
export const postsSeatedOn = (state: CommitteeState, day: string): string[] => [
  ...new Set(seatedOn(state, day).flatMap(({ place: { kind } }) => ('exOfficio' in kind ? kind.exOfficio.post : []))),
]

/** Every seat of the body on the day in protocol order, with who sits there, from streams alone. */
export function occupantsOn(state: CommitteeState, posts: ReadonlyMap<string, PostState>, day: string): Occupied[] {
  const byPost = new Map([...posts].map(([id, post]) => [id, answeringForPost(id, post, day)]))
  const rules = rulesOn(state, day)
  return seatedOn(state, day)
    .map(({ id, seat, place }) => ({
      seat: id,
      number: place.number,
      office: place.office,
      votes: place.votes ?? true,
      countsForQuorum: place.countsForQuorum ?? true,
      alternates: alternatesOn(seat, day),
      ...answeringInSeat(seatOfTheDay(seat, place, day), byPost, day, rules),
    }))
    .sort((a, b) => a.number - b.number)
}

function answeringForPost(id: string, state: PostState, day: string): Answering {
  const first = firstToAnswer(heldOn(state, day))
  return first ? { person: first.person, post: id, manner: first.manner, since: first.from ?? null } : nobody(id, null)
}

function seatedOn(state: CommitteeState, day: string) {
  if (state.is === 'unknown') return []
  return [...state.seats].flatMap(([id, seat]) =>
    aliveOn(lifeOf(seat, state.dissolved?.on), day) ? [{ id, seat, place: placeOn(seat, day) }] : [],
  )
}
