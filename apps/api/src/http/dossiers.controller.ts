import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { FORMATS, isFormat, written } from '@prasan/papers'
import { GraphQLError } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dossier } from '../dossier.js'
import { requestContext } from '../request-context.js'
import { RUNTIME, type Runtime } from '../runtime.js'
import { refuse } from './json-body.js'

/** The side door for dossiers: `/dossiers/post-….docx`, `.html` or `.md`, for whoever the headers of the API name. */
@Controller('dossiers')
export class DossiersController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(GraphQLSchemaHost) private readonly host: GraphQLSchemaHost,
  ) {}

  /** `as-of` is a day, `lang` th or en, `digits` thai or arabic. */
  @Get(':file')
  async get(
    @Param('file') file: string,
    @Query() query: Readonly<Record<string, string | readonly string[] | undefined>>,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const [, post, format] = /^(.*)\.(\w+)$/.exec(file) ?? []
    const given = (name: string) => [query[name] ?? []].flat()[0]
    if (post === undefined || !isFormat(format!))
      return refuse(request, response, 404, 'FormatUnknown', {
        th: 'เอกสารมีสามรูปแบบ: .docx .html และ .md',
        en: 'A dossier is asked for as .docx, .html or .md.',
      })
    try {
      const asked = { post, day: given('as-of'), language: given('lang'), digits: given('digits') }
      const paper = await dossier(this.host.schema, await requestContext(this.runtime, request.headers), asked)
      if (!paper) return refuse(request, response, 404, 'PostUnknown', { th: 'ไม่พบตำแหน่งนี้', en: 'There is no such post.' })
      const bytes = await written(paper, format)
      response.writeHead(200, {
        'content-type': FORMATS[format].mediaType,
        'content-disposition': `${format === 'html' ? 'inline' : 'attachment'}; filename="dossier-${post.slice(0, 41)}.${format}"`,
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
      response.end(bytes)
    } catch (error) {
      if (!(error instanceof GraphQLError) || typeof error.extensions['code'] !== 'string') throw error
      const { code, message, http, ...place } = error.extensions as unknown as Refused
      refuse(request, response, http?.status ?? 400, code, message, place)
    }
  }
}

interface Refused {
  readonly code: string
  readonly message: { readonly th: string; readonly en: string }
  readonly http?: { readonly status: number }
}
