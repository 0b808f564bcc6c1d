/** A transfer list is carried out on the streams of its posts: who leaves and who begins, corrected and taken back as the list is. */
import { type DataOf, type LoggedEvent, type ProcessManager, type Reaction, processManager } from '@prasan/event-sourcing'
import { CarryOutTransfers, type CarriedOut } from '../domain/post/carry-out.js'
import { TransfersCancelled, TransfersCorrected, TransfersRecorded } from '../domain/transfer/events.js'
import { termOf } from '../domain/transfer/moves.js'

type Told = Partial<DataOf<typeof TransfersCorrected>>

export const transfers: ProcessManager = processManager(
  'transfers',
  [TransfersRecorded, TransfersCorrected, TransfersCancelled],
  ({ id, data }: LoggedEvent<Told>) => carriedOut(id, data),
)

/** What an event of a list comes to, post by post. */
export function carriedOut(transfer: string, { number, moves = [], doings = [], takenBack = [], reason }: Told): Reaction[] {
  const posts = new Map<string, { -readonly [K in keyof CarriedOut]: CarriedOut[K] }>()
  const at = (post: string) => {
    const known = posts.get(post)
    if (known) return known
    const told = { transfer, begins: [], ends: [], never: [], reason: reason ?? `คำสั่งที่ ${number}`, again: reason !== undefined }
    posts.set(post, told)
    return told as CarriedOut
  }
  for (const { post, assignment, never, until } of takenBack)
    if (never) at(post).never.push(assignment)
    else at(post).ends.push({ assignment, until })
  for (const [i, move] of moves.entries()) {
    const { begun, ended } = doings[i]!
    if (ended !== undefined) at(move.from!).ends.push({ assignment: ended, until: move.on })
    if (begun !== undefined) at(move.to!).begins.push({ assignment: begun, ...termOf(move, doings[i]!, { number: number! }) })
  }
  return [...posts].map(([post, input]) => ({ step: post, command: CarryOutTransfers, id: post, input }))
}
