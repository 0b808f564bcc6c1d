/** The life of one commitment, told in advance: word on it, extensions, completion; some come late and some never. */
import { type Bilingual, addDays, categoryOf } from '@prasan/event-sourcing'
import {
  CommitmentCorrected,
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionGranted,
  OwnershipTransferred,
  ProgressReported,
} from '@prasan/commitments'
import type { Body, Teller } from './telling.js'
import { REASONS, WORDS, WORK, both } from './words.js'

export interface Promised {
  readonly commitment: string
  readonly title: Bilingual
  readonly owner: string
  readonly dueOn: string
}

export function promise(province: Teller, body: Body, on: string, origin: string): Promised {
  const { random } = province
  const id = province.newId('commitment')
  const owner = random.pick(body.owners)
  const speaker = categoryOf(owner) === 'post' ? owner : body.secretary
  let dueOn = addDays(on, random.int(30, 240))
  const made = {
    title: both(random.pick(WORK)),
    owner,
    dueOn,
    madeOn: on,
    committee: body.id,
    origin,
  }
  const promised = { commitment: id, title: made.title, owner, dueOn }
  province.tell(on, id, 'MakeCommitment', CommitmentMade(made), body.secretary)
  if (random.chance(0.03)) {
    const reason = 'พิมพ์วันครบกำหนดผิด'
    dueOn = addDays(dueOn, 10)
    province.tell(addDays(on, 3), id, 'CorrectCommitment', CommitmentCorrected({ ...made, dueOn, reason }), body.secretary)
  }
  const doneOn = random.chance(0.06) ? null : addDays(dueOn, random.int(-30, random.chance(0.3) ? 200 : 10))
  const told = random.int(3, 8)
  let day = addDays(on, 3)
  for (let n = 1; n <= told; n++) {
    day = addDays(day, random.int(12, 45))
    if (doneOn !== null && day >= doneOn) break
    if (day > dueOn && random.chance(0.5)) {
      dueOn = addDays(day, random.int(20, 90))
      province.tell(day, id, 'GrantExtension', ExtensionGranted({ dueOn, reason: random.pick(REASONS), decidedOn: day }), body.secretary)
    } else {
      // every fourth word is entered some days after it was said
      const recorded = n % 4 === 0 ? addDays(day, 5) : day
      const percent = Math.min(n * 12, 95)
      province.tell(recorded, id, 'ReportProgress', ProgressReported({ on: day, percent, word: random.pick(WORDS) }), speaker)
      day = recorded
    }
  }
  if (random.chance(0.02)) {
    const to = random.pick(body.owners)
    if (to !== owner) {
      day = addDays(day, 1)
      province.tell(
        day,
        id,
        'TransferOwnership',
        OwnershipTransferred({ owner: to, on: day, reason: random.pick(REASONS) }),
        body.secretary,
      )
    }
  }
  if (doneOn === null) {
    day = addDays(day, random.int(100, 600))
    if (random.chance(0.6))
      province.tell(day, id, 'WithdrawCommitment', CommitmentWithdrawn({ on: day, reason: 'ไม่มีงบประมาณ' }), body.secretary)
    return promised
  }
  day = addDays(day < doneOn ? doneOn : day, 1)
  province.tell(day, id, 'ReportCompletion', CompletionReported({ on: day, word: 'แล้วเสร็จตามแผน' }), speaker)
  if (random.chance(0.05)) {
    day = addDays(day, random.int(3, 20))
    province.tell(day, id, 'ReturnCompletion', CompletionReturned({ on: day, reason: 'ขาดเอกสารแนบ' }), body.secretary)
    day = addDays(day, random.int(5, 40))
    province.tell(day, id, 'ReportCompletion', CompletionReported({ on: day, word: 'แนบเอกสารครบแล้ว' }), speaker)
  }
  const by = body.secretary === owner ? body.id : body.secretary
  if (random.chance(0.9)) {
    day = addDays(day, random.int(2, 30))
    province.tell(day, id, 'VerifyCompletion', CompletionVerified({ on: day, by }), body.secretary)
  }
  return promised
}
