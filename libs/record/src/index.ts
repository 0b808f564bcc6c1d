export { LogSealed, StoreFounded } from './domain/record.js'
export { foundStore, storeId } from './founding.js'
export { ofTheRecord } from './record.context.js'
