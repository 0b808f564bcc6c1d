import { randomUUID } from 'node:crypto'
import { access, link, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Belonging } from '../log/belonging.js'
import { FIRST_BYTES, StorageFull, StorageReadOnly, type StoredFile, type StoredFiles, digestOfFile, requireDigest } from './files.js'

/** Beside the files: to whom they belong. */
const BELONGING = 'belongs-to.json'

/** A folder of this machine; a file stands under the first two digits of its digest. */
export class FolderFiles implements StoredFiles {
  constructor(private readonly folder: string) {}

  async put(bytes: Uint8Array): Promise<string> {
    const digest = digestOfFile(bytes)
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
        const now = new Date()
        await handle.utimes(now, now)
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

  async get(digest: string): Promise<AsyncIterable<Uint8Array> | null> {
    try {
      return (await open(this.pathOf(digest))).createReadStream()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
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

  async *all(): AsyncIterable<string> {
    for (const { name } of await this.stored()) if (/^[0-9a-f]{64}$/.test(name)) yield name
  }

  async clear(idleMs: number, isAttached: (digest: string) => boolean): Promise<number> {
    let cleared = 0
    for (const { name, path } of await this.stored()) {
      const [, digest, half] = /^([0-9a-f]{64})(\..*\.partial)?$/.exec(name) ?? []
      if (digest === undefined || (half === undefined && isAttached(digest))) continue
      const found = await stat(path).catch(() => null) // another process may be clearing too
      if (!found || Date.now() - found.mtimeMs < idleMs) continue
      await rm(path, { force: true })
      cleared++
    }
    return cleared
  }

  async belongsTo(): Promise<Belonging | null> {
    try {
      return JSON.parse(await readFile(join(this.folder, BELONGING), 'utf8')) as Belonging
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  async bind(to: Belonging, instead = false): Promise<Belonging> {
    const path = join(this.folder, BELONGING)
    const partial = `${path}.${randomUUID()}.partial`
    try {
      await mkdir(this.folder, { recursive: true })
      await writeFile(partial, JSON.stringify(to), { flush: true })
      await (instead ? rename(partial, path) : link(partial, path))
      await sync(this.folder)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw inOurWords(error) // else another was first
    } finally {
      await rm(partial, { force: true })
    }
    return (await this.belongsTo())!
  }

  private async stored(): Promise<{ name: string; path: string }[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    return entries.filter((entry) => entry.isFile()).map(({ name, parentPath }) => ({ name, path: join(parentPath, name) }))
  }

  private pathOf(digest: string): string {
    requireDigest(digest)
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
