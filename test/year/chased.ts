/** Promises of a year that are soon due and soon chased: some are let lie, some acknowledged, extended, obstructed or done after a while. */
import { type Day, addDays } from '@prasan/event-sourcing'
import { type Said, both, idOf, partOf } from './said.js'

/** Steps that follow on one another within days. */
const chase = { beforeDays: [1], onDueDay: true, everyDays: 3, secretaryAfterDays: 2, chairAfterDays: 4, parentAfterDays: 7, restDays: 3 }
/** Something is promised so often, due so many days later. */
const EVERY = 3
const DUE = 2

/** One body stands above the others, which chase soon. */
export const chasedSoon = (bodies: number): Said[] => [
  { command: 'EstablishCommittee', key: 'above', input: { name: both('Above'), type: 'committee' } },
  ...Array.from({ length: bodies }, (_, n) => n).flatMap((n): Said[] => [
    {
      ...{ command: 'CorrectCommittee', key: `parent ${n}`, id: idOf('committee', `body ${n}`) },
      input: { name: both(`Body ${n}`), type: 'committee', parent: idOf('committee', 'above'), reason: 'it has one' },
    },
    { command: 'AdoptRules', key: `chase ${n}`, id: idOf('committee', `body ${n}`), input: { rules: { chase } } },
  ]),
]

/** What is said of the promises of a body on the n-th day. */
export function chasedOf(n: number, first: Day, count: number): Said[] {
  const day = addDays(first, count)
  const all: Said[] = []
  for (let made = 0; made <= count; made += EVERY) {
    const key = `chased ${n} ${made}`
    const id = idOf('commitment', key)
    const dueOn = addDays(first, made + DUE)
    const about = (command: string, input: object): Said => ({ command, key: `${command} ${key}`, id, input })
    const age = count - made
    const kind = ['let lie', 'acknowledged', 'extended', 'obstructed', 'done'][(made / EVERY) % 5]
    if (age === 0) {
      const input = { title: both(key), owner: idOf('post', `deputy ${n}`), dueOn, committee: idOf('committee', `body ${n}`) }
      all.push({ command: 'MakeCommitment', key, input })
    }
    if (kind === 'acknowledged' && age === DUE + 3) all.push(about('AcknowledgeEscalation', { on: day, word: 'known' }))
    if (kind === 'extended' && age === DUE + 3) all.push(about('GrantExtension', { dueOn: addDays(day, 3), reason: 'rain' }))
    if (kind === 'obstructed' && age === DUE + 1)
      all.push(about('RaiseObstacle', { on: day, text: 'a road', waitingOn: idOf('post', `deputy ${1 - n}`) }))
    if (kind === 'obstructed' && age === DUE + 8)
      all.push(about('AnswerObstacle', { obstacle: partOf('obstacle', `RaiseObstacle ${key}`), on: day, answer: 'built' }))
    if (kind === 'done' && age === DUE + 5) all.push(about('ReportCompletion', { on: day, word: 'done' }))
  }
  return all
}
