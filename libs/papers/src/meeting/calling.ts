/** How the papers of a meeting name it: the bodies, the number, the day, the place. */
import { bare } from '../naming.js'
import type { Wording } from '../wording.js'
import type { Meeting } from './asked.js'

/** The bodies, or the title that the meeting has of its own. */
export function bodiesIn({ title, bodies }: Meeting, { say, t }: Wording): string {
  return title ? say(title) : bodies.map(({ name }) => say(name)).join(t(' ร่วมกับ', ' and '))
}

/** The number that each of its bodies gives it, each on a line of its own where there are several. */
export function numbersIn({ bodies, numbers }: Meeting, { say }: Wording): string[] {
  if (bodies.length === 1) return numbers.slice(0, 1).map(({ label }) => say(label))
  return numbers.map(({ committee, label }) => {
    const body = bodies.find(({ id }) => committee && bare(id) === bare(committee.id))
    return `${body ? `${say(body.name)} ` : ''}${say(label)}`
  })
}

/** As in `ครั้งที่ 1/2569`; empty while it has no number. */
export const numberIn = ({ numbers: [first] }: Meeting, { say }: Wording): string => (first ? say(first.label) : '')

/** Where it is, and through which medium. */
export function placeIn({ place, mode }: Meeting, { t }: Wording): string {
  const online = mode === 'ONLINE' || mode === 'HYBRID' ? t('ผ่านสื่ออิเล็กทรอนิกส์', 'online') : null
  if (place === null) return online ?? ''
  return `${t('ณ', 'at')} ${place}${online ? t(` และ${online}`, ` and ${online}`) : ''}`
}
