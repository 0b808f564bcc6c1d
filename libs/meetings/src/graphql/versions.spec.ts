import { describe, expect, it } from '@jest/globals'
import { versionsFrom } from './versions.js'

const named = (...types: string[]) =>
  versionsFrom(types.map((type, i) => ({ type, logNumber: i + 1, recordedAt: `2026-05-08T0${i}:00:00Z` }))).map(
    ({ name, number, logNumber }) => `${name} ${number} at ${logNumber}`,
  )

describe('the versions of minutes', () => {
  it('are where the notice went out, each draft, each circulation, the certification, and each correction since', () => {
    expect(
      named(
        'MeetingScheduled',
        'NoticeSent',
        'MinutesDrafted',
        'MinutesCorrected',
        'MinutesCirculated',
        'MinutesCertified',
        'MinutesCorrected',
        'MinutesCorrected',
      ),
    ).toEqual([
      'invited 1 at 2',
      'draft 1 at 3',
      'draft 2 at 4',
      'circulated 1 at 5',
      'adopted 1 at 6',
      'corrected 1 at 7',
      'corrected 2 at 8',
    ])
  })

  it('are none that were taken back; what is corrected after a certification that never was is a draft', () => {
    expect(named('NoticeSent', 'NoticeReversed', 'NoticeSent')).toEqual(['invited 1 at 3'])
    expect(named('MinutesDrafted', 'MinutesCirculated', 'MinutesCirculationReversed')).toEqual(['draft 1 at 1'])
    expect(named('MinutesDrafted', 'MinutesCertified', 'MinutesCertificationReversed', 'MinutesCorrected')).toEqual([
      'draft 1 at 1',
      'draft 2 at 4',
    ])
    expect(named('NoticeReversed')).toEqual([])
  })
})
