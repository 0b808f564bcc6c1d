/** Every paper by its name: of what it is, and how it is made of answers of the API. */
import {
  BODY,
  type BodyAnswer,
  FOLLOWED,
  type Followed,
  type FollowedAnswer,
  ORDER,
  ORDER_AT,
  type OrderAnswer,
  type OrderAtAnswer,
} from './body/asked.js'
import { followUpPaper, orderPaper, rosterPaper } from './body/papers.js'
import { DOSSIER, type DossierAnswer } from './dossier/asked.js'
import { dossierPaper } from './dossier/paper.js'
import { changesIn } from './meeting/adopted.js'
import { MEETING, MEETING_AT, type MeetingAnswer, type MeetingAtAnswer } from './meeting/asked.js'
import { bare } from './naming.js'
import { agendaPaper, signInPaper } from './meeting/agenda.js'
import { invitationPaper } from './meeting/letter.js'
import { minutesPaper } from './meeting/minutes.js'
import type { Printing } from './printing.js'
import { type Version, versionNamed } from './meeting/versions.js'
import type { Digits, Language, Paper } from './paper.js'

/** Asks the API as whoever wants the paper. @throws what the question is refused for */
export type Ask = <A>(question: string, variables: Readonly<Record<string, unknown>>) => Promise<A>

export interface PaperAsked {
  readonly id: string
  /** The day that it is of; left out, what it is of says. */
  readonly effective?: string | undefined
  /** The log number through which it is known; left out, all that is known. */
  readonly logNumber?: number | undefined
  /** Of minutes, as `adopted` or `draft-2`. */
  readonly version?: string | undefined
  readonly language: Language
  readonly digits: Digits
  readonly today: string
  /** The log number through which all is known. */
  readonly known: number
}

interface PaperKind {
  /** The category of what it is of. */
  readonly of: string
  readonly hasVersions?: boolean
  /** Null where there is no such thing. @throws VersionUnknown */
  make(asked: PaperAsked, ask: Ask): Promise<Paper | null>
}

async function dossier(asked: PaperAsked, ask: Ask): Promise<Paper | null> {
  return dossierPaper(await ask<DossierAnswer>(DOSSIER, { post: asked.id, asOf: atOf(asked) }), printingOf(asked))
}

/** The answer for a meeting: as things were on its day, unless a day is named; its minutes as they are on the day it is asked for. */
async function meetingFor(asked: PaperAsked, ask: Ask) {
  const { id, effective, logNumber, version, today, known } = asked
  const first = await ask<MeetingAtAnswer>(MEETING_AT, { id, asOf: atOf(asked) })
  if (!first.meeting) return null
  const named: Version | undefined = version === undefined ? undefined : versionNamed(version, first.meeting.versions)
  const log = named?.logNumber ?? logNumber
  const at = (day: string) => ({ effective: day, logNumber: log ?? null })
  const answer = await ask<MeetingAnswer>(MEETING, { id, then: at(effective ?? first.meeting.on), asOf: at(effective ?? today) })
  return { answer, version: named, day: effective ?? first.meeting.on, logNumber: log ?? known }
}

async function minutes(asked: PaperAsked, ask: Ask): Promise<Paper | null> {
  const found = await meetingFor(asked, ask)
  if (!found) return null
  const { answer, ...of } = found
  const certified = (answer.meeting?.agenda ?? []).flatMap(({ minutesOf }) => (minutesOf ? [bare(minutesOf.id)] : []))
  const changes = new Map(
    await Promise.all([...new Set(certified)].map(async (id) => [id, await changesOf(id, of.logNumber, asked, ask)] as const)),
  )
  return minutesPaper(answer, { ...asked, ...of }, { changes })
}

const ofMeeting =
  (paper: (answer: MeetingAnswer, printing: Printing) => Paper | null) =>
  async (asked: PaperAsked, ask: Ask): Promise<Paper | null> => {
    const found = await meetingFor(asked, ask)
    return found && paper(found.answer, { ...asked, day: found.day, logNumber: found.logNumber })
  }

/** What the adopted minutes of a meeting say otherwise than what was circulated last, or drafted first. */
async function changesOf(id: string, logNumber: number, { language, today }: PaperAsked, ask: Ask) {
  const first = await ask<MeetingAtAnswer>(MEETING_AT, { id, asOf: { logNumber } })
  const versions = first.meeting?.versions ?? []
  const adopted = versions.findLast(({ name }) => name === 'ADOPTED')
  if (!adopted) return []
  const before = versions.filter((version) => version.logNumber < adopted.logNumber)
  const draft = before.findLast(({ name }) => name === 'CIRCULATED') ?? before.find(({ name }) => name === 'DRAFT')
  if (!draft) return []
  const at = (log: number) => ({ effective: first.meeting!.on, logNumber: log })
  const each = await Promise.all(
    [draft, adopted].map((version) =>
      ask<MeetingAnswer>(MEETING, {
        id,
        then: at(version.logNumber),
        asOf: { effective: today, logNumber: version.logNumber },
      }),
    ),
  )
  return changesIn(each[0]!, each[1]!, { language, day: first.meeting!.on })
}

const atOf = ({ effective, logNumber }: PaperAsked) => ({ effective: effective ?? null, logNumber: logNumber ?? null })
const printingOf = ({ effective, logNumber, today, known, ...asked }: PaperAsked): Printing => ({
  ...asked,
  day: effective ?? today,
  logNumber: logNumber ?? known,
})

async function roster(asked: PaperAsked, ask: Ask): Promise<Paper | null> {
  return rosterPaper(await ask<BodyAnswer>(BODY, { id: asked.id, asOf: atOf(asked) }), printingOf(asked))
}

/** What is open, and what is done and not yet verified. */
async function followUp(asked: PaperAsked, ask: Ask): Promise<Paper | null> {
  const followed: Followed[] = []
  let answer: FollowedAnswer
  for (const state of ['OPEN', 'COMPLETED']) {
    let after: string | null = null
    do {
      answer = await ask<FollowedAnswer>(FOLLOWED, { id: asked.id, asOf: atOf(asked), state, after })
      if (!answer.committee) return null
      followed.push(...answer.commitments.nodes)
      after = answer.commitments.pageInfo.hasNextPage ? answer.commitments.pageInfo.endCursor : null
    } while (after !== null)
  }
  return followUpPaper(answer!, followed, printingOf(asked))
}

/** As it was on the day from which it holds, unless a day is named. */
async function order(asked: PaperAsked, ask: Ask): Promise<Paper | null> {
  const first = await ask<OrderAtAnswer>(ORDER_AT, { id: asked.id, asOf: atOf(asked) })
  const effective = asked.effective ?? first.nodes[0]?.effectiveFrom
  if (effective === undefined) return null
  const answer = await ask<OrderAnswer>(ORDER, { id: asked.id, asOf: { effective, logNumber: asked.logNumber ?? null } })
  return orderPaper(answer, { ...printingOf(asked), day: effective })
}

const PAPERS = {
  dossier: { of: 'post', make: dossier },
  minutes: { of: 'meeting', hasVersions: true, make: minutes },
  invitation: { of: 'meeting', make: ofMeeting((answer, printing) => invitationPaper(answer, printing, 'letter')) },
  memo: { of: 'meeting', make: ofMeeting((answer, printing) => invitationPaper(answer, printing, 'memo')) },
  agenda: { of: 'meeting', make: ofMeeting(agendaPaper) },
  'sign-in': { of: 'meeting', make: ofMeeting(signInPaper) },
  roster: { of: 'committee', make: roster },
  'follow-up': { of: 'committee', make: followUp },
  order: { of: 'order', make: order },
} satisfies Readonly<Record<string, PaperKind>>

export type PaperName = keyof typeof PAPERS
export const paperNames = Object.keys(PAPERS) as PaperName[]
export const isPaper = (name: string): name is PaperName => Object.hasOwn(PAPERS, name)
export const paperKind = (name: PaperName): PaperKind => PAPERS[name]
