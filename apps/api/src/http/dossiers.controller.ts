import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { badInput } from '@prasan/graphql'
import { FORMATS, isFormat, written } from '@prasan/papers'
import { GraphQLError } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dossier } from '../dossier.js'
import { requestContext } from '../request-context.js'
import { RUNTIME, type Runtime } from '../runtime.js'
import { refuse } from './json-body.js'

const ASKED = ['as-of', 'lang', 'digits'] as const

/** The side door for dossiers: `/dossiers/post-….docx`, `.html` or `.md`, for whoever the headers of the API name. */
@Controller('dossiers')
export class DossiersController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(GraphQLSchemaHost) private readonly host: GraphQLSchemaHost,
  ) {}

  /** `as-of` is a day, `lang` th or en, `digits` thai or arabic; anything else, and anything twice, is refused: the paper would be another than is meant. */
  @Get(':file')
  async get(
    @Param('file') file: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const [, post, format] = /^(.*)\.(\w+)$/.exec(file) ?? []
    if (post === undefined || !isFormat(format!))
      return refuse(request, response, 404, 'FormatUnknown', {
        th: 'เอกสารมีสามรูปแบบ: .docx .html และ .md',
        en: 'A dossier is asked for as .docx, .html or .md.',
      })
    try {
      const [day, language, digits] = given(query)
      const asked = { post, day, language, digits }
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

/** @throws GraphQLError BAD_USER_INPUT */
function given(query: Readonly<Record<string, unknown>>): (string | undefined)[] {
  for (const [name, value] of Object.entries(query)) {
    if (!ASKED.some((each) => each === name)) throw badInput(name, 'UnknownField')
    if (typeof value !== 'string') throw badInput(name, 'NotTogether')
  }
  return ASKED.map((name) => query[name] as string | undefined)
}

interface Refused {
  readonly code: string
  readonly message: { readonly th: string; readonly en: string }
  readonly http?: { readonly status: number }
}
