// libs/feeds/src/domain/feed.ts: a calendar at a secret address that programs follow: whose it is, and whether the address still answers
import {
  type Aggregate,
  Text,
  aliveOn,
  choice,
  command,
  creation,
  described,
  event,
  label,
  ref,
  requireThat,
  ruleOfTheRecord,
  z,
} from '@prasan/event-sourcing'

export const FeedState = choice(
  'FeedState',
  { open: ['ใช้งานได้', 'its address answers'], revoked: ['ยกเลิกแล้ว', 'revoked: its address answers nobody'] },
  label('สถานะของปฏิทินที่ติดตาม', 'State of a calendar feed'),
)

const opening = {
  of: ref('committee', 'post', 'person').meta(
    label('ปฏิทินของ', 'Calendar of', 'คณะ ตำแหน่ง หรือบุคคล', 'The committee, post or person whose meetings it shows.'),
  ),
  dueDates: z
    .boolean()
    .optional()
    .meta(
      label(
        'รวมวันครบกำหนด',
        'With due dates',
        'แสดงวันครบกำหนดของข้อผูกพันที่ยังไม่แล้วเสร็จด้วย พร้อมชื่อเรื่อง',
        'Whether it shows the due dates of open commitments too, with their titles; not where it is left out.',
      ),
    ),
}
const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Malformed')
  .meta(label('ค่าแฮชของรหัสลับ', 'Digest of the secret'))
const reason = Text.meta(label('เหตุผล', 'Reason'))

export const FeedOpened = event(
  'FeedOpened',
  1,
  { ...opening, digest },
  { th: 'เปิดปฏิทินสำหรับติดตามของ {of}', en: 'Calendar feed of {of} opened' },
)
export const FeedRevoked = event('FeedRevoked', 1, { reason }, { th: 'ยกเลิกที่อยู่ของปฏิทิน: {reason}', en: 'Its address revoked: {reason}' })
const events = [FeedOpened, FeedRevoked] as const

interface Opened {
  readonly is: 'opened'
  readonly of: string
  readonly dueDates: boolean
  readonly openedOn: string
  readonly revoked?: { readonly on: string; readonly reason: string }
}
type State = { readonly is: 'unknown' } | Opened

export const feed: Aggregate<State, typeof events> = {
  category: 'feed',
  events,
  initial: { is: 'unknown' },
  onDay(state, day, id) {
    if (state.is === 'unknown' || !aliveOn({ from: state.openedOn }, day)) return {}
    const { of, dueDates, revoked } = state
    const over = revoked !== undefined && revoked.on <= day
    return { [id]: { of, dueDates, state: over ? 'revoked' : 'open', reason: over ? revoked.reason : undefined } }
  },
  evolve: {
    FeedOpened: (_, { of, dueDates = false }, { day }) => ({ is: 'opened', of, dueDates, openedOn: day }),
    FeedRevoked: (state, { reason }, { day }) => (state.is === 'unknown' ? state : { ...state, revoked: { on: day, reason } }),
  },
}

export const AFeedIsRevokedOnce = ruleOfTheRecord('AFeedIsRevokedOnce', {
  th: 'ที่อยู่ของปฏิทินนี้ยกเลิกไปแล้ว และไม่ใช้อีก: ให้เปิดปฏิทินใหม่',
  en: 'The address of this feed is revoked already, for good: open another feed.',
})

export const OpenFeed = creation(
  'OpenFeed',
  feed,
  opening,
  {
    doc: described(
      'เปิดปฏิทินของคณะ ตำแหน่ง หรือบุคคล ให้โปรแกรมปฏิทินติดตามที่ /calendars/<รหัสลับ>.ics ระบบสร้างรหัสลับและแสดงครั้งเดียวใน secret ' +
        'ผู้ที่มีที่อยู่นี้เห็นการประชุมโดยไม่ต้องยืนยันตัวตน จึงให้ใช้เฉพาะผู้เดียว เมื่อส่งซ้ำด้วย idempotencyKey เดิมจะไม่แสดงรหัสลับอีก',
      'Opens a calendar of a committee, a post or a person that calendar programs follow at `/calendars/<secret>.ics`. The secret is made here ' +
        'and told once, as `secret`: whoever has the address sees the meetings without being asked who they are, so each reader gets a feed of ' +
        'their own. Repeated with the same idempotencyKey it opens no second one and does not tell the secret again.',
    ),
    tellsSecret: true,
  },
  (input, _, { secretDigest }) => [FeedOpened({ ...input, digest: secretDigest! })],
)

export const RevokeFeed = command(
  'RevokeFeed',
  feed,
  { reason },
  {
    doc: described(
      'ยกเลิกที่อยู่ของปฏิทินทันทีและตลอดไป เช่น เมื่อพ้นจากตำแหน่งหรือที่อยู่รั่วไหล หากยกเลิกโดยผิดพลาดให้เปิดปฏิทินใหม่',
      'The address answers nobody from now on, for good: as when somebody leaves or the address is known to others. Where it was a mistake, open another feed.',
      'AFeedIsRevokedOnce',
    ),
  },
  (input, state) => {
    if (state.is === 'unknown' || state.revoked?.reason === input.reason) return []
    requireThat(state.revoked === undefined, AFeedIsRevokedOnce)
    return [FeedRevoked(input)]
  },
)
