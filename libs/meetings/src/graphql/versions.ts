/** The positions of the record at which a meeting's minutes are asked for by name. */
import { choice, described } from '@prasan/event-sourcing'
import { type Asked, DateTime, type RequestContext, enumOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import * as happened from '../domain/meeting/events.js'
import { type MeetingRow, recordedOf } from '../views/meetings/queries.js'

const VersionName = choice('MinutesVersionName', {
  invited: ['ตามหนังสือเชิญ', 'as invited'],
  draft: ['ร่าง', 'draft'],
  circulated: ['ตามที่แจ้งเวียน', 'as circulated'],
  adopted: ['ตามที่รับรอง', 'as adopted'],
  corrected: ['แก้ไขหลังรับรอง', 'corrected since'],
})

const VersionNameEnum = enumOf(VersionName)

@ObjectType({ description: described('ฉบับหนึ่งของรายงานการประชุม', 'A version of the minutes, at the event of the log with which it began.') })
export class MinutesVersion {
  @Field(() => VersionNameEnum, { description: described('ฉบับ', 'Which version it is.') }) name!: string
  @Field(() => Int, { description: described('ลำดับของฉบับชื่อเดียวกัน', 'The first, second, … of its name.') }) number!: number
  @Field(() => Int, { description: described('ลำดับในบันทึกทั้งหมด', 'The n-th event of the log.') }) logNumber!: number
  @Field(() => DateTime, { description: described('บันทึกเมื่อ', 'When it was recorded.') }) recordedAt!: string
}

export interface Version {
  readonly name: keyof typeof VersionName.enum
  /** The first, second, … of its name. */
  readonly number: number
  readonly logNumber: number
  readonly recordedAt: string
}
type Recorded = Pick<Version, 'logNumber' | 'recordedAt'> & { readonly type: string }

const DRAFTS: readonly string[] = [happened.MinutesDrafted.type, happened.MinutesCorrected.type]
const NAMES: Readonly<Record<string, Version['name']>> = {
  [happened.NoticeSent.type]: 'invited',
  [happened.MinutesCirculated.type]: 'circulated',
  [happened.MinutesCertified.type]: 'adopted',
}
/** What takes the last version of a name back. */
const TAKEN_BACK: Readonly<Record<string, Version['name']>> = {
  [happened.NoticeReversed.type]: 'invited',
  [happened.MinutesCirculationReversed.type]: 'circulated',
  [happened.MinutesCertificationReversed.type]: 'adopted',
}

/** From what was recorded of one meeting, in its order. What was corrected before the minutes were adopted is another draft. */
export function versionsFrom(recorded: readonly Recorded[]): Version[] {
  const versions: Version[] = []
  const adopted = () => versions.some(({ name }) => name === 'adopted')
  for (const { type, logNumber, recordedAt } of recorded) {
    const back = TAKEN_BACK[type]
    if (back) {
      const last = versions.findLastIndex(({ name }) => name === back)
      if (last >= 0) versions.splice(last, 1)
    }
    const name = NAMES[type] ?? (DRAFTS.includes(type) ? (adopted() ? 'corrected' : 'draft') : undefined)
    if (name) versions.push({ name, number: versions.filter((version) => version.name === name).length + 1, logNumber, recordedAt })
  }
  return versions
}

export const versionsOf = async ({ id, asOf }: Asked<MeetingRow>, request: RequestContext): Promise<Version[]> =>
  versionsFrom(await request.many(recordedOf, id, asOf))
