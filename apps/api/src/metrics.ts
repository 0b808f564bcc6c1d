/** What this node counts about itself, in the text format of Prometheus. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Runtime } from './runtime.js'

/** How an operation was executed; `refused`: not at all. */
export type Way = 'compiled' | 'normal' | 'refused'

export class Metrics {
  private readonly registry = new Registry()
  private readonly registers = [this.registry]
  private readonly operations = new Counter({
    name: 'prasan_graphql_operations_total',
    help: 'GraphQL operations by the way they were executed.',
    labelNames: ['way'],
    registers: this.registers,
  })
  private readonly withErrors = new Counter({
    name: 'prasan_graphql_operations_with_errors_total',
    help: 'GraphQL operations answered with errors.',
    registers: this.registers,
  })
  private readonly seconds = new Histogram({
    name: 'prasan_graphql_operation_seconds',
    help: 'From the parsed request to the answer.',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: this.registers,
  })
  private readonly ready = this.gauge('prasan_ready', '1 while this node is ready.')
  private readonly seen = this.gauge('prasan_events_seen', 'Log number of the last event that the views hold.')
  private readonly caughtUp = this.gauge('prasan_views_caught_up', '1 once the views reached the end of the log.')
  private readonly poison = this.gauge('prasan_poison_events', 'Events that a view or the registry could not take.')
  private readonly refused = this.gauge('prasan_refused_reactions', 'Commands of process managers that a rule refused.')

  constructor() {
    for (const way of ['compiled', 'normal', 'refused'] satisfies Way[]) this.operations.inc({ way }, 0)
    const { registers } = this
    new Gauge({
      ...{ name: 'process_resident_memory_bytes', help: 'Resident memory.', registers },
      collect() {
        this.set(process.memoryUsage.rss())
      },
    })
    new Counter({
      ...{ name: 'process_cpu_seconds_total', help: 'CPU time.', registers },
      collect() {
        const { user, system } = process.cpuUsage()
        this.reset()
        this.inc((user + system) / 1e6)
      },
    })
  }

  /** How many operations were answered, by the way they were executed. */
  async answered(): Promise<Record<Way, number>> {
    const { values } = await this.operations.get()
    return Object.fromEntries(values.map(({ labels: { way }, value }) => [way, value])) as Record<Way, number>
  }

  count(way: Way, seconds: number, errors: boolean): void {
    this.operations.inc({ way })
    this.seconds.observe(seconds)
    if (errors) this.withErrors.inc()
  }

  /** Never throws: a store that does not answer shows as `prasan_ready 0`. */
  async text({ views, processes, trouble }: Runtime): Promise<string> {
    this.ready.set((await trouble()) === null ? 1 : 0)
    this.seen.set(views.logNumber)
    this.caughtUp.set(views.caughtUp ? 1 : 0)
    this.poison.set(views.poison().length)
    this.refused.set(processes.refused().length)
    return this.registry.metrics()
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: this.registers })
  }
}
