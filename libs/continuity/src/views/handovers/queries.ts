import { type ListAsked, type Row, among, list, query, rowsBy, rowsById, sql } from '@prasan/event-sourcing'
import { handoversView } from './view.js'

const { handover, item, note, reading } = handoversView.tables

export type HandoverRow = Row<typeof handover.columns>
export type ItemRow = Row<typeof item.columns>
export type NoteRow = Row<typeof note.columns>
export type ReadingRow = Row<typeof reading.columns>

export const handoversByIds = rowsById<HandoverRow>(handover)
export const itemsOf = rowsBy<ItemRow>(item, 'handover', { order: 'validFrom, item' })
/** What is written of handovers, the latest last. */
export const notesOf = rowsBy<NoteRow>(note, 'handover', { order: 'writtenOn, step' })
/** What is written of an item, in whichever handover, the latest last. */
export const notesAbout = rowsBy<NoteRow>(note, 'item', { order: 'writtenOn, step' })
/** The handovers of posts, the latest last. */
export const handoversBefore = rowsBy<HandoverRow>(handover, 'post', { order: 'day, id' })
export const readingsOf = rowsBy<ReadingRow>(reading, 'handover', { order: 'readOn' })

/** The handovers of a post, or of which something is an item, that are not reversed, as known now. */
export const handoversWith = query('handoversWith', (views, { post, item: of }: { post?: string; item?: string }): string[] =>
  views
    .all<{ id: string }>(
      post !== undefined
        ? sql`select distinct id from handover where post = ${post} and knownTo is null order by id`
        : sql`select distinct handover id from handoverItem where item = ${of ?? ''} and knownTo is null order by handover`,
    )
    .map(({ id }) => id),
)

export interface HandoversAsked extends ListAsked {
  readonly filter?: HandoverFilter | undefined
  readonly post?: string | undefined
  readonly state?: string | undefined
}
export interface HandoverFilter {
  readonly state?: string | undefined
  /** Of any of these posts. */
  readonly posts?: readonly string[] | undefined
  /** With any of these items. */
  readonly items?: readonly string[] | undefined
  readonly open?: boolean | undefined
  readonly contested?: boolean | undefined
}

/** Those of the latest day first. */
export const handovers = list<HandoverRow, HandoversAsked>(
  'handovers',
  handover,
  ({ asOf, post, state: own, filter: { state = own, posts, items, open, contested } = {} }) => [
    post !== undefined && sql`post = ${post}`,
    state !== undefined && sql`state = ${state}`,
    posts !== undefined && sql`post in ${among(posts)}`,
    items !== undefined && sql`id in (select handover from handoverItem where item in ${among(items)} and ${item.at(asOf)})`,
    open !== undefined && (open ? sql`waiting + contested > 0` : sql`waiting + contested = 0`),
    contested !== undefined && (contested ? sql`contested > 0` : sql`contested = 0`),
  ],
  { orderBy: ['day', 'id'], descending: true },
)
