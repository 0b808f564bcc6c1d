import { type Row, rowsBy } from '@prasan/event-sourcing'
import { filesView } from './view.js'

const { file } = filesView.tables
export type FileRow = Row<typeof file.columns>

/** The files of things, as they were attached. */
export const filesOf = rowsBy<FileRow>(file, 'thing', { order: 'attachedAt, row' })
