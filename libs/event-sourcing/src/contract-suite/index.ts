export { type RingUnderTest, keyRingContract } from './key-ring.js'
