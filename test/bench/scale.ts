import { addDays } from '@prasan/event-sourcing'
import type { ChildProcess } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import type { Answered, Subjects } from './ask-child.js'
import { heard, start } from './child.js'
import type { Measure } from './figure.js'
import { type Size, generated, settled } from './generated.js'

const TIMES = 7

const OVERDUE = `edges { node { title { th } dueOn daysOverdue owner { label { th } } answeringNow { person { name { th } } since manner } lastWord { on text } } }`
const OCCUPANTS = `name { th } occupants { seat { number office } state vacantDays occupant { person { name { th } } since manner } }`
const LINE = `title { th } holders { person { name { th } } manner from } line { person { name { th } } manner from until }`

/** Each about one thing whose own history is as long in both stores. */
const QUESTIONS: readonly (readonly [about: keyof Subjects, what: string, query: string])[] = [
  ['committee', 'its occupants', `committee(id: $id, asOf: $asOf) { ${OCCUPANTS} }`],
  ['committee', 'its overdue commitments', `overdueCommitments(first: 20, asOf: $asOf, filter: { committee: $id }) { totalCount ${OVERDUE} }`],
  ['post', 'its holders', `post(id: $id, asOf: $asOf) { ${LINE} }`],
  ['post', 'its overdue commitments', `overdueCommitments(first: 20, asOf: $asOf, filter: { post: $id }) { totalCount ${OVERDUE} }`],
  ['organization', 'its overdue commitments', `overdueCommitments(first: 20, asOf: $asOf, filter: { organization: $id }) { totalCount ${OVERDUE} }`],
  ['organization', 'its posts', `posts(first: 20, asOf: $asOf, organization: $id) { totalCount edges { node { ${LINE} } } }`],
  ['district', 'its overdue commitments', `overdueCommitments(first: 20, asOf: $asOf, filter: { area: $id }) { totalCount ${OVERDUE} }`],
] // prettier-ignore

/** Over the whole store: these grow with it, and are reported with what they cost. */
const TOTALS: readonly (readonly [what: string, query: string])[] = [
  ['first page of all overdue', `overdueCommitments(first: 20, asOf: $asOf) { ${OVERDUE} }`],
  ['all overdue, counted by age', `overdueCommitments(first: 1, asOf: $asOf) { totalCount totals { days1to7 days8to30 days31to90 over90Days } }`],
  ['all commitments, counted', `commitments(first: 1, asOf: $asOf) { totalCount }`],
] // prettier-ignore

/**
 * What questions about one committee, post, organization or district cost in SQL over ten times the events. Both stores hold the very same
 * seven provinces, the larger one 63 more; each question goes to both by turns, and the least of several times counts, added up over the
 * subjects. Asked of now, and of a day as it was known then, whose answers must be the same. At last what the larger store takes for a day as it
 * was known then, against the same day as it is known now.
 */
export async function scale(): Promise<readonly Measure[]> {
  const whole = await Store.open('whole')
  const tenth = await Store.open('tenth')
  try {
    const { through } = await generated('whole')
    // The end of a month: what was recorded by then is the same in both stores, which are written month by month.
    const then = addDays(`${through.slice(0, 8)}01`, -1)
    const moments = [
      ['now', { effective: addDays(through, 1) }],
      ['then', { effective: then, known: `${then}T23:59:59+07:00` }],
    ] as const
    const figures: Measure[] = []
    for (const [moment, asOf] of moments) {
      for (const [about, what, question] of QUESTIONS) {
        const sum = { whole: 0, tenth: 0 }
        for (const id of tenth.subjects[about]) {
          const asked = [documentOf(about, what, question), { id, asOf }] as const
          const [small, large] = [await tenth.ask(...asked), await whole.ask(...asked)]
          if (moment === 'then' && !isDeepStrictEqual(small.data, large.data))
            throw new Error(`${about} ${id}: ${what} were answered otherwise by the larger store, though it holds the same history`)
          sum.tenth += small.sql
          sum.whole += large.sql
        }
        figures.push({
          what: `${about}, ${what}, ${moment}: ten times the events`,
          value: sum.whole / sum.tenth,
          unit: 'times the cost',
          most: 1.3,
        })
      }
      for (const [what, question] of TOTALS) {
        const asked = [`query ($asOf: AsOfInput) { ${question} }`, { asOf }] as const
        const [small, large] = [await tenth.ask(...asked), await whole.ask(...asked)]
        figures.push({ what: `${what}, ${moment}, over a tenth`, value: small.sql, unit: 'ms' })
        figures.push({ what: `${what}, ${moment}, over all`, value: large.sql, unit: 'ms' })
      }
    }
    for (const [about, what, question] of QUESTIONS) {
      const sum = { plain: 0, known: 0 }
      for (const id of whole.subjects[about]) {
        const [plain, known] = await whole.askByTurns(documentOf(about, what, question), [
          { id, asOf: { effective: then } },
          { id, asOf: moments[1][1] },
        ])
        sum.plain += plain!.sql
        sum.known += known!.sql
      }
      figures.push({
        what: `${about}, ${what}, over all: as known then`,
        value: sum.known / sum.plain,
        unit: 'times as known now',
        most: 1.5,
      })
    }
    return figures
  } finally {
    whole.close()
    tenth.close()
  }
}

const documentOf = (about: string, what: string, question: string) =>
  `query ($id: ${about === 'organization' && what === 'its posts' ? 'ID' : 'ID!'}, $asOf: AsOfInput) { ${question} }`

class Store {
  private constructor(
    private readonly child: ChildProcess,
    readonly subjects: Subjects,
  ) {}

  static async open(size: Size): Promise<Store> {
    await settled(size)
    const child = start('./ask-child.js', [size])
    return new Store(child, await heard<Subjects>(child))
  }

  ask(query: string, variables: Record<string, unknown>, times = TIMES): Promise<Answered> {
    this.child.send({ query, variables, times })
    return heard<Answered>(this.child)
  }

  /** The same with several variables, one after the other again and again; of each the least counts. */
  async askByTurns(query: string, all: readonly Record<string, unknown>[]): Promise<Answered[]> {
    const best: Answered[] = []
    for (let time = 0; time < TIMES; time++)
      for (const [i, variables] of all.entries()) {
        const answered = await this.ask(query, variables, 1)
        if (!best[i] || answered.sql < best[i].sql) best[i] = answered
      }
    return best
  }

  close(): void {
    this.child.send('end')
  }
}
