/** The one place that finds out who asks, and that holds a question back until this node can answer it. */
import { Day, ViewNotCaughtUp, readBy, z } from '@prasan/event-sourcing'
import { type AsIssued, RequestContext, VIEWS_WAIT_MS, type Viewer, everybodyMay, thingOf } from '@prasan/graphql'
import { actionable, refusal } from './errors.js'
import type { Runtime } from './runtime.js'
import { nodeTypes } from './schema.js'

/** What a report was issued for, as `extensions.asOf` of its answer says: with these it is answered again as it was. */
export const AS_KNOWN = 'Prasan-As-Known'
export const AS_OF_DAY = 'Prasan-As-Of'

/** How long a query with `Prasan-At-Least` waits for this node's views, in milliseconds. */
const AT_LEAST_WAIT_MS = 2_000

type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * In demo mode two headers name a demonstration person and the post acted for; whoever names none is a guest.
 * @throws GraphQLError ActorUnknown, BAD_USER_INPUT (a malformed position, a day or log number that is none), ViewNotCaughtUp
 */
export async function requestContext(runtime: Runtime, headers: Headers): Promise<RequestContext> {
  const { views } = runtime
  const header = (name: string) => {
    const value = headers[name.toLowerCase()]
    return value === undefined || value === '' ? undefined : String(value)
  }
  const known = (name: string, category: string) => {
    const sent = header(name)
    const id = sent === undefined ? undefined : thingOf(sent, views)
    if (id === undefined || (id.startsWith(`${category}-`) && views.hasSeen(id))) return id
    throw refusal(
      'ActorUnknown',
      {
        th: `ส่วนหัว ${name} ต้องเป็นรหัส ${category}-… ที่บันทึกไว้แล้ว`,
        en: `The header ${name} must be the id of a recorded ${category}: ${category}-…`,
      },
      400,
      { header: name },
    )
  }
  await reach(views, header('Prasan-At-Least'))
  const actor = known('Prasan-Person', 'person') ?? 'system:guest'
  const viewer = { actor, forPost: known('Prasan-For-Post', 'post') }
  return requestAs(runtime, viewer, viewsWait(header('Prefer')), asIssued(header(AS_KNOWN), header(AS_OF_DAY), views.logNumber))
}

/** As one who is known already. @param waitMs how long a mutation waits for what follows on it, in milliseconds */
export const requestAs = (
  { views, keys, processes, configuration, handling }: Runtime,
  { actor, forPost }: Viewer,
  waitMs = VIEWS_WAIT_MS,
  issued?: AsIssued,
): RequestContext =>
  new RequestContext(actor, forPost, views, keys, configuration.clock, nodeTypes, processes, waitMs, everybodyMay, handling.watch, issued)

/** @throws GraphQLError BAD_USER_INPUT for what is no log number that this node has seen, and for what is no day */
function asIssued(known: string | undefined, day: string | undefined, last: number): AsIssued {
  const judged = <T>(name: string, shape: () => z.ZodType<T>, value: unknown) => {
    if (value === undefined) return undefined
    const read = readBy(shape(), value)
    if ('data' in read) return read.data
    const { code, message } = read.problems[0]!
    const words = { th: `ส่วนหัว ${name}: ${message.th}`, en: `The header ${name}: ${message.en}` }
    throw refusal('BAD_USER_INPUT', words, 400, { header: name, reason: code })
  }
  const number = known !== undefined && /^\d{1,15}$/.test(known) ? Number(known) : known
  return { logNumber: judged(AS_KNOWN, () => z.int().min(0).max(last), number), day: judged(AS_OF_DAY, () => Day, day) }
}

/** `Prefer: wait=<seconds>` (RFC 7240): the client's own bound on waiting for the views after a mutation; 0 for none. */
function viewsWait(prefer: string | undefined): number {
  const wait = /(?:^|[,;])\s*wait\s*=\s*(\d{1,4})\s*(?:[,;]|$)/i.exec(prefer ?? '')
  return Math.min(wait ? Number(wait[1]) * 1_000 : VIEWS_WAIT_MS, VIEWS_WAIT_MS)
}

async function reach(views: Runtime['views'], atLeast: string | undefined): Promise<void> {
  if (atLeast === undefined) return
  if (!/^\d{1,19}$/.test(atLeast))
    throw refusal(
      'BAD_USER_INPUT',
      { th: 'Prasan-At-Least ต้องเป็นค่า position ที่ได้จากการบันทึก', en: 'Prasan-At-Least must be a position that a mutation answered.' },
      400,
      { header: 'Prasan-At-Least' },
    )
  const position = BigInt(atLeast)
  if (await views.waitFor(position, AT_LEAST_WAIT_MS)) return
  const { code, message } = actionable(new ViewNotCaughtUp(position, views.position))!
  throw refusal(code, message, 503)
}
