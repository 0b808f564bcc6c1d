// What may be done with a post.
import {
  StepMustBeRecorded,
  command,
  creation,
  datedStep,
  described,
  requireStep,
  requireThat,
  same,
  stepAt,
  stepFrom,
} from '@prasan/event-sourcing'
import { AnEndIsRecordedOnce, NothingSucceedsItself, OnlyARecordedEndIsCorrected } from '../steps.js'
import {
  PostAbolished,
  PostAbolitionCorrected,
  PostAbolitionReversed,
  PostCorrected,
  PostEstablished,
  PostRetitled,
  PostRetitlingCorrected,
  PostRetitlingReversed,
  shapes,
} from './events.js'
import { post, requireThere } from './state.js'

export const EstablishPost = creation(
  'EstablishPost',
  post,
  shapes.establishment,
  { doc: described('กำหนดตำแหน่งของหน่วยงาน แยกจากผู้ดำรงตำแหน่ง', 'Establishes a post of an organization, apart from who holds it.') },
  (input) => [PostEstablished(input)],
)

export const RetitlePost = command(
  'RetitlePost',
  post,
  shapes.title,
  { doc: described('ตำแหน่งใช้ชื่อใหม่ตั้งแต่วันที่กำหนด', 'The post has another title from a day on.', 'PostMustExist') },
  (input, state) => {
    requireThere(state, input.from, 'from')
    return same(stepAt(state.titles, input.from)?.title, input.title) ? [] : [PostRetitled(input)]
  },
)

export const CorrectRetitling = command(
  'CorrectRetitling',
  post,
  { ...datedStep, ...shapes.title, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขการเปลี่ยนชื่อตำแหน่งหรือวันที่ซึ่งบันทึกไว้ไม่ถูกต้อง',
      'A change of title, or its day, was recorded wrongly.',
      'StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn, PostMustExist',
    ),
  },
  ({ recordedFrom, reason, ...step }, state) => {
    requireThere(state, step.from, 'from')
    const was = requireStep(state.titles, recordedFrom, step.from, 'from')
    return same(was, step) ? [] : [PostRetitlingCorrected({ recordedFrom, ...step, reason })]
  },
)

export const ReverseRetitling = command(
  'ReverseRetitling',
  post,
  { ...datedStep, reason: shapes.reason },
  {
    doc: described(
      'ตำแหน่งมิได้เปลี่ยนชื่อตั้งแต่วันนั้น ให้ใช้ชื่อเดิมต่อไป',
      'The post was not retitled from that day: it bears the title from before.',
      'StepMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && stepFrom(state.titles, input.recordedFrom), StepMustBeRecorded, 'recordedFrom')
    return [PostRetitlingReversed(input)]
  },
)

export const CorrectPost = command(
  'CorrectPost',
  post,
  { ...shapes.establishment, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขชื่อ หน่วยงาน หรือพื้นที่ของตำแหน่งที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'Title, organization or area of the post were recorded wrongly: gives the whole corrected fact and the reason.',
    ),
  },
  ({ reason, ...corrected }, state) => {
    if (state.is === 'unknown') return []
    const { titles, organization, area, level, rotates } = state
    return same({ title: titles.at(-1)!.title, organization, area, level, rotates }, corrected)
      ? []
      : [PostCorrected({ ...corrected, reason })]
  },
)

export const AbolishPost = command(
  'AbolishPost',
  post,
  shapes.ending,
  {
    doc: described(
      'ยุบเลิกตำแหน่ง ผู้ดำรงตำแหน่งและการมอบอำนาจสิ้นสุดไปด้วย พร้อมระบุผู้รับช่วงงานค้าง',
      'The post ends, and with it whoever holds it and what they delegated; names who takes over what it owes.',
      'AnEndIsRecordedOnce, NothingSucceedsItself',
    ),
  },
  (input, state, { id }) => {
    if (state.is === 'unknown' || same(state.abolished, input)) return []
    requireThat(!state.abolished, AnEndIsRecordedOnce)
    requireThat(input.successor !== id, NothingSucceedsItself, 'successor')
    return [PostAbolished(input)]
  },
)

export const CorrectPostAbolition = command(
  'CorrectPostAbolition',
  post,
  { ...shapes.ending, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขการยุบเลิกตำแหน่ง วันที่ หรือผู้รับช่วงที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The abolition, its day or who takes over was recorded wrongly: gives the whole corrected fact and the reason.',
      'OnlyARecordedEndIsCorrected, NothingSucceedsItself',
    ),
  },
  ({ reason, ...ending }, state, { id }) => {
    requireThat(state.is !== 'unknown' && state.abolished, OnlyARecordedEndIsCorrected)
    requireThat(ending.successor !== id, NothingSucceedsItself, 'successor')
    return same(state.abolished, ending) ? [] : [PostAbolitionCorrected({ ...ending, reason })]
  },
)

export const ReversePostAbolition = command(
  'ReversePostAbolition',
  post,
  { reason: shapes.reason },
  {
    doc: described(
      'ตำแหน่งมิได้ยุบเลิก ให้คงอยู่ต่อไปพร้อมสิ่งที่บันทึกไว้ของวันหลังจากนั้น',
      'The post was not abolished: it is there on, with what was recorded of later days.',
      'OnlyARecordedEndIsCorrected',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.abolished, OnlyARecordedEndIsCorrected)
    return [PostAbolitionReversed(input)]
  },
)
