/** How texts and keys are encrypted, the same for every ring: AES-256-GCM, a key of a person wrapped by the master key. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { type KeyRow, KeysUnavailable, LOST, MasterKeyIsAnother, SEAL } from './key-ring.js'

const CACHE = 10_000
const MOST_TOLD = 100

/** @throws Error when it is malformed */
export function parseMasterKey(hex: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error('the master key must be 64 hexadecimal digits (32 bytes)')
  return Buffer.from(hex, 'hex')
}

/** The master key of a ring. It can be exchanged; digests are made with the first that the ring had, since what was recorded is known again by them. */
export interface Master {
  readonly key: Buffer
  readonly first: Buffer
  /** What the ring keeps to know its master key again, without giving it away; in it, after an exchange, the first. */
  readonly proof: string
}
const PROOF = 'prasan'

export const firstMaster = (key: Buffer): Master => ({ key, first: key, proof: encrypt(key, PROOF) })
/** The same ring under another key. */
export const exchanged = ({ first }: Master, key: Buffer): Master => ({
  ...{ key, first },
  proof: encrypt(key, `${PROOF} ${first.toString('base64')}`),
})
/** @throws MasterKeyIsAnother when the proof is of another, which tells whose */
export function masterOf(key: Buffer, proof: string, whose: string): Master {
  const text = decrypted(key, proof)
  if (text === undefined) throw new MasterKeyIsAnother(whose)
  const [, first] = text.split(' ')
  return { key, first: first === undefined ? key : Buffer.from(first, 'base64'), proof }
}

/** @throws KeysUnavailable where the master key was exchanged since the ring was opened */
export function requireStill(master: Master, proof: string | undefined): void {
  if (proof !== undefined && proof !== master.proof) throw new KeysUnavailable(WAS_EXCHANGED)
}
export const WAS_EXCHANGED = 'the master key was exchanged: start this node again with the new one'

/** What keys and files keep of the ring that they belong to: the same after an exchange. */
export const checkOf = ({ first }: Master): string => createHmac('sha256', first).update('prasan: the master key').digest('base64url')

/** A new key for a person, as it is stored. */
export const newKey = ({ key }: Master): string => encrypt(key, randomBytes(32).toString('base64'))
/** Undefined when it was altered, or is lost. */
export function unwrapped({ key }: Master, wrapped: string): Buffer | undefined {
  const opened = decrypted(key, bare(wrapped))
  return opened === undefined ? undefined : Buffer.from(opened, 'base64')
}
/** A row under another master key. @throws Error that names a row that was altered */
export function rewrapped(from: Master, to: Master, { person, wrapped }: KeyRow): KeyRow {
  if (wrapped === null || wrapped === LOST) return { person, wrapped }
  const opened = decrypted(from.key, bare(wrapped))
  if (opened === undefined) throw new Error(`the key of ${person} is damaged: restore it, or say \`prasan keys lost\``)
  return { person, wrapped: `${isOfALost(wrapped) ? LOST : ''}${encrypt(to.key, opened)}` }
}
const bare = (wrapped: string) => (isOfALost(wrapped) ? wrapped.slice(LOST.length) : wrapped)

/** Whether a stored key is one in the place of a key that was lost, or none yet. */
export const isOfALost = (wrapped: string | null | undefined): boolean => wrapped?.startsWith(LOST) ?? false
/** Whether a stored row is what it should be under the master key. */
export const unwraps = (master: Master, { wrapped }: KeyRow): boolean =>
  wrapped === null || wrapped === LOST || unwrapped(master, wrapped) !== undefined

export const digestOf = ({ first }: Master, text: string): string => createHmac('sha256', first).update(text).digest('base64url')

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
