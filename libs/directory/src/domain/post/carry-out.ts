// What a transfer list comes to in one post, in one go: judged by who holds it in the end, not move by move.
import { Text, command, described, label, ref, requireThat, same, z } from '@prasan/event-sourcing'
import { requireRoom } from './decide-holding.js'
import { RoleAssigned, RoleAssignmentCorrected, RoleAssignmentReversed, RoleEnded, shapes } from './events.js'
import { AssignmentMustBeKnown } from './rules.js'
import { type Held, post } from './state.js'

type Happened = ReturnType<typeof RoleAssigned | typeof RoleEnded | typeof RoleAssignmentCorrected | typeof RoleAssignmentReversed>

const carriedOut = {
  transfer: ref('transfer'),
  begins: z.array(z.strictObject({ assignment: shapes.assignment, ...shapes.term })),
  /** Without a day: it has no end any more. */
  ends: z.array(z.strictObject({ assignment: shapes.assignment, until: shapes.term.until })),
  never: z.array(shapes.assignment),
  reason: Text.meta(label('เหตุผล', 'Reason')),
  /** Whether the list was recorded before and is corrected or cancelled. */
  again: z.boolean(),
}
export type CarriedOut = z.infer<z.ZodObject<typeof carriedOut>>

export const CarryOutTransfers = command(
  'CarryOutTransfers',
  post,
  carriedOut,
  {
    doc: described(
      'ผลของคำสั่งโยกย้ายต่อตำแหน่งหนึ่ง ระบบดำเนินการเอง',
      'What a transfer list comes to in one post. Happens by itself.',
      'AssignmentMustBeKnown, PostMustExist, RoleCannotEndBeforeItBegins, PostHasAtMostOneSubstantiveHolderAtATime',
    ),
  },
  ({ begins, ends, never, reason, again }, state) => {
    if (state.is === 'unknown') return []
    const held: Record<string, Held> = { ...state.held }
    const facts: Happened[] = []
    for (const assignment of never) {
      if (!held[assignment]) continue
      facts.push(RoleAssignmentReversed({ assignment, person: held[assignment].person, reason }))
      delete held[assignment]
    }
    for (const { assignment, until } of ends) {
      const now = held[assignment]
      requireThat(now, AssignmentMustBeKnown, 'ends')
      if (now.until === until) continue
      held[assignment] = { ...now, until }
      const ended = until !== undefined && (!again || now.until === undefined)
      facts.push(ended ? RoleEnded({ assignment, on: until }) : RoleAssignmentCorrected({ assignment, ...held[assignment], reason }))
    }
    for (const { assignment, ...term } of begins) {
      const now = held[assignment]
      if (now && same(now, term)) continue
      held[assignment] = term
      facts.push(now ? RoleAssignmentCorrected({ assignment, ...term, reason }) : RoleAssigned({ assignment, ...term }))
    }
    for (const { data } of facts) {
      const wanted = held[data.assignment]
      if (wanted) requireRoom({ ...state, held }, data.assignment, wanted)
    }
    return facts
  },
)
