import { type Aggregate, aliveOn, type z } from '@prasan/event-sourcing'
import { type WebhookState, events, type told } from './events.js'

type Told = z.infer<z.ZodObject<typeof told>>
type Standing = { readonly on: string; readonly is: z.infer<typeof WebhookState>; readonly reason?: string }
interface Registered {
  readonly is: 'registered'
  readonly organization: string
  readonly told: readonly ({ readonly on: string } & Told)[]
  readonly standings: readonly [Standing, ...Standing[]]
  readonly node: string | null
  readonly replays: readonly { readonly from: number; readonly reason: string }[]
  /** The reason for which its secret was rotated last. */
  readonly rotatedFor?: string
}
export type State = { readonly is: 'unknown' } | Registered

/** Of what was said of days, what holds on one: what was said of a later day stays, whenever it was said. */
const since = <T extends { readonly on: string }>(steps: readonly T[], day: string): T =>
  steps.reduce((held, step) => (step.on <= day && step.on >= held.on ? step : held))
/** A clock may have been set back since it was registered. */
const notBefore = ({ standings }: Registered, day: string) => (day > standings[0].on ? day : standings[0].on)
/** As it was recorded last. */
export const now = ({ standings }: Registered) => standings.at(-1)!
const become =
  (is: Standing['is']) =>
  (state: State, { reason }: { reason?: string }, { day }: { day: string }): State =>
    state.is === 'unknown'
      ? state
      : { ...state, standings: [...state.standings, { on: notBefore(state, day), is, ...(reason !== undefined && { reason }) }] }

export const webhook: Aggregate<State, typeof events> = {
  category: 'webhook',
  events,
  initial: { is: 'unknown' },
  onDay(state, day, id) {
    if (state.is === 'unknown' || !aliveOn({ from: state.standings[0].on }, day)) return {}
    const { url, topics, about } = since(state.told, day)
    const standing = since(state.standings, day)
    const reason = standing.is === 'disabled' ? standing.reason : undefined
    return { [id]: { organization: state.organization, url, topics, about, state: standing.is, reason } }
  },
  evolve: {
    WebhookRegistered: (_, { organization, ...what }, { day }) => ({
      ...{ is: 'registered', organization, told: [{ on: day, ...what }] },
      ...{ standings: [{ on: day, is: 'active' }], node: null, replays: [] },
    }),
    WebhookChanged: (state, what, { day }) =>
      state.is === 'unknown' ? state : { ...state, told: [...state.told, { on: notBefore(state, day), ...what }] },
    WebhookSecretRotated: (state, { reason }) => (state.is === 'unknown' ? state : { ...state, rotatedFor: reason }),
    WebhookDisabled: become('disabled'),
    WebhookEnabled: become('active'),
    WebhookGivenUp: (state, _, on) => become('givenUp')(state, {}, on),
    WebhookReplayed: (state, replay) => (state.is === 'unknown' ? state : { ...state, replays: [...state.replays, replay] }),
    DeliveryNoted: (state, { node, released }) => (state.is === 'unknown' ? state : { ...state, node: released ? null : node }),
  },
}

/** Whether it was recorded last for this reason that it is so. */
export const isAlready = (state: Registered, is: Standing['is'], reason: string) => now(state).is === is && now(state).reason === reason
