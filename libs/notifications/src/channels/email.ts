/** E-mail through the SMTP server of the office. */
import { createTransport } from 'nodemailer'
import type { Channel, Message, Sent } from './channel.js'

/** One address of the plain form; nothing that a server or a reader could take for a second one, or for a line of its own. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u
/** So long is waited for a connection, and for each answer, in milliseconds: together far less than the lease of who sends. */
const WAIT_MS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000, dnsTimeout: 20_000 }
/** In an answer of one of these steps it is the recipient or the message that is refused; in another it is us. */
const ABOUT_THE_MESSAGE = /^(RCPT TO|DATA)/

interface Failed {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly command?: string
  readonly syscall?: string
}

/** `from`: an address, or a name with one, as `Prasan <prasan@example.go.th>`. */
export function emailChannel({ url, from }: { url: string; from: string }): Channel {
  const transport = createTransport({ url, ...WAIT_MS, disableFileAccess: true, disableUrlAccess: true })
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  let trouble: string | null = null
  return {
    through: 'email',
    get trouble() {
      return trouble
    },
    addressIn: ({ email }) => email ?? undefined,
    async send(address, { id, repeat, subject, text }: Message): Promise<Sent> {
      if (!ADDRESS.test(address)) return { is: 'refused', why: 'notAnAddress' }
      try {
        const { response } = await transport.sendMail({
          ...{ from, to: { name: '', address }, subject, text, messageId: `<${id}@${domain}>` },
          headers: { 'Auto-Submitted': 'auto-generated', ...(repeat && { 'X-Prasan-Repeat': 'may have arrived before' }) },
        })
        trouble = null
        return { is: 'delivered', ...codeOf(response) }
      } catch (error) {
        const sent = failed(error as Failed)
        trouble =
          sent.is === 'deferred' && sent.why === 'away' ? `the mail server is not reached (${(error as Failed).code ?? 'no answer'})` : null
        return sent
      }
    },
  }
}

function failed({ responseCode, response, command = '', code, syscall }: Failed): Sent {
  const answered = codeOf(response)
  if (responseCode === undefined) return { is: 'deferred', why: 'away', arrived: syscall !== 'connect' && code !== 'EDNS' }
  if (responseCode >= 500 && ABOUT_THE_MESSAGE.test(command)) return { is: 'refused', why: 'refused', ...answered }
  return { is: 'deferred', why: 'putOff', ...answered }
}

/** `550 5.1.1` of an answer: what stands behind it may hold the address. */
function codeOf(response: string | undefined): { code?: string } {
  const [, code, enhanced] = /^(\d{3})(?:[ -]([245]\.\d{1,3}\.\d{1,3})\b)?/.exec(response ?? '') ?? []
  return code === undefined ? {} : { code: enhanced === undefined ? code : `${code} ${enhanced}` }
}
