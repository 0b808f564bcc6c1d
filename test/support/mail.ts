/** A real mail server on a free port of this machine, which does with each message what it is told to. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Mail {
  readonly to: readonly string[]
  readonly raw: string
}

/** What is answered: to the recipient or, once the message is read, to that; `dies`: the line is cut in the middle of the message, or after it was read. */
export type Answer =
  | 'takes'
  | { readonly at: 'sender' | 'recipient' | 'message'; readonly code: number; readonly text?: string }
  | { readonly dies: 'within' | 'after' }

const refusal = (code: number, text = 'no') => Object.assign(new Error(text), { responseCode: code })

export interface MailServer {
  readonly url: string
  /** Messages that were read whole, also those that were answered with nothing. */
  readonly read: Mail[]
  /** What is answered from now on. */
  answer: Answer
  close(): Promise<void>
}

export async function mailServer(): Promise<MailServer> {
  const read: Mail[] = []
  const open = new Set<{ destroy(): void }>()
  const state = { answer: 'takes' as Answer }
  const refusedAt = (step: string) => {
    const { answer } = state
    return typeof answer === 'object' && 'at' in answer && answer.at === step ? refusal(answer.code, answer.text) : null
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onMailFrom(_address, _session, done) {
      done(refusedAt('sender'))
    },
    onRcptTo(_address, _session, done) {
      done(refusedAt('recipient'))
    },
    onData(stream, { envelope }, done) {
      const { answer } = state
      const parts: Buffer[] = []
      const dies = typeof answer === 'object' && 'dies' in answer ? answer.dies : undefined
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        if (dies === 'within') for (const each of open) each.destroy()
      })
      stream.on('end', () => {
        if (dies === 'within') return
        read.push({ to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString() })
        if (dies === 'after') for (const each of open) each.destroy()
        else done(refusedAt('message'))
      })
      stream.on('error', () => {})
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: { destroy(): void; on(event: string, run: () => void): void }) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    read,
    close: () =>
      new Promise<void>((resolve) => {
        for (const each of open) each.destroy()
        server.close(() => resolve())
      }),
  })
}

/** A header of a message, unfolded; undefined where there is none. */
export const headerOf = ({ raw }: Mail, name: string): string | undefined =>
  new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(raw.slice(0, raw.indexOf('\r\n\r\n')))?.[1]?.replace(/\r?\n[ \t]+/g, ' ')

/** Its text, decoded. */
export function textOf({ raw }: Mail): string {
  const [head = '', ...body] = raw.replaceAll('\r\n', '\n').split('\n\n')
  const text = body.join('\n\n')
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(head)?.[1]
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString()
  if (encoding !== 'quoted-printable') return text
  const bytes = text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
