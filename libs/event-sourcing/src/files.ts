import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Orders, scans and evidence, found again by the SHA-256 of their content. */
export interface Files {
  /** Stores the bytes durably and gives their digest (64 hexadecimal digits); the same bytes twice are stored once. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes; null when they were erased or never stored. */
  get(digest: string): Promise<Uint8Array | null>
  has(digest: string): Promise<boolean>
  delete(digest: string): Promise<void>
}

export const MAX_FILE_BYTES = 20 * 1024 * 1024

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge'
  constructor(readonly bytes: number) {
    super(`a file of ${bytes} bytes is over the limit of ${MAX_FILE_BYTES} (20 MB)`)
  }
}

export class FolderFiles implements Files {
  constructor(private readonly folder: string) {}

  async put(bytes: Uint8Array): Promise<string> {
    if (bytes.byteLength > MAX_FILE_BYTES) throw new FileTooLarge(bytes.byteLength)
    const digest = createHash('sha256').update(bytes).digest('hex')
    const path = this.pathOf(digest)
    const folder = dirname(path)
    await mkdir(folder, { recursive: true })
    const partial = `${path}.${randomUUID()}.partial`
    try {
      await writeFile(partial, bytes, { flush: true })
      await rename(partial, path)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    await sync(folder)
    return digest
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

/** Makes a rename last through a power cut. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
