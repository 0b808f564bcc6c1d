/** What a question of continuity is answered from: each part is read when it is asked for, and once. */
import { linesOf, ownersEnded } from '@prasan/answering/reading'
import { commitmentsEver } from '@prasan/commitments/reading'
import { type AsOf, addDays, aliveOn, categoryOf, daysBetween, daysOf, grouped, hasDays } from '@prasan/event-sourcing'
import { type Asked, type RequestContext, withMoment } from '@prasan/graphql'
import { handoversBefore, itemsOf } from '../../views/handovers/queries.js'
import { busFactorOf } from '../../domain/turnover/bus-factor.js'
import { type Period, daysFilled, fiscalYearsIn, spellsOf, survivalOf, tenureOf, turnoverOf } from '../../domain/turnover/figures.js'
import { handingOf } from '../../domain/turnover/handing.js'
import { type Line, lineWithin } from '@prasan/answering/contract'
import { type PromiseDays, outcomesOf } from '../../domain/turnover/promises.js'
import { byDrift, representationOf, representationsOf } from '../../domain/turnover/representation.js'
import { attendanceOfSeats } from '@prasan/meetings/reading'

import { representedBy } from './represented.js'
import { scopeOf } from './scope.js'

const once = <R>(read: () => R) => {
  let kept: { readonly is: R } | undefined
  return () => (kept ??= { is: read() }).is
}

/** The days [from, until) of what is asked about, through the day of the moment. */
export function continuityOf(of: string, asked: Period, asOf: AsOf, request: RequestContext) {
  const told = addDays(asOf.day, 1)
  const until = asked.until < told ? asked.until : told
  const period = { from: asked.from, until: until < asked.from ? asked.from : until }
  const last = addDays(period.until, -1)

  const scope = once(() => request.ask(scopeOf, { of, asOf }))
  const lines = once(() => {
    const { lines } = request.ask(linesOf, { ids: scope().places, asOf })
    return new Map(scope().places.map((place): [string, Line] => [place, lines.get(place) ?? []]))
  })
  const spells = once(() => spellsOf(lines()))
  const promised = once(() => {
    const { owners: asked, bodies } = scope()
    const rows = request.ask(commitmentsEver, { owners: asked, committees: bodies, asOf })
    const [own, watching] = [new Set(asked), new Set<string | null>(bodies)]
    const told = rows.map((row) => ({ ...row, ...daysOf(row), counts: own.has(row.owner) || watching.has(row.committee) }))
    const promises = [...grouped(told as (PromiseDays & { id: string })[], ({ id }) => id).values()]
    const owners = [...new Set(rows.map(({ owner }) => owner))]
    const ended = request.ask(ownersEnded, { ids: owners, asOf: { ...asOf, day: last } })
    return { promises, ended, ...request.ask(linesOf, { ids: owners, asOf }) }
  })
  const outcomes = once(() => outcomesOf(promised().promises, promised().lines, promised().ended, period))
  /** Those of experts are left out: a figure of such a seat is one of a person. */
  const represented = once(() =>
    [...request.ask(representedBy, { seats: scope().seats.filter(({ expert }) => expert === null), ...period, asOf })].map(
      ([seat, meetings]) => ({ seat, ...representationOf(meetings) }),
    ),
  )
  const part = <P extends object>(said: P): Asked<P> => withMoment(said, asOf) as Asked<P>

  return part({
    ...{ of, ...period },
    get places() {
      return placesIn(lines(), period).length
    },
    get days() {
      return daysOfPlaces(lines(), period)
    },
    get turnover() {
      return turnoverOf(lines(), period, spells())
    },
    get tenure() {
      return tenureOf(spells(), period)
    },
    get years() {
      return fiscalYearsIn(period).map(({ year, ...days }) => ({
        ...{ fiscalYear: year, ...days },
        days: daysOfPlaces(lines(), days),
        turnover: turnoverOf(lines(), days, spells()),
        survival: survivalOf(lines(), days, year, asOf.day),
      }))
    },
    get substitution() {
      const own = grouped(scope().seats, ({ id }) => id)
      const came = request
        .ask(attendanceOfSeats, { seats: [...own.keys()], ...period, asOf })
        .filter(({ seat, day, present }) => present && own.get(seat!)!.some((row) => aliveOn(daysOf(row), day)))
      const substitutes = came.filter(({ capacity }) => capacity === 'substitute').length
      return { came: came.length, substitutes, rate: came.length === 0 ? null : substitutes / came.length }
    },
    get representation() {
      return representationsOf(represented())
    },
    get handing() {
      const at = { ...asOf, day: last }
      const posts = scope().places.filter((place) => categoryOf(place) === 'post')
      const handovers = request.ask(handoversBefore, { ids: posts, asOf: at }).filter(({ day }) => aliveOn(period, day))
      const duties = grouped(request.ask(itemsOf, { ids: handovers.map(({ id }) => id), asOf: at }), ({ handover }) => handover)
      return handingOf(
        handovers.map(({ id, day }) => ({ day, duties: duties.get(id) ?? [] })),
        last,
      )
    },
    /** Each seat that had a meeting, the one that drifted furthest first. */
    get seatsRepresented() {
      return represented()
        .filter(({ meetings }) => meetings > 0)
        .sort((a, b) => byDrift(a, b) || (a.seat < b.seat ? -1 : 1))
        .map(part)
    },
    get inherited() {
      return outcomes().inherited
    },
    get notInherited() {
      return outcomes().others
    },
    get busFactor() {
      const { promises, peopleOn } = promised()
      const open = promises.flatMap((days) => {
        const now = days.find((each) => aliveOn(each, last))
        return now?.state === 'open' && now.counts ? [peopleOn(now.owner, last)] : []
      })
      const found = busFactorOf(open)
      return found && { ...found, open: open.length }
    },
    /** Each place with its line in the period, in the order of their ids. */
    get linesOfPlaces() {
      return placesIn(lines(), period).map(([place, line]) =>
        part({
          ...{ place, days: daysOfPlaces(new Map([[place, line]]), period) },
          line: lineWithin(line, period).map((stretch) => part({ ...stretch, days: daysBetween(stretch.from!, stretch.until!) })),
        }),
      )
    },
  })
}
export type ContinuityAsked = ReturnType<typeof continuityOf>

const placesIn = (lines: ReadonlyMap<string, Line>, period: Period) =>
  [...lines].filter(([, line]) => hasDays(period) && lineWithin(line, period).length > 0).sort(([a], [b]) => (a < b ? -1 : 1))

function daysOfPlaces(lines: ReadonlyMap<string, Line>, period: Period) {
  const { holder: _, ...days } = daysFilled(lines, period)
  return { ...days, all: Object.values(days).reduce((sum, n) => sum + n, 0) }
}
