/** Why a commitment exists: the chain from it back to what was resolved, by whom and how, and to the mandate by which it falls to its owner. */
import { type CommitmentRow, commitmentsByIds, directivesByIds, organizationsOfOwners } from '@prasan/commitments/reading'
import { committeesByIds } from '@prasan/committees/reading'
import { type ClauseRow, clausesByIds, clausesOfOrganizations } from '@prasan/directory/reading'
import {
  type AsOf,
  type ByIds,
  type Query,
  type Views,
  aliveOn,
  bangkokDay,
  categoryOf,
  dayInWords,
  daysOf,
  grouped,
  hasEnded,
  query,
} from '@prasan/event-sourcing'
import { cameFrom, reversedResolutions } from '@prasan/meetings/reading'
import { activitiesByIds, decisionsOfPlans, objectivesByIds, outputsByIds, plansByIds } from '@prasan/plans/reading'
import { attendanceOf, beginning, byId, circumstancesOf, knownOf, markedIf, toItem, toResolution, toReversed, told } from './known.js'
import { type Kind, type Link, type Step, chainFrom } from './links.js'

const BACK = {
  implements: ['ดำเนินการตาม', 'It carries out'],
  amends: ['แก้ไข', 'It amends'],
  delegatedBy: ['โดยอำนาจตาม', 'It was passed under the delegation of'],
  supersedes: ['แทน', 'It stands in the place of'],
  ratifies: ['รับรองโดย', 'It was ratified by'],
  putOff: ['เลื่อนการพิจารณาโดย', 'The matter was put off by'],
  arisesFrom: ['สืบเนื่องจาก', 'It arises out of'],
  decides: ['แผนเป็นไปตาม', 'The plan was decided on by'],
  directive: ['สั่งการตาม', 'It was issued by'],
  origin: ['มาจาก', 'It comes from'],
} as const
const FORMER = ['implements', 'amends', 'delegatedBy', 'supersedes'] as const

/** Why each of the commitments exists; in some thirty statements, however many they are. */
export const lineagesOf = query('lineagesOf', (views, { ids, asOf }: ByIds): Map<string, Link[]> => {
  const rows = byId(commitmentsByIds.run(views, { ids, asOf }))
  const next = { ...stepsOfCommitments(views, [...rows.values()], asOf) }
  return new Map([...rows.keys()].map((id) => [id, chainFrom(id, (each) => next[categoryOf(each) as keyof typeof next]?.(each) ?? [])]))
})

function stepsOfCommitments(views: Views, rows: readonly CommitmentRow[], asOf: AsOf) {
  const some = <R>(query: Query<ByIds, R>, ids: Iterable<string | null>) =>
    query.run(views, { ids: [...new Set(ids)].filter((id) => id !== null), asOf })
  const origins = (category: string) => rows.flatMap(({ origin }) => (origin !== null && categoryOf(origin) === category ? [origin] : []))
  const commitments = byId(rows)
  const activities = byId(some(activitiesByIds, origins('activity')))
  const outputs = byId(
    some(
      outputsByIds,
      [...activities.values()].map(({ output }) => output),
    ),
  )
  const objectives = byId(
    some(
      objectivesByIds,
      [...outputs.values()].map(({ objective }) => objective),
    ),
  )
  const plans = byId(
    some(
      plansByIds,
      rows.map(({ plan }) => plan),
    ),
  )
  const directives = byId(some(directivesByIds, origins('directive')))
  const decisions = some(decisionsOfPlans, plans.keys())
  const known = knownOf(
    views,
    some(cameFrom, [...origins('resolution'), ...[...decisions, ...directives.values()].map(({ resolution }) => resolution)]),
    asOf,
  )
  const reversed = byId(
    some(
      reversedResolutions,
      origins('resolution').filter((id) => !known.resolutions.has(id)),
    ),
  )
  const bodies = [...known.meetings.values()].flatMap(({ bodies }) => bodies)
  const committees = byId(some(committeesByIds, [...bodies, ...origins('committee'), ...rows.map(({ madeFor }) => madeFor)]))
  const mandates = mandatesOf(views, rows, asOf)
  const decided = grouped(decisions, ({ plan }) => plan)

  const resolved = (kind: Exclude<Kind, keyof typeof BACK> | keyof typeof BACK, id: string): Step[] => {
    const row = known.resolutions.get(id)
    const undone = reversed.get(id)
    const to = row ? toResolution(row, known) : undone && toReversed({ ...undone, reversedOn: bangkokDay(new Date(undone.reversedAt)) })
    return to ? [{ kind, ...beginning(BACK[kind as keyof typeof BACK], to) }] : []
  }
  const basis = (id: string): Step[] => {
    const { legalBasis } = committees.get(id) ?? { legalBasis: null }
    return legalBasis === null
      ? []
      : [
          {
            kind: 'legalBasis',
            ends: true,
            ...told(id, null, { th: '{body} มีขึ้นตาม {basis}', en: '{body} exists by {basis}' }, { body: id, basis: { th: legalBasis } }),
          },
        ]
  }
  const named = (
    kind: Kind,
    id: string,
    on: string | null,
    words: { th: string; en: string },
    title: { th: string },
    marks: Step['marks'] = [],
  ): Step => ({
    kind,
    ...told(id, on, { th: `${words.th}: {title}`, en: `${words.en}: {title}` }, { title }, marks),
  })
  const planned = (id: string | null): Step[] => {
    const row = plans.get(id ?? '')
    if (!row) return []
    return [
      named(
        'plan',
        row.id,
        null,
        { th: `ตามแผนปีงบประมาณ ${row.fiscalYear}`, en: `It serves the plan of fiscal year ${row.fiscalYear} (B.E.)` },
        row.title,
      ),
    ]
  }
  const directed = (id: string): Step[] => {
    const row = directives.get(id)
    if (!row) return []
    const on = dayInWords(row.issuedOn)
    const words = { th: `มาจากข้อสั่งการของ {body} วันที่ ${on.th}: {title}`, en: `It comes from the directive of {body}, ${on.en}: {title}` }
    return [
      {
        kind: 'origin',
        ...told(id, row.issuedOn, words, { body: row.committee, title: row.title }, markedIf({ withdrawn: row.state === 'withdrawn' })),
      },
    ]
  }
  return {
    commitment(id: string): Step[] {
      const { madeFor, madeOn, origin, plan } = commitments.get(id)!
      const on = dayInWords(madeOn)
      const from = origin === null ? undefined : categoryOf(origin)
      const activity = from === 'activity' ? activities.get(origin!) : undefined
      return [
        {
          kind: 'promise',
          ...told(madeFor, madeOn, { th: `{owner} ให้คำมั่นเมื่อ ${on.th}`, en: `{owner} promised it on ${on.en}` }, { owner: madeFor }),
        },
        ...mandates(id),
        ...(from === 'resolution' ? resolved('origin', origin!) : []),
        ...(from === 'directive' ? directed(origin!) : []),
        ...(from === 'committee'
          ? [{ kind: 'origin' as const, ...told(origin!, madeOn, { th: 'มาจาก {body}', en: 'It comes from {body}' }, { body: origin! }) }]
          : []),
        ...(activity
          ? [
              named(
                'activity',
                activity.id,
                activity.startsOn,
                { th: 'ตามกิจกรรม', en: 'It comes from the activity' },
                activity.title,
                markedIf({ dropped: activity.dropped !== null }),
              ),
            ]
          : []),
        ...planned(plan),
      ]
    },
    resolution(id: string): Step[] {
      const row = known.resolutions.get(id)
      if (!row) return []
      return [
        ...circumstancesOf(row, known),
        ...FORMER.flatMap((by) =>
          row[by] === null ? [] : resolved(by, row[by]).map((step) => (by === 'supersedes' ? { ...step, ends: true as const } : step)),
        ),
        ...(known.ratifying.get(id) ?? []).flatMap((later) =>
          resolved('ratifies', later.id).map((step) => ({ ...step, ends: true as const })),
        ),
      ]
    },
    agendaItem(id: string): Step[] {
      const { carriedFrom = null, origin = null } = known.items.get(id) ?? {}
      const earlier = known.items.get(carriedFrom ?? '')
      return [
        ...(earlier
          ? [{ kind: 'carriedFrom' as const, ...beginning(['เลื่อนมาจาก', 'It carries on'], toItem(earlier, known.meetings)) }]
          : []),
        ...(carriedFrom === null ? [] : (known.puttingOff.get(carriedFrom) ?? [])).flatMap((row) => resolved('putOff', row.id)),
        ...(origin === null ? [] : resolved('arisesFrom', origin)),
      ]
    },
    meeting: (id: string): Step[] => [...attendanceOf(id, known), ...(known.meetings.get(id)?.bodies ?? []).flatMap(basis)],
    directive(id: string): Step[] {
      const resolution = directives.get(id)?.resolution ?? null
      return resolution === null ? [] : resolved('directive', resolution)
    },
    committee: basis,
    activity(id: string): Step[] {
      const row = outputs.get(activities.get(id)?.output ?? '')
      return row ? [named('output', row.id, null, { th: `ผลผลิตที่ ${row.number}`, en: `Output ${row.number}` }, row.title)] : []
    },
    output(id: string): Step[] {
      const row = objectives.get(outputs.get(id)?.objective ?? '')
      return row ? [named('objective', row.id, null, { th: `วัตถุประสงค์ที่ ${row.number}`, en: `Objective ${row.number}` }, row.title)] : []
    },
    plan: (id: string): Step[] => (decided.get(id) ?? []).flatMap(({ resolution }) => resolved('decides', resolution)),
  }
}

/** Of each commitment the mandate clause that it names; where it names none, those of its owner's organization that were in force when it was promised. */
function mandatesOf(views: Views, rows: readonly CommitmentRow[], asOf: AsOf): (commitment: string) => Step[] {
  const named = byId(clausesByIds.run(views, { ids: [...new Set(rows.flatMap(({ mandate }) => mandate ?? []))], asOf }))
  const silent = rows.filter(({ mandate }) => mandate === null)
  const organizations = organizationsOfOwners.run(views, { ids: [...new Set(silent.map(({ madeFor }) => madeFor))], asOf })
  const own = grouped(
    clausesOfOrganizations.run(views, { ids: [...new Set(organizations.values())], asOf }),
    ({ organization }) => organization,
  )
  const commitments = byId(rows)
  const step = (kind: 'mandate' | 'ownMandate', row: ClauseRow): Step => ({
    kind,
    ...told(
      row.id,
      row.validFrom,
      {
        th: `อำนาจหน้าที่ของ {organization}: {text}${row.source === null ? '' : ' ({source})'}`,
        en: `Mandate of {organization}: {text}${row.source === null ? '' : ' ({source})'}`,
      },
      { organization: row.organization, text: row.text, ...(row.source !== null && { source: { th: row.source } }) },
      markedIf({ retired: hasEnded(daysOf(row), asOf.day) }),
    ),
  })
  return (id) => {
    const { mandate, madeFor, madeOn } = commitments.get(id)!
    if (mandate === null)
      return (own.get(organizations.get(madeFor) ?? '') ?? [])
        .filter((row) => aliveOn(daysOf(row), madeOn))
        .map((row) => step('ownMandate', row))
    const row = named.get(mandate)
    if (row) return [step('mandate', row)]
    const words = { th: 'อำนาจหน้าที่ที่ระบุไว้ถูกยกเลิกบันทึกแล้ว', en: 'The record of the mandate that it names was reversed' }
    return [{ kind: 'mandate', ...told(mandate, null, words, {}, ['reversed']) }]
  }
}
