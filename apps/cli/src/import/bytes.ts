/** Files as bytes and as text. */
import { readFileSync, statSync } from 'node:fs'
import { requireAtMost } from './limits.js'
import { FileUnreadable } from './refused.js'

export function readBytes(path: string): Buffer {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new FileUnreadable('FileMissing', path, { th: 'ไม่พบไฟล์นี้', en: 'There is no such file.' })
  requireAtMost(path, 'bytes', found.size)
  return readFileSync(path)
}

/** The text of a file. @throws FileUnreadable when it is not of the encoding, or holds NUL bytes */
export function readText(path: string, encoding: string): string {
  const bytes = readBytes(path)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof RangeError)
      throw new FileUnreadable('EncodingInvalid', path, { th: `ไม่รู้จักรหัสอักขระ ${encoding}`, en: `There is no encoding called ${encoding}.` })
    throw new FileUnreadable('EncodingInvalid', path, {
      th: `ไฟล์ไม่ใช่ ${encoding}: บันทึกใหม่เป็น CSV UTF-8 หรือใช้ --encoding windows-874`,
      en: `The file is not ${encoding}: save it as CSV UTF-8, or say --encoding windows-874.`,
    })
  }
  const nul = text.indexOf('\0')
  if (nul !== -1) {
    const line = text.slice(0, nul).split('\n').length
    throw new FileUnreadable('NulByte', path, {
      th: `มีไบต์ NUL ที่บรรทัด ${line}: ไฟล์เสียหรือไม่ใช่ข้อความ`,
      en: `There is a NUL byte in line ${line}: the file is damaged or no text.`,
    })
  }
  return text
}
