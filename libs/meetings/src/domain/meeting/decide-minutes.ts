// Decisions on the minutes: drafted, circulated, certified under their seal.
import {
  type Context,
  type Day,
  LongText,
  Text,
  attachment,
  attachmentCorrection,
  same,
  command,
  described,
  hasFile,
  isFileOtherwise,
  label,
  requireThat,
  sealOf,
  type z,
} from '@prasan/event-sourcing'
import {
  FileAttachedToMinutes,
  FileOfMinutesCorrected,
  MinutesCertificationCorrected,
  MinutesCertificationReversed,
  MinutesCertified,
  MinutesCirculated,
  MinutesCirculationCorrected,
  MinutesCirculationReversed,
  MinutesCorrected,
  MinutesDrafted,
} from './events.js'
import { opened } from './guards.js'
import {
  CertificationSealsTheTextSeen,
  CertifiedMinutesChangeOnlyByCorrection,
  CertifyingMeetingIsALaterOne,
  DraftFollowsTheRecord,
  MeetingMustBeClosed,
  MinutesAreCertifiedByALaterMeetingOrCirculation,
  MinutesAreCirculatedOnce,
  MinutesFollowInTime,
  MinutesMustBeCertified,
  MinutesMustBeCirculated,
  MinutesMustBeDrafted,
} from './rules.js'
import { CertificationMethod } from './choices.js'
import { contentSealOf, outlineOf } from './record.js'
import { meeting as meetingRef, on, reason, writers } from './shapes.js'
import { type MeetingFacts, type MeetingState, type Minutes, meeting } from './state.js'

const text = LongText.meta(label('รายงานการประชุม', 'Text'))

export const DraftMinutes = command(
  'DraftMinutes',
  meeting,
  { text: text.optional(), ...writers },
  {
    doc: described(
      'จัดทำร่างรายงานการประชุม แทนร่างเดิม หากไม่ระบุ `text` ระบบเรียบเรียงจากระเบียบวาระ ความเห็น และมติที่บันทึกไว้ และหากบันทึกเปลี่ยนไปหลังจากนั้น ต้องจัดทำร่างใหม่ก่อนรับรอง',
      'The minutes as a draft, in place of the draft before. Where `text` is left out they are drawn up from the agenda, the discussions and ' +
        'the resolutions as recorded; where these change afterwards they are drafted anew before they are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened',
    ),
  },
  ({ text, ...by }, state) => {
    const facts = opened(state)
    const drawn = text ?? outlineOf(facts)
    const drafted = { digest: sealOf(drawn), ...by, ...(text === undefined && { content: contentSealOf(facts) }) }
    const { digest, content, takenBy, checkedBy } = facts.minutes ?? {}
    return same(drafted, { digest, content, takenBy, checkedBy }) ? [] : [MinutesDrafted({ text: drawn, ...drafted })]
  },
)

export const CirculateMinutes = command(
  'CirculateMinutes',
  meeting,
  { on },
  {
    doc: described(
      'แจ้งเวียนร่างรายงานการประชุมให้กรรมการตรวจแก้',
      'The draft goes to the members for their corrections.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, MinutesMustBeDrafted, MinutesAreCirculatedOnce, MinutesFollowInTime',
    ),
  },
  (input, state) => {
    const { minutes, called } = opened(state)
    requireThat(minutes, MinutesMustBeDrafted)
    requireThat(minutes.circulatedOn === undefined || minutes.circulatedOn === input.on, MinutesAreCirculatedOnce)
    requireThat(called.on <= input.on, MinutesFollowInTime, 'on')
    return minutes.circulatedOn === input.on ? [] : [MinutesCirculated(input)]
  },
)

export const CorrectMinutesCirculation = command(
  'CorrectMinutesCirculation',
  meeting,
  { on, reason },
  {
    doc: described(
      'แก้ไขวันแจ้งเวียนที่บันทึกไว้ไม่ถูกต้อง รวมถึงรายงานการประชุมที่รับรองแล้ว โดยผนึกคงเดิม',
      'The day of the circulation was recorded wrongly; also of certified minutes, whose seal stays.',
      'MinutesMustBeCirculated, MinutesFollowInTime',
    ),
  },
  (input, state) => {
    const { minutes, called } = circulated(state)
    if (minutes.circulatedOn === input.on) return []
    requireThat(called.on <= input.on, MinutesFollowInTime, 'on')
    const { certified } = minutes
    requireThat(certified?.method !== 'circulation' || input.on <= certified.on, MinutesFollowInTime, 'on')
    return [MinutesCirculationCorrected(input)]
  },
)

export const ReverseMinutesCirculation = command(
  'ReverseMinutesCirculation',
  meeting,
  { reason },
  {
    doc: described(
      'บันทึกการแจ้งเวียนโดยผิดพลาด',
      'The circulation was recorded by mistake.',
      'MinutesMustBeCirculated, MinutesAreCertifiedByALaterMeetingOrCirculation',
    ),
  },
  (input, state, { judge }) => {
    const { minutes } = circulated(state)
    judge(minutes.certified?.method !== 'circulation', MinutesAreCertifiedByALaterMeetingOrCirculation)
    return [MinutesCirculationReversed(input)]
  },
)

/** @throws RuleRefused */
function circulated(state: MeetingState): MeetingFacts & { minutes: Minutes } {
  requireThat(state.is !== 'unknown' && state.minutes?.circulatedOn !== undefined, MinutesMustBeCirculated)
  return { ...state, minutes: state.minutes }
}

export const CorrectMinutes = command(
  'CorrectMinutes',
  meeting,
  { text, reason },
  {
    doc: described(
      'แก้ไขรายงานการประชุม ให้ระบุข้อความที่ถูกต้องทั้งหมดพร้อมเหตุผล เป็นวิธีเดียวที่แก้ไขรายงานการประชุมที่รับรองแล้วได้ ' + 'ข้อความที่ผนึกไว้คงอยู่คู่กัน',
      'The whole corrected text and the reason. The only way to change certified minutes: the sealed text stays beside it.',
      'MinutesMustBeDrafted',
    ),
  },
  ({ text, reason }, state) => {
    requireThat(state.is !== 'unknown' && state.minutes, MinutesMustBeDrafted)
    const digest = sealOf(text)
    return state.minutes.digest === digest ? [] : [MinutesCorrected({ text, digest, reason })]
  },
)

export const certification = {
  method: CertificationMethod,
  certifiedBy: meetingRef
    .optional()
    .meta(
      label('การประชุมที่รับรอง', 'Certified by', 'การประชุมครั้งหลังที่รับรอง หากรับรองโดยการประชุม', 'The later meeting, where one certified them.'),
    ),
  on: on
    .optional()
    .meta(
      label(
        'รับรองเมื่อ',
        'On',
        'หากไม่ระบุคือวันนี้ หรือวันของการประชุมครั้งหลังที่รับรอง',
        'Today, or the day of the later meeting, where it is left out.',
      ),
    ),
  digest: Text.optional().meta(
    label(
      'ค่าแฮช SHA-256',
      'SHA-256',
      'ของข้อความที่เห็น หากข้อความเปลี่ยนไปแล้วระบบไม่รับ',
      'Of the text that was seen: refused when the text has changed since.',
    ),
  ),
}

/** The later meeting that is said to have certified the minutes, read from its stream. */
export interface CertificationEvidence {
  readonly on: Day
  readonly bodies: readonly string[]
  readonly held: boolean
}

type Certification = Pick<z.infer<z.ZodObject<typeof certification>>, 'method' | 'certifiedBy'>

/** The certification as it is recorded, compared with the days of the meeting, of its circulation and of the later meeting. */
function judgedCertification(
  { method, certifiedBy, on }: Certification & { readonly on: Day },
  { called, minutes }: Pick<MeetingFacts, 'called' | 'minutes'>,
  { evidence: later, judge }: Context<CertificationEvidence | undefined>,
) {
  requireThat(method === 'laterMeeting' || certifiedBy === undefined, CertifyingMeetingIsALaterOne, 'certifiedBy')
  const circulatedOn = minutes?.circulatedOn
  judge(
    method === 'circulation'
      ? circulatedOn !== undefined
      : method === 'laterMeeting' && later?.held && later.on > called.on && later.bodies.some((body) => called.bodies.includes(body)),
    MinutesAreCertifiedByALaterMeetingOrCirculation,
    'method',
  )
  const bounds = [called.on, method === 'circulation' && circulatedOn, method === 'laterMeeting' && later?.held && later.on]
  requireThat(
    bounds.every((day) => !day || day <= on),
    MinutesFollowInTime,
    'on',
  )
  return { on, method, certifiedBy }
}

export function certifyMinutes(
  { on, digest, ...given }: z.infer<z.ZodObject<typeof certification>>,
  state: MeetingState,
  context: Context<CertificationEvidence | undefined>,
) {
  requireThat(state.is !== 'unknown' && !state.minutes?.certified, CertifiedMinutesChangeOnlyByCorrection)
  requireThat(state.is === 'held', MeetingMustBeClosed)
  const { minutes } = state
  requireThat(minutes, MinutesMustBeDrafted)
  requireThat(digest === undefined || digest === minutes.digest, CertificationSealsTheTextSeen, 'digest')
  const content = contentSealOf(state)
  requireThat(minutes.content === undefined || minutes.content === content, DraftFollowsTheRecord)
  const certified = judgedCertification({ ...given, on: on ?? context.evidence?.on ?? context.today }, state, context)
  return [MinutesCertified({ ...certified, digest: minutes.digest, content })]
}

export const certificationCorrection = { method: certification.method, certifiedBy: certification.certifiedBy, on, reason }

export function correctCertification(
  { reason, ...right }: z.infer<z.ZodObject<typeof certificationCorrection>>,
  state: MeetingState,
  context: Context<CertificationEvidence | undefined>,
) {
  requireThat(state.is !== 'unknown' && state.minutes?.certified, MinutesMustBeCertified)
  const { on, method, certifiedBy } = state.minutes.certified
  if (same(right, { on, method, certifiedBy })) return []
  return [MinutesCertificationCorrected({ ...judgedCertification(right, state, context), reason })]
}

export const ReverseMinutesCertification = command(
  'ReverseMinutesCertification',
  meeting,
  { reason },
  {
    doc: described(
      'บันทึกการรับรองโดยผิดพลาด เช่น เป็นของรายงานการประชุมครั้งอื่น ให้ถือว่ารายงานนี้ยังไม่รับรองและถอนผนึกออก',
      'The certification was recorded by mistake, as of the minutes of another meeting: these are not certified, and their seal is taken ' +
        'off.',
      'MinutesMustBeCertified',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.minutes?.certified, MinutesMustBeCertified)
    return [MinutesCertificationReversed(input)]
  },
)

export const AttachFileToMinutes = command(
  'AttachFileToMinutes',
  meeting,
  attachment,
  {
    doc: described(
      'แนบไฟล์ที่จัดเก็บไว้ด้วย POST /files เช่น ฉบับที่ลงนามแล้ว แนบกับรายงานการประชุมที่รับรองแล้วได้ ' +
        'โดยอยู่คู่กับข้อความที่ผนึกไว้และไม่เปลี่ยนข้อความนั้น แนบไฟล์เดิมซ้ำไม่มีผล',
      'Attaches a file that POST /files stored before, as the signed copy. Also to certified minutes: it stands beside the sealed text ' +
        'and changes nothing of it. The same file again is nothing new.',
      'MinutesMustBeDrafted, FileIsAttachedOtherwise',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.minutes, MinutesMustBeDrafted)
    return hasFile(state.files, 'minutes', input) ? [] : [FileAttachedToMinutes(input)]
  },
)

export const CorrectFileOfMinutes = command(
  'CorrectFileOfMinutes',
  meeting,
  attachmentCorrection,
  {
    doc: described(
      'แก้ไขชื่อ ชนิด ขนาด หรือชั้นการเปิดเผยของไฟล์ที่แนบไว้ ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล แก้ไขได้แม้รับรองรายงานการประชุมแล้ว โดยข้อความที่ผนึกไว้คงเดิม',
      'What was said of an attached file was wrong, as its disclosure: gives all of it rightly and the reason. Also of certified minutes, whose sealed text stays.',
      'MinutesMustBeDrafted, FileMustBeAttached',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.minutes, MinutesMustBeDrafted)
    return isFileOtherwise(state.files, 'minutes', input) ? [FileOfMinutesCorrected(input)] : []
  },
)
