/** Gives the commands by which a row is recorded, to the store as it will be. */
import type { NewEvent } from '@prasan/event-store'
import {
  type Bilingual,
  type Breach,
  type Command,
  type Handling,
  type Outcome,
  decide,
  judgedBody,
  problem,
  refsIn,
} from '@prasan/event-sourcing'
import type { ImportRow } from './report.js'
import type { Overlay, PendingKeys, StreamState } from './overlay.js'
import { Refused, Refusals } from './refused.js'
import type { Order } from './table.js'
import { wordingOf } from './wording.js'

export class Giving {
  constructor(
    private readonly on: Handling & { readonly commands: ReadonlyMap<string, Command> },
    private readonly overlay: Overlay,
    private readonly keys: PendingKeys,
    /** Whether the store, or what was decided before, has a thing of this id. */
    private readonly exists: (id: string) => Promise<boolean>,
  ) {}

  /** @returns what is told of what was recorded: rules of the body that it did not keep, and its texts */
  async give(
    stream: StreamState,
    order: Order,
    row: ImportRow,
    commandId: string,
    digest: string,
    begins: boolean,
  ): Promise<readonly Refused[]> {
    const { command, ...judged } = this.judged(order)
    if ('problems' in judged) throw new Refusals(asRefused(judged.problems))
    const { data } = judged
    const unknown = []
    for (const { id, path } of refsIn(command.shape, data))
      if (!this.overlay.holds(stream, id) && !(await this.exists(id))) unknown.push(problem(path.join('.'), 'UnknownId'))
    if (unknown.length > 0) throw new Refusals(asRefused(unknown))
    const recordDespite: Breach[] = []
    const told: Refused[] = []
    for (;;) {
      const revision = stream.stored === null && stream.pending.length === 0 ? null : (stream.stored ?? -1n) + BigInt(stream.pending.length)
      const decision: NewEvent[] | Extract<Outcome, { is: 'RuleBroken' }> = await decide(
        { ...this.on, store: this.overlay as never, keys: this.keys },
        {
          command,
          input: data,
          id: stream.id,
          commandId,
          actor: 'system:import',
          correlationId: row.name.id,
          imported: true,
          ...(begins && { row: row.name.id }),
          recordDespite,
        },
        { state: stream.state, revision },
        digest,
      )
      if (!('is' in decision)) {
        this.overlay.add(stream, decision)
        return decision.length > 0 ? [...told, ...wordingOf(command, order.input, data)] : []
      }
      const { rule, field } = decision
      const refused = new Refused(rule.code, rule.message, field)
      if (rule.of === 'record' || recordDespite.some((breach) => breach.rule === rule.code)) throw refused
      recordDespite.push({ rule: rule.code, reason: row.name.reason })
      told.push(refused)
    }
  }

  private judged(order: Order) {
    const command = this.on.commands.get(order.command)
    if (!command) throw new Error(`no command is called ${order.command}: mend the table that names it`)
    return { command, ...judgedBody(command, order.input, this.on.clock) }
  }

  /** What is wrong in a refused row besides what it was refused for, as far as that can be told without recording the rest. */
  otherProblems({ parts }: ImportRow): Refused[] {
    const orders = parts.flatMap(({ fact, record }) => (fact === undefined || typeof record === 'function' ? [] : record))
    return orders.flatMap((order) => {
      const judged = this.judged(order)
      return 'problems' in judged ? asRefused(judged.problems) : []
    })
  }
}

const asRefused = (problems: readonly { field: string; code: string; message: Bilingual }[]) =>
  problems.map(({ field, code, message }) => new Refused(code, message, field))
