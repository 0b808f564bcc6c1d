/**
 * Tells webhooks what is recorded: each in the order of the log, one message at a time, each until it is taken. How far a webhook was told is
 * kept beside after each message, and recorded in its own stream now and then, so that another node can go on. The node that recorded last sends;
 * another takes over where nothing was recorded for long though something waits. What is sent twice then has the same id.
 */
import { type Handling, type LogLine, type LoggedEvent, type ReadModel, UnreadableEvent, handle } from '@prasan/event-sourcing'
import { type RequestContext, type Viewer, moved } from '@prasan/graphql'
import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { signingSecret } from '../domain/webhook/decide.js'
import { GiveUpWebhook, NoteDelivery } from '../domain/webhook/delivery.js'
import { type Sent, linesToTell, rootAt, webhooksNow } from '../views/webhooks/queries.js'
import { Kept } from './kept.js'
import { bodyOf, messageId } from './message.js'
import { type PostSettings, type Refused, post } from './post.js'

export interface WebhookSettings extends Pick<PostSettings, 'allowPrivate' | 'resolve' | 'timeoutMs'> {
  /** Where the API is reached, for links. */
  readonly publicUrl?: string | undefined
  /** Whether other nodes, with folders of their own, read the same log. */
  readonly shared: boolean
  /** Told where the sending itself fails, as when the store is away; it is tried again. */
  readonly warn?: (problem: string) => void
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** How long is waited after each attempt, in milliseconds, as Standard Webhooks recommends; then it is given up. */
export const RETRIES = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
/** Up to so much longer, each time by chance, so that not all who failed together come back together. */
const JITTER = 0.2
/** In milliseconds: how often progress is recorded at most, and how long another node waits for it; how long a former secret signs too. */
const NOTE_MS = 5 * MINUTE
export const TAKE_OVER_MS = 15 * MINUTE
export const FORMER_SECRET_MS = 24 * HOUR
/** How often is looked whether something waits, and how long one process of a folder sends before another may, in milliseconds. */
const LOOK_MS = 1_000
const LEASE_MS = 5_000
/** So long are the views waited for that are to show what was recorded, in milliseconds. */
const LONGEST_MS = 10_000
/** Lines of the log looked through in one statement, and messages sent before a webhook is looked at again. */
const SCAN = 20_000
const PAGE = 50

export class Webhooks {
  private readonly underWay = new Map<string, Promise<void>>()
  /** Of a webhook: when it was recorded last, and since when another node is waited for, with what was recorded then. */
  private readonly noted = new Map<string, number>()
  private readonly awaited = new Map<string, { changed: number; since: number }>()
  /** Of a webhook: up to where nothing is left to tell, as long as the row is the one that was looked at. */
  private readonly passed = new Map<string, { changed: number; to: number }>()

  /** @param asking as whoever registered a webhook asks @param now milliseconds since 1970 */
  constructor(
    private readonly kept: Kept,
    private readonly on: Handling,
    private readonly views: ReadModel,
    private readonly asking: (viewer: Viewer) => RequestContext,
    private readonly settings: WebhookSettings,
    private readonly now: () => number = Date.now,
  ) {}

  static open(file: string, ...rest: ConstructorParameters<typeof Webhooks> extends [Kept, ...infer R] ? R : never): Webhooks {
    return new Webhooks(Kept.open(file), ...rest)
  }

  /** Sends until the signal aborts; what is under way then is finished, and others may go on. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look(signal)
      await moved(this.views, LOOK_MS, signal)
    }
    await Promise.all(this.underWay.values())
    await this.leave()
    this.kept.close()
  }

  /** Begins to send what waits. */
  async look(signal: AbortSignal): Promise<void> {
    try {
      const active = this.views.caughtUp ? webhooksNow.run(this.views, {}).filter(({ state }) => state === 'active') : []
      if (active.length === 0 || !(await this.kept.lease(this.now(), this.now() + LEASE_MS, signal))) return
      for (const { id } of active) if (!this.underWay.has(id)) this.begin(id, signal)
    } catch (error) {
      this.warn(error)
    }
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay.values())
  }

  private begin(id: string, signal: AbortSignal): void {
    const sending = this.send(id, signal)
      .catch((error: unknown) => signal.aborted || this.warn(error))
      .then(() => void this.underWay.delete(id))
    this.underWay.set(id, sending)
  }

  private warn(error: unknown): void {
    this.settings.warn?.(`webhooks: ${(error as Error).message}`)
  }

  private async send(id: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const [row] = webhooksNow.run(this.views, { id })
      if (row?.state !== 'active') return
      if (row.failing && row.node === this.kept.node && Date.parse(row.failing.again) > this.now()) return
      const { lines, to } = this.next(row)
      if (lines.length === 0) {
        this.passed.set(id, { changed: row.changed, to })
        if (to >= this.views.logNumber) return this.noteInTime(row)
        await nextTurn()
      } else if (row.node !== this.kept.node) {
        if (!this.mayTakeOver(row) || !(await this.note(row, { through: row.delivered, failing: row.failing }))) return
      } else for (const line of lines) if (signal.aborted || !(await this.tell(row, line, signal))) break
    }
  }

  /** Up to where it was told: what is kept here where it is of this log and of no replay before; otherwise what is recorded. */
  private reachedOf({ id, replays, delivered }: Sent): number {
    const kept = this.kept.of(id)
    if (!kept || kept.replays !== replays || kept.through < delivered) return delivered
    return rootAt.run(this.views, { logNumber: kept.through }) === kept.root ? kept.through : delivered
  }

  private next(row: Sent): { lines: LogLine[]; to: number } {
    const { id, topics, about, registeredBy, registeredFor } = row
    const passed = this.passed.get(id)
    const after = Math.max(this.reachedOf(row), passed && passed.changed === row.changed ? passed.to : 0)
    const to = Math.min(this.views.logNumber, after + SCAN)
    if (to <= after) return { lines: [], to: after }
    const viewer = { actor: registeredBy, forPost: registeredFor ?? undefined }
    const ids = about === null ? undefined : this.asking(viewer).concerning([about], 'about', this.views.logNumber)
    return { lines: linesToTell.run(this.views, { after, to, topics, ids, limit: PAGE }), to }
  }

  /** Nobody sends it, or whoever did has recorded nothing for long though something waits. */
  private mayTakeOver(row: Sent): boolean {
    if (row.node === null) return true
    const { changed } = row
    const awaited = this.awaited.get(row.id)
    if (awaited?.changed !== changed) this.awaited.set(row.id, { changed, since: this.now() })
    const since = Math.max(this.awaited.get(row.id)!.since, row.failing ? Date.parse(row.failing.again) : 0)
    return this.now() - since > TAKE_OVER_MS
  }

  /** Sends one message. @returns whether the webhook is as it was, so that the next may be sent */
  private async tell(row: Sent, line: LogLine, signal: AbortSignal): Promise<boolean> {
    const { id, url, replayThrough, failing } = row
    const { registry } = this.on
    const message = {
      id: messageId(id, line),
      body: bodyOf(line, await this.eventOf(line), registry, this.settings.publicUrl),
      replay: line.logNumber <= replayThrough,
    }
    const refused = await post(url, message, this.secretsOf(row), Math.floor(this.now() / 1_000), { ...this.settings, signal })
    if (refused && signal.aborted) return false
    if (refused) {
      await this.failed(row, line, refused)
      return false
    }
    const root = rootAt.run(this.views, { logNumber: line.logNumber })!
    await this.kept.save(id, { replays: row.replays, through: line.logNumber, root }, signal)
    if (!failing) return this.stillAs(row)
    await this.note(row, { through: line.logNumber })
    return false
  }

  private stillAs({ id, changed }: Sent): boolean {
    return webhooksNow.run(this.views, { id })[0]?.changed === changed
  }

  private async failed(row: Sent, { logNumber }: LogLine, { problem, gone }: NonNullable<Refused>): Promise<void> {
    const attempts = (row.failing?.logNumber === logNumber ? row.failing.attempts : 0) + 1
    const wait = RETRIES[attempts - 1]
    if (!gone && wait !== undefined) {
      const again = new Date(this.now() + wait * (1 + Math.random() * JITTER)).toISOString()
      await this.note(row, { through: logNumber - 1, failing: { logNumber, attempts, problem, again } })
      return
    }
    const again = new Date(this.now()).toISOString()
    await this.note(row, { through: logNumber - 1, failing: { logNumber, attempts, problem, again } })
    await this.record(row.id, GiveUpWebhook, {
      ...{ was: this.kept.node, replays: row.replays },
      gaveUp: { cause: gone ? 'gone' : 'unanswered', at: logNumber },
    })
  }

  /** A former secret signs too for a while, so that a receiver may take up the new one when it likes. */
  private secretsOf({ id, secretBy, secretBefore, rotatedAt }: Sent): string[] {
    const secret = (by: string) => signingSecret((text) => this.on.keys.digest(text), id, by)
    const former = secretBefore !== null && this.now() - Date.parse(rotatedAt!) < FORMER_SECRET_MS
    return [secret(secretBy), ...(former ? [secret(secretBefore)] : [])]
  }

  private async eventOf({ id, revision }: LogLine): Promise<LoggedEvent | null> {
    const { store, registry } = this.on
    for await (const recorded of store.readStream(registry.streamOf(id), { from: BigInt(revision), limit: 1 })) {
      try {
        return registry.read(recorded)
      } catch (error) {
        if (!(error instanceof UnreadableEvent)) throw error
      }
    }
    return null
  }

  /** Progress is recorded once nothing waits, and so often at most. */
  private async noteInTime(row: Sent): Promise<void> {
    const through = this.reachedOf(row)
    if (row.node !== this.kept.node || through <= row.delivered) return
    if (this.now() - (this.noted.get(row.id) ?? 0) >= NOTE_MS) await this.note(row, { through })
  }

  /** Where another node shares the log it may go on at once. */
  private async leave(): Promise<void> {
    try {
      if (this.settings.shared)
        for (const row of webhooksNow.run(this.views, {}))
          if (row.node === this.kept.node && row.state === 'active') await this.note(row, { through: this.reachedOf(row), released: true })
      this.kept.release()
    } catch (error) {
      this.warn(error)
    }
  }

  /** @returns false where somebody else came first */
  private async note(row: Sent, said: { through: number; failing?: Sent['failing'] | undefined; released?: boolean }): Promise<boolean> {
    const { failing, ...rest } = said
    this.noted.set(row.id, this.now())
    return this.record(row.id, NoteDelivery, {
      ...{ was: row.node, replays: row.replays },
      noted: { node: this.kept.node, ...rest, ...(failing && { failing }) },
    })
  }

  private async record(id: string, command: typeof NoteDelivery, input: object): Promise<boolean> {
    const outcome = await handle(this.on, { command, id, input, commandId: randomUUID(), actor: 'system:webhooks' })
    if (outcome.is !== 'Recorded') throw new Error(`${command.name} of ${id}: ${outcome.is}`)
    for (let waited = 0; waited < LONGEST_MS && !(await this.views.waitFor(outcome.position, LOOK_MS)); waited += LOOK_MS);
    return outcome.events.length > 0
  }
}
