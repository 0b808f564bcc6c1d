import { afterAll } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventStoreContract } from './contract-suite/index.js'
import { SqliteEventStore } from './sqlite.js'

const folder = mkdtempSync(join(tmpdir(), 'prasan-event-store-'))
afterAll(() => rmSync(folder, { recursive: true }))

// One file for all tests: the events of the others stand between, under other prefixes.
eventStoreContract('sqlite', async (prefix) => ({ store: await SqliteEventStore.open({ file: join(folder, 'contract.db'), prefix }) }))
