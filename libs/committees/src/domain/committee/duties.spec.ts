import { describe, it } from '@jest/globals'
import {
  AcknowledgementMustBeRecorded,
  DutiesAreAcknowledgedByWhoHoldsThem,
  DutiesAreAcknowledgedOnce,
  DutiesMustBeDescribed,
  StepMustBeRecorded,
  StepsBeginOnDaysOfTheirOwn,
} from '@prasan/event-sourcing'
import { given, someId } from '@prasan/event-sourcing/testing'
import {
  AcknowledgeSeatDuties,
  CorrectSeatDuties,
  CorrectSeatDutiesAcknowledgement,
  DescribeSeatDuties,
  ReverseSeatDuties,
  ReverseSeatDutiesAcknowledgement,
} from './decide-duties.js'
import * as e from './events.js'
import { CommitteeMustNotBeDissolved, SeatCannotEndBeforeItBegins, SeatMustBeOfTheCommittee, SeatMustNotBeAbolished } from './rules.js'

const seat = someId('seat')
const person = someId('person')
const reason = 'พิมพ์ผิด'
const body = [
  e.CommitteeEstablished({ name: { th: 'คณะอนุกรรมการ' }, type: 'subcommittee' }),
  e.SeatCreated({ seat, number: 1, office: 'secretary', kind: { exOfficio: { post: someId('post') } }, from: '2026-01-01' }),
]
const duties = { seat, duties: { th: 'จัดทำรายงานการประชุม' } }
const described = e.SeatDutiesDescribed(duties)
const anew = e.SeatDutiesDescribed({ seat, duties: { th: 'จัดทำและเผยแพร่รายงานการประชุม' }, from: '2026-06-01' })
const sits = { evidence: { sits: true } }

describe('duties of a seat', () => {
  it('are described from a day on, corrected and reversed', () => {
    given(...body)
      .when(DescribeSeatDuties, duties)
      .then(described)
    given(...body, described)
      .when(DescribeSeatDuties, { ...duties, from: '2026-06-01' })
      .thenNothing()
    given(...body, described)
      .when(DescribeSeatDuties, anew.data)
      .then(anew)
    const both = given(...body, described, anew)
    const corrected = { ...anew.data, recordedFrom: '2026-06-01', from: '2026-07-01', reason }
    both.when(CorrectSeatDuties, corrected).then(e.SeatDutiesCorrected(corrected))
    both.when(CorrectSeatDuties, { ...corrected, from: '2026-06-01' }).thenNothing()
    both.when(CorrectSeatDuties, { ...corrected, recordedFrom: '2026-07-01' }).thenRefused(StepMustBeRecorded)
    both.when(CorrectSeatDuties, { ...duties, recordedFrom: '2026-06-01', reason }).thenRefused(StepsBeginOnDaysOfTheirOwn)
    both
      .when(ReverseSeatDuties, { seat, recordedFrom: '2026-06-01', reason })
      .then(e.SeatDutiesReversed({ seat, recordedFrom: '2026-06-01', reason }))
    both.when(ReverseSeatDuties, { seat, recordedFrom: '2026-07-01', reason }).thenRefused(StepMustBeRecorded)
  })
  it('are those of a seat that is there', () => {
    given(...body)
      .when(DescribeSeatDuties, { ...duties, from: '2025-12-31' })
      .thenRefused(SeatCannotEndBeforeItBegins)
    given(...body)
      .when(DescribeSeatDuties, { ...duties, seat: someId('seat', 'other') })
      .thenRefused(SeatMustBeOfTheCommittee)
    given(...body, e.SeatAbolished({ seat, on: '2026-06-01' }))
      .when(DescribeSeatDuties, anew.data)
      .thenRefused(SeatMustNotBeAbolished)
    given(...body, e.CommitteeDissolved({ on: '2026-06-01' }))
      .when(DescribeSeatDuties, anew.data)
      .thenRefused(CommitteeMustNotBeDissolved)
  })
})

describe('duties of a seat are acknowledged', () => {
  const acknowledges = (on: string) => ({ seat, person, on })
  const acknowledged = (on: string, dutiesFrom?: string) => e.SeatDutiesAcknowledged({ seat, person, on, dutiesFrom })

  it('in the version of the day, by whoever sits there, once', () => {
    given(...body, described)
      .when(AcknowledgeSeatDuties, acknowledges('2026-02-01'), sits)
      .then(acknowledged('2026-02-01'))
    given(...body, described, acknowledged('2026-02-01'))
      .when(AcknowledgeSeatDuties, acknowledges('2026-02-01'), sits)
      .thenNothing()
    given(...body, described, acknowledged('2026-02-01'))
      .when(AcknowledgeSeatDuties, acknowledges('2026-02-02'), sits)
      .thenRefused(DutiesAreAcknowledgedOnce)
    given(...body, described, anew, acknowledged('2026-02-01'))
      .when(AcknowledgeSeatDuties, acknowledges('2026-06-02'), sits)
      .then(acknowledged('2026-06-02', '2026-06-01'))
    given(...body, described)
      .when(AcknowledgeSeatDuties, acknowledges('2026-02-01'), { evidence: { sits: false } })
      .thenRefused(DutiesAreAcknowledgedByWhoHoldsThem)
    given(...body, anew)
      .when(AcknowledgeSeatDuties, acknowledges('2026-05-31'), sits)
      .thenRefused(DutiesMustBeDescribed)
    given(...body, described)
      .when(AcknowledgeSeatDuties, acknowledges('2025-12-31'), sits)
      .thenRefused(SeatCannotEndBeforeItBegins)
  })
  it('which is corrected and reversed', () => {
    const was = given(...body, described, acknowledged('2026-02-01'))
    const correction = { seat, person, recordedOn: '2026-02-01', on: '2026-03-01', reason }
    was
      .when(CorrectSeatDutiesAcknowledgement, correction, sits)
      .then(e.SeatDutiesAcknowledgementCorrected({ ...correction, dutiesFrom: undefined }))
    was.when(CorrectSeatDutiesAcknowledgement, { ...correction, on: '2026-02-01' }, sits).thenNothing()
    was.when(CorrectSeatDutiesAcknowledgement, correction, { evidence: { sits: false } }).thenRefused(DutiesAreAcknowledgedByWhoHoldsThem)
    was.when(CorrectSeatDutiesAcknowledgement, { ...correction, recordedOn: '2026-02-02' }, sits).thenRefused(AcknowledgementMustBeRecorded)
    const reversal = { seat, person, recordedOn: '2026-02-01', reason }
    was.when(ReverseSeatDutiesAcknowledgement, reversal).then(e.SeatDutiesAcknowledgementReversed(reversal))
    given(...body, described, acknowledged('2026-02-01'), e.SeatDutiesAcknowledgementReversed(reversal))
      .when(ReverseSeatDutiesAcknowledgement, reversal)
      .thenRefused(AcknowledgementMustBeRecorded)
  })
})
