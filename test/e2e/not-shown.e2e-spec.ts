import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api, TODAY } from '../support/api.js'

const id = 'meeting-0190a000-0000-7000-8000-000000000001'

describe('what the views cannot take', () => {
  let api: Api
  beforeAll(async () => {
    api = await Api.start()
    const { store, registry } = api.application.runtime
    const metadata = {
      version: 1,
      recordedAt: `${TODAY}T02:00:00.000Z`,
      ...{ actor: 'system:test', command: 'ScheduleMeeting', commandId: id, digest: '', correlationId: id },
    }
    // a meeting of no body, which no command would record
    await store.append(registry.streamOf(id), 'no-stream', [
      { id: id.slice('meeting-'.length), type: 'MeetingScheduled', data: { bodies: [], on: '2026-12-01' }, metadata },
    ])
  })
  afterAll(() => api.close())

  it('is said in the answer to the mutation that recorded it, and in health', async () => {
    const answer = await api.query<{ rescheduleMeeting: unknown }>(
      `mutation ($input: RescheduleMeetingInput!) { rescheduleMeeting(input: $input) {
        ... on MeetingRecorded { viewsCaughtUp events meeting { id } notShown { th en } } } }`,
      { input: { idempotencyKey: 'moved', meeting: id, on: '2026-12-02' } },
    )
    expect(answer.rescheduleMeeting).toMatchObject({
      viewsCaughtUp: true,
      events: ['MeetingRescheduled'],
      meeting: null,
      notShown: { th: expect.stringContaining('บันทึกแล้ว แต่ยังแสดงไม่ได้'), en: expect.stringContaining('could not take it') },
    })
    const { body } = await api.http.get('/health/ready')
    expect((body as { poison: { type: string }[] }).poison.map(({ type }) => type)).toEqual(['MeetingScheduled', 'MeetingRescheduled'])
  })

  it('is null where they took it', async () => {
    const answer = await api.query<{ registerPerson: unknown }>(
      'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { ... on PersonRecorded { notShown { en } } } }',
      { input: { idempotencyKey: 'person', name: { th: { given: 'สมชาย' } } } },
    )
    expect(answer.registerPerson).toEqual({ notShown: null })
  })
})
