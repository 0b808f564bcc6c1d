/** A partner's program that receives webhooks, and verifies them with the library of Standard Webhooks. */
import { type IncomingHttpHeaders, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'

export interface Received {
  readonly id: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly message: {
    type: string
    timestamp: string
    data: Record<string, unknown> & { id: string; logNumber: number; revision: number; link: string }
  }
}

export class Receiver {
  readonly received: Received[] = []
  /** What it answers to each request, the n-th from 0. */
  answer: (response: ServerResponse, n: number, received: Received) => void = (response) => response.writeHead(204).end()
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => (body += String(part)))
      request.on('end', () => {
        const { headers } = request
        const received = { id: String(headers['webhook-id']), headers, body, message: JSON.parse(body) as Received['message'] }
        this.received.push(received)
        this.answer(response, this.received.length - 1, received)
      })
    })
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver()
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`
  }

  /** So many requests, once they have come. */
  async first(count: number): Promise<Received[]> {
    while (this.received.length < count) await sleep(5)
    return this.received.slice(0, count)
  }

  get logNumbers(): number[] {
    return this.received.map(({ message }) => message.data.logNumber)
  }

  close(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }
}

/** What a message says, unless it is not signed with the secret. @throws WebhookVerificationError */
export const verified = (secret: string, { body, headers }: Received): unknown =>
  new Webhook(secret).verify(body, headers as Record<string, string>)
