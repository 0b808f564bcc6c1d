import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common'
import { sealOf } from '@prasan/event-sourcing'
import { type FeedRow, type Language, calendarOf, feedOfSecret, icalendarOf } from '@prasan/feeds'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { requestAs } from '../request-context.js'
import { RUNTIME, type Runtime } from '../runtime.js'
import { refuse } from './json-body.js'

const LANGUAGES: readonly unknown[] = ['th', 'en'] satisfies Language[]

/**
 * The side door for calendar programs: `/calendars/<secret>.ics`. It asks nobody who they are: whoever has the address is shown what whoever
 * opened the feed may see. Of the secret only its digest is looked up, so that how long that takes tells nothing of those that there are.
 */
@Controller('calendars')
export class CalendarsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** `lang` is th or en. A guessed address, a revoked one and one of somebody who may not see it any more are answered the same. */
  @Get(':file')
  async get(
    @Param('file') file: string,
    @Query('lang') lang: unknown = 'th',
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    if (!LANGUAGES.includes(lang))
      return refuse(request, response, 400, 'BAD_USER_INPUT', { th: 'lang คือ th หรือ en', en: 'lang is th or en.' }, { field: 'lang' })
    const { views } = this.runtime
    const feed = feedOfSecret.run(views, { digest: sealOf(file.replace(/\.ics$/, '')) })
    if (!feed && !views.caughtUp)
      return refuse(request, response, 503, 'ViewNotCaughtUp', {
        th: 'ระบบกำลังเริ่มทำงาน โปรดลองอีกครั้ง',
        en: 'This node is starting: ask again.',
      })
    const calendar = feed && (await calendarOf(feed, lang as Language, this.openerOf(feed)))
    if (!calendar)
      return refuse(request, response, 404, 'CalendarUnknown', {
        th: 'ไม่มีปฏิทินที่อยู่นี้ หรือยกเลิกไปแล้ว โปรดขอที่อยู่ใหม่จากเลขานุการ',
        en: 'There is no calendar at this address, or it was revoked: ask the secretary for another.',
      })
    const text = await icalendarOf(calendar)
    const etag = `W/"${sealOf(text).slice(0, 32)}"`
    const headers = { etag, 'cache-control': 'private, no-cache' }
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return void response.writeHead(304, headers).end()
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="calendar.ics"',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    response.end(text)
  }

  private openerOf({ openedBy, openedFor }: FeedRow) {
    return requestAs(this.runtime, { actor: openedBy, forPost: openedFor ?? undefined })
  }
}
