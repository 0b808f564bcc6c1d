/** A reader of server-sent events as the HTML standard tells how they are read, who can stop reading and come back. */
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ServerSent {
  readonly id: string
  readonly event: string
  readonly data: any
}

export class EventStream {
  readonly events: ServerSent[] = []
  /** Lines that say nothing: the stream lives. */
  beats = 0
  ended = false
  private buffer = ''

  private constructor(
    private readonly sent: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    response.setEncoding('utf8')
    response.on('data', (part: string) => this.read(part))
    response.on('error', () => {})
    response.once('close', () => (this.ended = true))
  }

  static async of(url: string, query: string, headers: Record<string, string> = {}, variables: object = {}): Promise<EventStream> {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
    const sent = request(`${url}/graphql/stream?${search.toString()}`, { headers: { accept: 'text/event-stream', ...headers } })
    sent.on('error', () => {})
    sent.end()
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    return new EventStream(sent, response)
  }

  /** So many of its events, once they have come; fewer where it ended before. */
  async first(count: number): Promise<ServerSent[]> {
    while (this.events.length < count && !this.ended) await sleep(5)
    return this.events.slice(0, count)
  }

  async untilEnded(): Promise<void> {
    while (!this.ended) await sleep(5)
  }

  leave(): void {
    this.sent.destroy()
  }

  private read(part: string): void {
    this.buffer += part
    const blocks = this.buffer.split('\n\n')
    this.buffer = blocks.pop()!
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => /^([^:]*):? ?(.*)$/s.exec(line)!.slice(1) as [string, string])
      const field = (name: string) => fields.flatMap(([key, value]) => (key === name ? [value] : [])).join('\n')
      if (field('data') === '') this.beats++
      else this.events.push({ id: field('id'), event: field('event'), data: JSON.parse(field('data')) })
    }
  }
}
