/** The register of resolutions: how each stands on a day, and what the register is narrowed by. */
import { promisedFrom } from '@prasan/commitments/reading'
import { bodiesWithinEver } from '@prasan/committees/reading'
import { type AsOf, type ByIds, choice, described, grouped, query } from '@prasan/event-sourcing'
import { type Asked, type RequestContext, dayAsked, enumOf, idOf, inOrderAsked, searchFor, wordOf } from '@prasan/graphql'
import { ID } from '@nestjs/graphql'
import { ResolutionKind } from '../domain/meeting/choices.js'
import type { ResolutionRow } from '../views/meetings/queries.js'
import { type Promised, type ResolutionsAsked, awaitingRatification, chainsOf, linesOf, standingOf } from '../views/meetings/register.js'

export const ResolutionState = choice(
  'ResolutionState',
  {
    inForce: ['มีผลอยู่', 'in force'],
    amended: ['แก้ไขแล้ว', 'amended'],
    superseded: ['มีมติอื่นแทนแล้ว', 'superseded'],
    deferred: ['รอพิจารณาอีกครั้ง', 'deferred'],
    carriedOut: ['ดำเนินการแล้ว', 'carried out'],
  },
  {
    description: described(
      'มติเป็นอย่างไรในวันหนึ่ง ข้อแรกที่ตรง: มีมติอื่นแทน เลื่อนและยังไม่มีการพิจารณาเรื่องนั้นอีก ดำเนินการแล้วโดยไม่มีข้อผูกพันค้าง มีมติแก้ไข หรือมีผลอยู่',
      'How a resolution stands on a day, the first that is so: another stands in its place, which stays so whatever becomes of that other; ' +
        'it put the matter off and no later meeting took it up; what it assigned is done, or another carries it out, and nothing of that is ' +
        'open; another amends it; or it is in force as it was passed.',
    ),
  },
)
export const ResolutionStateEnum = enumOf(ResolutionState)
export const ResolutionKindEnum = enumOf(ResolutionKind)

/** How each stands on the day, and what is open of what was promised from it and from those that carry it out or amend it. */
export const standings = query('standings', (views, { ids, asOf }: ByIds) => {
  const lines = linesOf.run(views, { ids, asOf })
  const promised = promisedFrom.run(views, { ids: [...new Set(lines.map(({ part }) => part))], asOf })
  const open = new Map(promised.map((each) => [each.origin, each.open]))
  const parts = grouped(lines, ({ id }) => id)
  const stands = standingOf.run(views, { ids, asOf, promised })
  return new Map(
    stands.map(({ id, state }) => [
      id,
      { state, openCommitments: parts.get(id)!.reduce((sum, { part }) => sum + (open.get(part) ?? 0), 0) },
    ]),
  )
})
const standing = ({ id, asOf }: Asked<ResolutionRow>, request: RequestContext) => request.map(standings, id, asOf)
export const stateOf = async (row: Asked<ResolutionRow>, request: RequestContext) => (await standing(row, request))!.state
export const openOf = async (row: Asked<ResolutionRow>, request: RequestContext) => (await standing(row, request))!.openCommitments

export const awaitsRatification = async ({ id, asOf }: Asked<ResolutionRow>, request: RequestContext) =>
  (await request.map(awaitingRatification, id, asOf)) ?? false

const chains = query('chains', (views, asked: ByIds) => grouped(chainsOf.run(views, asked), (each) => each.asked))
/** The items of its chain, by their ids, and how often it was put off. */
export async function chainOf({ id, asOf }: Asked<{ id: string }>, request: RequestContext) {
  const items = (await request.map(chains, id, asOf))!
  const ids = items.map((each) => each.id)
  return { firstRaised: ids[0]!, timesDeferred: items.filter(({ deferred }) => deferred).length, items: ids, asOf }
}

export const narrowedRegister = {
  committee: idOf('committee', described('เฉพาะมติของคณะนี้ รวมการประชุมร่วม', 'Only those of this committee, of joint meetings too.')),
  area: {
    type: () => ID,
    description: described(
      'เฉพาะมติของคณะในพื้นที่นี้และพื้นที่ภายใน รวมคณะที่สิ้นสุดแล้ว',
      'Only those of committees of this area and of what lies in it, those that have ended too.',
    ),
    judged(value: unknown, field: string, request: RequestContext, asOf: AsOf) {
      const area = request.known(value as string | null | undefined, field, 'area')
      return area === undefined ? undefined : request.ask(bodiesWithinEver, { area, asOf })
    },
  },
  kind: wordOf(ResolutionKindEnum, described('เฉพาะมติประเภทนี้', 'Only those of this kind.')),
  state: {
    type: () => ResolutionStateEnum,
    description: described('เฉพาะที่อยู่ในสถานะนี้ ณ วันที่ถามถึง', 'Only those in this state on the day asked about.'),
    judged: (value: unknown, _: string, request: RequestContext, asOf: AsOf): { is: string; promised: readonly Promised[] } | undefined =>
      value == null ? undefined : { is: value as string, promised: request.ask(promisedFrom, { asOf }) },
  },
  awaitsRatification: {
    type: () => Boolean,
    description: described(
      'เฉพาะที่รอ หรือไม่รอ การรับรอง ณ วันที่ถามถึง',
      'Only those that wait to be ratified on the day asked about, or only the others.',
    ),
    judged: (value: unknown) => (value == null ? undefined : (value as boolean)),
  },
  from: dayAsked(described('เฉพาะมติตั้งแต่วันที่นี้', 'Only those passed on this day or later.')),
  until: dayAsked(described('เฉพาะมติก่อนวันที่นี้', 'Only those passed before this day.')),
  search: searchFor(
    described(
      'คำในมติหรือในชื่อเรื่อง ภาษาไทยหรืออังกฤษ เว้นวรรคระหว่างคำ ต้องพบทุกคำ',
      'Words of the resolution or of the title of its item, in Thai or English, with blanks between them: all are found.',
    ),
  ),
}
export const registerInOrder = ({ from, until }: ResolutionsAsked) => inOrderAsked(from, until, 'until')
