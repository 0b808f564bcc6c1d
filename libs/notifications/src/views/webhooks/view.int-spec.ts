import { expect, it } from '@jest/globals'
import { someId, told, viewed } from '@prasan/event-sourcing/testing'
import { DeliveryNoted, WebhookChanged, WebhookDisabled, WebhookEnabled, WebhookRegistered } from '../../domain/webhook/events.js'
import { webhook } from '../../domain/webhook/state.js'
import { webhooksByIds, webhooksNow } from './queries.js'
import { webhooksView } from './view.js'

const id = someId('webhook')
const [organization, about] = [someId('organization'), someId('post')]
const url = 'https://hooks.example.org/'

it('tells on each day where it was, of what it was told and whether, as known then', async () => {
  const model = await viewed(
    [webhooksView],
    [webhook],
    [
      ...told(id, '2026-05-04', WebhookRegistered({ organization, url, topics: ['plans', 'decisions'] })),
      ...told(id, '2026-06-01', WebhookChanged({ url, topics: ['plans'], about })),
      ...told(id, '2026-06-02', WebhookDisabled({ reason: 'ย้าย' })),
      ...told(id, '2026-06-03', WebhookEnabled({ reason: 'เสร็จ' })),
    ],
  )
  const shown = (day: string, log: number | null = null) =>
    webhooksByIds
      .run(model, { ids: [id], asOf: { day, log } })
      .map(({ topics, about, state, reason }) => ({ topics, about, state, reason }))
  const first = { topics: ['plans', 'decisions'], about: null, state: 'active', reason: null }
  const changed = { topics: ['plans'], about, state: 'active', reason: null }
  expect(shown('2026-05-03')).toEqual([])
  expect(shown('2026-05-31')).toEqual([first])
  expect(shown('2026-06-01')).toEqual([changed])
  expect(shown('2026-06-02')).toEqual([{ ...changed, state: 'disabled', reason: 'ย้าย' }])
  expect(shown('2026-06-03')).toEqual([changed])
  expect(shown('2026-06-03', 1)).toEqual([first])
  model.close()
})

it('goes by what was recorded last, also where a clock was set back meanwhile', async () => {
  const failing = { logNumber: 2, attempts: 1, problem: 'HTTP 500', again: '2026-05-01T02:00:05.000Z' }
  const model = await viewed(
    [webhooksView],
    [webhook],
    [
      ...told(id, '2026-05-04', WebhookRegistered({ organization, url, topics: ['plans'] })),
      ...told(id, '2026-05-05', DeliveryNoted({ node: 'a', through: 1 })),
      ...told(id, '2026-05-01', DeliveryNoted({ node: 'b', through: 1, failing })),
    ],
  )
  expect(webhooksNow.run(model, { id })).toMatchObject([{ node: 'b', delivered: 1, failing, changed: 3, topics: ['plans'] }])
  model.close()
})
