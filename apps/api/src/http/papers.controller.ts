import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { badInput } from '@prasan/graphql'
import { FORMATS, isFormat, isPaper, paperNames, written } from '@prasan/papers'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { paperFor } from '../papers.js'
import { requestContext } from '../request-context.js'
import { RUNTIME, type Runtime } from '../runtime.js'
import { refuse, refuseFor } from './json-body.js'

const ASKED = ['as-of', 'known', 'log', 'version', 'lang', 'digits'] as const

/** The side door for papers: `/documents/minutes/meeting-….docx`, `.html` or `.md`, for whoever the headers of the API name. */
@Controller()
export class PapersController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(GraphQLSchemaHost) private readonly host: GraphQLSchemaHost,
  ) {}

  /** The address that dossiers had before there were other papers. */
  @Get('dossiers/:file')
  dossier(
    @Param('file') file: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    return this.get('dossier', file, query, request, response)
  }

  /**
   * `as-of` is a day, `known` an instant or `log` a log number, `version` one of minutes, `lang` th or en, `digits` thai or arabic; anything else, and
   * anything twice, is refused: the paper would be another than is meant.
   */
  @Get('documents/:paper/:file')
  async get(
    @Param('paper') paper: string,
    @Param('file') file: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    if (!isPaper(paper))
      return refuse(request, response, 404, 'PaperUnknown', {
        th: `ไม่มีเอกสารชื่อนี้ มี ${paperNames.join(' ')}`,
        en: `There is no paper of this name: there are ${paperNames.join(', ')}.`,
      })
    const [, of, format] = /^(.*)\.(\w+)$/.exec(file) ?? []
    if (of === undefined || !isFormat(format!))
      return refuse(request, response, 404, 'FormatUnknown', {
        th: 'เอกสารมีสามรูปแบบ: .docx .html และ .md',
        en: 'A paper is asked for as .docx, .html or .md.',
      })
    try {
      const made = await paperFor(this.host.schema, await requestContext(this.runtime, request.headers), { paper, of, ...given(query) })
      if (!made)
        return refuse(request, response, 404, 'NothingOfThisId', { th: 'ไม่พบสิ่งที่รหัสนี้อ้างถึง', en: 'Nothing with this id is recorded.' })
      const bytes = await written(made, format)
      response.writeHead(200, {
        'content-type': FORMATS[format].mediaType,
        'content-disposition': `${format === 'html' ? 'inline' : 'attachment'}; filename="${paper}-${of.slice(0, 60)}.${format}"`,
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
      response.end(bytes)
    } catch (error) {
      refuseFor(error, request, response)
    }
  }
}

/** @throws GraphQLError BAD_USER_INPUT */
function given(query: Readonly<Record<string, unknown>>): Partial<Record<(typeof ASKED)[number], string>> {
  for (const [name, value] of Object.entries(query)) {
    if (!ASKED.some((each) => each === name)) throw badInput(name, 'UnknownField')
    if (typeof value !== 'string') throw badInput(name, 'NotTogether')
  }
  return query
}
