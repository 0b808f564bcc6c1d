/** All code gets time from a Clock. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands at nine in the morning, Bangkok time, of the given day: for documentation and tests (`PRASAN_TODAY`). */
export const clockAt = (day: string): Clock => ({ now: () => new Date(`${day}T09:00:00+07:00`) })

const BANGKOK_OFFSET_MS = 7 * 3_600_000

/** As `Date.toISOString` writes an instant before 17:00, when the day in Bangkok is that in Greenwich. */
const SAME_DAY = /^\d{4}-\d{2}-\d{2}T(0\d|1[0-6]):.*Z$/

/** The calendar day in Asia/Bangkok (UTC+7 since 1920, no daylight saving). */
export const bangkokDay = (instant: Date | string): string =>
  typeof instant === 'string' && SAME_DAY.test(instant)
    ? instant.slice(0, 10)
    : new Date(+new Date(instant) + BANGKOK_OFFSET_MS).toISOString().slice(0, 10)

/** The day so many days later (earlier when negative). */
export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Whole days from one day to another; positive when `to` is later. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** The instant so many milliseconds later (earlier when negative), written so that instants compare as texts. */
export const instantAfter = (instant: string, milliseconds = 0): string => new Date(Date.parse(instant) + milliseconds).toISOString()

/** The instant of a time of day (`HH:MM`) in Asia/Bangkok, written the same. */
export const instantOn = (day: string, time: string): string => instantAfter(`${day}T${time}:00+07:00`)
