import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Orders, scans and evidence, found again by the SHA-256 of their content. */
export interface Files {
  /**
   * Stores the bytes durably and gives their digest (64 hexadecimal digits); the same bytes twice are stored once.
   * @throws FileTooLarge, StorageFull, StorageReadOnly
   */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes; null when they were erased or never stored. */
  get(digest: string): Promise<Uint8Array | null>
  has(digest: string): Promise<boolean>
  /** How long the content is, and its first bytes; null when it was erased or never stored. */
  about(digest: string): Promise<StoredFile | null>
  delete(digest: string): Promise<void>
}

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

/** As many first bytes of a file as tell what it is. */
const FIRST_BYTES = 16

export class FolderFiles implements Files {
  constructor(private readonly folder: string) {}

  async put(bytes: Uint8Array): Promise<string> {
    if (bytes.byteLength > MAX_FILE_BYTES) throw new FileTooLarge(bytes.byteLength)
    const digest = createHash('sha256').update(bytes).digest('hex')
    const path = this.pathOf(digest)
    const folder = dirname(path)
    try {
      const made = await mkdir(folder, { recursive: true })
      const partial = `${path}.${randomUUID()}.partial`
      try {
        await writeFile(partial, bytes, { flush: true })
        await rename(partial, path)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      await sync(folder)
      for (let at = folder; made !== undefined; at = dirname(at)) {
        await sync(dirname(at))
        if (at === made) break
      }
    } catch (error) {
      throw inOurWords(error)
    }
    return digest
  }

  async about(digest: string): Promise<StoredFile | null> {
    try {
      const handle = await open(this.pathOf(digest))
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0)
        return { size: (await handle.stat()).size, begins: buffer.subarray(0, bytesRead) }
      } finally {
        await handle.close()
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  async get(digest: string): Promise<Uint8Array | null> {
    return readFile(this.pathOf(digest)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
  }

  async has(digest: string): Promise<boolean> {
    return access(this.pathOf(digest)).then(
      () => true,
      () => false,
    )
  }

  async delete(digest: string): Promise<void> {
    await rm(this.pathOf(digest), { force: true })
  }

  private pathOf(digest: string): string {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('a digest is 64 hexadecimal digits')
    return join(this.folder, digest.slice(0, 2), digest)
  }
}

/** The system's refusal to write in our words; any other error as it is. A folder that cannot be made on a read-only disk is told as missing. */
function inOurWords(error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (/^(ENOSPC|EDQUOT)$/.test(code)) return new StorageFull(message, { cause: error })
  if (/^(EROFS|EACCES|EPERM|ENOTDIR|EEXIST|ENOENT)$/.test(code)) return new StorageReadOnly(message, { cause: error })
  return error
}

/** Makes what was made or renamed in the folder last through a power cut. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
