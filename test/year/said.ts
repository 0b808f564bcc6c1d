/** What is said of a year, under ids that are the same in each run. */
import { derivedId, idWithin } from '@prasan/event-sourcing'

export interface Said {
  readonly command: string
  readonly key: string
  readonly input: object
  readonly id?: string
}

export const commandId = (key: string) => derivedId('year', key)
export const idOf = (category: string, key: string) => `${category}-${idWithin(commandId(key), category)}`
export const partOf = (category: string, key: string, n = 0) => `${category}-${idWithin(commandId(key), `${category}:${n}`)}`
export const both = (en: string) => ({ th: en, en })
