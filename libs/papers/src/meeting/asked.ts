/** The one question that the papers of a meeting are made of, and the answer as the API gives it. */
import type { Bilingual } from '@prasan/event-sourcing'
import type { EnumWords } from '../wording.js'

/** Enums of the API whose words are printed. */
const PRINTED = ['ResolutionKind', 'CertificationMethod', 'MeetingMode', 'MinutesVersionName', 'CommitmentState'] as const

/** On which day the meeting was, and the versions of its minutes: what the question itself has to be asked for. */
export const MEETING_AT = `query ($id: ID!, $asOf: AsOfInput) { meeting(id: $id, asOf: $asOf) { id on versions { name number logNumber } } }`

/** `then` is the day of the meeting, `asOf` the day on which the paper is asked for. */
export const MEETING = `query ($id: ID!, $then: AsOfInput, $asOf: AsOfInput) {
  meeting(id: $id, asOf: $then) {
    on startsAt endsAt place mode title { ...text } openedAt closedAt byCirculation urgentReason label { ...text } noticeSentOn
    recallOf { on label { ...text } quorum { arithmetic { ...text } } }
    bodies { id type name { ...text } orders { number date } occupants { ...sits } }
    notice { letter replyBy contact oneThird signedBy { ...signs } }
    invitations { seat { id } comes substitute { name { ...text } } substitutePost { title { ...text } } }
    numbers { label { ...text } committee { id } }
    sections { section title { ...text } }
    roster { number person { id name { ...text } } post { title { ...text } } seat { id role { ...text } committee { id } organization { name { ...text } } } }
    attendance {
      present capacity excused absenceReason there { from to } signsAs { ...text }
      person { id name { ...text } } post { title { ...text } } seat { id number role { ...text } committee { id } }
    }
    quorum { met arithmetic { ...text } committee { id } }
    delegatedChair { id }
    agenda {
      id section number kind title { ...text } text state discussion presenter { label { ...text } }
      carriedFrom { meeting { id label { ...text } } } chain { items { id } } disclosure commitment { ...promised }
      origin {
        text { ...text } meeting { label { ...text } } item { section number }
        commitments { ...promised }
      }
      minutesOf { id on label { ...text } number { label { ...text } } }
      resolutions { ...resolved }
    }
    recusals { person { name { ...text } } item { id } reason }
    resolutions { ...resolved item { id } }
  }
  minuted: meeting(id: $id, asOf: $asOf) {
    state
    minutes { state text fromRecord certifiedOn method certifiedBy { label { ...text } } contentSeal recordSeal takenBy { name { ...text } } checkedBy { name { ...text } } }
  }
  words(types: ${JSON.stringify(PRINTED)}) { type words { name label { ...text } } }
}
fragment sits on Occupancy {
  seat { id number office role { ...text } post { ...signs } organization { name { ...text } } } occupant { manner person { name { ...text } } }
}
fragment signs on Post {
  title { ...text } organization { name { ...text } }
  holders { manner person { name { ...text } holds { manner post { title { ...text } } } } }
}
fragment text on Bilingual { th en }
fragment promised on Commitment { title { ...text } dueOn state owner { label { ...text } } lastWord { on text } }
fragment resolved on Resolution {
  id number kind text { ...text } votes { for against abstained casting } despite
  quorum { met arithmetic { ...text } }
  dissents { person { name { ...text } } reason }
  commitments { title { ...text } dueOn owner { label { ...text } } }
}`

export interface MeetingAtAnswer {
  readonly meeting: {
    readonly id: string
    readonly on: string
    readonly versions: readonly { readonly name: string; readonly number: number; readonly logNumber: number }[]
  } | null
}

interface Labelled {
  readonly label: Bilingual
}
interface Named {
  readonly name: Bilingual
}
export interface Person extends Named {
  readonly id: string
}
export interface Seat {
  readonly id: string
  readonly role: Bilingual
  readonly committee: { readonly id: string } | null
  readonly organization: Named | null
}
export interface Attended {
  readonly present: boolean
  readonly capacity: string | null
  readonly excused: boolean | null
  readonly absenceReason: string | null
  readonly there: readonly { readonly from: string | null; readonly to: string | null }[]
  readonly signsAs: readonly Bilingual[]
  readonly person: Person | null
  readonly post: { readonly title: Bilingual } | null
  readonly seat: (Omit<Seat, 'organization'> & { readonly number: number }) | null
}
export interface Resolved {
  readonly id: string
  readonly number: number
  readonly kind: string
  readonly text: Bilingual
  readonly votes: {
    readonly for: number
    readonly against: number
    readonly abstained: number | null
    readonly casting: string | null
  } | null
  readonly despite: readonly string[]
  readonly quorum: readonly { readonly met: boolean; readonly arithmetic: Bilingual }[]
  readonly dissents: readonly { readonly person: Named | null; readonly reason: string }[]
  readonly commitments: readonly { readonly title: Bilingual; readonly dueOn: string; readonly owner: Labelled | null }[]
}
interface Promised {
  readonly title: Bilingual
  readonly dueOn: string
  readonly state: string
  readonly owner: Labelled | null
  readonly lastWord: { readonly on: string; readonly text: string } | null
}
export interface Item {
  readonly id: string
  readonly section: number
  readonly number: number
  readonly kind: string
  readonly title: Bilingual
  readonly text: string | null
  readonly state: string
  readonly discussion: string | null
  readonly presenter: Labelled | null
  readonly carriedFrom: { readonly meeting: (Labelled & { readonly id: string }) | null } | null
  /** Its items, the oldest first. */
  readonly chain: { readonly items: readonly { readonly id: string }[] }
  readonly disclosure: string
  readonly commitment: Promised | null
  readonly origin: {
    readonly text: Bilingual
    readonly meeting: Labelled | null
    readonly item: { readonly section: number; readonly number: number } | null
    readonly commitments: readonly Promised[]
  } | null
  readonly minutesOf: (Labelled & { readonly id: string; readonly on: string; readonly number: Labelled | null }) | null
  readonly resolutions: readonly Resolved[]
}
export interface Body extends Named {
  readonly id: string
  readonly type: string
  readonly orders: readonly { readonly number: string; readonly date: string }[]
  readonly occupants: readonly Occupancy[]
}
/** A post with who answers for it, as it signs a letter. */
export interface Signing {
  readonly title: Bilingual
  readonly organization: Named | null
  readonly holders: readonly {
    readonly manner: string
    readonly person:
      (Named & { readonly holds: readonly { readonly manner: string; readonly post: { readonly title: Bilingual } | null }[] }) | null
  }[]
}
export interface Occupancy {
  readonly seat: {
    readonly id: string
    readonly number: number
    readonly office: string
    readonly role: Bilingual
    readonly post: Signing | null
    readonly organization: Named | null
  }
  readonly occupant: { readonly manner: string | null; readonly person: Named | null } | null
}

/** Of one meeting at one moment; days and ids as in the API. */
export interface Meeting extends Labelled {
  readonly on: string
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly place: string | null
  readonly mode: string | null
  readonly title: Bilingual | null
  readonly openedAt: string | null
  readonly closedAt: string | null
  readonly byCirculation: boolean
  readonly urgentReason: string | null
  readonly noticeSentOn: string | null
  readonly notice: {
    readonly letter: string | null
    readonly replyBy: string | null
    readonly contact: string | null
    readonly oneThird: boolean
    readonly signedBy: Signing | null
  } | null
  readonly invitations: readonly {
    readonly seat: { readonly id: string } | null
    readonly comes: boolean | null
    readonly substitute: Named | null
    readonly substitutePost: { readonly title: Bilingual } | null
  }[]
  readonly recallOf: (Labelled & { readonly on: string; readonly quorum: readonly { readonly arithmetic: Bilingual }[] }) | null
  readonly bodies: readonly Body[]
  readonly numbers: readonly (Labelled & { readonly committee: { readonly id: string } | null })[]
  readonly sections: readonly { readonly section: number; readonly title: Bilingual }[]
  readonly roster: readonly {
    readonly number: number
    readonly person: Person | null
    readonly post: { readonly title: Bilingual } | null
    readonly seat: Seat | null
  }[]
  readonly attendance: readonly Attended[]
  readonly quorum: readonly { readonly met: boolean; readonly arithmetic: Bilingual; readonly committee: { readonly id: string } | null }[]
  readonly delegatedChair: { readonly id: string } | null
  readonly agenda: readonly Item[]
  readonly recusals: readonly {
    readonly person: Named | null
    readonly item: { readonly id: string } | null
    readonly reason: string | null
  }[]
  readonly resolutions: readonly (Resolved & { readonly item: { readonly id: string } | null })[]
}
export interface MeetingAnswer {
  readonly meeting: Meeting | null
  readonly minuted: {
    readonly state: string
    readonly minutes: {
      readonly state: string
      readonly text: string
      readonly fromRecord: boolean
      readonly certifiedOn: string | null
      readonly method: string | null
      readonly certifiedBy: Labelled | null
      readonly contentSeal: string | null
      readonly recordSeal: string | null
      readonly takenBy: Named | null
      readonly checkedBy: Named | null
    } | null
  } | null
  readonly words: EnumWords
}
