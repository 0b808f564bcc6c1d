// A seat over time: as what it was created and changed to, who was sent or appointed to it, who left it, until when it is there.
import {
  type Charge,
  type Day,
  type Life,
  aliveOn,
  begins,
  chargeOn,
  cut,
  daysOfCharge,
  hasBegun,
  inOrder,
  stepAt,
} from '@prasan/event-sourcing'
import type { Place } from './shapes.js'

/** Somebody in a seat from a day (undefined: since before the record begins) until a day. */
export interface Sat extends Life {
  readonly person: string
  /** Left as a change gave the seat to another sender. */
  readonly leftWithIt?: boolean | undefined
}
export type Appointed = Sat & { readonly womenAmongExperts?: number | undefined }
/** A seat as it is from a day on, and the order by which it is so. */
export type PlaceState = Place & { readonly from?: Day | undefined; readonly order?: string | undefined }
export interface Vacancy {
  readonly on: Day
  readonly reason: string
  readonly cause?: string | undefined
}
export interface SeatState extends Charge {
  /** The seat as it was created and each time it changed, oldest first. */
  readonly places: readonly PlaceState[]
  readonly sent: readonly Sat[]
  /** Standing alternates, oldest first; several at a time. */
  readonly alternates: readonly Sat[]
  /** Experts appointed since the seat was created. */
  readonly appointed: readonly Appointed[]
  /** Those and the experts whom the places name, oldest first. */
  readonly experts: readonly Sat[]
  readonly vacated: readonly Vacancy[]
  readonly gone?: { readonly on: Day; readonly successor?: string | undefined; readonly order?: string | undefined }
}

export const placeOf = ({
  number,
  office,
  title,
  kind,
  constituency,
  field,
  sector,
  votes,
  countsForQuorum,
  from,
}: Place & { from?: string | undefined }) => ({
  ...{ number, office, kind, from },
  ...(title && { title }),
  ...(constituency !== undefined && { constituency }),
  ...(field !== undefined && { field }),
  ...(sector !== undefined && { sector }),
  ...(votes !== undefined && { votes }),
  ...(countsForQuorum !== undefined && { countsForQuorum }),
})

/** A place that names the expert already sitting for the same term begins no other. */
function expertsOf({ places, appointed }: Pick<SeatState, 'places' | 'appointed'>): Sat[] {
  const named = places.flatMap(({ kind, from }) =>
    'expert' in kind ? [{ person: kind.expert.person, from, until: kind.expert.until, again: true }] : [],
  )
  const given = appointed.map(({ person, from, until }) => ({ person, from, until, again: false }))
  return inOrder([...named, ...given]).reduce<Sat[]>((experts, { again, ...sat }) => {
    const sitting = experts.at(-1)
    return again && sitting?.person === sat.person && sitting.until === sat.until ? experts : [...experts, sat]
  }, [])
}
export const seated = (seat: Omit<SeatState, 'experts'>): SeatState => ({ ...seat, experts: expertsOf(seat) })

/** The seat as it is on the day; before it begins, as it begins. */
export const placeOn = ({ places }: SeatState, day: Day): PlaceState => stepAt(places, day) ?? places[0]!

/** Whether it is who was recorded, from the day recorded. */
export const isSo = (recorded: { person: string; from?: Day | undefined }) => (sat: Sat) =>
  sat.person === recorded.person && sat.from === recorded.from

/** The organization that sends somebody to the seat. */
export const senderOf = ({ kind }: Pick<Place, 'kind'>): string | undefined =>
  'representative' in kind ? kind.representative.organization : undefined

/** The post or the organization that the seat belongs to. */
export const belongsTo = ({ kind }: Pick<Place, 'kind'>): string | undefined =>
  'exOfficio' in kind ? kind.exOfficio.post : senderOf({ kind })

/** The change that holds on the day, of the seat as it was created the first; the last where no day is given. */
export const indexOfStep = ({ places }: Pick<SeatState, 'places'>, stepOn: Day | undefined): number =>
  stepOn === undefined
    ? places.length - 1
    : Math.max(
        0,
        places.findLastIndex((place) => hasBegun(place, stepOn)),
      )

/** The days of the seat, as long as its body lasts. */
export const lifeOf = ({ places, gone }: SeatState, bodyUntil: Day | undefined): Life => ({
  from: places[0]!.from,
  until: [gone?.on, bodyUntil].flatMap((end) => end ?? []).sort()[0],
})

/** The expert in the seat on the day, whose term may be over, or who was the last to leave it. */
export function expertOn({ experts, vacated }: SeatState, day: Day): { expert: Sat | undefined; left: boolean } {
  const expert = stepAt(experts, day)
  return { expert, left: expert !== undefined && vacated.some(({ on }) => on <= day && on > begins(expert)) }
}

/** The standing alternates of the seat on the day: those named for the post or organization that it has belonged to since. */
export const alternatesOn = (seat: SeatState, day: Day): string[] =>
  seat.alternates
    .filter((each) => aliveOn(each, day))
    .filter((each) => {
      const owners = [placeOn(seat, begins(each)), ...seat.places.filter((place) => begins(each) < begins(place) && hasBegun(place, day))]
      return owners.every((place) => belongsTo(place) === belongsTo(owners[0]!))
    })
    .map(({ person }) => person)

/** How many terms in a row the person has had with this one. */
function termsInARow({ experts }: SeatState, sitting: Sat): number {
  const at = experts.indexOf(sitting)
  return at - experts.slice(0, at).findLastIndex(({ person }) => person !== sitting.person)
}

/** What a seat is on a day, as far as its occupant depends on it. */
export interface SeatOfTheDay {
  readonly post: string | null
  readonly sent: string | null
  readonly sentSince: string | null
  readonly expert: string | null
  readonly expertSince: string | null
  /** End of the term of the expert who sits there, or who last left it. */
  readonly termUntil: string | null
  /** How many terms in a row the expert who sits there has had, this one included. */
  readonly terms: number | null
  /** How many women were among the experts when the one who sits there was appointed, as it was stated then. */
  readonly womenAmongExperts: number | null
  readonly vacatedOn: string | null
  /** First day of the seat. */
  readonly since: string | null
}

/** What the seat is on the day, its place of that day given. */
export function seatOfTheDay(seat: SeatState, place: Place, day: Day): SeatOfTheDay {
  const representative = 'representative' in place.kind ? seat.sent.findLast((sat) => aliveOn(sat, day)) : undefined
  const { expert, left } = 'expert' in place.kind ? expertOn(seat, day) : { expert: undefined, left: false }
  const sitting = left ? undefined : expert
  return {
    post: 'exOfficio' in place.kind ? place.kind.exOfficio.post : null,
    sent: representative?.person ?? null,
    sentSince: representative?.from ?? null,
    expert: sitting?.person ?? null,
    termUntil: expert?.until ?? null,
    terms: sitting ? termsInARow(seat, sitting) : null,
    womenAmongExperts: (sitting && seat.appointed.find(isSo(sitting))?.womenAmongExperts) ?? null,
    expertSince: sitting?.from ?? null,
    vacatedOn:
      [...seat.vacated.map(({ on }) => on), ...seat.sent.flatMap(({ until }) => until ?? [])].sort().findLast((on) => on <= day) ?? null,
    since: seat.places[0]!.from ?? null,
  }
}

/** A row for every stretch of days on which the seat is the same, as long as its body lasts. */
export function stretchesOf(seat: SeatState, bodyUntil: Day | undefined) {
  const days = [
    ...[...seat.places, ...seat.sent, ...seat.experts, ...seat.alternates].map(begins),
    ...[...seat.sent, ...seat.alternates].flatMap(({ until }) => until ?? []),
    ...seat.vacated.map(({ on }) => on),
    ...daysOfCharge(seat),
  ]
  return cut(lifeOf(seat, bodyUntil), days).map(({ day, from, until }) => {
    const { order, number, office, title, constituency, field, sector, votes, countsForQuorum, kind } = placeOn(seat, day)
    const charge = chargeOn(seat, day)
    const alternates = alternatesOn(seat, day)
    return {
      ...{ from, until },
      values: {
        appointedBy: order ?? null,
        ...{ number, office, title: title ?? null, constituency: constituency ?? null, field: field ?? null, sector: sector ?? null },
        votes: votes ?? true,
        countsForQuorum: countsForQuorum ?? true,
        kind: Object.keys(kind)[0]!,
        ...{ duties: charge?.duties ?? null, dutiesFrom: charge?.from ?? null },
        acknowledged: charge?.acknowledged.length ? charge.acknowledged.map(({ by, on }) => ({ by, person: by, on })) : null,
        alternates: alternates.length ? alternates : null,
        organization: 'representative' in kind ? kind.representative.organization : null,
        ...seatOfTheDay(seat, placeOn(seat, day), day),
      },
    }
  })
}
