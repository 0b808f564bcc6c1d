import { afterAll, beforeAll } from '@jest/globals'
import { EventStoreDBClient, WrongExpectedVersionError } from '@eventstore/db-client'
import { WrongExpectedRevision } from '@prasan/event-store'
import { eventStoreContract } from '@prasan/event-store/contract-suite'
import { EventStoreDbEventStore } from '@prasan/event-store/eventstoredb'

const url = process.env['EVENTSTOREDB_URL']!
let bare: EventStoreDBClient
beforeAll(() => void (bare = EventStoreDBClient.connectionString(url)))
afterAll(() => bare.dispose())

const conflicting = (stream: string, expected: bigint) => (error: unknown) => {
  if (!(error instanceof WrongExpectedVersionError)) throw error
  throw new WrongExpectedRevision(stream, expected, error.actualVersion === 'no_stream' ? 'no-stream' : BigInt(error.actualVersion))
}

eventStoreContract('eventstoredb', async (prefix) => ({
  store: await EventStoreDbEventStore.open({ url, prefix }),
  async deleteStream(stream, expectedRevision) {
    await bare.deleteStream(stream, { expectedRevision }).catch(conflicting(stream, expectedRevision))
  },
  async tombstoneStream(stream, expectedRevision) {
    await bare.tombstoneStream(stream, { expectedRevision }).catch(conflicting(stream, expectedRevision))
  },
}))
