/**
 * Why promises are late, on any day and as known at any time: the views against an oracle that walks the bare facts day by day, over random
 * histories. It knows neither stories nor intervals.
 */
import { describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { latenessOf, timelinessOfAll } from '@prasan/commitments/reading'
import { type Command, type Fact, RuleRefused, addDays, processBeginnings } from '@prasan/event-sourcing'
import { type Told, given, someId, told, viewed } from '@prasan/event-sourcing/testing'
import { type Walk, sums, walk } from './support/late-days.js'
import fc from 'fast-check'

const PROMISES = ['one', 'two'].map((name) => someId('commitment', name))
const POSTS = ['p', 'q'].map((name) => someId('post', name))
const [OFFICE, AGENCY] = ['o', 'u'].map((name) => someId('organization', name)) as [string, string]
const BODY = someId('committee')
const PEOPLE = ['a', 'b'].map((name) => someId('person', name))
const OWNERS = [...POSTS, OFFICE, AGENCY, BODY]
const FIRST = '2026-01-01'
const LAST = 30
const DAYS = Array.from({ length: LAST }, (_, i) => addDays(FIRST, i))
const commands = new Map(contexts.flatMap((context) => context.commands.map((each) => [each.name, each])))
const seen = contexts.filter(({ name }) => ['directory', 'committees', 'commitments'].includes(name))

const day = fc.constantFrom(...DAYS)
const maybe = fc.option(day, { nil: undefined })
const nth = fc.nat(3)
const owner = fc.constantFrom(...OWNERS)
const reason = fc.constant('reason')
const post = fc.constantFrom(...POSTS)
const promise = fc.constantFrom(...PROMISES)
const promised = { owner, madeOn: fc.constant(FIRST), dueOn: fc.constantFrom(...DAYS.slice(3, 12)) }
const term = {
  person: fc.constantFrom(...PEOPLE),
  manner: fc.constantFrom('substantive', 'acting', 'caretaker'),
  from: maybe,
  until: maybe,
}
const steps = {
  extension: { dueOn: day, reason, decidedOn: day },
  obstacle: { on: day, text: reason, waitingOn: fc.option(owner, { nil: undefined, freq: 5 }) },
  answer: { obstacle: nth, on: day, answer: reason },
  transfer: { owner, on: day, reason },
  completion: { on: day, word: reason },
  return: { on: day, reason },
  verification: { on: day, by: owner },
  withdrawal: { on: day, reason },
}
const COMMAND = {
  extension: 'GrantExtension',
  obstacle: 'RaiseObstacle',
  answer: 'AnswerObstacle',
  transfer: 'TransferOwnership',
  completion: 'ReportCompletion',
  return: 'ReturnCompletion',
  verification: 'VerifyCompletion',
  withdrawal: 'WithdrawCommitment',
} as const
type Kind = keyof typeof steps
const KINDS = Object.keys(steps) as Kind[]
const stepOf = (kind: Kind) => fc.record<Record<string, unknown>>(steps[kind])

interface Step {
  readonly command: string
  readonly id: string
  readonly input: Record<string, unknown>
}
const of = (command: string, id: fc.Arbitrary<string>, input: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ command: fc.constant(command), id, input: fc.record(input) })
/** A step names the n-th obstacle, step or assignment there is; what the domain refuses is left out of the history. */
const step: fc.Arbitrary<Step> = fc.oneof(
  ...KINDS.map((kind) => ({
    weight: kind === 'withdrawal' || kind === 'verification' ? 1 : 3,
    arbitrary: fc.record({ command: fc.constant(COMMAND[kind]), id: promise, input: stepOf(kind) }),
  })),
  {
    weight: 1,
    arbitrary: of('CorrectCommitment', promise, { ...promised, title: fc.constant({ th: 'งาน' }), committee: fc.constant(BODY), reason }),
  },
  {
    weight: 2,
    arbitrary: of('CorrectCommitmentStep', promise, {
      step: nth,
      rightly: fc.oneof(...KINDS.map((kind) => stepOf(kind).map((fact) => ({ [kind]: fact })))),
      reason,
    }),
  },
  { weight: 1, arbitrary: of('ReverseCommitmentStep', promise, { step: nth, reason }) },
  { weight: 6, arbitrary: of('AssignRole', post, term) },
  { weight: 2, arbitrary: of('EndRole', post, { assignment: nth, on: day }) },
  { weight: 1, arbitrary: of('CorrectRoleAssignment', post, { assignment: nth, ...term, reason }) },
  { weight: 1, arbitrary: of('ReverseRoleAssignment', post, { assignment: nth, reason }) },
  { weight: 1, arbitrary: of('AbolishPost', post, { on: day }) },
  { weight: 2, arbitrary: of('NameHeadPost', fc.constantFrom(OFFICE, AGENCY), { post, from: maybe }) },
  { weight: 1, arbitrary: of('CloseOrganization', fc.constant(AGENCY), { on: day }) },
  { weight: 1, arbitrary: of('DissolveCommittee', fc.constant(BODY), { on: day }) },
)
/** Of the body: a history may break them. */
const RULES = [
  'OwnerCannotVerifyOwnCompletion',
  'CommitmentIsWithdrawnByResolution',
  'ExtensionIsDecidedAsTheBodySays',
  'ExtensionsAreLimited',
  'PressingWorkIsCompletedWithEvidence',
]
const without = (input: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

function historyOf(first: readonly object[], all: readonly Step[]): Told[] {
  const story: Told[] = []
  const factsOf = (id: string) => story.filter((each) => each.id === id).map(({ fact }) => fact)
  const tell = (id: string, command: Command, input: object, n: number) => {
    try {
      const recordDespite = RULES.map((rule) => ({ rule, reason: 'told so' }))
      story.push(
        ...told(
          id,
          addDays(FIRST, LAST),
          ...given(...factsOf(id))
            .when(command, without(input), {
              named: `${id} ${n}`,
              today: addDays(FIRST, LAST),
              evidence: { owners: {}, stoodInFor: [] },
              recordDespite,
            })
            .facts(),
        ),
      )
    } catch (error) {
      if (!(error instanceof RuleRefused)) throw error
    }
  }
  const begin = (id: string, command: string, input: object) => tell(id, commands.get(command)!, input, story.length)
  for (const id of [OFFICE, AGENCY]) begin(id, 'RegisterOrganization', { name: { th: 'หน่วยงาน' }, kind: 'provincial' })
  POSTS.forEach((id, i) => begin(id, 'EstablishPost', { title: { th: 'ตำแหน่ง' }, organization: [OFFICE, AGENCY][i] }))
  begin(BODY, 'EstablishCommittee', { name: { th: 'คณะ' }, type: 'committee' })
  begin(BODY, 'CreateSeat', { number: 1, office: 'secretary', kind: { exOfficio: { post: POSTS[0] } }, from: DAYS[15] })
  first.forEach((input, i) => begin(PROMISES[i]!, 'MakeCommitment', { title: { th: 'งาน' }, committee: BODY, ...input }))
  for (const [n, { command, id, input }] of all.entries()) {
    const nthOf = (ids: readonly unknown[], at: unknown, otherwise: unknown) => ids[(at as number) % Math.max(1, ids.length)] ?? otherwise
    const facts = factsOf(id)
    const named = (part: string, type: string) =>
      nthOf(
        facts.filter((fact) => fact.type === type).map((fact) => (fact.data as Record<string, string>)[part]),
        input[part],
        someId(part, 'none'),
      )
    const told = { ...input }
    if ('assignment' in input) told['assignment'] = named('assignment', 'RoleAssigned')
    if ('obstacle' in input) told['obstacle'] = named('obstacle', 'ObstacleRaised')
    if ('step' in input) told['step'] = 1 + (input['step'] as number)
    const answer = (input['rightly'] as Record<string, Record<string, unknown>> | undefined)?.['answer']
    if (answer) told['rightly'] = { answer: { ...answer, obstacle: named('obstacle', 'ObstacleRaised') } }
    else if ('rightly' in input)
      told['rightly'] = Object.fromEntries(Object.entries(input['rightly']!).map(([kind, fact]) => [kind, without(fact as object)]))
    tell(id, commands.get(command)!, told, 100 + n)
  }
  return story
}

/** Whether somebody answers for a post, an organization or a committee on the day; undefined where nobody is recorded who could be missing. */
function answers(facts: (id: string) => readonly Fact[], who: string, on: string): boolean | undefined {
  const own = facts(who).map(({ type, data }) => ({ type, data: data as Record<string, any> }))
  const over = own.findLast(({ type }) => ['PostAbolished', 'OrganizationClosed', 'CommitteeDissolved'].includes(type))?.data['on']
  if (over !== undefined && over <= on) return false
  if (who === BODY) return on < DAYS[15]! ? undefined : answers(facts, POSTS[0]!, on)
  if (!POSTS.includes(who)) {
    const heads = own.filter(({ type, data }) => type === 'HeadPostNamed' && (data['from'] ?? '') <= on)
    const head = heads.sort((a, b) => ((a.data['from'] ?? '') < (b.data['from'] ?? '') ? -1 : 1)).at(-1)?.data['post']
    return head === undefined ? undefined : answers(facts, head, on)
  }
  const held = new Map<string, { from?: string; until?: string }>()
  for (const { type, data } of own) {
    if (type === 'RoleAssigned' || type === 'RoleAssignmentCorrected')
      held.set(data['assignment'], { from: data['from'], until: data['until'] })
    if (type === 'RoleEnded') held.set(data['assignment'], { ...held.get(data['assignment']), until: data['on'] })
    if (type === 'RoleAssignmentReversed') held.delete(data['assignment'])
  }
  const some = [...held.values()].filter(({ from = '', until = '9' }) => from < until)
  if (some.some(({ from = '', until = '9' }) => from <= on && on < until)) return true
  return some.some(({ from = '' }) => from <= on) ? false : undefined
}

/** Of each office what became of what it promised: counted promise by promise. */
function counted(walked: readonly Walk[], asked: string, theirs: (owner: string) => boolean) {
  const due = walked.filter(({ firstDue }) => firstDue <= asked)
  const own = due.filter(({ owing }) => theirs(owing))
  const judged = own.filter(({ state }) => state !== 'withdrawn')
  const late = judged.filter(({ days, dueOn }) => days.some(({ day, cause }) => day > dueOn && cause !== 'vacant'))
  const days = due.flatMap(({ days }) => days.filter(({ owner }) => theirs(owner)))
  const slippages = judged
    .map(({ days }) => days.filter(({ owner, cause }) => theirs(owner) && cause !== 'vacant').length)
    .sort((a, b) => a - b)
  const onTime = judged.filter((each) => each.state === 'done' && !late.includes(each)).length
  return {
    ...{ due: judged.length, onTime, late: late.length, lateOpen: late.filter(({ state }) => state === 'open').length },
    ...{ withdrawn: own.length - judged.length, pending: judged.length - late.length - onTime },
    onTimeRate: onTime + late.length === 0 ? null : onTime / (onTime + late.length),
    medianSlippage: slippages.length === 0 ? null : slippages.length === 1 ? slippages[0] : (slippages[0]! + slippages[1]!) / 2,
    meanSlippage: slippages.length === 0 ? null : slippages.reduce((sum, each) => sum + each, 0) / slippages.length,
    causes: sums(days),
  }
}
const RUNS = process.env['PRASAN_FAULTS'] === 'long' ? 1_000 : 30

describe('lateness of any day, as known at any time', () => {
  it('has for each day the cause that the bare facts give, so the parts sum to the whole; and so have the figures of bodies', async () => {
    let met = { extended: 0, vacant: 0, waiting: 0, owner: 0 }
    const story = fc.tuple(fc.tuple(fc.record(promised), fc.record(promised)), fc.array(step, { minLength: 6, maxLength: 30 }))
    await fc.assert(
      fc.asyncProperty(story, async ([first, all]) => {
        const log = historyOf(first, all)
        const aggregates = [...seen.flatMap(({ aggregates }) => aggregates), processBeginnings]
        const views = await viewed(
          seen.flatMap((context) => context.views),
          aggregates,
          log,
        )
        try {
          for (const known of new Set([log.length, Math.ceil(log.length * 0.7), PROMISES.length + 6]))
            for (const asked of DAYS.filter((_, i) => i % 3 === 2)) {
              const asOf = { day: asked, log: known === log.length ? null : known }
              const facts = (id: string) =>
                log
                  .slice(0, known)
                  .filter((each) => each.id === id)
                  .map(({ fact }) => fact)
              const walked = new Map(PROMISES.map((id) => [id, walk(facts(id), (owner, day) => answers(facts, owner, day), asked)]))
              const found = latenessOf.run(views, { ids: PROMISES, asOf })
              for (const id of PROMISES) {
                const { stretches, ...days } = found.get(id) ?? { ...sums([]), stretches: [] }
                const told = stretches.flatMap(({ from, until, cause, owner }) =>
                  DAYS.filter((day) => from <= day && day < until).map((day) => ({ day, cause, owner })),
                )
                const expected = walked.get(id)!.days
                expect({ known, asked, id, told }).toEqual({ known, asked, id, told: expected })
                expect(days).toEqual(sums(expected))
                expect(days.extended + days.vacant + days.waiting + days.owner).toBe(days.days)
                for (const { cause } of expected) met = { ...met, [cause]: met[cause] + 1 }
              }
              const timely = timelinessOfAll.run(views, { of: [OFFICE, AGENCY, BODY], from: FIRST, until: '2027-01-01', asOf })
              const belongs: Record<string, string[]> = { [OFFICE]: [OFFICE, POSTS[0]!], [AGENCY]: [AGENCY, POSTS[1]!], [BODY]: OWNERS }
              for (const [body, owners] of Object.entries(belongs))
                expect({ known, asked, body, ...timely.get(body) }).toEqual({
                  ...{ known, asked, body },
                  ...counted([...walked.values()], asked, (owner) => owners.includes(owner)),
                })
            }
        } finally {
          views.close()
        }
      }),
      { numRuns: RUNS },
    )
    expect(Object.entries(met).filter(([, days]) => days < 50)).toEqual([])
  }, 3_600_000)
})
