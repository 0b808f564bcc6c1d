/** What the moves of a list come to in the posts they name, and what may not be moved so. */
import { RuleRefused, begins, ends, hasDays, requireThat, same } from '@prasan/event-sourcing'
import { requireRoom } from '../post/decide-holding.js'
import { ActingDoesNotComeBackToThePost, RoleCannotEndBeforeItBegins } from '../post/rules.js'
import { type Held, type PostState, heldOn } from '../post/state.js'
import type { Doing, Move, TakenBack } from './events.js'
import { AMoveLeavesAPostOrTakesOne, LaterRecordsRestOnTheMove, OnePersonMovesOnceADay, WhoLeavesAPostMustHoldIt } from './rules.js'
import type { RecordedTransfers, TransferList } from './state.js'

/** The posts that a list names, as they stand, and of persons merged into another record that one. */
export interface Standing {
  readonly posts: Readonly<Record<string, PostState>>
  readonly survivors: ReadonlyMap<string, string>
  /** Where somebody of the list is to act, the other posts that whoever acts, and whoever acts for them, hold on that day. */
  readonly elsewhere?: Readonly<Record<string, PostState>>
}

export interface Decided {
  /** One for each move. */
  readonly doings: Doing[]
  readonly takenBack: TakenBack[]
  /** Every post named, as it is once the list is carried out. */
  readonly posts: Readonly<Record<string, PostState>>
}

/** How a move that takes a post holds it, as the list says. */
export const termOf = ({ person, manner = 'substantive', on }: Move, { until }: Doing, { number }: Pick<TransferList, 'number'>): Held => ({
  person,
  manner,
  from: on,
  ...(until !== undefined && { until }),
  order: number,
})

/** Assignments by id, in each of the posts. */
type Holding = Map<string, Map<string, Held>>

/** What a list that stands did to an assignment, with how that is held now; `now` is missing where somebody took it back. */
interface Done {
  readonly post: string
  readonly move: number
  readonly now: Held | undefined
}

/**
 * Decides all moves of a list together, in the order of their days, on the posts as they stand; where the list is corrected, without what it
 * had come to before. A new assignment that others ended since keeps that end.
 * @throws RuleRefused that names the move, as in `moves.3.to`; of what is taken back, the move as it was recorded
 */
export function decideMoves(
  list: TransferList,
  standing: Standing,
  before: RecordedTransfers | undefined,
  newId: (move: number) => string,
): Decided {
  const { posts } = standing
  const holding: Holding = new Map(
    Object.entries(posts).map(([id, state]) => [id, new Map(state.is === 'unknown' ? [] : Object.entries(state.held))]),
  )
  const was = undo(before, holding)
  const idOf = idsFrom(before, list, newId)
  const doings: Doing[] = list.moves.map(() => ({}))
  const moved = new Set<string>()
  for (const [i, move] of [...list.moves.entries()].sort(([, one], [, other]) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))) {
    const { person, from, to, on, until, manner } = move
    requireThat((from ?? to) !== undefined, AMoveLeavesAPostOrTakesOne, `moves.${i}`)
    requireThat(to !== undefined || (until ?? manner) === undefined, AMoveLeavesAPostOrTakesOne, `moves.${i}.to`)
    const once = `${on} ${standing.survivors.get(person) ?? person}`
    requireThat(!moved.has(once), OnePersonMovesOnceADay, `moves.${i}.person`)
    moved.add(once)
    const doing = doings[i]!
    if (from !== undefined) {
      const left = leftBy(move, holding.get(from) ?? new Map(), standing)
      requireThat(left, WhoLeavesAPostMustHoldIt, `moves.${i}.from`)
      const [assignment, held] = left
      const own = doings.find(({ begun }) => begun === assignment)
      if (own) own.until = on
      else Object.assign(doing, { ended: assignment, ...(held.until !== undefined && { endedBefore: held.until }) })
      holding.get(from)!.set(assignment, { ...held, until: on })
    }
    if (to !== undefined) {
      const begun = idOf(i)
      const later = was.begun.get(begun)
      const end = until ?? (later?.now && later.now.until !== before!.doings[later.move]!.until ? later.now.until : undefined)
      Object.assign(doing, { begun, ...(end !== undefined && { until: end }) })
      const term = termOf(move, doing, list)
      requireThat(hasDays(term), RoleCannotEndBeforeItBegins, `moves.${i}.until`)
      holding.get(to)?.set(begun, term)
    }
  }
  requireUntouched(list, before, was, doings)
  const after = Object.fromEntries(
    Object.entries(posts).map(([id, state]) => [
      id,
      state.is === 'unknown' ? state : { ...state, held: Object.fromEntries(holding.get(id)!) },
    ]),
  )
  const requireHeld = (post: string | undefined, assignment: string | undefined, field: string) => {
    const held = post !== undefined && assignment !== undefined && holding.get(post)?.get(assignment)
    if (!held) return
    try {
      requireRoom(after[post]!, assignment, held)
    } catch (error) {
      throw error instanceof RuleRefused ? new RuleRefused(error.rule, field) : error
    }
  }
  for (const [i, { from, to }] of list.moves.entries()) {
    requireHeld(from, doings[i]!.ended, `moves.${i}.from`)
    requireHeld(to, doings[i]!.begun, `moves.${i}.to`)
  }
  for (const [i, { to, manner, ...move }] of list.moves.entries())
    requireThat(
      manner !== 'acting' || !stoodInFor(move, { ...standing.elsewhere, ...after }, standing).has(to!),
      ActingDoesNotComeBackToThePost,
      `moves.${i}.person`,
    )
  for (const [assignment, { post, move }] of was.ended) requireHeld(post, assignment, `moves.${move}.from`)
  return { doings, takenBack: takenBack(before, was, doings), posts: after }
}

/** The posts that the person holds on the day, those whose holders act in these, and so on. */
function stoodInFor({ person, on }: Pick<Move, 'person' | 'on'>, posts: Readonly<Record<string, PostState>>, { survivors }: Standing) {
  const held = Object.entries(posts).flatMap(([post, state]) => heldOn(state, on).map((each) => ({ post, ...each })))
  const answers = (id: string) => survivors.get(id) ?? id
  const found = new Set<string>()
  for (let people = [answers(person)]; people.length > 0;) {
    const theirs = held.filter((each) => each.manner === 'substantive' && people.includes(answers(each.person)) && !found.has(each.post))
    for (const { post } of theirs) found.add(post)
    const acting = held.filter((each) => each.manner === 'acting' && theirs.some(({ post }) => post === each.post))
    people = acting.map((each) => answers(each.person))
  }
  return found
}

/** The assignment by which the person holds the post that is left up to the day; one that begins on it only where there is no other. */
function leftBy({ person, on }: Move, held: ReadonlyMap<string, Held>, { survivors }: Standing): [string, Held] | undefined {
  const answers = (id: string) => survivors.get(id) ?? id
  const rank = (held: Held) => (begins(held) < on ? 0 : 2) + (held.manner === 'substantive' ? 0 : 1)
  return [...held]
    .filter(([, each]) => answers(each.person) === answers(person) && begins(each) <= on && ends(each) >= on)
    .sort(([, one], [, other]) => rank(one) - rank(other))[0]
}

/** Takes out of the posts what the list had come to, and tells what that was; what people recorded of it since stays. */
function undo(before: RecordedTransfers | undefined, holding: Holding) {
  const [begun, ended] = [new Map<string, Done>(), new Map<string, Done>()]
  for (const [move, { from, to, on }] of before?.list.moves.entries() ?? []) {
    const doing = before!.doings[move]!
    if (to !== undefined && doing.begun !== undefined) {
      begun.set(doing.begun, { post: to, move, now: holding.get(to)?.get(doing.begun) })
      holding.get(to)?.delete(doing.begun)
    }
    if (from === undefined || doing.ended === undefined) continue
    const now = holding.get(from)?.get(doing.ended)
    ended.set(doing.ended, { post: from, move, now })
    if (now?.until === on) holding.get(from)!.set(doing.ended, endingOn(now, doing.endedBefore))
  }
  return { begun, ended }
}
const endingOn = ({ until: _, ...held }: Held, until: string | undefined): Held => ({ ...held, ...(until !== undefined && { until }) })

/** A move to a post keeps the assignment of the move that it corrects: of the same person, else of the next to that post. */
function idsFrom(before: RecordedTransfers | undefined, list: TransferList, newId: (move: number) => string): (move: number) => string {
  const free = before?.list.moves.map((move, i) => ({ ...move, begun: before.doings[i]!.begun })) ?? []
  const ids = new Map<number, string>()
  for (const samePerson of [true, false])
    for (const [i, { person, to }] of list.moves.entries()) {
      const found = ids.has(i) || to === undefined ? -1 : free.findIndex((old) => old.to === to && (!samePerson || old.person === person))
      if (found >= 0) ids.set(i, free.splice(found, 1)[0]!.begun!)
    }
  return (move) => ids.get(move) ?? newId(move)
}

/** @throws RuleRefused where somebody recorded otherwise since what the list would change or take back */
function requireUntouched(
  list: TransferList,
  before: RecordedTransfers | undefined,
  was: ReturnType<typeof undo>,
  doings: readonly Doing[],
): void {
  for (const [assignment, { move, now }] of was.begun) {
    const told = termOf(before!.list.moves[move]!, before!.doings[move]!, before!.list)
    const i = doings.findIndex(({ begun }) => begun === assignment)
    if (i < 0) requireThat(now === undefined || same(now, told), LaterRecordsRestOnTheMove, `moves.${move}.to`)
    else {
      const wanted = termOf(list.moves[i]!, doings[i]!, list)
      const but = now && { ...told, until: now.until }
      requireThat(now === undefined || same(now, but) || same(now, wanted), LaterRecordsRestOnTheMove, `moves.${i}.to`)
    }
  }
  for (const [assignment, { move, now }] of was.ended) {
    const i = doings.findIndex(({ ended }) => ended === assignment)
    const { on } = before!.list.moves[move]!
    if (i >= 0 && now?.until !== on) requireThat(now?.until === list.moves[i]!.on, LaterRecordsRestOnTheMove, `moves.${i}.from`)
  }
}

function takenBack(
  before: RecordedTransfers | undefined,
  { begun, ended }: ReturnType<typeof undo>,
  doings: readonly Doing[],
): TakenBack[] {
  const stays = new Set(doings.flatMap(({ begun, ended }) => [begun, ended]))
  const gone = ([assignment, { now }]: [string, Done]) => now !== undefined && !stays.has(assignment)
  return [
    ...[...begun].filter(gone).map(([assignment, { post }]) => ({ post, assignment, never: true })),
    ...[...ended]
      .filter((each) => gone(each) && each[1].now!.until === before!.list.moves[each[1].move]!.on)
      .map(([assignment, { post, move }]) => {
        const until = before!.doings[move]!.endedBefore
        return { post, assignment, never: false, ...(until !== undefined && { until }) }
      }),
  ]
}
