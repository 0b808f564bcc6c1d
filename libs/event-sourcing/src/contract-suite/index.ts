export { type FilesUnderTest, bytesOf, filesContract } from './files.js'
export { type RingUnderTest, keyRingContract } from './key-ring.js'
