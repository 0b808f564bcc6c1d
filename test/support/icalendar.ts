import ICAL from 'ical.js'

/** What a program reads of a calendar, by the id of what each line is about. */
export function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!)
  ICAL.TimezoneService.register(zone)
  const lines = calendar.getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each)
    return {
      id: event.uid,
      summary: event.summary,
      location: event.location,
      sequence: event.sequence,
      start: String(event.startDate),
      zone: event.startDate.isDate ? null : each.getFirstProperty('dtstart')!.getParameter('tzid'),
      utc: event.startDate.isDate ? null : event.startDate.convertToZone(ICAL.Timezone.utcTimezone).toString(),
      end: String(event.endDate),
      status: each.getFirstPropertyValue('status'),
      properties: each.getAllProperties().map(({ name }) => name),
    }
  })
  return { calendar, zone, lines, byId: new Map(lines.map((line) => [line.id, line])) }
}
