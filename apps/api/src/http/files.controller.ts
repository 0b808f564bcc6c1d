import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common'
import { MAX_FILE_BYTES } from '@prasan/event-sourcing'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { RUNTIME, type Runtime } from '../runtime.js'
import { actionable } from '../errors.js'
import { bodyWithin, refuse } from './json-body.js'

/** What any page of any site may send without being asked; a file is not taken that way. */
const SIMPLE = /^(|text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i

/** So many bytes of files that are being received are in memory, of all clients together. */
const MOST_HELD_BYTES = 8 * MAX_FILE_BYTES

/** The side door for files: stored by their content first, then named in a mutation by what this answered. */
@Controller('files')
export class FilesController {
  private held = 0

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** The raw bytes as the body. Answers `{ file, digest, size }`; the same bytes twice are stored once. */
  @Post()
  async put(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    if (SIMPLE.test(request.headers['content-type'] ?? ''))
      return refuse(request, response, 415, 'UNSUPPORTED_MEDIA_TYPE', {
        th: 'ส่งเนื้อไฟล์ด้วย content-type: application/octet-stream',
        en: 'Send the bytes with content-type: application/octet-stream.',
      })
    let mine = 0
    try {
      await this.receive(request, response, (bytes) => {
        if (this.held + bytes > MOST_HELD_BYTES) return false
        this.held += bytes
        mine += bytes
        return true
      })
    } finally {
      this.held -= mine
    }
  }

  /** @param keep whether there is room for so many bytes more */
  private async receive(request: IncomingMessage, response: ServerResponse, keep: (bytes: number) => boolean): Promise<void> {
    let isFull = false
    const bytes = await bodyWithin(MAX_FILE_BYTES, request, (more) => !(isFull = !keep(more)))
    if (isFull)
      return refuse(request, response, 503, 'TooManyUploads', {
        th: 'กำลังรับไฟล์จำนวนมากอยู่ โปรดส่งอีกครั้งในอีกสักครู่',
        en: 'Too many files are being received at the moment: send it again in a moment.',
      })
    if (bytes === null)
      return refuse(request, response, 413, 'FileTooLarge', {
        th: `ไฟล์ใหญ่เกิน ${MAX_FILE_BYTES} ไบต์ (20 MB)`,
        en: `The file is over ${MAX_FILE_BYTES} bytes (20 MB).`,
      })
    if (bytes.length === 0) return refuse(request, response, 400, 'FileEmpty', { th: 'ไฟล์ว่างเปล่า', en: 'The file is empty.' })
    let digest: string
    try {
      digest = await this.runtime.files.put(bytes)
    } catch (error) {
      return this.refuseAs(error, request, response)
    }
    response.writeHead(201, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify({ file: `file-${digest}`, digest, size: bytes.length }))
  }

  /** The bytes, to be saved and never to be run by a browser. */
  @Get(':digest')
  async get(@Param('digest') digest: string, @Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    let content: AsyncIterable<Uint8Array> | null
    try {
      content = /^[0-9a-f]{64}$/.test(digest) ? await this.runtime.files.get(digest) : null
    } catch (error) {
      return this.refuseAs(error, request, response)
    }
    if (!content) return refuse(request, response, 404, 'FileUnknown', { th: 'ไม่พบไฟล์นี้', en: 'There is no such file.' })
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    await pipeline(content, response).catch((error: unknown) => void response.destroy(error as Error)) // cut off, not passed off as whole
  }

  /** @throws what is none of the errors that a client can act on */
  private refuseAs(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const known = actionable(error)
    if (!known) throw error
    refuse(request, response, known.code === 'StorageFull' ? 507 : 503, known.code, known.message)
  }
}
