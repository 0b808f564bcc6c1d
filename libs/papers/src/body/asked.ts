/** The questions that the papers of a body are made of, and their answers as the API gives them. */
import type { Bilingual } from '@prasan/event-sourcing'
import type { EnumWords } from '../wording.js'

const SITS = `fragment sits on Occupancy {
  seat { id number role { ...text } post { title { ...text } } organization { name { ...text } } }
  occupant { manner since person { name { ...text } } } state vacantDays
}
fragment text on Bilingual { th en }`

export const BODY = `query ($id: ID!, $asOf: AsOfInput) {
  committee(id: $id, asOf: $asOf) {
    name { ...text } legalBasis mandate { ...text } area { name { ...text } }
    orders { number date effectiveFrom } occupants { ...sits }
  }
  words(types: ["Standing", "SeatState"]) { type words { name label { ...text } } }
}
${SITS}`

/** A page of what is followed up, the oldest due date first. */
export const FOLLOWED = `query ($id: ID!, $asOf: AsOfInput, $state: CommitmentState!, $after: String) {
  committee(id: $id, asOf: $asOf) { name { ...text } }
  commitments(filter: { committee: $id }, state: $state, asOf: $asOf, first: 100, after: $after) {
    nodes {
      title { ...text } dueOn originalDueOn state percent daysOverdue owner { label { ...text } } lastWord { on text }
      origin { ... on Resolution { number meeting { label { ...text } number { label { ...text } } } } }
    }
    pageInfo { hasNextPage endCursor }
  }
  words(types: ["CommitmentState"]) { type words { name label { ...text } } }
}
fragment text on Bilingual { th en }`

export const ORDER_AT = `query ($id: ID!, $asOf: AsOfInput) { nodes(ids: [$id], asOf: $asOf) { ... on AppointmentOrder { id effectiveFrom } } }`

export const ORDER = `query ($id: ID!, $asOf: AsOfInput) {
  nodes(ids: [$id], asOf: $asOf) {
    ... on AppointmentOrder {
      id number date kind subject effectiveFrom target { number date }
      committee {
        name { ...text } legalBasis mandate { ...text } area { name { ...text } }
        occupants { ...sits seat { appointedBy { id } } }
      }
    }
  }
  words(types: ["OrderKind"]) { type words { name label { ...text } } }
}
${SITS}`

interface Named {
  readonly name: Bilingual
}
export interface Sits {
  readonly seat: {
    readonly id: string
    readonly number: number
    readonly role: Bilingual
    readonly post: { readonly title: Bilingual } | null
    readonly organization: Named | null
    readonly appointedBy?: { readonly id: string } | null
  }
  readonly occupant: { readonly manner: string | null; readonly since: string | null; readonly person: Named | null } | null
  readonly state: string
  readonly vacantDays: number | null
}
interface Body extends Named {
  readonly legalBasis: string | null
  readonly mandate: Bilingual | null
  readonly area: Named | null
  readonly occupants: readonly Sits[]
}
export interface BodyAnswer {
  readonly committee:
    (Body & { readonly orders: readonly { readonly number: string; readonly date: string; readonly effectiveFrom: string }[] }) | null
  readonly words: EnumWords
}
export interface Followed {
  readonly title: Bilingual
  readonly dueOn: string
  readonly originalDueOn: string
  readonly state: string
  readonly percent: number | null
  readonly daysOverdue: number | null
  readonly owner: { readonly label: Bilingual } | null
  readonly lastWord: { readonly on: string; readonly text: string } | null
  readonly origin: {
    readonly number?: number
    readonly meeting?: { readonly label: Bilingual; readonly number: { readonly label: Bilingual } | null } | null
  } | null
}
export interface FollowedAnswer {
  readonly committee: Named | null
  readonly commitments: {
    readonly nodes: readonly Followed[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
  readonly words: EnumWords
}
export interface OrderAtAnswer {
  readonly nodes: readonly ({ readonly id?: string; readonly effectiveFrom?: string } | null)[]
}
export interface OrderAnswer {
  readonly nodes: readonly ({
    readonly id: string
    readonly number: string
    readonly date: string
    readonly kind: string
    readonly subject: string | null
    readonly effectiveFrom: string
    readonly target: { readonly number: string; readonly date: string } | null
    readonly committee: Body | null
  } | null)[]
  readonly words: EnumWords
}
