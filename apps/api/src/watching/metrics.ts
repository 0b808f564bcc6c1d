/** What this node counts about itself, in the text format of Prometheus. */
import { type Outcome, type Watch, sql } from '@prasan/event-sourcing'
import { WrongExpectedRevision } from '@prasan/event-store'
import { webhookTroubles } from '@prasan/notifications'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Runtime } from '../runtime.js'

/** How an operation was executed; `refused`: not at all. */
export type Way = 'compiled' | 'normal' | 'refused'

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export class Metrics {
  private readonly registry = new Registry()
  private readonly registers = [this.registry]
  private readonly operations = this.counter('prasan_graphql_operations_total', 'GraphQL operations by the way they were executed.', 'way')
  private readonly withErrors = this.counter('prasan_graphql_operations_with_errors_total', 'GraphQL operations answered with errors.')
  private readonly seconds = this.histogram('prasan_graphql_operation_seconds', 'From the parsed request to the answer.')
  private readonly asked = this.counter('prasan_graphql_field_total', 'Operations by their first root field.', 'field')
  private readonly askedSeconds = this.counter(
    'prasan_graphql_field_seconds_total',
    'Seconds in which they were answered, by the same.',
    'field',
  )
  private readonly commands = this.counter('prasan_commands_total', 'Commands by name and outcome.', 'command', 'outcome')
  private readonly inFlight = this.gauge('prasan_commands_in_flight', 'Commands that are being handled or wait for their turn.')
  private readonly steps = this.histogram(
    'prasan_command_step_seconds',
    'Steps of handling commands: the whole command, its loads, decisions and appends, and the wait for the views after it.',
    'step',
  )
  private readonly conflicts = this.counter('prasan_append_conflicts_total', 'Appends refused since the stream had moved on.')
  private readonly ready = this.gauge('prasan_ready', '1 while this node is ready.')
  private readonly seen = this.gauge('prasan_events_seen', 'Log number of the last event that the views hold.')
  private readonly caughtUp = this.gauge('prasan_views_caught_up', '1 once the views reached the end of the log.')
  private readonly behind = this.gauge(
    'prasan_events_behind',
    'Events of the log that were not yet taken: by the views, which one pass feeds together, where the store tells its size; by the process managers, of those in the views.',
    'by',
  )
  private readonly poison = this.gauge('prasan_poison_events', 'Events that a view or the registry could not take.')
  private readonly refused = this.gauge('prasan_refused_reactions', 'Commands of process managers that a rule refused.')
  private readonly webhooks = this.gauge('prasan_webhooks', 'Webhooks by what becomes of what they are told.', 'state')
  readonly streams = this.gauge('prasan_streams', 'Subscriptions that are followed.')
  readonly told = this.counter('prasan_stream_events_total', 'Events told to those who follow.')
  readonly slow = this.counter('prasan_streams_too_slow_total', 'Subscriptions that were cut off since their readers took nothing.')
  private readonly deliveries = this.gauge('prasan_deliveries', 'Digests that wait to be sent, or are undeliverable.', 'state')

  constructor() {
    for (const way of ['compiled', 'normal', 'refused'] satisfies Way[]) this.operations.inc({ way }, 0)
    collectDefaultMetrics({ register: this.registry })
  }

  /** How many operations were answered, by the way they were executed. */
  async answered(): Promise<Record<Way, number>> {
    const { values } = await this.operations.get()
    return Object.fromEntries(values.map(({ labels: { way }, value }) => [way, value])) as Record<Way, number>
  }

  /** @param field the first root field of a document that was valid */
  count(way: Way, seconds: number, errors: boolean, field?: string): void {
    this.operations.inc({ way })
    this.seconds.observe(seconds)
    if (errors) this.withErrors.inc()
    if (field === undefined) return
    this.asked.inc({ field })
    this.askedSeconds.inc({ field }, seconds)
  }

  readonly watch: Watch = async (step, command, work) => {
    const observe = this.steps.startTimer({ step })
    if (step === 'command') this.inFlight.inc()
    try {
      const result = await work()
      if (step === 'command') this.commands.inc({ command, outcome: (result as Outcome).is })
      return result
    } catch (error) {
      if (step === 'command') this.commands.inc({ command, outcome: 'Error' })
      if (step === 'append' && error instanceof WrongExpectedRevision) this.conflicts.inc()
      throw error
    } finally {
      if (step === 'command') this.inFlight.dec()
      observe()
    }
  }

  /** Never throws: a store that does not answer shows as `prasan_ready 0`. */
  async text({ views, processes, store, sending, trouble }: Runtime): Promise<string> {
    this.ready.set((await trouble()) === null ? 1 : 0)
    this.seen.set(views.logNumber)
    this.caughtUp.set(views.caughtUp ? 1 : 0)
    this.poison.set(views.poison().length)
    this.refused.set(processes.refused().length)
    const { waiting, undeliverable } = sending.report
    this.deliveries.set({ state: 'waiting' }, waiting)
    this.deliveries.set({ state: 'undeliverable' }, undeliverable)
    for (const [state, count] of Object.entries(webhookTroubles.run(views, {}).counts)) this.webhooks.set({ state }, count)
    const size = await store.approximateSize?.().catch(() => undefined)
    if (size !== undefined) this.behind.set({ by: 'views' }, Math.max(size - views.logNumber, 0))
    const answered = Number(processes.position ?? -1n)
    const line = views.get<{ logNumber: number }>(
      sql`select logNumber from log where position <= ${answered} order by logNumber desc limit 1`,
    )
    this.behind.set({ by: 'processes' }, views.logNumber - (line?.logNumber ?? 0))
    return this.registry.metrics()
  }

  private counter<L extends string>(name: string, help: string, ...labelNames: L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: this.registers })
  }

  private gauge<L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> {
    return new Gauge({ name, help, labelNames, registers: this.registers })
  }

  private histogram<L extends string>(name: string, help: string, ...labelNames: L[]): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets: SECONDS, registers: this.registers })
  }
}
