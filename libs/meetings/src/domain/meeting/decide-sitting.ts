// Decisions on the meeting itself while it sits: when it opens, what is discussed, when it ends.
import { type Context, LongText, StepMustBeRecorded, command, described, label, requireThat, same, type z } from '@prasan/event-sourcing'
import {
  ChairDelegated,
  ChairDelegationReversed,
  DiscussionReversed,
  ItemDiscussed,
  MeetingClosed,
  MeetingClosingCorrected,
  MeetingClosingReversed,
  MeetingOpened,
  MeetingOpeningCorrected,
  MeetingOpeningReversed,
} from './events.js'
import { open, opened, requireBodies, requireInOrder, requireInSitting, scheduled, uncertified } from './guards.js'
import { type DayEvidence, writtenDown } from './opening.js'
import { neverQuorate } from './recounting.js'
import {
  AgendaItemMustBeOfTheMeeting,
  DiscussionMustBeKnown,
  MeetingIsNotOpenedBeforeItsDay,
  MeetingMustBeClosed,
  MeetingMustNotBeOver,
  NoticeMustPrecedeMeetingByRule,
  OpeningIsReversedWhileNothingRestsOnIt,
} from './rules.js'
import { at, attendanceUnknown, item, noticeUnknown, person, post, reason } from './shapes.js'
import { type MeetingState, meeting } from './state.js'

export const opening = { at: at.optional(), noticeUnknown, attendanceUnknown }

export function openMeeting(
  { at, noticeUnknown, attendanceUnknown }: z.infer<z.ZodObject<typeof opening>>,
  state: MeetingState,
  { today, evidence, judge }: Context<DayEvidence>,
) {
  const facts = scheduled(state)
  const { called, notice } = facts
  requireThat(called.on <= today, MeetingIsNotOpenedBeforeItsDay)
  requireBodies(evidence.lives, called.on)
  judge(notice?.on === called.on || noticeUnknown || evidence.noticeDays === 0, NoticeMustPrecedeMeetingByRule)
  const { on, byCirculation } = called
  return [
    MeetingOpened({
      on,
      at,
      ...(byCirculation && { byCirculation }),
      noticeUnknown,
      attendanceUnknown,
      ...writtenDown(evidence, facts, on),
    }),
  ]
}

export const CorrectMeetingOpening = command(
  'CorrectMeetingOpening',
  meeting,
  { at: at.optional(), reason },
  {
    doc: described(
      'แก้ไขเวลาเริ่มประชุมที่บันทึกไว้ไม่ถูกต้อง หากไม่ระบุถือว่าไม่ทราบเวลา แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The time of opening was recorded wrongly; not known where it is left out. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, MeetingEndsAfterItBegins, TimesLieWithinTheSitting',
    ),
  },
  ({ at, reason }, state) => {
    const facts = opened(state)
    if (facts.opened.at === at) return []
    requireInOrder(at, facts.closedAt, 'at')
    requireInSitting({ ...facts, opened: { at } }, 'at')
    return [MeetingOpeningCorrected({ at, reason })]
  },
)

/** Whether it certified the minutes of another. */
export interface OpeningEvidence {
  readonly certifies: boolean
}

export const ReverseMeetingOpening = command(
  'ReverseMeetingOpening',
  meeting,
  { reason },
  {
    doc: described(
      'บันทึกการเปิดประชุมโดยผิดพลาด การประชุมยังมิได้เปิด เลขครั้งที่ได้รับเพราะเปิดประชุมเท่านั้นให้คืน',
      'The opening was recorded by mistake: the meeting has not opened; a number that it got only by opening is given back.',
      'MeetingMustBeOpen, OpeningIsReversedWhileNothingRestsOnIt',
    ),
  },
  ({ reason }, state, { evidence }: Context<OpeningEvidence | undefined>) => {
    const { attendance, recusals, resolutions, items, minutes, notice, called } = open(state)
    const discussed = Object.values(items).some(({ discussion }) => discussion !== undefined)
    requireThat(
      [attendance, recusals, resolutions].every((recorded) => Object.keys(recorded).length === 0) &&
        !discussed &&
        !minutes &&
        !evidence?.certifies,
      OpeningIsReversedWhileNothingRestsOnIt,
    )
    return [MeetingOpeningReversed({ ...(notice?.on !== called.on && { released: called.bodies }), reason })]
  },
)

export const DelegateChair = command(
  'DelegateChair',
  meeting,
  { person, post: post.optional() },
  {
    doc: described(
      'ประธานมอบหมายให้ผู้อื่นเป็นประธานในที่ประชุมครั้งนี้ครั้งเดียว ถือตามที่บันทึกครั้งหลังสุด ไม่ทำให้เป็นผู้มาประชุม และไม่เปลี่ยนผู้ดำรงตำแหน่งในคณะ บันทึกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The chair has somebody else preside, at this one meeting; the last word counts. It makes nobody attend, and who sits in which seat stays. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustNotBeOver',
    ),
  },
  (input, state) => {
    const { is, chair } = uncertified(state)
    requireThat(is !== 'cancelled', MeetingMustNotBeOver)
    return chair && same(chair, input) ? [] : [ChairDelegated(input)]
  },
)

export const ReverseChairDelegation = command(
  'ReverseChairDelegation',
  meeting,
  { reason },
  {
    doc: described(
      'บันทึกการมอบหมายให้เป็นประธานในที่ประชุมโดยผิดพลาด ประธานเป็นประธานเอง ยกเลิกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'Nobody was assigned to chair the meeting. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, StepMustBeRecorded',
    ),
  },
  ({ reason }, state) => {
    const { chair } = uncertified(state)
    requireThat(chair, StepMustBeRecorded)
    return [ChairDelegationReversed({ person: chair.person, reason })]
  },
)

export const RecordDiscussion = command(
  'RecordDiscussion',
  meeting,
  { item, text: LongText.meta(label('ความเห็นที่ประชุม', 'Discussion')) },
  {
    doc: described(
      'บันทึกความเห็นของที่ประชุมในเรื่องหนึ่ง แม้เลื่อนไปแล้ว ถือตามที่บันทึกครั้งหลังสุด แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'What was said on an item, also before it was carried over; the last word counts. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, AgendaItemMustBeOfTheMeeting',
    ),
  },
  (input, state) => {
    const facts = opened(state)
    const item = facts.items[input.item]
    const wasThere = item?.left === undefined || item.left === 'carriedOver' || item.discussion !== undefined
    requireThat(item && wasThere, AgendaItemMustBeOfTheMeeting, 'item')
    return item.discussion === input.text ? [] : [ItemDiscussed(input)]
  },
)

export const ReverseDiscussion = command(
  'ReverseDiscussion',
  meeting,
  { item, reason },
  {
    doc: described(
      'บันทึกความเห็นของที่ประชุมโดยผิดพลาด เช่น เป็นของเรื่องอื่น ยกเลิกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'What was said was recorded by mistake, as of another item. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, DiscussionMustBeKnown',
    ),
  },
  (input, state) => {
    requireThat(opened(state).items[input.item]?.discussion !== undefined, DiscussionMustBeKnown, 'item')
    return [DiscussionReversed(input)]
  },
)

export const CloseMeeting = command(
  'CloseMeeting',
  meeting,
  { at: at.optional() },
  {
    doc: described(
      'เลิกประชุม หากไม่เคยครบองค์ประชุม หรือไม่มีผู้มาประชุม ให้บันทึกว่าไม่ครบองค์ประชุม และอาจนัดประชุมใหม่ได้',
      'The meeting ends. One that never had its quorum, or to which nobody came, is marked inquorate and may be recalled.',
      'MeetingMustBeOpen, MeetingEndsAfterItBegins, TimesLieWithinTheSitting',
    ),
  },
  ({ at }, state) => {
    const facts = open(state)
    requireInOrder(facts.opened.at, at, 'at')
    requireInSitting({ ...facts, closedAt: at }, 'at')
    const inquorate = neverQuorate(facts)
    return [MeetingClosed({ at, ...(inquorate && { inquorate }) })]
  },
)

export const CorrectMeetingClosing = command(
  'CorrectMeetingClosing',
  meeting,
  { at: at.optional(), reason },
  {
    doc: described(
      'แก้ไขเวลาเลิกประชุมที่บันทึกไว้ไม่ถูกต้อง หากไม่ระบุถือว่าไม่ทราบเวลา แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The time of closing was recorded wrongly; not known where it is left out. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, MeetingMustBeClosed, MeetingEndsAfterItBegins, ' +
        'TimesLieWithinTheSitting',
    ),
  },
  ({ at, reason }, state) => {
    const facts = opened(state)
    requireThat(facts.is === 'held', MeetingMustBeClosed)
    if (facts.closedAt === at) return []
    requireInOrder(facts.opened.at, at, 'at')
    requireInSitting({ ...facts, closedAt: at }, 'at')
    return [MeetingClosingCorrected({ at, reason })]
  },
)

export const ReverseMeetingClosing = command(
  'ReverseMeetingClosing',
  meeting,
  { reason },
  {
    doc: described(
      'บันทึกการเลิกประชุมโดยผิดพลาด การประชุมยังเปิดอยู่และลงมติได้ ยกเลิกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The closing was recorded by mistake: the meeting is open, and resolves. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, MeetingMustBeClosed',
    ),
  },
  ({ reason }, state) => {
    requireThat(opened(state).is === 'held', MeetingMustBeClosed)
    return [MeetingClosingReversed({ reason })]
  },
)
