import { createHash } from 'node:crypto'
import type { Bound } from '../log/belonging.js'

/** Orders, scans and evidence, found again by the SHA-256 of their content. Whatever is asked for by what is no digest is an error. */
export interface Files {
  /**
   * Stores the bytes durably and gives their digest (64 hexadecimal digits); the same bytes twice are stored once.
   * @throws FileTooLarge, StorageFull, StorageReadOnly, FilesUnavailable
   */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes, a part at a time; null when they were erased or never stored. @throws FilesUnavailable */
  get(digest: string): Promise<AsyncIterable<Uint8Array> | null>
  has(digest: string): Promise<boolean>
  /**
   * How long the content is, and its first bytes; null when it was erased or never stored. Whoever asks is about to attach the file: it
   * counts as used from now on, as if it had just been stored.
   */
  about(digest: string): Promise<StoredFile | null>
  delete(digest: string): Promise<void>
  /** The digests of all that is stored. */
  all(): AsyncIterable<string>
  /** Deletes what is not attached and was neither stored nor asked about for so many milliseconds; gives how many. */
  clear(idleMs: number, isAttached: (digest: string) => boolean): Promise<number>
}

/** Files of one store. */
export interface StoredFiles extends Files, Bound {}

export interface StoredFile {
  readonly size: number
  readonly begins: Buffer
}

export const MAX_FILE_BYTES = 20 * 1024 * 1024

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge'
  constructor(readonly bytes: number) {
    super(`a file of ${bytes} bytes is over the limit of ${MAX_FILE_BYTES} (20 MB)`)
  }
}

export class StorageFull extends Error {
  override readonly name = 'StorageFull'
  readonly code = 'StorageFull'
}

export class StorageReadOnly extends Error {
  override readonly name = 'StorageReadOnly'
  readonly code = 'StorageReadOnly'
}

/** The files cannot be reached at the moment. */
export class FilesUnavailable extends Error {
  override readonly name = 'FilesUnavailable'
  readonly code = 'FilesUnavailable'
}

/** As many first bytes of a file as tell what it is. */
export const FIRST_BYTES = 16

/** @throws FileTooLarge */
export function digestOfFile(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_FILE_BYTES) throw new FileTooLarge(bytes.byteLength)
  return createHash('sha256').update(bytes).digest('hex')
}

export function requireDigest(digest: string): void {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('a digest is 64 hexadecimal digits')
}
