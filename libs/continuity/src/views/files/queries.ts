import { type AsOf, type Row, among, query, sql } from '@prasan/event-sourcing'
import { filesView } from './view.js'

const { file } = filesView.tables
export type FileRow = Row<typeof file.columns>

/** The files of things, as they were attached. */
export const filesOf = query('filesOf', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }) =>
  views
    .all<FileRow>(sql`select * from attachedFile where thing in ${among(ids)} and ${file.at(asOf)} order by attachedAt, row`)
    .map(file.decode),
)
