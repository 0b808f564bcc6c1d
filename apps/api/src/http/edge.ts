/** What is judged of every request before anything answers it: to which name it was sent, and from whose page. */
import type { Bilingual } from '@prasan/event-sourcing'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import type { Configuration } from '../configuration.js'
import { refuse } from './json-body.js'

type Edge = Pick<Configuration, 'listen' | 'hosts' | 'corsOrigins'>
type Next = (error?: unknown) => void

const MISDIRECTED: Bilingual = {
  th: 'ไม่ให้บริการในชื่อเครื่อง (Host) นี้ ตั้งชื่อที่ให้บริการได้ด้วย PRASAN_HOSTS',
  en: 'Nothing is served here under this Host: name it in PRASAN_HOSTS.',
}
const FOREIGN: Bilingual = {
  th: 'ไม่รับคำขอจากหน้าเว็บของที่อื่น (Origin) ตั้งที่มาที่รับได้ด้วย PRASAN_CORS_ORIGINS',
  en: 'A page of this Origin may not ask here: name it in PRASAN_CORS_ORIGINS.',
}

/**
 * A page of another site cannot make a browser ask under a name of its own that it points here (DNS rebinding), nor read, write or time
 * what is here. An address that is no name is no such trick: it is served where this node listens on more than loopback.
 * Errors: 421 HostNotServed, 403 OriginNotAllowed. `/health/live` always answers.
 */
export function edge(configuration: Edge) {
  const { isOwn, isServed } = namesOf(configuration)
  return (request: IncomingMessage, response: ServerResponse, next: Next): void => {
    response.setHeader('x-content-type-options', 'nosniff')
    const { host, origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers
    if (request.url === '/health/live') return next()
    const name = nameOf(`http://${host ?? ''}`)
    if (!isServed(name)) return refuse(request, response, 421, 'HostNotServed', MISDIRECTED)
    const page = origin === undefined ? null : nameOf(origin)
    const foreign = origin === undefined ? site === 'cross-site' && mode !== 'navigate' : !isOwn(page) && page !== name
    if (foreign && !configuration.corsOrigins.includes(origin ?? '')) return refuse(request, response, 403, 'OriginNotAllowed', FOREIGN)
    next()
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

function namesOf({ listen, hosts }: Edge) {
  const own = nameOf(`http://${isIP(listen) === 6 ? `[${listen}]` : listen}`) ?? ''
  const names = new Set([own, ...hosts])
  const isOwn = (name: string | null) => name !== null && (LOOPBACK.test(name) || names.has(name))
  const isAddress = (name: string | null) => name !== null && isIP(name.replace(/^\[|\]$/g, '')) > 0
  return { isOwn, isServed: (name: string | null) => isOwn(name) || (!LOOPBACK.test(own) && isAddress(name)) }
}

/** The host's name without its port, as a URL writes it; null where there is none. One after the other asks under the same. */
function nameOf(url: string): string | null {
  if (url !== last.url) last = { url, name: readName(url) }
  return last.name
}
let last: { readonly url: string; readonly name: string | null } = { url: '', name: null }

function readName(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { hostname, href, protocol, host } = new URL(url)
  return hostname && href === `${protocol}//${host}/` ? hostname : null
}

/** What a page of a listed origin may send. */
export const cors = ({ corsOrigins }: Edge) => ({
  origin: [...corsOrigins],
  methods: ['GET', 'POST'],
  allowedHeaders: [
    'content-type',
    'prasan-person',
    'prasan-for-post',
    'prasan-at-least',
    'prasan-as-known',
    'prasan-as-of',
    'prefer',
    'last-event-id',
    'apollo-require-preflight',
  ],
  maxAge: 600,
})
