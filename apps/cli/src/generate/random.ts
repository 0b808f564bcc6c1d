import { createHash } from 'node:crypto'

/** Numbers that depend on nothing but the seed (sfc32). */
export class Random {
  private readonly state: Uint32Array

  constructor(...seed: readonly (string | number)[]) {
    this.state = new Uint32Array(new Uint8Array(createHash('sha256').update(JSON.stringify(seed)).digest().subarray(0, 16)).buffer)
  }

  /** A whole number below 2^32. */
  word(): number {
    const s = this.state
    const sum = (s[0]! + s[1]! + s[3]!++) >>> 0
    s[0] = s[1]! ^ (s[1]! >>> 9)
    s[1] = s[2]! + (s[2]! << 3)
    s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + sum
    return sum
  }

  /** From the first to the last, both included. */
  int(first: number, last: number): number {
    return first + Math.floor((this.word() / 2 ** 32) * (last - first + 1))
  }

  chance(share: number): boolean {
    return this.word() < share * 2 ** 32
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)]!
  }

  /** In the form of version 8, which RFC 9562 leaves to applications. */
  uuid(): string {
    const hex = [0, 0, 0, 0].map(() => this.word().toString(16).padStart(8, '0')).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}
