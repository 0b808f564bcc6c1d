/** Calendars as iCalendar (RFC 5545), for programs of every kind. */
import {
  ICalAttendeeRole,
  ICalCalendar,
  type ICalCalendarData,
  ICalCalendarMethod,
  ICalEvent,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'

/** One line of a calendar. */
export interface Entry {
  /** Stays, whatever becomes of it. */
  readonly id: string
  /** How often it was changed since it began. */
  readonly sequence: number
  /** ISO instant of the last change. */
  readonly changedAt: string
  readonly day: string
  /** HH:MM in Asia/Bangkok; the whole day where it is null. */
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly title: string
  readonly place: string | null
  readonly cancelled: boolean
  /** It takes no time of its day, as a due date. */
  readonly leavesTimeFree?: boolean
}
export interface Calendar {
  readonly name: string
  readonly language: string
  readonly entries: readonly Entry[]
}
/** A seat as it is invited, by its name: nobody's name or address is told. */
export interface Invited {
  readonly id: string
  readonly label: string
  readonly role: 'chair' | 'member' | 'other'
}
export interface Invitation {
  readonly language: string
  readonly meeting: Entry
  /** Who invites: the seat of the secretary, or the body itself. */
  readonly by: Pick<Invited, 'id' | 'label'>
  readonly invited: readonly Invited[]
}

/** How often programs may ask again, in seconds. */
const REFRESH_SECONDS = 6 * 3_600
const ZONE = 'Asia/Bangkok'
/** No summer time, and +07 on all days that are recorded: they begin in 1941. */
const VTIMEZONE = `BEGIN:VTIMEZONE
TZID:${ZONE}
BEGIN:STANDARD
DTSTART:19410101T000000
TZOFFSETFROM:+0700
TZOFFSETTO:+0700
TZNAME:+07
END:STANDARD
END:VTIMEZONE`
const END = 'END:VCALENDAR'

/** The whole calendar, in lines of at most 75 octets that end in CRLF. */
export function icalendarOf({ name, language, entries }: Calendar): string {
  const head = written({ name: escaped(name), ttl: REFRESH_SECONDS, timezone: { name: ZONE, generator: () => VTIMEZONE } }, language)
  const events = entries.map((entry) => new ICalEvent(eventOf(entry), NO_CALENDAR).toString())
  return `${head.slice(0, head.lastIndexOf(END))}${folded(events.join(''))}${END}\r\n`
}

/** Events are written one by one, in UTC where they name no zone: the library folds a whole calendar twenty times slower than this. */
const NO_CALENDAR = new ICalCalendar()
const LONGEST_LINE = 75

/** Long lines go on in the next one, after a blank; never within a character. */
function folded(text: string): string {
  let out = ''
  let from = 0
  let octets = 0
  for (let at = 0; at < text.length;) {
    const character = text.codePointAt(at)!
    const width = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4
    if (character === LINE_FEED) octets = 0
    else if (character !== CARRIAGE_RETURN && octets + width > LONGEST_LINE) {
      out += `${text.slice(from, at)}\r\n `
      from = at
      octets = 1 + width
    } else octets += width
    at += character > 0xffff ? 2 : 1
  }
  return out + text.slice(from)
}
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** One meeting to be taken into a calendar, or out of it once it is cancelled (RFC 5546). */
export function invitationAsIcalendar({ language, meeting, by, invited }: Invitation): string {
  const event = {
    ...eventOf(meeting),
    organizer: { name: quoted(by.label), email: addressOf(by) },
    attendees: invited.map((each) => ({ name: quoted(each.label), email: addressOf(each), role: ROLES[each.role], rsvp: false })),
  }
  const method = meeting.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  return `${written({ method, timezone: { name: null, generator: () => VTIMEZONE }, events: [event] }, language)}\r\n`
}

const ROLES = { chair: ICalAttendeeRole.CHAIR, member: ICalAttendeeRole.REQ, other: ICalAttendeeRole.OPT }
/** iCalendar asks for an address of everybody. No mail reaches this one (RFC 2606): replies are given to the secretary. */
const addressOf = ({ id }: { readonly id: string }) => `${id.toLowerCase()}@prasan.invalid`

const written = (data: ICalCalendarData, language: string) =>
  new ICalCalendar({ prodId: { company: 'Prasan', product: 'Calendar', language }, ...data }).toString()

/** Times are given as they stand, for the library writes them as the clock on the wall of their zone. */
function eventOf({ id, sequence, changedAt, day, startsAt, endsAt, title, place, cancelled, leavesTimeFree }: Entry): ICalEventData {
  const at = (time: string) => `${day}T${time}`
  return {
    ...{ id, sequence, stamp: new Date(changedAt), lastModified: new Date(changedAt), summary: title, timezone: ZONE },
    ...(startsAt === null ? { start: at('00:00'), allDay: true } : { start: at(startsAt), ...(endsAt !== null && { end: at(endsAt) }) }),
    ...(place !== null && { location: { title: place } }),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(leavesTimeFree && { transparency: ICalEventTransparency.TRANSPARENT }),
  }
}

/** What the library does not escape: a text in one line. */
const escaped = (text: string) => oneLine(text).replaceAll(/[\\;,]/g, '\\$&')
/** A name between quotation marks, which hold none. */
const quoted = (text: string) => oneLine(text).replaceAll('"', '”').replaceAll('\\', '/')
const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, ' ')
