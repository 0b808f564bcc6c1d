import { type Day, type EventType, history, plain, untilNext, view, withStated, withoutStated } from '@prasan/event-sourcing'
import * as e from '../../domain/committee/events.js'
import { NO_RHYTHM, type Rhythm, rhythmAfter } from '../../domain/committee/rhythm.js'
import { seatAfter } from '../../domain/committee/seat-after.js'
import { type SeatState, stretchesOf } from '../../domain/committee/seat.js'
import { type Adoption, type Mandate, chaptersOf, endOfOrder } from '../../domain/committee/state.js'

type Facts = Parameters<typeof chaptersOf>[0]

const SEAT_EVENTS: readonly EventType[] = [
  e.SeatCreated,
  e.SeatChanged,
  e.SeatCorrected,
  e.SeatChangeReversed,
  e.RepresentativeNamed,
  e.RepresentativeWithdrawn,
  e.RepresentativeCorrected,
  e.RepresentativeReversed,
  e.AlternateNamed,
  e.AlternateWithdrawn,
  e.AlternateCorrected,
  e.AlternateReversed,
  e.ExpertAppointed,
  e.ExpertAppointmentCorrected,
  e.ExpertAppointmentReversed,
  e.SeatVacated,
  e.VacancyCorrected,
  e.VacancyReversed,
  e.SeatAbolished,
  e.SeatAbolitionCorrected,
  e.SeatAbolitionReversed,
  e.SeatDutiesDescribed,
  e.SeatDutiesCorrected,
  e.SeatDutiesReversed,
  e.SeatDutiesAcknowledged,
  e.SeatDutiesAcknowledgementCorrected,
  e.SeatDutiesAcknowledgementReversed,
]

const RHYTHM_EVENTS: readonly EventType[] = [
  e.RhythmAdopted,
  e.RhythmCorrected,
  e.RhythmReversed,
  e.RhythmEnded,
  e.RhythmEndCorrected,
  e.RhythmEndReversed,
  e.OccurrenceSkipped,
  e.OccurrenceMoved,
  e.OccurrenceCorrected,
  e.OccurrenceReversed,
]

const rowsOf = (committee: string, seat: SeatState, bodyUntil: Day | undefined) =>
  stretchesOf(seat, bodyUntil).map(({ values, ...days }) => ({ ...days, values: { committee, ...values } }))
const numberId = (committee: string, meeting: string) => `${committee}|${meeting}`
const stretchesOfRhythm = ({ steps }: Rhythm) =>
  untilNext(steps).flatMap(({ from, until, rrule, startsAt = null, place = null, mode = null }) =>
    rrule === undefined ? [] : [{ from, until, values: { rrule, startsAt, place, mode } }],
  )

/** Committees, their orders, rules and seats; who was sent or appointed to a seat stands in the seat's own row. */
export const committeesView = view(
  'committees',
  10,
  {
    committee: history(
      'committee',
      { name: 'bilingual', type: 'text', area: 'text?', parent: 'text?', legalBasis: 'text?', mandate: 'bilingual?' },
      { today: ['area', 'parent'] },
    ),
    order: history(
      'appointmentOrder',
      {
        committee: 'text',
        number: 'text',
        kind: 'text',
        date: 'day',
        effectiveFrom: 'day',
        until: 'day?',
        target: 'text?',
        subject: 'text?',
        womenAmongExperts: 'int?',
      },
      { today: ['committee'] },
    ),
    mandates: plain('mandates', { id: 'text', told: 'json' }, { key: ['id'] }),
    rules: history('bodyRules', { preset: 'text?', rules: 'json' }),
    rhythms: plain('rhythms', { id: 'text', told: 'json' }, { key: ['id'] }),
    rhythm: history('rhythm', { rrule: 'text', startsAt: 'text?', place: 'text?', mode: 'text?' }),
    /** What became of single occurrences, on whichever day it is asked. */
    occurrence: history('occurrence', { committee: 'text', day: 'day', movedTo: 'day?', reason: 'text' }, { today: ['committee'] }),
    number: history(
      'meetingNumber',
      { committee: 'text', meeting: 'text', numbering: 'text', year: 'int', number: 'int', running: 'int?' },
      { today: ['meeting', 'committee'] },
    ),
    facts: plain('seatFacts', { id: 'text', committee: 'text', facts: 'json' }, { key: ['id'], indexes: ['committee'] }),
    seat: history(
      'seat',
      {
        committee: 'text',
        appointedBy: 'text?',
        since: 'day?',
        number: 'int',
        office: 'text',
        title: 'bilingual?',
        constituency: 'text?',
        ...{ field: 'text?', sector: 'text?' },
        kind: 'text',
        post: 'text?',
        organization: 'text?',
        expert: 'text?',
        expertSince: 'day?',
        termUntil: 'day?',
        ...{ terms: 'int?', womenAmongExperts: 'int?' },
        sent: 'text?',
        sentSince: 'day?',
        alternates: 'json?',
        vacatedOn: 'day?',
        votes: 'bool',
        countsForQuorum: 'bool',
        /** Of the duties that hold, the first day, and who acknowledged them. */
        ...{ duties: 'bilingual?', dutiesFrom: 'day?', acknowledged: 'json?' },
      },
      { today: ['committee', 'post', 'organization', 'expert', 'sent'] },
    ),
  },
  (on) => {
    type Rows = Parameters<Parameters<typeof on>[1]>[0]
    const endOf = ({ committee }: Rows, id: string): Day | undefined => committee.of(id).at(-1)?.validTo ?? undefined
    const factsOf = (row: Record<string, unknown>) => JSON.parse(row['facts'] as string) as SeatState

    const mandatesOf = ({ mandates }: Rows, id: string) => JSON.parse((mandates.where({ id })[0]?.['told'] as string) ?? '[]') as Mandate[]
    /** What is known of the body itself, whatever the day. */
    const factsOfBody = ({ committee }: Rows, id: string) => {
      const { validFrom: from, ...facts } = committee.of(id)[0]!
      return { ...facts, from } as Facts
    }
    const tellBody = (rows: Rows, id: string, facts: Facts, until: Day | undefined) =>
      rows.committee.restate(id, chaptersOf(facts, mandatesOf(rows, id), until))
    const charge = (rows: Rows, id: string, change: (mandates: Mandate[]) => Mandate[]) => {
      rows.mandates.put({ id, told: change(mandatesOf(rows, id)) })
      tellBody(rows, id, factsOfBody(rows, id), endOf(rows, id))
    }

    /** The body lasts until the day, and its seats with it. */
    const lastsUntil = (rows: Rows, id: string, until: Day | undefined) => {
      tellBody(rows, id, factsOfBody(rows, id), until)
      for (const row of rows.facts.where({ committee: id })) rows.seat.restate(row['id'] as string, rowsOf(id, factsOf(row), until))
    }
    /** Until when an order is in force, which others may change. */
    const endOrders = ({ order }: Rows, id: string, ...orders: (string | null | undefined)[]) => {
      const all = order.where('committee', id)
      for (const each of orders.filter((order) => order != null)) order.correctAll(each, { until: endOfOrder(all, each) })
    }
    const adopt = ({ rules }: Rows, id: string, change: (adoptions: Adoption[]) => Adoption[]) => {
      const before = rules.of(id).map((row) => ({ from: row.validFrom ?? undefined, preset: row.preset, rules: row.rules }))
      const adoptions = change(before as Adoption[])
      rules.restate(
        id,
        untilNext(adoptions).map(({ from, until, preset, rules }) => ({
          ...{ from, until },
          values: { preset: preset ?? null, rules },
        })),
      )
    }

    const tellRhythm = ({ rhythms, rhythm, occurrence }: Rows, id: string, before: Rhythm, after: Rhythm) => {
      rhythms.put({ id, told: after })
      if (after.steps !== before.steps) rhythm.restate(id, stretchesOfRhythm(after))
      for (const day of new Set([...Object.keys(before.changes), ...Object.keys(after.changes)])) {
        const change = after.changes[day]
        if (change === before.changes[day]) continue
        const values = change && { committee: id, day, movedTo: change.to ?? null, reason: change.reason }
        occurrence.restate(`${id}|${day}`, values ? [{ from: null, until: null, values }] : [])
      }
    }

    return [
      on(e.CommitteeEstablished, (rows, { id, data }) => tellBody(rows, id, data, undefined)),
      on(e.CommitteeCorrected, (rows, { id, data }) => tellBody(rows, id, data, endOf(rows, id))),
      on(e.MandateDescribed, (rows, { id, data }) => charge(rows, id, (before) => withStated(before, data))),
      on(e.MandateCorrected, (rows, { id, data: { recordedFrom, mandate, from } }) =>
        charge(rows, id, (before) => withStated(withoutStated(before, recordedFrom), { mandate, from })),
      ),
      on(e.MandateReversed, (rows, { id, data }) => charge(rows, id, (before) => withoutStated(before, data.recordedFrom))),
      on(e.CommitteeDissolved, (rows, { id, data }) => lastsUntil(rows, id, data.on)),
      on(e.DissolutionCorrected, (rows, { id, data }) => lastsUntil(rows, id, data.on)),
      on(e.DissolutionReversed, (rows, { id }) => lastsUntil(rows, id, undefined)),

      on(e.OrderIssued, (rows, { id, data }) => {
        rows.order.begin(data.order, null, { ...data, committee: id })
        endOrders(rows, id, data.target)
      }),
      on(e.OrderCorrected, (rows, { id, data }) => {
        const before = rows.order.of(data.order).at(-1)?.target
        rows.order.correct(data.order, null, { ...data, committee: id })
        endOrders(rows, id, before, data.target, data.order)
      }),
      on(e.RulesAdopted, (rows, { id, data }) => adopt(rows, id, (before) => withStated(before, data))),
      on(e.RulesCorrected, (rows, { id, data: { recordedFrom, ...data } }) =>
        adopt(rows, id, (before) => withStated(withoutStated(before, recordedFrom), data)),
      ),
      on(e.RulesReversed, (rows, { id, data }) => adopt(rows, id, (before) => withoutStated(before, data.recordedFrom))),
      on(e.MeetingNumbered, ({ number }, { id, data }) => number.begin(numberId(id, data.meeting), null, { ...data, committee: id })),
      on(e.MeetingNumberReleased, ({ number }, { id, data }) => number.reverse(numberId(id, data.meeting))),

      ...RHYTHM_EVENTS.map((event) =>
        on(event, (rows, { id, type, data }) => {
          const told = rows.rhythms.where({ id })[0]?.['told'] as string | undefined
          const before = told === undefined ? NO_RHYTHM : (JSON.parse(told) as Rhythm)
          tellRhythm(rows, id, before, rhythmAfter[type as keyof typeof rhythmAfter](before, data as never))
        }),
      ),
      ...SEAT_EVENTS.map((event) =>
        on(event as EventType<string, { seat: string }>, (rows, { id, type, data }) => {
          const [known] = rows.facts.where({ id: data.seat })
          const state = seatAfter(known && factsOf(known), type, data)
          rows.facts.put({ id: data.seat, committee: id, facts: state })
          rows.seat.restate(data.seat, rowsOf(id, state, endOf(rows, id)))
        }),
      ),
    ]
  },
)
