// Decisions on who withdraws from an item.
import { command, described, requireThat } from '@prasan/event-sourcing'
import { RecusalDeclared, RecusalReversed } from './events.js'
import { opened, requireItem } from './guards.js'
import { isOfTheMeeting, recounted } from './recounting.js'
import { RecusalIsDeclaredAlready, RecusalMustBeKnown, WhoIsRecusedIsOfTheMeeting } from './rules.js'
import { item, person, reason } from './shapes.js'
import { meeting } from './state.js'

export const DeclareRecusal = command(
  'DeclareRecusal',
  meeting,
  { person, item, reason: reason.optional() },
  {
    doc: described(
      'ผู้มีส่วนได้เสียถอนตัวจากการพิจารณาเรื่องหนึ่ง ไม่นับเป็นองค์ประชุมและไม่ลงมติในเรื่องนั้น นับองค์ประชุมของมติที่ลงไว้ในเรื่องนั้นใหม่ ' +
        'บันทึกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'Somebody withdraws from an item, having an interest in it: out of its quorum and its vote. The quorum of what was resolved on it is ' +
        'counted again. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, AgendaItemMustBeOfTheMeeting, WhoIsRecusedIsOfTheMeeting, ' +
        'RecusalIsDeclaredAlready, RecusedMemberDoesNotCountForTheItem, MeetingNeedsQuorumToResolve',
    ),
  },
  (input, state, { judge }) => {
    const facts = opened(state)
    requireItem(facts, input.item)
    requireThat(isOfTheMeeting(facts, input.person), WhoIsRecusedIsOfTheMeeting, 'person')
    const declared = facts.recusals.find(({ person, item }) => person === input.person && item === input.item)
    requireThat(!declared || declared.reason === input.reason, RecusalIsDeclaredAlready, 'reason')
    if (declared) return []
    return recounted(facts, [RecusalDeclared(input)], judge, 'person')
  },
)

export const ReverseRecusal = command(
  'ReverseRecusal',
  meeting,
  { person, item, reason },
  {
    doc: described(
      'บันทึกการถอนตัวเพราะมีส่วนได้เสียโดยผิดพลาด นับองค์ประชุมของมติในเรื่องนั้นใหม่ ยกเลิกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The recusal was recorded by mistake. The quorum of what was resolved on the item is counted again. Not once the minutes are ' +
        'certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, RecusalMustBeKnown, MeetingNeedsQuorumToResolve',
    ),
  },
  (input, state, { judge }) => {
    const facts = opened(state)
    requireThat(
      facts.recusals.some(({ person, item }) => person === input.person && item === input.item),
      RecusalMustBeKnown,
      'person',
    )
    return recounted(facts, [RecusalReversed(input)], judge, 'person')
  },
)
