/** What is known on the day of resolutions and items of agendas, and in which words each is told. */
import { type AsOf, type Bilingual, type ByIds, type Query, type Views, dayInWords, grouped, metaOf } from '@prasan/event-sourcing'
import {
  type Came,
  type ItemRow,
  type MeetingRow,
  ResolutionKind,
  type ResolutionRow,
  amendedBy,
  attendanceCounts,
  awaitingRatification,
  itemsByIds,
  meetingsByIds,
  quorumInWords,
  ratifiedBy,
  resolutionsInLine,
} from '@prasan/meetings/reading'
import type { Mark, Said, Step } from './links.js'

/** The rows of the day by their ids, with what stands in the place of each, amends or ratifies it. */
export interface Known {
  readonly asOf: AsOf
  readonly resolutions: ReadonlyMap<string, ResolutionRow>
  readonly items: ReadonlyMap<string, ItemRow>
  readonly meetings: ReadonlyMap<string, MeetingRow>
  readonly inPlaceOf: ReadonlyMap<string, readonly ResolutionRow[]>
  readonly amending: ReadonlyMap<string, readonly ResolutionRow[]>
  readonly ratifying: ReadonlyMap<string, readonly ResolutionRow[]>
  readonly unratified: ReadonlyMap<string, boolean>
  readonly came: ReadonlyMap<string, Came>
  /** By the item that it put off. */
  readonly puttingOff: ReadonlyMap<string, readonly ResolutionRow[]>
}

export const byId = <R extends { readonly id: string }>(rows: readonly R[]) => new Map(rows.map((row) => [row.id, row]))

/** In seven statements, however much was reached. */
export function knownOf(views: Views, reached: readonly string[], asOf: AsOf): Known {
  const some = <R>(query: Query<ByIds, R>, ids: Iterable<string>) => query.run(views, { ids: [...new Set(ids)], asOf })
  const inLine = some(resolutionsInLine, reached)
  const ratifying = some(
    ratifiedBy,
    inLine.map(({ id }) => id),
  )
  const resolutions = byId([...inLine, ...ratifying])
  const items = byId(some(itemsByIds, [...reached, ...inLine.flatMap(({ item }) => item ?? [])]))
  const meetings = byId(
    some(
      meetingsByIds,
      [...resolutions.values(), ...items.values()].map(({ meeting }) => meeting),
    ),
  )
  return {
    ...{ asOf, resolutions, items, meetings },
    inPlaceOf: grouped(
      inLine.filter(({ supersedes }) => supersedes !== null),
      ({ supersedes }) => supersedes!,
    ),
    amending: grouped(some(amendedBy, resolutions.keys()), ({ amends }) => amends!),
    ratifying: grouped(ratifying, ({ ratifies }) => ratifies!),
    unratified: some(awaitingRatification, resolutions.keys()),
    puttingOff: grouped(
      [...resolutions.values()].filter(({ kind }) => kind === 'deferred'),
      ({ item }) => item ?? '',
    ),
    came: new Map(some(attendanceCounts, meetings.keys()).map((each) => [each.meeting, each])),
  }
}

export type To = Omit<Step, 'kind'>
export const markedIf = (marks: Partial<Record<Mark, boolean | undefined>>) => (Object.keys(marks) as Mark[]).filter((mark) => marks[mark])

const resolutionInWords = ({ number, day, kind, text, meeting }: ResolutionRow): Said => {
  const on = dayInWords(day)
  const { th, en } = metaOf(ResolutionKind).words![kind]!
  return {
    words: {
      th: `มติที่ ${number} {meeting} วันที่ ${on.th} (${th}): {text}`,
      en: `resolution ${number} of {meeting}, ${on.en} (${en}): {text}`,
    },
    parts: { meeting, text },
  }
}

/** A resolution, with how it stands. */
export function toResolution(row: ResolutionRow, { inPlaceOf, amending, unratified }: Known): To {
  const marks = markedIf({
    superseded: inPlaceOf.has(row.id),
    amended: amending.has(row.id),
    corrected: row.corrections > 0,
    unratified: unratified.has(row.id),
    despite: row.despite !== null,
  })
  const supersededBy = (inPlaceOf.get(row.id) ?? []).map(({ id }) => id)
  return { to: row.id, on: row.day, marks, supersededBy, said: resolutionInWords(row) }
}

/** One that was recorded by mistake. */
export const toReversed = (row: ResolutionRow & { readonly reversedOn: string }): To => {
  const { words, parts } = resolutionInWords(row)
  const on = dayInWords(row.reversedOn)
  return {
    ...{ to: row.id, on: row.day, marks: ['reversed'], supersededBy: [] },
    said: { words: { th: `${words.th} ซึ่งยกเลิกบันทึกเมื่อ ${on.th}`, en: `${words.en}; its record was reversed on ${on.en}` }, parts },
  }
}

/** An item of an agenda, on the day of its meeting. */
export const toItem = ({ id, section, number, title, meeting, state }: ItemRow, meetings: Known['meetings']): To => ({
  ...{ to: id, on: meetings.get(meeting)?.day ?? null, marks: markedIf({ withdrawn: state === 'withdrawn' }), supersededBy: [] },
  said: {
    words: { th: `ระเบียบวาระที่ ${section}.${number} {meeting}: {title}`, en: `item ${section}.${number} of {meeting}: {title}` },
    parts: { meeting, title },
  },
})

/** Something of which no resolution can take the place. */
export const told = (to: string, on: string | null, words: Bilingual, parts: Said['parts'] = {}, marks: readonly Mark[] = []): To => ({
  ...{ to, on, marks, supersededBy: [], said: { words, parts } },
})

/** With which quorum and votes a resolution was passed, on which item and by which meeting. */
export function circumstancesOf(row: ResolutionRow, { items, meetings }: Known): readonly Step[] {
  const { id, meeting, day, votes, dissents, item } = row
  const [held, listed] = [meetings.get(meeting), items.get(item ?? '')]
  const on = dayInWords(day)
  return [
    ...row.quorum.map(({ committee, ...counted }): Step => {
      const { th, en } = quorumInWords({ committee, ...counted })
      const words = { th: `องค์ประชุม {committee}: ${th}`, en: `Quorum of {committee}: ${en}` }
      return { kind: 'quorum', ...told(id, day, words, { committee }, markedIf({ inquorate: !counted.met })) }
    }),
    { kind: 'vote', ...told(id, day, votesInWords(votes as Votes | null, ((dissents as unknown[] | null) ?? []).length)) },
    ...(held
      ? [
          {
            kind: 'meeting' as const,
            ...told(
              held.id,
              day,
              { th: `มีมติโดย {meeting} วันที่ ${on.th}`, en: `Passed by {meeting}, ${on.en}` },
              { meeting },
              markedIf({ inquorate: held.inquorate }),
            ),
          },
        ]
      : []),
    ...(listed ? [{ kind: 'item' as const, ...beginning(['พิจารณาใน', 'Passed on'], toItem(listed, meetings)) }] : []),
  ]
}

/** Who came to a meeting, where that is known. */
export const attendanceOf = (id: string, { came, meetings }: Known): readonly Step[] => {
  const counts = came.get(id)
  return counts ? [{ kind: 'attendance', ...told(id, meetings.get(id)?.day ?? null, attendanceInWords(counts)) }] : []
}

interface Votes {
  readonly for: number
  readonly against: number
  readonly abstained?: number
}
function votesInWords(votes: Votes | null, dissents: number): Bilingual {
  const opposed = dissents === 0 ? { th: '', en: '' } : { th: ` มีความเห็นแย้ง ${dissents} คน`, en: `; ${dissents} dissenting` }
  if (votes === null) return { th: `ไม่มีผู้คัดค้าน${opposed.th}`, en: `Nobody objected${opposed.en}` }
  const { for: yes, against, abstained } = votes
  return {
    th: `เห็นด้วย ${yes} ไม่เห็นด้วย ${against}${abstained === undefined ? '' : ` งดออกเสียง ${abstained}`}${opposed.th}`,
    en: `${yes} in favour, ${against} against${abstained === undefined ? '' : `, ${abstained} abstained`}${opposed.en}`,
  }
}

const attendanceInWords = ({ seats, substitutes, absent, observers }: Came): Bilingual => ({
  th: `มาประชุม ${seats} ที่นั่ง (มาประชุมแทน ${substitutes}) ไม่มา ${absent} ผู้เข้าร่วมประชุม ${observers}`,
  en: `Somebody came for ${seats} ${seats === 1 ? 'seat' : 'seats'}, ${substitutes} of them by a substitute; ${absent} absent, ${observers} in attendance`,
})

/** The same where the sentence begins so. */
export const beginning = ([th, en]: readonly [th: string, en: string], to: To): To => ({
  ...to,
  said: { ...to.said, words: { th: `${th} ${to.said.words.th}`, en: `${en} ${to.said.words.en}` } },
})
