import { type Row, query, rowsBy, sql } from '@prasan/event-sourcing'
import { filesView } from './view.js'

const { file } = filesView.tables
export type FileRow = Row<typeof file.columns>

/** The digests of all that is or was attached to anything. */
export const attachedDigests = query(
  'attachedDigests',
  (views) => new Set(views.all<{ digest: string }>(sql`select distinct digest from attachedFile`).map(({ digest }) => digest)),
)

/** The files of things, as they were attached. */
export const filesOf = rowsBy<FileRow>(file, 'thing', { order: 'attachedAt, row' })
