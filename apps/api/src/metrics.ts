/** What this node counts about itself, in the text format of Prometheus. */
import type { Runtime } from './runtime.js'

/** Upper bounds, in seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** How an operation was executed; `refused`: not at all. */
export type Way = 'compiled' | 'normal' | 'refused'

export class Metrics {
  /** Operations answered. */
  readonly operations: Record<Way, number> = { compiled: 0, normal: 0, refused: 0 }
  private withErrors = 0
  private seconds = 0
  private readonly within = BUCKETS.map(() => 0)

  count(way: Way, seconds: number, errors: boolean): void {
    this.operations[way]++
    this.seconds += seconds
    if (errors) this.withErrors++
    BUCKETS.forEach((bucket, i) => seconds <= bucket && this.within[i]!++)
  }

  /** @throws nothing: a store that does not answer shows as `prasan_ready 0` */
  async text({ views, processes, trouble }: Runtime): Promise<string> {
    const all = Object.values(this.operations).reduce((sum, n) => sum + n, 0)
    const metric = (name: string, type: string, help: string, ...samples: string[]) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map((sample) => `${name}${sample}`)].join('\n')
    return [
      metric('prasan_ready', 'gauge', '1 while this node is ready.', ` ${(await trouble()) === null ? 1 : 0}`),
      metric('prasan_events_seen', 'gauge', 'Log number of the last event that the views hold.', ` ${views.logNumber}`),
      metric('prasan_views_caught_up', 'gauge', '1 once the views reached the end of the log.', ` ${views.caughtUp ? 1 : 0}`),
      metric('prasan_poison_events', 'gauge', 'Events that a view or the registry could not take.', ` ${views.poison().length}`),
      metric('prasan_refused_reactions', 'gauge', 'Commands of process managers that a rule refused.', ` ${processes.refused().length}`),
      metric(
        'prasan_graphql_operations_total',
        'counter',
        'GraphQL operations by the way they were executed.',
        ...Object.entries(this.operations).map(([way, n]) => `{way="${way}"} ${n}`),
      ),
      metric('prasan_graphql_operations_with_errors_total', 'counter', 'GraphQL operations answered with errors.', ` ${this.withErrors}`),
      metric(
        'prasan_graphql_operation_seconds',
        'histogram',
        'From the parsed request to the answer.',
        ...BUCKETS.map((bucket, i) => `_bucket{le="${bucket}"} ${this.within[i]}`),
        `_bucket{le="+Inf"} ${all}`,
        `_sum ${this.seconds}`,
        `_count ${all}`,
      ),
      metric('process_resident_memory_bytes', 'gauge', 'Resident memory.', ` ${process.memoryUsage.rss()}`),
      metric('process_cpu_seconds_total', 'counter', 'CPU time.', ` ${cpuSeconds()}`),
      '',
    ].join('\n')
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
