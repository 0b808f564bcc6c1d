import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common'
import { sealOf } from '@prasan/event-sourcing'
import { FORMATS, fitsIntoASheet, isFormat } from '@prasan/tables'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { AS_KNOWN, AS_OF_DAY, requestContext } from '../request-context.js'
import { RUNTIME, type Runtime } from '../runtime.js'
import { isTable, tableFor, tableNames } from '../tables/asked.js'
import { refuse, refuseFor } from './json-body.js'

/** Another version of the program may write otherwise. */
const STARTED = Date.now()

/** The side door for tables: `/tables/overdue.csv` or `.xlsx`, for whoever the headers of the API name. */
@Controller()
export class TablesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** The answer names its day and its log number: asked again with both it is the same, byte for byte. */
  @Get('tables/:file')
  async get(
    @Param('file') file: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const [, name, format] = /^(.*)\.(\w+)$/.exec(file) ?? []
    if (name === undefined || !isFormat(format!))
      return refuse(request, response, 404, 'TableFormatUnknown', {
        th: 'ตารางมีสองรูปแบบ: .csv และ .xlsx',
        en: 'A table is asked for as .csv or .xlsx.',
      })
    if (!isTable(name))
      return refuse(
        request,
        response,
        404,
        'TableUnknown',
        { th: `ไม่มีตารางชื่อนี้ มี ${tableNames.join(' ')}`, en: `There is no table of this name: there are ${tableNames.join(', ')}.` },
        { tables: tableNames },
      )
    try {
      const { table, language, effective, logNumber } = tableFor(name, query, await requestContext(this.runtime, request.headers))
      if (format === 'xlsx' && !fitsIntoASheet(table))
        return refuse(request, response, 400, 'TableTooLong', TOO_LONG, { rows: table.length })
      const etag = `W/"${sealOf(JSON.stringify([STARTED, file, query, effective, logNumber])).slice(0, 32)}"`
      const headers = {
        etag,
        [AS_OF_DAY]: effective,
        [AS_KNOWN]: String(logNumber),
        'cache-control': 'private, no-cache',
        'access-control-expose-headers': `${AS_OF_DAY}, ${AS_KNOWN}, content-disposition`,
      }
      if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return void response.writeHead(304, headers).end()
      response.writeHead(200, {
        ...headers,
        'content-type': FORMATS[format].mediaType,
        'content-disposition': `attachment; filename="${name}-${effective}-log-${logNumber}.${format}"`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      })
      await pipeline(FORMATS[format].written(table, language), response).catch((error: unknown) => void response.destroy(error as Error)) // cut off, not passed off as whole
    } catch (error) {
      refuseFor(error, request, response)
    }
  }
}

const TOO_LONG = {
  th: 'ตารางยาวเกินกว่าที่แผ่นงานเดียวรับได้ โปรดกรองให้แคบลง หรือขอเป็น .csv',
  en: 'The table has more rows than a sheet can hold: narrow it, or ask for .csv.',
}
