/** What a client reads of an error: a code to act on, words in both languages, and nothing of the inside. */
import { unwrapResolverError } from '@apollo/server/errors'
import { type Bilingual, CursorMalformed } from '@prasan/event-sourcing'
import { StoreUnavailable } from '@prasan/event-store'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { randomUUID } from 'node:crypto'
import { type Log, requestWith } from './watching/log.js'

/** Errors thrown below the API that a client can act on. */
const ACTIONABLE: Readonly<Record<string, Bilingual>> = {
  StoreUnavailable: {
    th: 'ระบบบันทึกไม่พร้อมให้บริการชั่วคราว โปรดลองอีกครั้ง หากเป็นการบันทึก ให้ส่งซ้ำด้วย idempotencyKey เดิม',
    en: 'The event store does not answer at the moment: try again; repeat a mutation with the same idempotencyKey.',
  },
  StoreUnusable: {
    th: 'บันทึกลงที่เก็บไม่ได้ โปรดแจ้งผู้ดูแลระบบ',
    en: 'The event store cannot be written as it is: tell whoever runs this node.',
  },
  StorageFull: {
    th: 'ที่เก็บข้อมูลเต็ม บันทึกไม่ได้จนกว่าจะมีที่ว่าง โปรดแจ้งผู้ดูแลระบบ',
    en: 'The disk is full, nothing can be recorded until there is room: tell whoever runs this node.',
  },
  LogIsAnother: {
    th: 'บันทึกไม่ใช่ชุดเดียวกับที่เครื่องนี้เคยอ่าน (ถูกตัดหรือถูกเปลี่ยน) จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบ',
    en: 'The event log is not the one that this node has seen (it was cut short or exchanged), so nothing is recorded: tell whoever runs this node.',
  },
  StorageReadOnly: {
    th: 'เขียนลงที่เก็บไฟล์ไม่ได้ โปรดแจ้งผู้ดูแลระบบ',
    en: 'The folder of the files cannot be written: tell whoever runs this node.',
  },
  FilesUnavailable: {
    th: 'ที่เก็บไฟล์ไม่พร้อมให้บริการชั่วคราว โปรดลองอีกครั้ง',
    en: 'The files cannot be reached at the moment: try again.',
  },
  KeysUnavailable: {
    th: 'ที่เก็บกุญแจข้อมูลส่วนบุคคลไม่ว่าง โปรดลองอีกครั้ง หากเป็นการบันทึก ให้ส่งซ้ำด้วย idempotencyKey เดิม',
    en: 'The keys of the personal data are not available at the moment: try again; repeat a mutation with the same idempotencyKey.',
  },
  KeyNotHere: {
    th: 'ไม่พบกุญแจของข้อมูลส่วนบุคคลนี้ (ไม่ได้ถูกลบ) จึงไม่บันทึกใหม่ โปรดแจ้งผู้ดูแลระบบให้กู้คืนที่เก็บกุญแจ',
    en: 'The key of this personal data is not here (it was not erased), so none is recorded anew: have whoever runs this node restore the keys.',
  },
  KeysAreMissing: {
    th: 'ไม่พบที่เก็บกุญแจของบันทึกนี้ (ชื่อไม่ได้ถูกลบ) จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบให้กู้คืนที่เก็บกุญแจ',
    en: 'The keys of this log are missing (no name was erased), so nothing is recorded: have whoever runs this node restore them.',
  },
  KeysAreOfAnotherStore: {
    th: 'ที่เก็บกุญแจเป็นของบันทึกชุดอื่น จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบ',
    en: 'The keys belong to another store than the log, so nothing is recorded: tell whoever runs this node.',
  },
  FilesAreOfAnotherStore: {
    th: 'ที่เก็บไฟล์เป็นของบันทึกชุดอื่น จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบ',
    en: 'The files belong to another store than the log, so nothing is recorded: tell whoever runs this node.',
  },
  LogIsOfAnotherStore: {
    th: 'บันทึกเป็นคนละชุดกับที่เก็บกุญแจและไฟล์ จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบ',
    en: 'The log is another than the one that keys and files belong to, so nothing is recorded: tell whoever runs this node.',
  },
  MasterKeyIsAnother: {
    th: 'กุญแจหลักไม่ใช่กุญแจของที่เก็บกุญแจนี้ จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบ',
    en: 'The master key is not the one of these keys, so nothing is recorded: tell whoever runs this node.',
  },
  MasterKeyIsMissing: {
    th: 'ไม่พบกุญแจหลักของที่เก็บกุญแจนี้ โปรดแจ้งผู้ดูแลระบบให้กู้คืน',
    en: 'The master key of these keys is missing: have whoever runs this node restore it.',
  },
  FilesAreOfOtherKeys: {
    th: 'ที่เก็บไฟล์เคยอยู่คู่กับที่เก็บกุญแจอื่น จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบ',
    en: 'The files were kept beside other keys, so nothing is recorded: tell whoever runs this node.',
  },
  KeysWereMoved: {
    th: 'กุญแจหรือไฟล์ชุดนี้ย้ายไปที่อื่นแล้ว จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบ',
    en: 'These keys or files were moved to another place, so nothing is recorded: tell whoever runs this node.',
  },
  MoveIsNotFinished: {
    th: 'การย้ายกุญแจหรือไฟล์ยังไม่เสร็จ จึงไม่รับบันทึก โปรดแจ้งผู้ดูแลระบบ',
    en: 'The move of these keys or files is not finished, so nothing is recorded: tell whoever runs this node.',
  },
  AppendTooLarge: {
    th: 'ข้อมูลที่บันทึกในครั้งเดียวใหญ่เกินไป โปรดแบ่งหรือแนบเป็นไฟล์',
    en: 'This is too much to record at once: split it, or attach the text as a file.',
  },
  CursorMalformed: {
    th: 'ค่า after หรือ before ไม่ใช่ตำแหน่งในรายการนี้ ให้ใช้ค่าจากหน้าของรายการเดียวกัน ลำดับ ตัวกรอง และเวลาเดียวกัน',
    en: 'This is not a cursor of this list: take one from a page of the same list with the same order, filter and moment.',
  },
  ViewNotCaughtUp: {
    th: 'เครื่องนี้ยังอ่านบันทึกไม่ถึงตำแหน่งที่ขอ โปรดลองอีกครั้งในอีกสักครู่',
    en: 'This node has not yet seen that position: ask again in a moment.',
  },
}

/** A refusal of the request itself, before anything is executed. */
export function refusal(code: string, message: Bilingual, status: number, details: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message.en ?? message.th, { extensions: { code, message, ...details, http: { status } } })
}

/** An error below the API in the words for a client; null when it is none that a client can act on. */
export function actionable(error: unknown): { code: string; message: Bilingual; outcomeUnknown?: boolean; field?: string } | null {
  const code = (error as { code?: unknown } | null)?.code
  const message = typeof code === 'string' ? ACTIONABLE[code] : undefined
  if (!message) return null
  return {
    code: code as string,
    message,
    ...(error instanceof StoreUnavailable && { outcomeUnknown: error.outcomeUnknown }),
    ...(error instanceof CursorMalformed && { field: error.field }),
  }
}

/** Errors that a client can act on keep their code and words; all others are written to the log and answered with a reference only. */
export const formatErrorsIn =
  (log: Log) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error)
    const { locations, path } = formatted
    const place = { ...(locations && { locations }), ...(path && { path }) }
    const known = actionable(cause)
    if (known) return { message: known.message.en!, extensions: known, ...place }
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {}
    if (cause instanceof GraphQLError) {
      if (extensions['code'] !== undefined && extensions['code'] !== 'INTERNAL_SERVER_ERROR')
        return { message: formatted.message, extensions, ...place }
      // Apollo gives some refusals a status and no code, as of a text that is not the one of its hash.
      const status = Number((cause.extensions?.['http'] as { status?: number } | undefined)?.status)
      if (status >= 400 && status < 500) return { message: formatted.message, extensions: { ...extensions, code: 'BAD_REQUEST' }, ...place }
    }
    const reference = randomUUID()
    log.error({ request: requestWith(error), reference, err: cause }, 'internal error')
    const message = {
      th: `เกิดข้อผิดพลาดภายในระบบ บันทึกไว้แล้วตามหมายเลข ${reference}`,
      en: `Something went wrong here; it was logged as ${reference}.`,
    }
    return { message: message.en, extensions: { code: 'INTERNAL_SERVER_ERROR', message, reference }, ...place }
  }
