import { eventStoreContract } from './contract-suite/index.js'
import { MemoryEventStore } from './memory.js'

eventStoreContract('memory', async (prefix) => ({ store: new MemoryEventStore({ prefix }) }))
