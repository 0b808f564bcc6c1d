/** When a process manager first ran on a log: an event of its own, so that one that is new reacts to nothing that was recorded before. */
import type { Aggregate } from '../declaring/aggregate.js'
import { creation } from '../declaring/command.js'
import { event } from '../declaring/event.js'
import { Text, described, label } from '../declaring/shapes.js'

const began = { name: Text.max(80).meta(label('ชื่อ', 'Name')) }

export const ProcessBegan = event('ProcessBegan', 1, began, {
  th: 'เริ่มดำเนินการต่อเนื่องโดยอัตโนมัติ: {name}',
  en: 'What follows by itself began to be recorded: {name}',
})

const events = [ProcessBegan] as const

/** One stream a process manager, `process-<name>`, with one event: it answers what comes after that. */
export const processBeginnings: Aggregate<null, typeof events> = {
  category: 'process',
  events,
  initial: null,
  evolve: { ProcessBegan: () => null },
}

export const processOf = (name: string): string => `process-${name}`

export const BeginProcess = creation(
  'BeginProcess',
  processBeginnings,
  began,
  { doc: described('เริ่มดำเนินการต่อเนื่องโดยอัตโนมัติ', 'Lets a process manager begin.') },
  (input) => [ProcessBegan(input)],
)
