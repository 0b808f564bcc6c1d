/**
 * Why a promise was late on each day, reckoned from its bare facts by walking day by day: no story, stretch or row, and nothing of the code that
 * answers.
 */
interface Told {
  readonly type: string
  readonly data: unknown
  /** The day on which it was recorded: its own, where it says no other. */
  readonly recordedOn?: string
}
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

type Said = { readonly kind: string; readonly at: number; readonly on: string; readonly fact: Record<string, any> }
const KIND_OF: Record<string, string> = {
  ExtensionGranted: 'extension',
  CommitmentAdapted: 'adaptation',
  ObstacleRaised: 'obstacle',
  ObstacleAnswered: 'answer',
  OwnershipTransferred: 'transfer',
  CompletionReported: 'completion',
  CompletionReturned: 'return',
  CompletionVerified: 'verification',
  CommitmentWithdrawn: 'withdrawal',
}
/** The promise as its facts leave it: what was first said of it, and the steps that stand. */
function stepsOf(facts: readonly Told[]): { promise: Record<string, any>; steps: Said[] } {
  let promise: Record<string, any> = {}
  let steps: Said[] = []
  const onOf = (fact: Record<string, any>) => fact['on'] ?? fact['decidedOn']
  facts.forEach(({ type, data: said, recordedOn }, at) => {
    const data = said as Record<string, any>
    if (type === 'CommitmentMade' || type === 'CommitmentCorrected')
      promise = { ...data, madeOn: data['madeOn'] ?? promise['madeOn'] ?? recordedOn }
    else if (type === 'CommitmentStepReversed') steps = steps.filter((each) => each.at !== data['step'])
    else if (type === 'CommitmentStepCorrected')
      steps = steps.map((each) => {
        const fact = Object.values(data['rightly'])[0] as Record<string, any>
        return each.at === data['step'] ? { ...each, on: onOf(fact) ?? each.on, fact: { obstacle: each.fact['obstacle'], ...fact } } : each
      })
    else steps = [...steps, { kind: KIND_OF[type]!, at, on: onOf(data) ?? recordedOn!, fact: data }]
  })
  return { promise, steps }
}

export interface Walked {
  readonly day: string
  readonly cause: 'extended' | 'vacant' | 'waiting' | 'owner'
  readonly owner: string
}
export interface Walk {
  readonly days: readonly Walked[]
  readonly dueOn: string
  readonly state: string
  /** Whose it was on its due date, or on the day asked about if that comes first. */
  readonly owing: string
  readonly firstDue: string
}
/** Day by day from the day after it was first due. */
export function walk(facts: readonly Told[], answers: (owner: string, day: string) => boolean | undefined, asked: string): Walk {
  const { promise, steps } = stepsOf(facts)
  if (promise['dueOn'] === undefined) return { days: [], dueOn: '9', state: 'unknown', owing: '', firstDue: '9' }
  const on = (day: string) => {
    const standing = {
      owner: promise['owner'] as string,
      dueOn: promise['dueOn'] as string,
      state: 'open',
      doneOn: '',
      obstacles: new Map<string, string>(),
    }
    const past = steps.filter((each) => (each.on < promise['madeOn'] ? promise['madeOn'] : each.on) <= day)
    for (const { kind, on, fact } of past.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.at - b.at))) {
      if (kind === 'extension') standing.dueOn = fact['dueOn']
      if (kind === 'adaptation') standing.dueOn = fact['dueOn'] ?? standing.dueOn
      if (kind === 'transfer') standing.owner = fact['owner']
      if (kind === 'obstacle') standing.obstacles.set(fact['obstacle'], fact['waitingOn'] ?? '')
      if (kind === 'answer') standing.obstacles.delete(fact['obstacle'])
      if (kind === 'completion') Object.assign(standing, { state: 'done', doneOn: on })
      if (kind === 'return') standing.state = 'open'
      if (kind === 'withdrawal') standing.state = 'withdrawn'
    }
    return standing
  }
  const end = on(asked)
  const days: Walked[] = []
  for (let day = dayAfter(promise['dueOn']); day <= asked; day = dayAfter(day)) {
    const { owner, dueOn, state, doneOn, obstacles } = on(day)
    if (end.state === 'done' && day > end.doneOn) break
    if (state === 'withdrawn') break
    const cause = () => {
      if (dueOn >= day) return 'extended'
      if (answers(owner, day) === false) return 'vacant'
      if (state === 'done' && doneOn < day) return 'waiting'
      return [...obstacles.values()].some((waitingOn) => waitingOn !== '' && waitingOn !== owner) ? 'waiting' : 'owner'
    }
    days.push({ day, cause: cause(), owner })
  }
  const { dueOn, state } = end
  return { days, dueOn, state, owing: on(dueOn < asked ? dueOn : asked).owner, firstDue: promise['dueOn'] }
}

export const sums = (days: readonly Walked[]) => {
  const of = (cause: string) => days.filter((each) => each.cause === cause).length
  return { days: days.length, extended: of('extended'), vacant: of('vacant'), waiting: of('waiting'), owner: of('owner') }
}
