/** Who held a place (a post, or a seat of a body) and who answered for it, stretch by stretch, from dated facts. */
import { type Manner, firstToAnswer } from '@prasan/directory/contract'
import { type Day, aliveOn, begins, choice, common, cut, ends, hasDays, label, stepAt, type z } from '@prasan/event-sourcing'

/** How a place was filled on a day. Each day of a place is of one of these. */
export const Filling = choice(
  'Filling',
  {
    held: ['มีผู้ดำรงตำแหน่ง', 'the holder, the one sent or the expert answers, in hold-over too'],
    acting: ['มีผู้รักษาราชการแทน', 'somebody acts, whether or not there is a holder'],
    caretaker: ['มีผู้รักษาการในตำแหน่ง', 'a caretaker answers, as there is no holder'],
    vacant: ['ว่าง', 'nobody answers'],
    unknown: ['ไม่ทราบ', 'before anybody is recorded there, or where no post or seat is recorded by which it answers'],
  },
  label('การดำรงตำแหน่งในวันหนึ่ง', 'How a place is filled'),
)
export type Filling = z.infer<typeof Filling>

/** Days as rows tell them: null where there is no beginning or no end. */
export interface Days {
  readonly from: Day | null
  readonly until: Day | null
}
/** Days [from, until) on which the same person held a place, and the same one answered for it; null: nobody. */
export interface Stretch extends Days {
  readonly holder: string | null
  readonly answering: string | null
  readonly filling: Filling
}
/** All days of a place, oldest first; a gap between two stretches only where it was not there. */
export type Line = readonly Stretch[]

export interface Assigned extends Days {
  readonly person: string
  readonly manner: Manner
}
/** A seat on some days: it is its post's, or somebody was sent, or an expert sits there, whose term ends, or nobody. */
export interface SeatDays extends Days {
  readonly post: string | null
  readonly sent: string | null
  readonly expert: string | null
  readonly termUntil: Day | null
}

const nobody = ({ from, until }: Days): Stretch => ({ from, until, holder: null, answering: null, filling: 'vacant' })
const held = (days: Days, person: string): Stretch => ({ ...nobody(days), holder: person, answering: person, filling: 'held' })
const borders = (all: readonly Days[]) => all.flatMap(({ from, until }) => [begins({ from }), ...(until === null ? [] : [until])])

/** The line of a post that is there on the days of `lives`. Whoever acts answers before whoever holds it. */
export function lineOfPost(lives: readonly Days[], assigned: readonly Assigned[]): Line {
  return told(
    lives.flatMap((life) =>
      cut(life, borders(assigned)).map(({ day, ...days }) => {
        const there = assigned.filter((each) => aliveOn(each, day))
        const first = firstToAnswer(there)
        if (!first) return nobody(days)
        const holder = there.find(({ manner }) => manner === 'substantive')?.person ?? null
        return { ...nobody(days), holder, answering: first.person, filling: first.manner === 'substantive' ? 'held' : first.manner }
      }),
    ),
  )
}

/**
 * The line of a seat, when those of the posts are known. `holdsOver`: from which day on the rules of the body let an expert whose term is
 * over stay, in order.
 */
export function lineOfSeat(
  seat: readonly SeatDays[],
  byPost: ReadonlyMap<string, Line>,
  holdsOver: readonly { readonly from?: Day | undefined; readonly is: boolean }[],
): Line {
  return told(
    seat.flatMap((days): Stretch[] => {
      const { post, sent, expert, termUntil } = days
      if (post !== null) return during(days, byPost.get(post) ?? [])
      if (sent !== null) return [held(days, sent)]
      if (expert === null) return [nobody(days)]
      const changes = termUntil === null ? [] : [termUntil, ...holdsOver.map(begins)]
      return cut(days, changes).map(({ day, ...part }) =>
        ends({ until: termUntil }) > day || stepAt(holdsOver, day)?.is ? held(part, expert) : nobody(part),
      )
    }),
  )
}

/**
 * The line of what answers by one place after the other: an organization by its head post, a committee by its secretary’s seat. Without a
 * place, and before it was there, nobody is recorded who could be missing: these days are no vacancy.
 */
export const lineThrough = (chapters: readonly (Days & { readonly place: string | null })[], lines: ReadonlyMap<string, Line>): Line =>
  joined(
    chapters.flatMap(({ place, ...days }) => {
      const line = (place === null ? undefined : lines.get(place)) ?? []
      return during(days, line).map((each): Stretch =>
        line[0] && begins(line[0]) <= begins(each) ? each : { ...each, filling: 'unknown' },
      )
    }),
  )

/** What a line tells of the days; on those of which it tells nothing nobody answers. */
const during = (days: Days, line: Line): Stretch[] =>
  cut(days, borders(line)).map(({ day, ...part }) => ({ ...(line.find((each) => aliveOn(each, day)) ?? nobody(part)), ...part }))

/** That nobody was there is known since the place began, or since the first who was. */
function told(stretches: readonly Stretch[]): Line {
  let known = stretches.length > 0 && stretches[0]!.from !== null
  return joined(
    stretches.map((each) => {
      known ||= each.answering !== null
      return known ? each : { ...each, filling: 'unknown' }
    }),
  )
}

/** Stretches that say the same are one. */
function joined(stretches: readonly Stretch[]): Line {
  const line: Stretch[] = []
  for (const next of stretches) {
    const last = line.at(-1)
    const goesOn =
      last && ends(last) === begins(next) && (['holder', 'answering', 'filling'] as const).every((key) => last[key] === next[key])
    if (goesOn) line[line.length - 1] = { ...last, until: next.until }
    else line.push(next)
  }
  return line
}

/** What a line tells of the days of a period. */
export const lineWithin = (line: Line, period: Partial<Days>): Stretch[] =>
  line.flatMap((stretch) => {
    const { from = null, until = null } = common(stretch, period)
    return hasDays({ from, until }) ? [{ ...stretch, from, until }] : []
  })
