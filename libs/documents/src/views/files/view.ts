import { FileAttachedToOrder } from '@prasan/committees/contract'
import { type Attachment, type HistoryRows, type ViewedEvent, history, view } from '@prasan/event-sourcing'
import { FileAttachedToAgendaItem, FileAttachedToMinutes } from '@prasan/meetings/contract'
import { FileAttachedToCommitment } from '@prasan/commitments/contract'

const file = history(
  'attachedFile',
  { thing: 'text', digest: 'text', name: 'text', mediaType: 'text', size: 'int', disclosure: 'text', attachedAt: 'text' },
  { today: ['thing'] },
)

/** Whenever it was attached it tells of all days. A log written before a file was attached only once may hold it twice: the last word holds. */
function attach(files: HistoryRows<typeof file.columns>, thing: string, { data, recordedAt }: ViewedEvent<Attachment>) {
  const { file, name, type: mediaType, size, disclosure } = data
  const digest = file.slice('file-'.length)
  files.correct(`${thing}|${digest}`, null, { thing, digest, name, mediaType, size, disclosure, attachedAt: recordedAt })
}

/** What is attached to what; the files of minutes under their meeting. */
export const filesView = view('files', 1, { file }, (on) => [
  on(FileAttachedToCommitment, ({ file }, e) => attach(file, e.id, e)),
  on(FileAttachedToOrder, ({ file }, e) => attach(file, e.data.order, e)),
  on(FileAttachedToAgendaItem, ({ file }, e) => attach(file, e.data.item, e)),
  on(FileAttachedToMinutes, ({ file }, e) => attach(file, e.id, e)),
])
