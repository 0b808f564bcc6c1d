/** The server that the suites of this folder run against: the one that EVENTSTOREDB_URL names, else the double over the real wire. */
import { EventStoreDBClient, WrongExpectedVersionError } from '@eventstore/db-client'
import { WrongExpectedRevision } from '@prasan/event-store'
import type { StoreUnderTest } from '@prasan/event-store/contract-suite'
import { EventStoreDbEventStore } from '@prasan/event-store/eventstoredb'
import { EventStoreDbDouble, type Manner } from '../support/eventstoredb-double/server.js'

export const realUrl = process.env['EVENTSTOREDB_URL']

export interface ServerUnderTest {
  readonly url: string
  open(prefix: string): Promise<StoreUnderTest>
  close(): Promise<void>
}

export async function serverUnderTest(manner?: Partial<Manner>): Promise<ServerUnderTest> {
  const double = realUrl === undefined ? await new EventStoreDbDouble(undefined, manner).start() : undefined
  const url = realUrl ?? double!.url
  const bare = EventStoreDBClient.connectionString(url)
  const conflicting = (stream: string, expected: bigint) => (error: unknown) => {
    if (!(error instanceof WrongExpectedVersionError)) throw error
    throw new WrongExpectedRevision(stream, expected, error.actualVersion === 'no_stream' ? 'no-stream' : BigInt(error.actualVersion))
  }
  return {
    url,
    async open(prefix) {
      return {
        store: await EventStoreDbEventStore.open({ url, prefix }),
        async deleteStream(stream, expectedRevision) {
          await bare.deleteStream(stream, { expectedRevision }).catch(conflicting(stream, expectedRevision))
        },
        async tombstoneStream(stream, expectedRevision) {
          await bare.tombstoneStream(stream, { expectedRevision }).catch(conflicting(stream, expectedRevision))
        },
      }
    },
    async close() {
      await bare.dispose()
      double?.kill()
    },
  }
}
