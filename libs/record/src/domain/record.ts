// libs/record/src/domain/record.ts: the record itself: which store it is, and up to where its log is sealed
import { type Aggregate, choice, command, creation, described, event, label, z } from '@prasan/event-sourcing'

/** How the root of a seal is made; what it means is told in docs/adr/0061. */
export const SealAlgorithm = choice(
  'SealAlgorithm',
  { sha256Jcs: ['SHA-256 ต่อเนื่องบน JSON ตาม RFC 8785', 'SHA-256 chained over JSON by RFC 8785'] },
  label('วิธีผนึก', 'Algorithm'),
)

const founding = { store: z.uuid().meta(label('รหัสของบันทึก', 'Id of the store')) }
const loss = {
  people: z.int().min(1).meta(label('จำนวนคน', 'People')),
}
const seal = {
  through: z
    .int()
    .min(1)
    .meta(label('ผนึกถึงลำดับ', 'Sealed through', 'ลำดับในบันทึก', 'A log number.')),
  root: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'Malformed')
    .meta(label('ค่าผนึก', 'Root', 'ค่าแฮชของทุกเหตุการณ์จนถึงลำดับนั้น', 'The hash of every event up to that number.')),
  algorithm: SealAlgorithm,
}

export const StoreFounded = event('StoreFounded', 1, founding, { th: 'เริ่มบันทึกนี้', en: 'This record was begun' })
export const LogSealed = event('LogSealed', 1, seal, {
  th: 'ผนึกบันทึกถึงลำดับที่ {through}: {root}',
  en: 'The record is sealed through number {through}: {root}',
})

export const KeysLost = event('KeysLost', 1, loss, {
  th: 'กุญแจข้อมูลส่วนบุคคลของ {people} คนสูญหาย ที่บันทึกไว้ก่อนนี้อ่านไม่ได้อีก (ไม่ได้ถูกลบ)',
  en: 'The keys of the personal data of {people} people are lost: what was recorded before is never readable again (it was not erased)',
})

const events = [StoreFounded, LogSealed, KeysLost] as const

interface State {
  readonly store: string | null
  readonly sealed: { readonly through: number; readonly root: string } | null
}

/** One stream in every store, by this id. */
export const RECORD = 'record-log'

export const record: Aggregate<State, typeof events> = {
  category: 'record',
  events,
  initial: { store: null, sealed: null },
  evolve: {
    StoreFounded: (state, { store }) => ({ ...state, store }),
    KeysLost: (state) => state,
    LogSealed: (state, { through, root }) => ({ ...state, sealed: { through, root } }),
  },
}

export const FoundStore = creation(
  'FoundStore',
  record,
  founding,
  { doc: described('ให้รหัสแก่บันทึกที่ยังไม่มี', 'Gives the store its id, once.') },
  ({ store }) => [StoreFounded({ store })],
)

export const GiveUpKeys = command(
  'GiveUpKeys',
  record,
  loss,
  { doc: described('บันทึกว่ากุญแจข้อมูลส่วนบุคคลสูญหาย', 'Records that keys of personal data are lost.') },
  (input) => [KeysLost(input)],
)

/** Nothing where as much is sealed already. */
export const SealLog = command(
  'SealLog',
  record,
  seal,
  { doc: described('ผนึกบันทึกถึงลำดับหนึ่ง', 'Seals the log through a number.') },
  (input, { sealed }) => (sealed !== null && sealed.through >= input.through ? [] : [LogSealed(input)]),
)
