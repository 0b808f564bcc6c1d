/** How texts and keys are encrypted, the same for every ring: AES-256-GCM, a key of a person wrapped by the master key. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { type KeyRow, LOST, MasterKeyIsAnother, SEAL } from './key-ring.js'

const CACHE = 10_000
const MOST_TOLD = 100

/** @throws Error when it is malformed */
export function parseMasterKey(hex: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error('the master key must be 64 hexadecimal digits (32 bytes)')
  return Buffer.from(hex, 'hex')
}

/** What a ring keeps to know its master key again, without giving it away. */
export const proofOf = (master: Buffer): string => encrypt(master, 'prasan')
/** @throws MasterKeyIsAnother when the proof is of another, which tells whose */
export function requireProof(master: Buffer, proof: string, whose: string): void {
  if (decrypted(master, proof) === undefined) throw new MasterKeyIsAnother(whose)
}

/** What keys and files keep of the master key that they belong to. */
export const checkOf = (master: Buffer): string => createHmac('sha256', master).update('prasan: the master key').digest('base64url')

/** A new key for a person, as it is stored. */
export const newKey = (master: Buffer): string => encrypt(master, randomBytes(32).toString('base64'))
/** Undefined when it was altered, or is lost. */
export function unwrapped(master: Buffer, wrapped: string): Buffer | undefined {
  const key = decrypted(master, isOfALost(wrapped) ? wrapped.slice(LOST.length) : wrapped)
  return key === undefined ? undefined : Buffer.from(key, 'base64')
}

/** Whether a stored key is one in the place of a key that was lost, or none yet. */
export const isOfALost = (wrapped: string | null | undefined): boolean => wrapped?.startsWith(LOST) ?? false
/** Whether a stored row is what it should be under the master key. */
export const unwraps = (master: Buffer, { wrapped }: KeyRow): boolean =>
  wrapped === null || wrapped === LOST || unwrapped(master, wrapped) !== undefined

export const digestOf = (master: Buffer, text: string): string => createHmac('sha256', master).update(text).digest('base64url')

/** Seals and opens texts; what was opened is kept in memory until it is forgotten. A key is null where it was erased, undefined where it is not here. */
export class Texts {
  private readonly opened = new Map<string, string>()
  private readonly unopened = new Set<string>()

  seal(person: string, key: Buffer | null | undefined, plain: string): string {
    if (!key) throw new Error(`${person} has no key: it was not prepared, or the personal data was erased and is never recorded again`)
    return SEAL + encrypt(key, plain)
  }

  open(person: string, key: Buffer | null | undefined, sealed: string): string | null | undefined {
    const which = `${person} ${sealed}`
    const known = key && this.opened.get(which)
    if (known) return known
    const plain = key ? decrypted(key, sealed.slice(SEAL.length)) : key
    if (plain !== undefined) this.unopened.delete(person)
    else if (this.unopened.size < MOST_TOLD) this.unopened.add(person)
    if (!plain) return plain
    if (this.opened.size >= CACHE) this.opened.clear()
    this.opened.set(which, plain)
    return plain
  }

  /** Those of whom a text could not be opened, though their key was not erased. */
  notHere(): readonly string[] {
    return [...this.unopened]
  }

  forget(): void {
    this.opened.clear()
  }
}

function encrypt(key: Buffer, plain: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** Undefined when the key is another or the text was altered. */
function decrypted(key: Buffer, sealed: string): string | undefined {
  try {
    const bytes = Buffer.from(sealed, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
