/** The commands that decide on evidence from other streams (../../evidence.ts); all others stand beside their decisions. */
import { command, creation, described } from '@prasan/event-sourcing'
import {
  correctMeeting,
  correctNotice,
  notice,
  noticeCorrection,
  rescheduleMeeting,
  scheduleMeeting,
  sendNotice,
} from './decide-calling.js'
import { certification, certificationCorrection, certifyMinutes, correctCertification } from './decide-minutes.js'
import { openMeeting, opening } from './decide-sitting.js'
import { calling, moving, reason } from './shapes.js'
import { meeting } from './state.js'

export const ScheduleMeeting = creation(
  'ScheduleMeeting',
  meeting,
  calling,
  {
    doc: described(
      'กำหนดวันประชุมของคณะหนึ่งหรือหลายคณะ คณะเจ้าภาพระบุเป็นลำดับแรก เลขครั้งที่ประชุมได้รับเมื่อส่งหนังสือเชิญประชุมหรือเปิดประชุม',
      'Sets the day of a meeting of one or more bodies, the host first. Its number comes with the notice, or when it opens.',
      'NothingFollowsItself, WhatIsFollowedComesFirst, MeetingEndsAfterItBegins, BodyMustHaveBegunOnTheDay, BodyMustNotBeDissolvedOnTheDay',
    ),
  },
  scheduleMeeting,
)

export const RescheduleMeeting = command(
  'RescheduleMeeting',
  meeting,
  moving,
  {
    doc: described(
      'เลื่อนวัน เวลา หรือสถานที่ประชุม สิ่งที่ไม่ระบุคงเดิม หากวันใหม่อยู่ในปีอื่นของชุดเลข ให้คืนเลขครั้งเดิมและรับเลขใหม่ ' + 'หนังสือเชิญประชุมสำหรับวันเดิมไม่มีผลกับวันใหม่',
      'The meeting is moved to another day, time or place; what is left out stays. Where the day lies in another year of its series its ' +
        'number is given back and taken anew. A notice of the day before does not stand for the new one.',
      'MeetingMustNotBeOver, MeetingEndsAfterItBegins, BodyMustHaveBegunOnTheDay, BodyMustNotBeDissolvedOnTheDay, WhatIsFollowedComesFirst',
    ),
  },
  rescheduleMeeting,
)

export const CorrectMeeting = command(
  'CorrectMeeting',
  meeting,
  { ...calling, reason },
  {
    doc: described(
      'แก้ไขข้อมูลการประชุมที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล หากวันที่ถูกต้องอยู่ในปีอื่นของชุดเลข ' +
        'ให้คืนเลขครั้งเดิมและรับเลขใหม่ การประชุมที่เปิดแล้วให้บันทึกองค์ประกอบของคณะและวันที่ถูกต้องใหม่ และนับองค์ประชุมใหม่ ' +
        'วันให้คำมั่นและคณะที่ติดตามสิ่งที่มติมอบหมายไว้คงเดิม ให้แก้ไขที่ข้อผูกพัน แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The meeting was recorded wrongly: gives the whole corrected fact and the reason. Where its day lies in another year of its series ' +
        'its number is given back and taken anew. Of one that was opened the roster of the right bodies and day is written down anew, and ' +
        'its quorums are counted again. What was assigned keeps the day on which it was promised and the body that follows it: correct ' +
        'the commitments. Not once its minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, CirculationStaysOne, NothingFollowsItself, WhatIsFollowedComesFirst, MeetingEndsAfterItBegins, BodyMustHaveBegunOnTheDay, ' +
        'BodyMustNotBeDissolvedOnTheDay, HeldMeetingKeepsItsNumber, MeetingIsNotOpenedBeforeItsDay, NoticeIsNotSentAfterTheMeeting, RepliesComeBeforeTheMeeting, MinutesFollowInTime, ' +
        'AssignmentIsNotDueBeforeTheMeeting, RosterHoldsTheSeatsAttended, OnlyTheOccupantAttendsInPerson, SubstitutesMustBeTaken, ' +
        'WhoIsRecusedIsOfTheMeeting, MeetingNeedsQuorumToResolve, RecusedMemberDoesNotCountForTheItem, DissentIsOfSomebodyThere, ' +
        'VotesAreCastByThosePresent, ResolutionFollowsTheVote, MinutesAreCertifiedByALaterMeetingOrCirculation',
    ),
  },
  correctMeeting,
)

export const SendNotice = command(
  'SendNotice',
  meeting,
  notice,
  {
    doc: described(
      'แจ้งกรรมการด้วยหนังสือเชิญประชุม การประชุมได้รับเลขครั้ง',
      'The members are told; the meeting gets its number.',
      'MeetingMustNotBeOver, NoticeIsSentOnce, NoticeIsNotSentAfterTheMeeting, RepliesComeBeforeTheMeeting, NoticeMustPrecedeMeetingByRule, ' +
        'InquorateMeetingMayBeRecalledWithOneThird, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  sendNotice,
)

export const CorrectNotice = command(
  'CorrectNotice',
  meeting,
  noticeCorrection,
  {
    doc: described(
      'แก้ไขหนังสือเชิญประชุมที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The notice was recorded wrongly: gives the whole corrected fact and the reason. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, NoticeMustBeSent, OpeningRestsOnTheNotice, NoticeIsNotSentAfterTheMeeting, RepliesComeBeforeTheMeeting, ' +
        'NoticeMustPrecedeMeetingByRule, InquorateMeetingMayBeRecalledWithOneThird, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  correctNotice,
)

export const OpenMeeting = command(
  'OpenMeeting',
  meeting,
  opening,
  {
    doc: described(
      'เปิดประชุมในวันประชุม บันทึกรายชื่อ ผู้ดำรงตำแหน่ง และระเบียบของคณะที่ใช้ในวันนั้นไว้พร้อมกัน',
      'The meeting begins on its day: roster, occupants and rules of that day are written down with it.',
      'MeetingMustNotBeOver, MeetingIsNotOpenedBeforeItsDay, BodyMustHaveBegunOnTheDay, BodyMustNotBeDissolvedOnTheDay, ' +
        'NoticeMustPrecedeMeetingByRule',
    ),
  },
  openMeeting,
)

export const CertifyMinutes = command(
  'CertifyMinutes',
  meeting,
  certification,
  {
    doc: described(
      'รับรองรายงานการประชุม โดยผนึกด้วยค่าแฮช SHA-256 ของข้อความ',
      'Seals the minutes by the SHA-256 digest of their text.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeClosed, MinutesMustBeDrafted, CertificationSealsTheTextSeen, DraftFollowsTheRecord, ' +
        'MinutesAreCertifiedByALaterMeetingOrCirculation, MinutesFollowInTime, CertifyingMeetingIsALaterOne',
    ),
  },
  certifyMinutes,
)

export const CorrectMinutesCertification = command(
  'CorrectMinutesCertification',
  meeting,
  certificationCorrection,
  {
    doc: described(
      'แก้ไขวันหรือวิธีการรับรองรายงานการประชุมที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล ผนึกคงเดิม',
      'Day or manner of the certification were recorded wrongly: gives the whole corrected fact and the reason; the seal stays.',
      'MinutesMustBeCertified, MinutesAreCertifiedByALaterMeetingOrCirculation, MinutesFollowInTime, CertifyingMeetingIsALaterOne',
    ),
  },
  correctCertification,
)
