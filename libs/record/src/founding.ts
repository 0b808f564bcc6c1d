import { type Handling, handle, load } from '@prasan/event-sourcing'
import { randomUUID } from 'node:crypto'
import { FoundStore, RECORD, record } from './domain/record.js'

/** The id of the store, a UUID, as its log says; null where it has not been founded. @throws what the store throws */
export async function storeId(on: Pick<Handling, 'store' | 'registry'>): Promise<string | null> {
  const { state } = await load(on, record, RECORD)
  return state.store
}

/** Gives the store its id unless it has one. Of several that found at once one does, and all are given its id. @throws what the store throws */
export async function foundStore(on: Handling): Promise<string> {
  const known = await storeId(on)
  if (known !== null) return known
  await handle(on, { command: FoundStore, id: RECORD, input: { store: randomUUID() }, actor: 'system:record' })
  const founded = await storeId(on)
  if (founded === null) throw new Error('the store could not be founded')
  return founded
}
