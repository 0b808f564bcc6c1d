/** The one question whose answer a dossier is made of, and the answer as the API gives it. */
import type { Bilingual } from '@prasan/event-sourcing'
import type { EnumWords } from '../wording.js'

/** Enums of the API whose words are printed. */
const PRINTED = ['Manner', 'Standing', 'ResolutionKind', 'MinutesState', 'HandoverItemState'] as const

export const DOSSIER = `query ($post: ID!, $asOf: AsOfInput) {
  post(id: $post, asOf: $asOf) { dossier {
    post {
      title { ...text } endedOn duties { ...text } acknowledged { person { id } } organization { name { ...text } mandate { text { ...text } source } }
      holders { ...held }
      line { ...held until }
      delegations { scope from until order to { ...named } }
    }
    seats { role { ...text } duties { ...text } acknowledged { person { id } } committee { name { ...text } } appointedBy { number date } }
    commitments {
      id title { ...text } madeOn dueOn originalDueOn extensions percent daysOverdue
      owner { label { ...text } } committee { name { ...text } } supporting { label { ...text } }
      madeBy { person { name { ...text } } post { title { ...text } } }
      lastWord { on text } obstacles { text waitingOn { label { ...text } } answeredOn }
    }
    resolutions { on kind text { ...text } committee { name { ...text } } meeting { label { ...text } } }
    meetings { on startsAt place title { ...text } bodies { name { ...text } } number { label { ...text } } noticeSentOn }
    draftMinutes { on label { ...text } minutes { state } }
    obstacles { since text commitment { title { ...text } owner { label { ...text } } } }
    handover {
      on lapsesOn leaver { name { ...text } } counts { waiting contested lapsed }
      items { item { id } state word notes { ...note } }
    }
    notes { ...note }
    readingList {
      readOn readBy { name { ...text } }
      document { ... on AppointmentOrder { number date subject committee { name { ...text } } } ... on Meeting { on label { ...text } } }
    }
    contacts { of { label { ...text } } answering { manner since person { id name { ...text } contacts { phone email line } } } }
    partners { supports of { label { ...text } } answering { person { id name { ...text } contacts { phone email line } } } }
  } }
  words(types: ${JSON.stringify(PRINTED)}) { type words { name label { ...text } } }
}
fragment text on Bilingual { th en }
fragment held on RoleAssignment { manner from order person { id name { ...text } contacts { phone email line } } }
fragment note on HandoverNote { on state nextStep risks people { ...named } }
fragment named on Node {
  ... on Person { name { ...text } } ... on Post { label { ...text } } ... on Organization { label { ...text } } ... on Committee { label { ...text } }
}`

export interface Contacts {
  readonly phone: string | null
  readonly email: string | null
  readonly line: string | null
}
interface Person {
  readonly id: string
  readonly name: Bilingual
  readonly contacts: Contacts | null
}
interface Labelled {
  readonly label: Bilingual
}
/** A person by their name, anything else by its label. */
export type Named = { readonly name?: Bilingual; readonly label?: Bilingual } | null
interface WithName {
  readonly name: Bilingual
}

interface Acknowledged {
  readonly person: { readonly id: string } | null
}

export interface Held {
  readonly manner: string
  readonly from: string | null
  readonly order: string | null
  readonly person: Person | null
}
export interface Note {
  readonly on: string
  readonly state: string
  readonly nextStep: string | null
  readonly risks: string | null
  readonly people: readonly Named[]
}
export interface Commitment {
  readonly id: string
  readonly title: Bilingual
  readonly madeOn: string
  readonly dueOn: string
  readonly originalDueOn: string
  readonly extensions: number
  readonly percent: number | null
  readonly daysOverdue: number | null
  readonly owner: Labelled | null
  readonly committee: WithName | null
  readonly supporting: readonly Labelled[]
  readonly madeBy: { readonly person: WithName | null; readonly post: { readonly title: Bilingual } | null }
  readonly lastWord: { readonly on: string; readonly text: string } | null
  readonly obstacles: readonly { readonly text: string; readonly waitingOn: Labelled | null; readonly answeredOn: string | null }[]
}
export interface Resolution {
  readonly on: string
  readonly kind: string
  readonly text: Bilingual
  readonly committee: WithName | null
  readonly meeting: Labelled | null
}
export interface Meeting {
  readonly on: string
  readonly startsAt: string | null
  readonly place: string | null
  readonly title: Bilingual | null
  readonly bodies: readonly WithName[]
  readonly number: Labelled | null
  readonly noticeSentOn: string | null
}
export interface Reading {
  readonly readOn: string | null
  readonly readBy: WithName | null
  readonly document:
    | { readonly number: string; readonly date: string; readonly subject: string | null; readonly committee: WithName | null }
    | { readonly on: string; readonly label: Bilingual }
    | null
}

/** Of one post at one moment; days and ids as in the API. */
export interface Dossier {
  readonly post: {
    readonly title: Bilingual
    readonly endedOn: string | null
    readonly duties: Bilingual | null
    readonly acknowledged: readonly Acknowledged[]
    readonly organization: (WithName & { readonly mandate: readonly { readonly text: Bilingual; readonly source: string | null }[] }) | null
    readonly holders: readonly Held[]
    readonly line: readonly (Held & { readonly until: string | null })[]
    readonly delegations: readonly {
      readonly scope: string
      readonly from: string
      readonly until: string | null
      readonly order: string | null
      readonly to: Named
    }[]
  }
  readonly seats: readonly {
    readonly role: Bilingual
    readonly duties: Bilingual | null
    readonly acknowledged: readonly Acknowledged[]
    readonly committee: WithName | null
    readonly appointedBy: { readonly number: string; readonly date: string } | null
  }[]
  readonly commitments: readonly Commitment[]
  readonly resolutions: readonly Resolution[]
  readonly meetings: readonly Meeting[]
  readonly draftMinutes: readonly { readonly on: string; readonly label: Bilingual; readonly minutes: { readonly state: string } | null }[]
  readonly obstacles: readonly {
    readonly since: string
    readonly text: string
    readonly commitment: { readonly title: Bilingual; readonly owner: Labelled | null } | null
  }[]
  readonly handover: {
    readonly on: string
    readonly lapsesOn: string
    readonly leaver: WithName | null
    readonly counts: { readonly waiting: number; readonly contested: number; readonly lapsed: number }
    readonly items: readonly {
      readonly item: { readonly id: string } | null
      readonly state: string
      readonly word: string | null
      readonly notes: readonly Note[]
    }[]
  } | null
  readonly notes: readonly Note[]
  readonly readingList: readonly Reading[]
  readonly contacts: readonly {
    readonly of: Labelled | null
    readonly answering: { readonly manner: string | null; readonly since: string | null; readonly person: Person | null }
  }[]
  readonly partners: readonly {
    readonly supports: number
    readonly of: Labelled | null
    readonly answering: { readonly person: Person | null }
  }[]
}

export interface DossierAnswer {
  readonly post: { readonly dossier: Dossier } | null
  readonly words: EnumWords
}
