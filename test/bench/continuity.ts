import { contexts, openRuntime } from '@prasan/api'
import { type Command, bangkokDay, commandIdOf, handle } from '@prasan/event-sourcing'
import { DOSSIER } from '@prasan/papers'
import type { Figure } from './figure.js'
import { configurationOf, settled } from './generated.js'
import { againstBare } from './page.js'

const OPEN = 200
const YEARS = 10
const commands = new Map<string, Command>(contexts.flatMap((context) => context.commands.map((command) => [command.name, command])))

const CONTINUITY = `query ($of: ID!, $from: Day!) { continuity(of: $of, from: $from) {
  places days { all held acting caretaker vacant unknown } turnover { changes meanHeld turnover } tenure { median ended censored }
  years { fiscalYear turnover { changes } survival { stayed of } } substitution { came substitutes rate }
  representation { seats silent meetings came substitutes compared lower below } handing { handovers completeness latency }
  inherited { all kept keptInTime dropped open late } notInherited { all kept keptInTime dropped open late } busFactor { people open exact } } }`
const DUTIES = `query ($of: ID!) { duties(of: $of, first: 100) { totalCount nodes { kind by what { id } because { how since of { id } } } } }`

/**
 * What continuity asks of the whole store, against bare node with the very same SQL: the dossier of a post with 200 open promises, its duties, and ten
 * years of a province.
 */
export async function continuity(): Promise<readonly Figure[]> {
  const { post, today } = await busyPost()
  return againstBare('whole', { requests: 8, warm: 24 }, [
    { what: `dossier of a post with ${OPEN} open promises`, query: DOSSIER, variables: () => ({ post }), goal: 0.1 },
    { what: `100 duties of a post with ${OPEN} open promises`, query: DUTIES, variables: () => ({ of: post }), goal: 0.1 },
    {
      what: `${YEARS} years of continuity of a province`,
      query: CONTINUITY,
      variables: () => ({ of: 'area-56', from: `${Number(today.slice(0, 4)) - YEARS}${today.slice(4)}` }),
      goal: 0.1,
    },
  ])
}

/** A post of an office of its own that owes so much, recorded once however often the bench runs over the store. */
async function busyPost(): Promise<{ post: string; today: string }> {
  const runtime = await openRuntime(configurationOf(await settled('whole')))
  const { handling } = runtime
  const today = bangkokDay(handling.clock.now())
  const tell = async (name: string, input: object, id?: string, n = 0): Promise<string> => {
    const request = { command: commands.get(name)!, input, actor: 'system:bench', ...(id !== undefined && { id }) }
    const outcome = await handle(
      { ...handling, exists: () => true },
      { ...request, commandId: commandIdOf('system:bench', `${name} ${n}`, id) },
    )
    if (outcome.is !== 'Recorded') throw new Error(`${name}: ${outcome.is}`)
    return outcome.id
  }
  try {
    const organization = await tell('RegisterOrganization', { name: { th: 'สำนักงานที่งานมาก' }, kind: 'provincial' })
    const post = await tell('EstablishPost', { title: { th: 'หัวหน้าสำนักงานที่งานมาก' }, organization })
    const person = await tell('RegisterPerson', { name: { th: { given: 'งานมาก', family: 'ตัวอย่าง' } } })
    await tell('AssignRole', { person, manner: 'substantive', from: `${Number(today.slice(0, 4)) - 1}${today.slice(4)}` }, post)
    for (let n = 0; n < OPEN; n++) {
      const made = { title: { th: `งานที่ ${n}` }, owner: post, madeOn: today, dueOn: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}` }
      const commitment = await tell('MakeCommitment', made, undefined, n)
      await tell('ReportProgress', { on: today, word: 'กำลังดำเนินการ', percent: 10 }, commitment)
    }
    return { post, today }
  } finally {
    await runtime.close()
  }
}
