import { FileAttachedToOrder, FileOfOrderCorrected } from '@prasan/committees/contract'
import { type Attachment, type HistoryRows, type ViewedEvent, history, view } from '@prasan/event-sourcing'
import {
  FileAttachedToAgendaItem,
  FileAttachedToMinutes,
  FileOfAgendaItemCorrected,
  FileOfMinutesCorrected,
} from '@prasan/meetings/contract'
import { FileAttachedToCommitment, FileOfCommitmentCorrected } from '@prasan/commitments/contract'

const file = history(
  'attachedFile',
  { thing: 'text', digest: 'text', name: 'text', mediaType: 'text', size: 'int', disclosure: 'text', attachedAt: 'text' },
  { today: ['thing'] },
)

type Files = HistoryRows<typeof file.columns>
const keyOf = (thing: string, { file }: Attachment) => `${thing}|${digestOf(file)}`
const digestOf = (file: string) => file.slice('file-'.length)
const told = ({ file, name, type: mediaType, size, disclosure }: Attachment) => ({
  digest: digestOf(file),
  name,
  mediaType,
  size,
  disclosure,
})

/** Whenever it was attached it tells of all days. A log written before a file was attached only once may hold it twice: the last word holds. */
function attach(files: Files, thing: string, { data, recordedAt }: ViewedEvent<Attachment>) {
  files.correct(keyOf(thing, data), null, { thing, ...told(data), attachedAt: recordedAt })
}
const corrected = (files: Files, thing: string, { data }: ViewedEvent<Attachment>) => files.correctAll(keyOf(thing, data), told(data))

/** What is attached to what; the files of minutes under their meeting. */
export const filesView = view('files', 2, { file }, (on) => [
  on(FileAttachedToCommitment, ({ file }, e) => attach(file, e.id, e)),
  on(FileAttachedToOrder, ({ file }, e) => attach(file, e.data.order, e)),
  on(FileAttachedToAgendaItem, ({ file }, e) => attach(file, e.data.item, e)),
  on(FileAttachedToMinutes, ({ file }, e) => attach(file, e.id, e)),
  on(FileOfCommitmentCorrected, ({ file }, e) => corrected(file, e.id, e)),
  on(FileOfOrderCorrected, ({ file }, e) => corrected(file, e.data.order, e)),
  on(FileOfAgendaItemCorrected, ({ file }, e) => corrected(file, e.data.item, e)),
  on(FileOfMinutesCorrected, ({ file }, e) => corrected(file, e.id, e)),
])
