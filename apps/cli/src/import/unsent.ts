/** Whoever is said to be sent to a seat on days on which it is of no organization, as after a correction of the seat: whoever brings the file is told. */
import type { CommitteeState } from '@prasan/committees/contract'
import { type Bilingual, overlap } from '@prasan/event-sourcing'
import type { ImportRow, Notice, Result } from './report.js'
import type { Overlay } from './overlay.js'
import { type Sent, sentFacet } from './tables/committees.js'

const SENT_BY_NOBODY: Bilingual = {
  th: 'ที่นั่งนี้ไม่เป็นของหน่วยงานที่ส่งผู้แทนในช่วงนั้น บุคคลนี้จึงไม่ได้อยู่ในที่นั่ง: แก้แถวของที่นั่งหรือแถวนี้',
  en: 'On these days the seat is of no organization that sends anybody, so the person does not sit in it: mend the row of the seat, or this one.',
}

export async function unsent(overlay: Overlay, rows: readonly ImportRow[], results: ReadonlyMap<ImportRow, Result>): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const row of rows) {
    for (const { facet, id, key, fact } of results.has(row) ? row.parts : []) {
      if (facet !== sentFacet || fact === undefined) continue
      const { person, from } = fact as Sent
      const state = (await overlay.stream(id)).state as CommitteeState
      const seat = state.is === 'unknown' ? undefined : state.seats.get(key!)
      const sat = seat?.sent.find((each) => each.person === person && each.from === from)
      const places = seat?.places.map(({ kind, from }, n) => ({ kind, from: n === 0 ? undefined : from, until: seat.places[n + 1]?.from }))
      if (!sat || places!.every((place) => 'representative' in place.kind || !overlap(place, sat))) continue
      const { name, value } = row.column(person)
      notices.push({
        is: 'told',
        table: row.table,
        line: row.line,
        key: row.key,
        column: name,
        value,
        code: 'SeatSendsNobody',
        reason: SENT_BY_NOBODY,
      })
    }
  }
  return notices
}
