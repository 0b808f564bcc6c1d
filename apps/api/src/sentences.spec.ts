import { type Fact, Registry, metaOf, reasonOfImport, unwrapped, type z } from '@prasan/event-sourcing'
import { someId } from '@prasan/event-sourcing/testing'
import { RepresentativeWithdrawn, SeatAbolished, SeatVacated } from '@prasan/committees'
import { OWNER_HAS_ENDED, OwnershipTransferred } from '@prasan/commitments/contract'
import { RoleAssigned } from '@prasan/directory'
import { AttendanceCorrected, AttendanceRecorded, ResolutionCorrected } from '@prasan/meetings'
import { historyEntry } from '@prasan/graphql'
import { describe, expect, it } from '@jest/globals'
import { contexts } from './runtime.js'

/** By which a part is known besides its id. */
const NAMES = ['number', 'title', 'text', 'person', 'scope', 'by', 'source']

describe('a sentence of the history', () => {
  const registry = new Registry(
    '',
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  const [A, S, attendance, on] = [someId('person'), someId('seat'), someId('attendance'), '2026-10-01']
  const names = new Map([
    [A, { th: 'นางสาวเอ', en: 'Ms A' }],
    [S, { th: 'กรรมการ', en: 'Member' }],
  ])
  const noKeys = { open: () => undefined, isLost: () => false, learn: async () => {} }
  const told = async ({ type, data }: Fact, metadata: object = {}) => {
    const event = { type, data, recordedAt: '', actor: '', revision: 0n, metadata }
    const { sentence } = await historyEntry(registry, event as never, null, (id) => Promise.resolve(names.get(id) ?? null), noKeys)
    return [sentence.th, sentence.en]
  }

  it('tells an absence as one, of whom or of which seat, and whether it was excused', async () => {
    const absent = (absence: { excused: boolean; reason?: string }, person?: string) =>
      told(AttendanceRecorded({ attendance, seat: S, person, absence }))
    expect(await absent({ excused: true, reason: 'ติดราชการ' }, A)).toEqual([
      'ไม่มาประชุม: นางสาวเอ (กรรมการ, แจ้งเหตุ ติดราชการ)',
      'Absent: Ms A (Member, excused ติดราชการ)',
    ])
    expect(await absent({ excused: false })).toEqual(['ไม่มาประชุม: กรรมการ (ไม่มีเหตุอันสมควร)', 'Absent: Member (not excused)'])
    expect(await told(AttendanceRecorded({ attendance, seat: S, person: A, capacity: 'self' }))).toEqual([
      'บันทึกการมาประชุม: นางสาวเอ (กรรมการ, มาประชุมเอง)',
      'Attendance: Ms A (Member, in person)',
    ])
    expect((await told(AttendanceRecorded({ attendance, person: A, capacity: 'observer' })))[1]).toBe('Attendance: Ms A (in attendance)')
    expect(await told(AttendanceCorrected({ attendance, seat: S, person: A, capacity: 'self', reason: 'ผิดคน' }))).toEqual([
      'แก้ไขการมาประชุมของ นางสาวเอ (กรรมการ): ผิดคน',
      'Attendance of Ms A (Member) corrected: ผิดคน',
    ])
  })

  it('says which resolution was corrected, by its number where the event tells it', async () => {
    const corrected = { resolution: someId('resolution'), kind: 'approved' as const, text: { th: 'เห็นชอบแผน' }, reason: 'พิมพ์ผิด' }
    expect(await told(ResolutionCorrected({ ...corrected, number: 2 }))).toEqual([
      'แก้ไขบันทึกมติที่ 2 (เห็นชอบ) เห็นชอบแผน: พิมพ์ผิด',
      'Record of resolution 2 corrected (approved), เห็นชอบแผน: พิมพ์ผิด',
    ])
    expect((await told(ResolutionCorrected(corrected)))[0]).toBe('แก้ไขบันทึกมติ (เห็นชอบ) เห็นชอบแผน: พิมพ์ผิด')
  })

  it('says of which part it is told, over all events about a part', () => {
    const wholes = new Set(['file', ...contexts.flatMap(({ aggregates }) => aggregates.map(({ category }) => category))])
    const isPart = (schema: z.ZodType) => {
      const { inner, optional } = unwrapped(schema)
      return !optional && (metaOf(inner).refs?.every((category) => !wholes.has(category)) ?? false)
    }
    const about = [...registry.events.values()].filter(({ schema }) =>
      Object.values(schema.shape).some((field) => isPart(field as z.ZodType)),
    )
    const silent = about.filter(({ schema, says }) => {
      const fields = Object.keys(schema.shape)
      const { th, en = th } = says(Object.fromEntries(fields.map((field) => [field, field])))
      const names = [...fields.filter((field) => isPart(schema.shape[field] as z.ZodType)), ...NAMES].map((field) => `{${field}}`)
      return ![th, en].every((sentence) => names.some((name) => sentence.includes(name)))
    })
    expect(silent.map(({ type }) => type)).toEqual([])
    expect(about.length).toBeGreaterThan(0)
  })

  it('names the seat', async () => {
    expect(await told(SeatAbolished({ seat: S, on }))).toEqual([
      'ยกเลิกที่นั่ง (กรรมการ) ตั้งแต่ 1 ตุลาคม 2569',
      'Seat abolished (Member) from 1 October 2026',
    ])
    expect((await told(SeatVacated({ seat: S, on, reason: 'ลาออก' })))[1]).toBe('Seat vacated (Member) from 1 October 2026: ลาออก')
    expect((await told(RepresentativeWithdrawn({ seat: S, person: A, on })))[1]).toBe('Ms A withdrawn (Member) from 1 October 2026')
  })

  it('gives a reason of Prasan’s own to each reader in their language, and one of somebody as it was written', async () => {
    const passedOn = (reason: string) => told(OwnershipTransferred({ owner: S, on, reason }))
    expect(await passedOn(OWNER_HAS_ENDED)).toEqual([
      'โอนให้ กรรมการ รับผิดชอบตั้งแต่ 1 ตุลาคม 2569: ผู้รับผิดชอบเดิมสิ้นสุดลง',
      'Passed on to Member from 1 October 2026: the owner before has ended',
    ])
    expect((await passedOn('ปรับโครงสร้าง · reform'))[1]).toMatch(/: ปรับโครงสร้าง · reform$/)
  })

  it('gives the reason of an import in words, also as it was recorded before, and leaves what somebody wrote', async () => {
    const imported = (reason: string, metadata: object = { imported: true }) =>
      told(AttendanceCorrected({ attendance, person: A, capacity: 'observer', reason }), metadata)
    const inWords = ['แก้ไขการมาประชุมของ นางสาวเอ: ตามข้อมูลนำเข้า “workbook”', 'Attendance of Ms A corrected: as in the import “workbook”']
    expect(await imported(reasonOfImport('workbook'))).toEqual(inWords)
    expect(await imported('แก้ไขตามข้อมูลนำเข้า “workbook” · corrected from the import “workbook”')).toEqual(inWords)
    expect((await imported('ผิดคน'))[1]).toMatch(/: ผิดคน$/)
    expect((await imported(reasonOfImport('workbook'), {}))[1]).toMatch(/: import:workbook$/)
  })

  it('says once in which manner a post is held', async () => {
    const held = (manner: 'substantive' | 'acting') => told(RoleAssigned({ assignment: someId('assignment'), person: A, manner, from: on }))
    expect((await held('substantive'))[0]).toBe('นางสาวเอ ดำรงตำแหน่ง ตั้งแต่ 1 ตุลาคม 2569')
    expect((await held('acting'))[0]).toBe('นางสาวเอ รักษาราชการแทน ตั้งแต่ 1 ตุลาคม 2569')
  })
})
