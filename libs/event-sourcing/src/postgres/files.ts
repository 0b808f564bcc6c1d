import {
  FIRST_BYTES,
  FilesUnavailable,
  StorageFull,
  StorageReadOnly,
  type StoredFile,
  type StoredFiles,
  digestOfFile,
  requireDigest,
} from '../files/files.js'
import type { Belonging } from '../log/belonging.js'
import { belongsTo, bind } from './belonging.js'
import { type SharedDatabase, isFull, isReadOnly, reasonOf } from './database.js'

/** So many bytes are one row, and as many are in memory for whoever reads. */
const CHUNK_BYTES = 256 * 1024

/** The files that several nodes share, in chunks in PostgreSQL. */
export class PostgresFiles implements StoredFiles {
  constructor(private readonly shared: SharedDatabase) {}

  async put(bytes: Uint8Array): Promise<string> {
    const digest = digestOfFile(bytes)
    await reaching(() =>
      this.shared.transaction(async (on) => {
        const [file] = await on.query<{ fresh: boolean }>(
          `insert into prasan.file (digest, size, kept) values ($1, $2, now())
            on conflict (digest) do update set kept = excluded.kept returning xmax = 0 as fresh`,
          [digest, bytes.byteLength],
        )
        if (!file!.fresh) return
        for (let at = 0, n = 0; at < bytes.byteLength; at += CHUNK_BYTES, n++)
          await on.query('insert into prasan.file_chunk (digest, n, bytes) values ($1, $2, $3)', [
            ...[digest, n],
            Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(CHUNK_BYTES, bytes.byteLength - at)),
          ])
      }),
    )
    return digest
  }

  async get(digest: string): Promise<AsyncIterable<Uint8Array> | null> {
    const size = await this.sizeOf(digest)
    return size === null ? null : this.chunksOf(digest, size)
  }

  async has(digest: string): Promise<boolean> {
    return (await this.sizeOf(digest)) !== null
  }

  async about(digest: string): Promise<StoredFile | null> {
    requireDigest(digest)
    const [file] = await reaching(() =>
      this.shared.query<{ size: number; begins: Buffer | null }>(
        `update prasan.file set kept = now() where digest = $1
          returning size, (select substring(bytes from 1 for ${FIRST_BYTES}) from prasan.file_chunk c where c.digest = $1 and n = 0) as begins`,
        [digest],
      ),
    )
    return file ? { size: file.size, begins: file.begins ?? Buffer.alloc(0) } : null
  }

  async delete(digest: string): Promise<void> {
    requireDigest(digest)
    await reaching(() => this.shared.query('delete from prasan.file where digest = $1', [digest]))
  }

  async *all(): AsyncIterable<string> {
    for (let after = ''; ;) {
      const some = await reaching(() =>
        this.shared.query<{ digest: string }>('select digest from prasan.file where digest > $1 order by digest limit 1000', [after]),
      )
      for (const { digest } of some) yield digest
      if (some.length === 0) return
      after = some.at(-1)!.digest
    }
  }

  async clear(idleMs: number, isAttached: (digest: string) => boolean): Promise<number> {
    let cleared = 0
    for await (const digest of this.all()) {
      if (isAttached(digest)) continue
      const idle = `delete from prasan.file where digest = $1 and kept <= now() - $2 * interval '1 millisecond' returning digest`
      cleared += (await reaching(() => this.shared.query(idle, [digest, idleMs]))).length
    }
    return cleared
  }

  belongsTo(): Promise<Belonging | null> {
    return reaching(() => belongsTo(this.shared, 'files'))
  }

  bind(to: Belonging, instead = false): Promise<Belonging> {
    return reaching(() => bind(this.shared, 'files', to, instead))
  }

  private async sizeOf(digest: string): Promise<number | null> {
    requireDigest(digest)
    const [file] = await reaching(() => this.shared.query<{ size: number }>('select size from prasan.file where digest = $1', [digest]))
    return file?.size ?? null
  }

  private async *chunksOf(digest: string, size: number): AsyncIterable<Uint8Array> {
    for (let n = 0; n * CHUNK_BYTES < size; n++) {
      const [chunk] = await reaching(() =>
        this.shared.query<{ bytes: Buffer }>('select bytes from prasan.file_chunk where digest = $1 and n = $2', [digest, n]),
      )
      if (!chunk) throw new FilesUnavailable(`the file ${digest} was deleted while it was read`)
      yield chunk.bytes
    }
  }
}

/** What the database refuses, in our words. */
async function reaching<R>(ask: () => Promise<R>): Promise<R> {
  try {
    return await ask()
  } catch (error) {
    const told = `the files in PostgreSQL: ${reasonOf(error)}`
    if (isFull(error)) throw new StorageFull(told, { cause: error })
    if (isReadOnly(error)) throw new StorageReadOnly(told, { cause: error })
    throw new FilesUnavailable(told, { cause: error })
  }
}
