import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common'
import { sealOf } from '@prasan/event-sourcing'
import { type FeedRow, type Language, calendarOf, feedOfSecret, icalendarOf, invitationAsIcalendar, invitationOf } from '@prasan/feeds'
import { meetingsByIds } from '@prasan/meetings/reading'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { requestAs, requestContext } from '../request-context.js'
import { RUNTIME, type Runtime } from '../runtime.js'
import { refuse, refuseFor } from './json-body.js'

const LANGUAGES: readonly unknown[] = ['th', 'en'] satisfies Language[]

/** The side door for calendar programs. */
@Controller()
export class CalendarsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /**
   * `/calendars/<secret>.ics`, in `lang` th or en. It asks nobody who they are: whoever has the address is shown what whoever opened the feed may
   * see. A guessed address, a revoked one and one of somebody who may not see it any more are answered the same. Of the secret only its digest is
   * looked up, so that how long that takes tells nothing of those that there are.
   */
  @Get('calendars/:file')
  async feed(
    @Param('file') file: string,
    @Query('lang') lang: unknown = 'th',
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    if (!isLanguage(lang)) return refuseLanguage(request, response)
    const { views } = this.runtime
    const feed = feedOfSecret.run(views, { digest: sealOf(file.replace(/\.ics$/, '')) })
    if (!feed && !views.caughtUp)
      return refuse(request, response, 503, 'ViewNotCaughtUp', {
        th: 'ระบบกำลังเริ่มทำงาน โปรดลองอีกครั้ง',
        en: 'This node is starting: ask again.',
      })
    const calendar = feed && (await calendarOf(feed, lang, this.openerOf(feed)))
    if (!calendar)
      return refuse(request, response, 404, 'CalendarUnknown', {
        th: 'ไม่มีปฏิทินที่อยู่นี้ หรือยกเลิกไปแล้ว โปรดขอที่อยู่ใหม่จากเลขานุการ',
        en: 'There is no calendar at this address, or it was revoked: ask the secretary for another.',
      })
    const text = icalendarOf(calendar)
    const etag = `W/"${sealOf(text).slice(0, 32)}"`
    const headers = { etag, 'cache-control': 'private, no-cache' }
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return void response.writeHead(304, headers).end()
    response.writeHead(200, { ...headers, ...TO_SAVE, 'content-disposition': 'inline; filename="calendar.ics"', 'content-type': CALENDAR })
    response.end(text)
  }

  /** `/documents/invitation/meeting-….ics`, in `lang` th or en: for whoever the headers of the API name. */
  @Get('documents/invitation/:meeting.ics')
  async invitation(
    @Param('meeting') asked: string,
    @Query('lang') lang: unknown = 'th',
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    if (!isLanguage(lang)) return refuseLanguage(request, response)
    try {
      const asker = await requestContext(this.runtime, request.headers)
      const meeting = await asker.thing(meetingsByIds, 'meeting', asked)
      if (!meeting)
        return refuse(request, response, 404, 'NothingOfThisId', { th: 'ไม่พบสิ่งที่รหัสนี้อ้างถึง', en: 'Nothing with this id is recorded.' })
      const invitation = await invitationOf(meeting, lang, asker)
      if (!invitation)
        return refuse(request, response, 404, 'NoticeNotSent', {
          th: 'ยังไม่ได้แจ้งเชิญประชุมครั้งนี้: ให้บันทึก sendNotice ก่อน',
          en: 'No notice of this meeting was sent: record `sendNotice` first.',
        })
      response.writeHead(200, {
        ...TO_SAVE,
        'content-type': `${CALENDAR}; method=${invitation.meeting.cancelled ? 'CANCEL' : 'REQUEST'}`,
        'content-disposition': 'attachment; filename="invitation.ics"',
        'cache-control': 'no-store',
      })
      response.end(invitationAsIcalendar(invitation))
    } catch (error) {
      refuseFor(error, request, response)
    }
  }

  private openerOf({ openedBy, openedFor }: FeedRow) {
    return requestAs(this.runtime, { actor: openedBy, forPost: openedFor ?? undefined })
  }
}

const CALENDAR = 'text/calendar; charset=utf-8'
const TO_SAVE = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' }

const isLanguage = (lang: unknown): lang is Language => LANGUAGES.includes(lang)
const refuseLanguage = (request: IncomingMessage, response: ServerResponse) =>
  refuse(request, response, 400, 'BAD_USER_INPUT', { th: 'lang คือ th หรือ en', en: 'lang is th or en.' }, { field: 'lang' })
