// What is told to whom: every event that becomes a notice, and whom it is for. The person is derived on the day on which it is told.
import * as promises from '@prasan/commitments/contract'
import { HandoverOpened } from '@prasan/continuity/contract'
import type { EventType } from '@prasan/event-sourcing'
import * as meetings from '@prasan/meetings/contract'
import type { NoticeKind } from './delivery/events.js'

/** Who is told: an owner that the event names, or one that follows from what it is about as that stands on the day of telling. */
export type ToWhom = { readonly owner: string } | 'owner' | 'watching' | 'members'

interface Told<D = any> {
  readonly event: EventType<string, D>
  readonly kind: NoticeKind
  readonly to: (data: D) => ToWhom | undefined
}
const tell = <D>(event: EventType<string, D>, kind: NoticeKind, to: (data: D) => ToWhom | undefined): Told => ({ event, kind, to })

const named = (owner: string | undefined): ToWhom | undefined => (owner === undefined ? undefined : { owner })
/** Whoever answers for the promise; the body that watches over it; each seat of the bodies that meet. */
const itsOwner = () => 'owner' as const
const whoWatches = () => 'watching' as const
const allMembers = () => 'members' as const

export const NOTICES: readonly Told[] = [
  tell(promises.CommitmentMade, 'assigned', ({ owner }) => named(owner)),
  tell(promises.OwnershipTransferred, 'assigned', ({ owner }) => named(owner)),
  tell(promises.ExtensionRequested, 'extensionAsked', whoWatches),
  tell(promises.ExtensionGranted, 'extensionAnswered', itsOwner),
  tell(promises.ExtensionRefused, 'extensionAnswered', itsOwner),
  tell(promises.ObstacleRaised, 'obstacleRaised', ({ waitingOn }) => named(waitingOn)),
  tell(promises.ObstacleAnswered, 'obstacleAnswered', itsOwner),
  tell(promises.Reminded, 'reminded', ({ to }) => named(to)),
  tell(promises.Escalated, 'escalated', ({ to }) => named(to)),
  tell(meetings.NoticeSent, 'meetingNotice', allMembers),
  tell(meetings.MeetingRescheduled, 'meetingMoved', allMembers),
  tell(meetings.MeetingCancelled, 'meetingCancelled', allMembers),
  tell(HandoverOpened, 'handover', ({ post }) => named(post)),
]
