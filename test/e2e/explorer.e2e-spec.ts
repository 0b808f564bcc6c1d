import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from '../support/api.js'
import { Browser, installed } from '../support/browser.js'

const inBrowser = installed ? it : it.skip
if (!installed) console.log('explorer: not tried in a browser, since no chromium is installed (CHROMIUM names another)')

describe('the page at /graphql', () => {
  let api: Api
  let url: string
  beforeAll(async () => {
    api = await Api.start()
    url = `${await api.application.nest.getUrl()}/graphql`
    const organization = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน' }, kind: 'PROVINCIAL' })
    await api.recorded('makeCommitment', { title: { th: 'อบรมอาสาสมัคร' }, owner: organization, madeOn: '2026-05-04', dueOn: '2026-09-30' })
  })
  afterAll(() => api.close())

  const get = (accept: string, path = '') => fetch(url + path, { headers: { accept } })

  it('is for browsers; whoever accepts JSON gets GraphQL', async () => {
    const page = await get('text/html,application/xhtml+xml,*/*;q=0.8')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';")
    expect((await get('application/json')).headers.get('content-type')).toMatch(/json/)
    const asked = await fetch(`${url}?query=${encodeURIComponent('{ __typename }')}`, {
      headers: { accept: 'text/html, application/json' },
    })
    expect(await asked.json()).toMatchObject({ data: { __typename: 'Query' } })
  })

  it('names no other server', async () => {
    const page = await (await get('text/html')).text()
    expect(page).not.toMatch(/(src|href)="(?!\/graphql\/assets\/|data:)/)
    for (const [, path] of page.matchAll(/(?:src|href)="\/graphql(\/assets\/[^"]+)"/g)) expect((await get('*/*', path)).status).toBe(200)
    expect((await get('*/*', '/assets/..%2f..%2fpackage.json')).status).toBeGreaterThanOrEqual(400)
    expect((await get('*/*', '//')).status).toBe(400)
  })

  inBrowser('runs its first query, in Thai and English, in a real browser', async () => {
    const browser = await Browser.open(url)
    try {
      await browser.until(`document.querySelector('.graphiql-query-editor')?.innerText.includes('ใครรับผิดชอบวันนี้')`)
      await browser.until(
        `document.querySelector('.graphiql-execute-button')`.concat(
          ' && (document.querySelector(".graphiql-execute-button").click(), true)',
        ),
      )
      const answer = await browser.until<string>(
        `(text => text.includes('อบรมอาสาสมัคร') && text)(document.querySelector('.graphiql-response')?.innerText ?? '')`,
      )
      expect(answer).toContain('"totalCount": 1')
      await browser.screenshot(join(tmpdir(), 'prasan-explorer.png'))
      expect(browser.complaints).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
