export { isOfAFullDisk, makeFolder, syncFolder } from './folder.js'
export * from './ports.js'
export { MemoryEventStore } from './memory.js'
export { SqliteEventStore } from './sqlite.js'
