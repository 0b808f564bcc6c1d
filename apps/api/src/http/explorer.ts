/** The page a browser gets at /graphql: GraphiQL, whole from npm and served from here, so that it works where nothing else is reached. */
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const PAGE = `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>ประสาน · Prasan: GraphQL</title>
<link rel="stylesheet" href="/graphql/assets/graphiql.css">
<link rel="stylesheet" href="/graphql/assets/page.css">
</head>
<body>
<div id="explorer"><noscript>หน้านี้ต้องใช้ JavaScript · This page needs JavaScript.</noscript></div>
<script src="/graphql/assets/react.js"></script>
<script src="/graphql/assets/react-dom.js"></script>
<script src="/graphql/assets/graphiql.js"></script>
<script src="/graphql/assets/page.js"></script>
</body>
</html>
`

const STYLE = `html, body, #explorer { height: 100%; margin: 0 }
.graphiql-container { font-family: 'Noto Sans Thai', 'Leelawadee UI', Thonburi, Loma, system-ui, sans-serif }
`

const DEFAULT_QUERY = `# ข้อผูกพันที่เกินกำหนด: เรื่องใด ใครรับผิดชอบวันนี้ ใครให้คำมั่นไว้
# What is overdue: who answers for it today, and who promised it.
# กด ▶ หรือ Ctrl-Enter · Press ▶ or Ctrl-Enter.
{
  overdueCommitments(first: 10) {
    totalCount
    nodes {
      title { th en }
      dueOn
      daysOverdue
      owner { label { th en } }
      answeringNow { person { name { th en } } since manner }
      madeBy { person { name { th en } } on }
    }
  }
}
`

const SCRIPT = `'use strict'
ReactDOM.createRoot(document.getElementById('explorer')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultQuery: ${JSON.stringify(DEFAULT_QUERY)},
    shouldPersistHeaders: false,
  }),
)
`

const folderOf = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
const file = (module: string, path: string) => () => readFile(join(folderOf(module), path))
const text = (content: string) => () => Promise.resolve(Buffer.from(content))

const ASSETS = new Map(
  Object.entries({
    'page.css': text(STYLE),
    'page.js': text(SCRIPT),
    'graphiql.css': file('graphiql', 'graphiql.min.css'),
    'graphiql.js': file('graphiql', 'graphiql.min.js'),
    'react.js': file('react', 'umd/react.production.min.js'),
    'react-dom.js': file('react-dom', 'umd/react-dom.production.min.js'),
  }),
)

/** GraphiQL sets styles from script; everything else comes from this server, and nobody may frame the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const HEADERS = { 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

/** Compressed once, on the first request. */
const zipped = new Map<string, Promise<Buffer>>()

/** Mounted at /graphql, so that `request.url` begins after it. */
export async function explorer(request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return next()
  const { pathname, searchParams } = new URL(`http://localhost${request.url ?? '/'}`)
  const asset = ASSETS.get(/^\/assets\/([\w.-]+)$/.exec(pathname)?.[1] ?? '')
  if (asset) {
    const type = pathname.endsWith('.css') ? 'text/css' : 'text/javascript'
    const headers = {
      ...HEADERS,
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'public, max-age=86400',
      vary: 'accept-encoding',
    }
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) {
      response.writeHead(200, headers).end(await asset())
      return
    }
    let body = zipped.get(pathname)
    if (!body) zipped.set(pathname, (body = asset().then((bytes) => promisify(gzip)(bytes))))
    response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(await body)
    return
  }
  const wantsPage =
    pathname === '/' && !searchParams.has('query') && !searchParams.has('extensions') && request.headers.accept?.includes('text/html')
  if (!wantsPage) return next()
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }).end(PAGE)
}
