import { expect, it } from '@jest/globals'
import { attachment, hasFile, isFileOtherwise, unlikeStored, withFile } from './attachment.js'
import { attachable } from '../testing/given.js'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const begins = { pdf: Buffer.from('%PDF-1.7'), png: Buffer.from('89504e470d0a1a0a', 'hex'), zip: Buffer.from('504b030414', 'hex') }
const said = (name: string, type: string, size = 8) => ({ ...attachable('x'), name, type, size })

it.each<[string, ReturnType<typeof said>, Buffer, string[]]>([
  ['as it is', said('a.pdf', 'application/pdf'), begins.pdf, []],
  ['a document in an archive', said('a.docx', DOCX), begins.zip, []],
  ['of a type that no first bytes tell', said('a.csv', 'text/csv'), Buffer.from('a,b'), []],
  ['of another length', said('a.pdf', 'application/pdf', 9), begins.pdf, ['size']],
  ['of another type', said('a', 'application/pdf'), begins.png, ['type']],
  ['a picture told as a text', said('a', 'text/plain'), begins.png, ['type']],
  ['a page told as a document', said('a.pdf', 'application/pdf'), Buffer.from('<html>'), ['type', 'name']],
  ['named as another type', said('a.PDF', 'image/png'), begins.png, ['name']],
])('a file is told from what is stored: %s', (_, attached, first, fields) => {
  const problems = unlikeStored(attached, { size: 8, begins: first })
  expect(problems.map(({ field, code }) => [field, code])).toEqual(fields.map((field) => [field, 'NotAsStored']))
})

it.each(['../a.pdf', 'a\\b.pdf'])('the name of a file is no path: %s', (name) =>
  expect(attachment.name.safeParse(name).success).toBe(false),
)

it('a file attached again is nothing new as it was, and refused where it is said to be another', () => {
  const file = attachable('x')
  const files = withFile({}, 'minutes', { ...file, disclosure: 'public' })
  expect(hasFile(files, 'minutes', { ...file, disclosure: 'public' })).toBe(true)
  expect(hasFile(files, 'order', { ...file, disclosure: 'restricted' })).toBe(false)
  expect(() => hasFile(files, 'minutes', { ...file, disclosure: 'restricted' })).toThrow('FileIsAttachedOtherwise')
  expect(() => hasFile(files, 'minutes', { ...file, disclosure: 'public', name: 'another' })).toThrow('FileIsAttachedOtherwise')
})

it('what is said of an attached file is corrected, and holds from then on', () => {
  const file = attachable('x')
  const files = withFile({}, 'minutes', { ...file, disclosure: 'public' })
  expect(isFileOtherwise(files, 'minutes', { ...file, disclosure: 'restricted' })).toBe(true)
  expect(isFileOtherwise(files, 'minutes', { ...file, disclosure: 'public' })).toBe(false)
  const corrected = withFile(files, 'minutes', { ...file, disclosure: 'restricted' })
  expect(hasFile(corrected, 'minutes', { ...file, disclosure: 'restricted' })).toBe(true)
  expect(() => hasFile(corrected, 'minutes', { ...file, disclosure: 'public' })).toThrow('FileIsAttachedOtherwise')
  expect(() => isFileOtherwise(files, 'order', file)).toThrow('FileMustBeAttached')
  expect(() => isFileOtherwise(files, 'minutes', attachable('y'))).toThrow('FileMustBeAttached')
})
