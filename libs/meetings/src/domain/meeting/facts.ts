// What is known of a meeting, its items and its resolutions.
import type { DataOf, Day, FilesOf, z } from '@prasan/event-sourcing'
import type { Attended } from './attended.js'
import type * as happened from './events.js'
import type { rosterSeat, rulesOfTheDay } from './roster.js'
import type { agenda, decision } from './shapes.js'

export type Roster = z.infer<typeof rosterSeat>[]
export type RulesOfTheDay = z.infer<typeof rulesOfTheDay>
export type Opened = DataOf<typeof happened.MeetingOpened>
export type Called = DataOf<typeof happened.MeetingScheduled>

export type Listed = z.infer<z.ZodObject<typeof agenda>>
export type Decision = z.infer<z.ZodObject<typeof decision>>

export interface Item extends Listed {
  /** Not on the agenda: withdrawn, carried over to a later meeting, proposed and not answered, or parked. */
  readonly left?: 'withdrawn' | 'carriedOver' | 'proposed' | 'parked' | undefined
  readonly discussion?: string | undefined
}

/** A resolution with the attendance as it stood when it was recorded, corrections included: what its quorum is counted from where its time is not known. */
export interface Resolved {
  readonly number: number
  readonly at?: string | undefined
  readonly decision: Decision
  readonly quorum: DataOf<typeof happened.ResolutionPassed>['quorum']
  readonly attendance: Readonly<Record<string, Attended>>
  readonly assignments: NonNullable<DataOf<typeof happened.ResolutionPassed>['assignments']>
}

export interface Minutes extends Pick<DataOf<typeof happened.MinutesDrafted>, 'takenBy' | 'checkedBy'> {
  readonly digest: string
  /** The seal of the record out of which the text was drawn up; none where it was written by hand. */
  readonly content?: string | undefined
  readonly circulatedOn?: Day | undefined
  /** The digest is that of the sealed text. */
  readonly certified?: DataOf<typeof happened.MinutesCertified> | undefined
}

/** Of a seat: when it was invited, and what it answered last. */
export interface Invitation {
  readonly invitedOn?: Day | undefined
  readonly method?: string | undefined
  readonly answer?: Omit<DataOf<typeof happened.InvitationAnswered>, 'seat'> | undefined
}

export interface MeetingFacts {
  readonly is: 'scheduled' | 'open' | 'held' | 'cancelled'
  readonly called: Called
  readonly cancelledOn?: Day | undefined
  readonly notice?: DataOf<typeof happened.NoticeSent> | undefined
  /** By seat. */
  readonly invitations: Readonly<Record<string, Invitation>>
  readonly items: Readonly<Record<string, Item>>
  /** Who was assigned to chair this one meeting. */
  readonly chair?: DataOf<typeof happened.ChairDelegated> | undefined
  readonly opened?: Opened | undefined
  readonly closedAt?: string | undefined
  readonly attendance: Readonly<Record<string, Attended>>
  readonly recusals: readonly { readonly person: string; readonly item: string; readonly reason?: string | undefined }[]
  readonly resolutions: Readonly<Record<string, Resolved>>
  readonly inquorate?: boolean | undefined
  readonly minutes?: Minutes | undefined
  /** By agenda item; those of the minutes under `minutes`. */
  readonly files: FilesOf
}
export type MeetingState = { is: 'unknown' } | MeetingFacts
