export { GiveUpKeys, KeysLost, LogSealed, RECORD, StoreFounded } from './domain/record.js'
export { type Seal, allSealed, lastSeal, sealDaily, sealLog } from './sealing.js'
export { foundStore, storeId } from './founding.js'
export { ofTheRecord } from './record.context.js'
