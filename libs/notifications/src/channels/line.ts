/** LINE through the Messaging API: one message a digest, of which an account has so many a month. */
import { type Clock, bangkokDay } from '@prasan/event-sourcing'
import type { messagingApi } from '@line/bot-sdk'
import { setTimeout as after } from 'node:timers/promises'
import type { Channel, Message, Sent } from './channel.js'

/** The id of a user for one LINE account; what people call their LINE id is none. */
const USER = /^U[0-9a-f]{32}$/
/** So long is waited for an answer; so long is believed what LINE told of the month's messages. In milliseconds. */
const WAIT_MS = 30_000
const BELIEVED_MS = 600_000
const MOST_TEXT = 5_000
const AWAY = 'LINE is not reached'

export interface LineSettings {
  readonly token: string
  readonly url: string
  /** Messages a month that may be used here, where it is less than what the account has. */
  readonly monthlyLimit: number | undefined
}

/** @param usedBy how many were sent by all nodes in a month, `2026-11` */
export function lineChannel({ token, url, monthlyLimit }: LineSettings, clock: Clock, usedBy: (month: string) => number): Channel {
  let client: messagingApi.MessagingApiClient | undefined
  let told: { readonly limit: number; readonly used: number; readonly at: number; readonly here: number } | undefined
  let trouble: string | null = null

  const api = async () => {
    const { messagingApi } = await import('@line/bot-sdk')
    return (client ??= new messagingApi.MessagingApiClient({ channelAccessToken: token, baseURL: url }))
  }
  /** What LINE tells of this month's messages; where it tells nothing, we go by what we know. @throws where it is not reached */
  async function ask(here: number, at: number) {
    try {
      const [quota, { totalUsage: used }] = await inTime(
        api().then((line) => Promise.all([line.getMessageQuota(), line.getMessageQuotaConsumption()])),
      )
      return { limit: quota.type === 'limited' ? (quota.value ?? 0) : Infinity, used, at, here }
    } catch (error) {
      if ((error as Failed).status === undefined) throw error
      return { limit: Infinity, used: here, at, here }
    }
  }
  /** Whether one may still be sent this month: by what LINE told, by what went out from here since, and by what we allow ourselves. */
  async function isLeft(): Promise<boolean> {
    const now = clock.now()
    const here = usedBy(bangkokDay(now).slice(0, 7))
    if (!told || now.getTime() - told.at > BELIEVED_MS || here < told.here) told = await ask(here, now.getTime())
    const used = Math.max(told.used + here - told.here, here)
    const limit = Math.min(told.limit, monthlyLimit ?? Infinity)
    trouble = used < limit ? null : `${used} of ${limit} LINE messages of this month are used: none is sent until the next`
    return trouble === null
  }
  return {
    through: 'line',
    get trouble() {
      return trouble
    },
    addressIn: ({ line }) => line ?? undefined,
    async send(to, { id, repeat, subject, text }: Message): Promise<Sent> {
      if (!USER.test(to)) return { is: 'refused', why: 'notAnAddress' }
      try {
        if (!(await isLeft())) return { is: 'deferred', why: 'limitReached' }
      } catch {
        trouble = AWAY
        return { is: 'deferred', why: 'away' }
      }
      try {
        const whole = `${repeat ? '(ส่งซ้ำ · sent again) ' : ''}${subject}\n\n${text}`
        const line = await api()
        await inTime(line.pushMessage({ to, messages: [{ type: 'text', text: whole.slice(0, MOST_TEXT) }] }, id))
        return { is: 'delivered' }
      } catch (error) {
        const sent = failed(error as Failed)
        if (sent.is === 'deferred' && sent.why === 'away') trouble = AWAY
        if (sent.is === 'deferred' && sent.why === 'limitReached') trouble = 'LINE says that the messages of this month are used up'
        return sent
      }
    },
  }
}

interface Failed {
  readonly status?: number
  readonly body?: string
}

/** By the retry key LINE takes a message once: 409 says that it was taken before. After 5xx, or no answer, nobody knows. */
function failed({ status, body = '' }: Failed): Sent {
  const code = status === undefined ? {} : { code: `${status}` }
  if (status === 409) return { is: 'delivered', ...code }
  if (status === undefined || status >= 500)
    return { is: 'deferred', why: status === undefined ? 'away' : 'putOff', ...code, arrived: true }
  if (status === 429) return { is: 'deferred', why: /monthly limit/i.test(body) ? 'limitReached' : 'putOff', ...code }
  return status === 401 || status === 403 ? { is: 'deferred', why: 'putOff', ...code } : { is: 'refused', why: 'refused', ...code }
}

async function inTime<R>(answer: Promise<R>): Promise<R> {
  const stop = new AbortController()
  const late = after(WAIT_MS, undefined, { signal: stop.signal, ref: false }).then(() => Promise.reject(new Error('no answer')))
  try {
    return await Promise.race([answer, late])
  } finally {
    late.catch(() => {})
    stop.abort()
  }
}
