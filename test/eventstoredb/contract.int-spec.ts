import { afterAll, beforeAll } from '@jest/globals'
import { eventStoreContract } from '@prasan/event-store/contract-suite'
import { realUrl, serverUnderTest, type ServerUnderTest } from './under-test.js'

let server: ServerUnderTest
beforeAll(async () => {
  server = await serverUnderTest()
})
afterAll(() => server.close())

eventStoreContract(realUrl === undefined ? 'EventStoreDB’s double' : 'EventStoreDB', (prefix) => server.open(prefix))
