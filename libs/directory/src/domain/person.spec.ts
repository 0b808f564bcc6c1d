import { describe, expect, it } from '@jest/globals'
import { PersonalDataIsErased } from '@prasan/event-sourcing'
import { given, someId } from '@prasan/event-sourcing/testing'
import {
  ChangeContact,
  ContactChanged,
  CorrectName,
  ErasePersonalData,
  type MergeEvidence,
  MergePerson,
  MergedRecordChangesNoMore,
  NameCorrected,
  OnlyAMergedRecordIsSeparated,
  PersonIsMergedIntoARecordThatStays,
  PersonMergeReversed,
  PersonMerged,
  PersonRegistered,
  PersonalDataErased,
  RegisterPerson,
  ReversePersonMerge,
  person,
  survivorOf,
} from './person.js'

const name = { th: { prefix: 'นาง', given: 'สมมุติ', family: 'ไม่มีจริง' }, en: { given: 'Fictitia' } }
const reason = 'ขึ้นทะเบียนซ้ำ'
const other = someId('person', 'other')
const registered = PersonRegistered({ name })
const merger = { into: other, reason }
const merged = PersonMerged(merger)
const stays: MergeEvidence = { stays: true }

describe('a person', () => {
  it('is registered, with or without contacts, by a name in at least one language', () => {
    given().when(RegisterPerson, { name }).then(registered)
    const reached = { name: { en: { given: 'Maung' } }, contacts: { phone: '099-000-7777' } }
    given().when(RegisterPerson, reached).then(PersonRegistered(reached))
    expect(RegisterPerson.shape.safeParse({ name: {} }).success).toBe(false)
    expect(RegisterPerson.shape.safeParse({ name: { th: { family: 'ไม่มีจริง' } } }).success).toBe(false)
  })
  it('has its name corrected and its contacts changed', () => {
    const corrected = { name: { th: { given: 'สมมติ' } }, reason }
    given(registered).when(CorrectName, corrected).then(NameCorrected(corrected))
    given(registered, NameCorrected(corrected)).when(CorrectName, corrected).thenNothing()
    const contacts = { contacts: { email: 'nobody@fictional.example' } }
    given(registered).when(ChangeContact, contacts).then(ContactChanged(contacts))
    given(registered, ContactChanged(contacts)).when(ChangeContact, contacts).thenNothing()
  })
})

describe('two records of one person', () => {
  it('are merged once, into the one that stays', () => {
    given(registered).when(MergePerson, merger, { evidence: stays }).then(merged)
    given(registered, merged).when(MergePerson, merger, { evidence: stays }).thenNothing()
    given(registered, merged)
      .when(MergePerson, { ...merger, reason: 'another' }, { evidence: stays })
      .thenRefused(MergedRecordChangesNoMore)
  })
  it('PersonIsMergedIntoARecordThatStays: not into itself, nor into one that was merged away', () => {
    given(registered)
      .when(MergePerson, merger, { evidence: { stays: false } })
      .thenRefused(PersonIsMergedIntoARecordThatStays)
    given(registered).when(MergePerson, merger, { evidence: stays, id: other }).thenRefused(PersonIsMergedIntoARecordThatStays)
  })
  it('MergedRecordChangesNoMore', () => {
    const away = given(registered, merged)
    away.when(CorrectName, { name, reason }).thenRefused(MergedRecordChangesNoMore)
    away.when(ChangeContact, { contacts: {} }).thenRefused(MergedRecordChangesNoMore)
    away.when(MergePerson, { into: someId('person', 'third'), reason }, { evidence: stays }).thenRefused(MergedRecordChangesNoMore)
  })
  it('are separated again when the merge was wrong', () => {
    given(registered, merged).when(ReversePersonMerge, { reason }).then(PersonMergeReversed({ reason }))
    const rightly = { name: { th: name.th }, reason }
    given(registered, merged, PersonMergeReversed({ reason })).when(CorrectName, rightly).then(NameCorrected(rightly))
  })
  it('OnlyAMergedRecordIsSeparated', () => given(registered).when(ReversePersonMerge, { reason }).thenRefused(OnlyAMergedRecordIsSeparated))

  it('are answered for by the last of a line of merges, and by themselves where two crossed each other', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => someId('person', name)) as [string, string, string]
    const answering = (merges: Record<string, string>) => {
      const load = async (_: typeof person, id: string) => ({
        state: merges[id] ? { is: 'merged', into: merges[id] } : { is: 'registered' },
        revision: 0,
      })
      return Promise.all([a, b, c].map((id) => survivorOf(id, { load: load as never })))
    }
    expect(await answering({ [a]: b, [b]: c })).toEqual([c, c, c])
    expect(await answering({ [a]: b, [b]: a })).toEqual([a, b, c])
  })
})

describe('erased personal data', () => {
  const erased = PersonalDataErased({ reason })

  it('is erased once, also of a merged record, and stays erased when it is separated again', () => {
    given(registered).when(ErasePersonalData, { reason }).then(erased)
    given(registered, merged).when(ErasePersonalData, { reason }).then(erased)
    given(registered, merged, erased, PersonMergeReversed({ reason })).when(ErasePersonalData, { reason }).thenNothing()
    const again = { reason: 'another' }
    given(registered, erased).when(ErasePersonalData, again).then(PersonalDataErased(again))
  })

  it('is never recorded again', () => {
    const [once, separated] = [given(registered, erased), given(registered, erased, merged, PersonMergeReversed({ reason }))]
    for (const person of [once, separated]) {
      person.when(CorrectName, { name, reason }).thenRefused(PersonalDataIsErased)
      person.when(ChangeContact, { contacts: { phone: '099-000-7777' } }).thenRefused(PersonalDataIsErased)
    }
  })
})
