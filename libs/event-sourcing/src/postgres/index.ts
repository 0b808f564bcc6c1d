export { SharedDatabase, SharedUnusable } from './database.js'
export { PostgresKeyRing } from './key-ring.js'
export { PostgresFiles } from './files.js'
