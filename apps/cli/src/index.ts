export * from './import/index.js'
export { withRuntime } from './opened.js'
export { migrateStore } from './commands/migrate-store.js'
