/** What is asked of directives: lists of them, and where each body stands with what it was sent. */
import { type AsOf, type ListAsked, type Row, list, query, rowsBy, rowsById, sql } from '@prasan/event-sourcing'
import { commitmentsView } from '../commitments/view.js'
import { directivesView } from './view.js'

const { directive, sending } = directivesView.tables
const { commitment } = commitmentsView.tables

export type DirectiveRow = Row<typeof directive.columns>
export type SendingRow = Row<typeof sending.columns>

export const directivesByIds = rowsById<DirectiveRow>(directive)
/** The directives that resolutions brought about, the oldest first. */
export const directivesFrom = rowsBy<DirectiveRow>(directive, 'resolution', { order: 'issuedOn, id' })
/** Whom directives were sent to, in the order of the days, of one day as recorded. */
export const sendingsOf = rowsBy<SendingRow>(sending, 'directive', { order: 'sentOn, row' })

export interface DirectivesAsked extends ListAsked {
  /** The body that issued it. */
  readonly committee?: string | undefined
  readonly state?: string | undefined
}
/** Directives, the latest first. */
export const directives = list<DirectiveRow, DirectivesAsked>(
  'directives',
  directive,
  ({ committee, state }) => [committee !== undefined && sql`committee = ${committee}`, state !== undefined && sql`state = ${state}`],
  { orderBy: ['issuedOn', 'id'], descending: true },
)

/** Where a body stands with a directive: what became of its commitment, whose columns are null while none is made. */
export interface Stand {
  readonly body: string
  readonly commitment: string
  readonly sentOn: string
  readonly state: 'open' | 'completed' | 'verified' | 'withdrawn' | null
  readonly owned: 'accepted' | 'declined' | null
  readonly percent: number | null
  readonly wordKind: string | null
  readonly assignedOn: string | null
  readonly dueOn: string | null
  readonly isAdapted: number | null
}

/** Of each body that a directive was sent to by the day where it stands then: one statement. */
export const standsOf = query('standsOf', (views, { directive: id, asOf }: { directive: string; asOf: AsOf }) =>
  views.all<Stand>(
    sql`select body, directiveSending.id commitment, sentOn, state, owned, percent, wordKind, assignedOn, dueOn, adapted is not null isAdapted
        from directiveSending left join commitment on commitment.id = directiveSending.id and ${commitment.at(asOf)}
        where directive = ${id} and ${sending.at(asOf)} order by body`,
  ),
)
