import { expect, it } from '@jest/globals'
import { recurrenceInWords } from './recurrence.js'

/** 8 July 2026 is a Wednesday. */
const SINCE = '2026-07-08'

it.each([
  ['FREQ=DAILY', 'ทุกวัน', 'every day'],
  ['FREQ=WEEKLY', 'ทุกสัปดาห์ วันพุธ', 'every week on Wednesday'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', 'ทุก 2 สัปดาห์ วันจันทร์ และวันศุกร์', 'every 2 weeks on Monday and Friday'],
  ['FREQ=MONTHLY', 'ทุกเดือน วันที่ 8', 'every month on the 8th'],
  ['FREQ=MONTHLY;BYDAY=2TU', 'ทุกเดือน วันอังคารที่ 2', 'every month on the 2nd Tuesday'],
  ['FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR', 'ทุก 3 เดือน วันศุกร์สุดท้าย', 'every 3 months on the last Friday'],
  ['FREQ=MONTHLY;BYDAY=1MO,-2MO', 'ทุกเดือน วันจันทร์ที่ 1 และวันจันทร์ที่ 2 จากท้าย', 'every month on the 1st Monday and the 2nd last Monday'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,15,-1', 'ทุกเดือน วันที่ 1 วันที่ 15 และวันสุดท้าย', 'every month on the 1st, the 15th and the last day'],
  ['FREQ=YEARLY', 'ทุกปี วันที่ 8 ของเดือนกรกฎาคม', 'every year on the 8th in July'],
  [
    'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20271001',
    'ทุกเดือน วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี และวันศุกร์ ของเดือนมกราคม เมษายน กรกฎาคม และตุลาคม เฉพาะวันสุดท้ายของวันเหล่านั้น ถึง 1 ตุลาคม 2570',
    'every month on Monday, Tuesday, Wednesday, Thursday and Friday in January, April, July and October only the last of these until 1 October 2027',
  ],
  ['FREQ=YEARLY;BYMONTH=3;COUNT=1', 'ทุกปี วันที่ 8 ของเดือนมีนาคม รวม 1 ครั้ง', 'every year on the 8th in March once'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=11,12,13,22,23',
    'ทุกเดือน วันที่ 11 วันที่ 12 วันที่ 13 วันที่ 22 และวันที่ 23',
    'every month on the 11th, the 12th, the 13th, the 22nd and the 23rd',
  ],
])('%s is said in both languages', (rrule, th, en) => expect(recurrenceInWords(rrule, SINCE)).toEqual({ th, en }))
