/** Files attached to what is recorded: one body for every command, one shape for every event, one memory for every stream. */
import { same } from '../log/canonical.js'
import { event } from '../declaring/event.js'
import { MAX_FILE_BYTES, type StoredFile } from './files.js'
import { type Problem, problem } from '../declaring/outcome.js'
import { requireThat, ruleOfTheRecord } from '../declaring/rules.js'
import { type Bilingual, Text, choice, label, z } from '../declaring/shapes.js'

/** `file-` and the SHA-256 of the content in hexadecimal digits: what POST /files answered for it. */
const FileRef = z
  .string()
  .regex(/^file-[0-9a-f]{64}$/, 'NotAnIdOf:file')
  .meta({
    refs: ['file'],
    scalar: 'ID',
    ...label('ไฟล์', 'File', 'รหัสที่ POST /files ตอบ', 'What POST /files answered.'),
  })

/** Who may be shown a file. */
export const Disclosure = choice('Disclosure', {
  public: ['เปิดเผยได้', 'public'],
  internal: ['ใช้ภายในหน่วยงาน', 'internal'],
  restricted: ['เฉพาะผู้เกี่ยวข้อง', 'restricted'],
})

/** The content stays with the files, this is what the record says of it. */
export const attachment = {
  file: FileRef,
  name: Text.max(255)
    .regex(/^[^/\\]*$/, 'FileNameIsNoPath')
    .meta(label('ชื่อไฟล์', 'File name')),
  type: z
    .string()
    .max(127)
    .regex(/^[\w.+-]+\/[\w.+-]+$/)
    .meta(label('ชนิด', 'Type', 'ชนิดของสื่อ เช่น application/pdf', 'Media type, as in application/pdf.')),
  size: z
    .int()
    .min(1)
    .max(MAX_FILE_BYTES)
    .meta(label('ขนาด', 'Size', 'จำนวนไบต์ตามที่ POST /files ตอบ', 'Bytes, as POST /files answered.')),
  disclosure: Disclosure,
}
export type Attachment = z.infer<z.ZodObject<typeof attachment>>

/** What begins as given is of one of these types, and only of them; a name that ends as given says so too. */
const KINDS = [
  { begins: '25504446', types: /^application\/pdf$/, ends: /\.pdf$/i },
  { begins: '89504e47', types: /^image\/png$/, ends: /\.png$/i },
  { begins: 'ffd8ff', types: /^image\/jpeg$/, ends: /\.jpe?g$/i },
  { begins: '47494638', types: /^image\/gif$/, ends: /\.gif$/i },
  {
    begins: '504b0304',
    types: /^application\/(zip|vnd\.openxmlformats-officedocument\.[\w.]+|vnd\.oasis\.opendocument\.[\w.]+)$/,
    ends: /\.(zip|docx|xlsx|pptx|odt|ods|odp)$/i,
  },
]

/** Where what is said of the file is not so of the one that is stored. Of a type that no first bytes tell, only the size. */
export function unlikeStored({ name, type, size }: Attachment, stored: StoredFile): Problem[] {
  const begins = stored.begins.toString('hex')
  const isOtherwise = (says: (kind: (typeof KINDS)[number]) => boolean) =>
    KINDS.some((kind) => says(kind) && !begins.startsWith(kind.begins))
  const known = KINDS.find((kind) => begins.startsWith(kind.begins))
  return [
    ...(size === stored.size ? [] : [problem('size', 'NotAsStored')]),
    ...(isOtherwise(({ types }) => types.test(type)) || (known && !known.types.test(type)) ? [problem('type', 'NotAsStored')] : []),
    ...(isOtherwise(({ ends }) => ends.test(name)) ? [problem('name', 'NotAsStored')] : []),
  ]
}

/** `part` names what the file is attached to, where that is a part of the stream's thing; `to` says what that is. */
export const fileAttached = <const N extends string, const P extends z.ZodRawShape>(type: N, part: P, to?: Bilingual) =>
  event(
    type,
    1,
    { ...part, ...attachment },
    to ? { th: `แนบไฟล์กับ${to.th}: {name}`, en: `File attached to ${to.en}: {name}` } : { th: 'แนบไฟล์ {name}', en: 'File attached: {name}' },
  )

/** The whole of what is rightly said of a file that is attached, as in another class of disclosure, and why it was wrong. */
export const attachmentCorrection = { ...attachment, reason: Text.meta(label('เหตุผล', 'Reason')) }

/** That what was said of an attached file was wrong; `part` and `to` as of the attaching. */
export const fileCorrected = <const N extends string, const P extends z.ZodRawShape>(type: N, part: P, to: Bilingual) =>
  event(
    type,
    1,
    { ...part, ...attachmentCorrection },
    {
      th: `แก้ไขบันทึกไฟล์แนบของ${to.th}: {name} ({disclosure}): {reason}`,
      en: `Record of a file attached to ${to.en} corrected, {name} ({disclosure}): {reason}`,
    },
  )

/** What a stream remembers of the files attached to its things. */
export type FilesOf = Readonly<Record<string, readonly Attachment[]>>

export const FileIsAttachedOtherwise = ruleOfTheRecord('FileIsAttachedOtherwise', {
  th: 'แนบไฟล์นี้ไว้แล้วด้วยชื่อ ชนิด หรือชั้นการเปิดเผยอื่น',
  en: 'This very file is attached already, under another name, type or disclosure.',
})

/** Whether the file is attached to the thing already, as it says. @throws RuleRefused where it is attached otherwise */
export function hasFile(files: FilesOf, thing: string, { file, name, type, size, disclosure }: Attachment): boolean {
  const before = files[thing]?.find((each) => each.file === file)
  requireThat(!before || same(before, { file, name, type, size, disclosure }), FileIsAttachedOtherwise, 'file')
  return before !== undefined
}
export const FileMustBeAttached = ruleOfTheRecord('FileMustBeAttached', {
  th: 'ไม่ได้แนบไฟล์นี้ไว้',
  en: 'This file is not attached.',
})
/** Whether the file is attached to the thing otherwise than is rightly said. @throws RuleRefused where it is not attached */
export function isFileOtherwise(files: FilesOf, thing: string, { file, name, type, size, disclosure }: Attachment): boolean {
  const before = files[thing]?.findLast((each) => each.file === file)
  requireThat(before, FileMustBeAttached, 'file')
  return !same(before, { file, name, type, size, disclosure })
}
/** The files with this one, as it is said to be last. */
export const withFile = (files: FilesOf, thing: string, { file, name, type, size, disclosure }: Attachment): FilesOf => ({
  ...files,
  [thing]: [...(files[thing] ?? []).filter((each) => each.file !== file), { file, name, type, size, disclosure }],
})
