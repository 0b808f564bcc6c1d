import { type ListAsked, type LogLine, type Row, type Sql, among, join, list, query, rowsById, sql } from '@prasan/event-sourcing'
import { ResolutionCorrected, ResolutionPassed, ResolutionReversed } from '@prasan/meetings/contract'
import type { WebhookTopic } from '../../domain/webhook/events.js'
import { webhooksView } from './view.js'

const { webhook, sent } = webhooksView.tables
export interface Failing {
  readonly logNumber: number
  readonly attempts: number
  readonly problem: string
  /** ISO instant of the next attempt. */
  readonly again: string
}
interface Said {
  readonly topics: readonly WebhookTopic[]
  readonly failing: Failing | null
}
export type WebhookRow = Row<typeof webhook.columns> & Said
/** What its sender goes by. */
export type Sent = Omit<Row<typeof sent.columns>, 'validFrom' | 'validTo' | 'knownFrom'> & Said

export const webhooksByIds = rowsById<WebhookRow>(webhook)

export interface WebhooksAsked extends ListAsked {
  readonly organization?: string | undefined
  readonly state?: string | undefined
}
/** Webhooks, those registered last first. */
export const webhooks = list<WebhookRow, WebhooksAsked>(
  'webhooks',
  webhook,
  ({ organization, state }) => [
    organization !== undefined && sql`organization = ${organization}`,
    state !== undefined && sql`state = ${state}`,
  ],
  { orderBy: ['registeredOn', 'id'], descending: true },
)

/** Every webhook as it was recorded last, whatever day this node takes it for; or the one of an id. */
export const webhooksNow = query('webhooksNow', (views, { id }: { id?: string }): Sent[] =>
  views
    .all<Sent>(sql`select * from webhookSent where ${id === undefined ? sql`1` : sql`id = ${id}`} order by id`)
    .map((row) => sent.decode(row)),
)

const DECISIONS = [ResolutionPassed, ResolutionCorrected, ResolutionReversed].map(({ type }) => type)
const ofKind = (category: string) => sql`id >= ${category + '-'} and id < ${category + '.'}`
/** What of the log a topic is. */
const TOPICS: Readonly<Record<WebhookTopic, Sql>> = {
  meetings: sql`${ofKind('meeting')} and type not in ${among(DECISIONS)}`,
  decisions: sql`${ofKind('meeting')} and type in ${among(DECISIONS)}`,
  commitments: ofKind('commitment'),
  plans: ofKind('plan'),
  committees: ofKind('committee'),
  handovers: ofKind('handover'),
  posts: ofKind('post'),
  organizations: ofKind('organization'),
}
const told = (topics: readonly WebhookTopic[]) =>
  sql`(${join(
    topics.map((topic) => sql`(${TOPICS[topic]})`),
    ' or ',
  )})`

interface LinesAsked {
  /** Log numbers (after, to]. */
  readonly after: number
  readonly to: number
  readonly topics: readonly WebhookTopic[]
  readonly ids?: readonly string[] | undefined
}
const within = ({ after, to, topics, ids }: LinesAsked) =>
  sql`logNumber > ${after} and logNumber <= ${to} and ${told(topics)} and ${ids === undefined ? sql`1` : sql`id in ${among(ids)}`}`

/** The next events that a webhook is told of, oldest first. */
export const linesToTell = query('linesToTell', (views, { limit, ...asked }: LinesAsked & { limit: number }) =>
  views.all<LogLine>(sql`select * from log not indexed where ${within(asked)} order by logNumber limit ${limit}`),
)

/** How many events of its topics there are, of whatever it is about. */
export const countToTell = query(
  'countToTell',
  (views, asked: Omit<LinesAsked, 'ids'>) =>
    views.get<{ n: number }>(sql`select count(*) n from log not indexed where ${within(asked)}`)!.n,
)

/** Root of the log through a number: tells whether it is the same log still. */
export const rootAt = query(
  'rootAt',
  (views, { logNumber }: { logNumber: number }) =>
    views.get<{ root: string }>(sql`select lower(hex(root)) root from log where logNumber = ${logNumber}`)?.root,
)

/** The log number of the last event. */
export const lastLogNumber = query(
  'lastLogNumber',
  (views, _: object) => views.get<{ n: number }>(sql`select coalesce(max(logNumber), 0) n from log`)!.n,
)

export interface Trouble {
  readonly webhook: string
  readonly state: string
  /** ISO instant. */
  readonly since: string | null
  readonly problem: string | null
}
/** How many webhooks there are by state, and which of them nobody takes: they fail, or were given up. */
export const webhookTroubles = query('webhookTroubles', (views, _: object) => {
  const all = webhooksNow.run(views, {})
  const troubles = all.flatMap(({ id, state, failing, failingSince }): Trouble[] =>
    state === 'givenUp' || (state === 'active' && failing)
      ? [{ webhook: id, state, since: failingSince, problem: failing?.problem ?? null }]
      : [],
  )
  const count = (is: string) => all.filter(({ state }) => state === is).length
  const failing = troubles.filter(({ state }) => state === 'active').length
  return { troubles, counts: { active: count('active') - failing, failing, givenUp: count('givenUp'), disabled: count('disabled') } }
})
