/** Reads the JSON body of a GraphQL request, so that no web framework decides how large it may be or how a refusal looks. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { TextDecoder } from 'node:util'
import type { Bilingual } from '@prasan/event-sourcing'
import { GraphQLError } from 'graphql'

export const MAX_BODY_BYTES = 1_048_576
/** A client that goes on sending beyond this is cut off. */
const MAX_DRAINED_BYTES = 64 * MAX_BODY_BYTES

/** A request beside its body as read. */
export type WithBody = IncomingMessage & { body?: unknown }

export async function jsonBody(request: WithBody, response: ServerResponse, next: (error?: unknown) => void): Promise<void> {
  response.setHeader('cache-control', 'no-store')
  const type = request.headers['content-type'] ?? ''
  if (request.method !== 'POST' || !/^application\/json\s*(;|$)/i.test(type)) return next()
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8'
  if (!/^utf-?8$/i.test(charset) || (request.headers['content-encoding'] ?? 'identity') !== 'identity')
    return refuse(request, response, 415, 'UNSUPPORTED_MEDIA_TYPE', {
      th: 'รับเฉพาะ JSON แบบ UTF-8 ที่ไม่บีบอัด',
      en: 'Send JSON in UTF-8, not compressed.',
    })
  const bytes = await bodyWithin(MAX_BODY_BYTES, request)
  if (bytes === null)
    return refuse(request, response, 413, 'BodyTooLarge', {
      th: `คำขอใหญ่เกิน ${MAX_BODY_BYTES} ไบต์`,
      en: `The request is over ${MAX_BODY_BYTES} bytes.`,
    })
  try {
    request.body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse(request, response, 400, 'BAD_REQUEST', {
      th: 'เนื้อหาไม่ใช่ JSON ที่ถูกต้อง',
      en: 'The body is not JSON in UTF-8.',
    })
  }
  next()
}

/**
 * The whole body; null when it is over the limit, or a part of it is not to be kept: the request stays open then, so that the refusal reaches
 * the client. @throws Error where the client breaks off
 */
export function bodyWithin(limit: number, request: IncomingMessage, keep: (bytes: number) => boolean = () => true): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(null)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const take = (chunk: Buffer) => {
      if ((length += chunk.length) <= limit && keep(chunk.length)) return void chunks.push(chunk)
      request.off('data', take)
      resolve(null)
    }
    request
      .on('data', take)
      .once('end', () => resolve(Buffer.concat(chunks)))
      .once('error', reject)
  })
}

/** Answers an error in the form of GraphQL's, and lets the client finish sending what is not read. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: Bilingual,
  place: Record<string, unknown> = {},
): void {
  let drained = 0
  request.on('data', (chunk: Buffer) => (drained += chunk.length) > MAX_DRAINED_BYTES && request.destroy())
  const type = request.headers.accept?.includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json'
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` })
  response.end(JSON.stringify({ errors: [{ message: message.en, extensions: { code, message, ...place } }] }))
}

/** Answers what a question was refused for, with the place. @throws what is no refusal */
export function refuseFor(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  if (!(error instanceof GraphQLError) || typeof error.extensions['code'] !== 'string') throw error
  const { code, message, http, ...place } = error.extensions as unknown as Refused
  refuse(request, response, http?.status ?? 400, code, message, place)
}

interface Refused {
  readonly code: string
  readonly message: Bilingual
  readonly http?: { readonly status: number }
}
