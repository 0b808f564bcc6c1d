/** ZIP archives, every byte of what is unpacked checked: what is damaged or larger than allowed is told before anybody reads it. */
import { crc32, inflateRawSync } from 'node:zlib'

/** The archive is not whole, or not as it says of itself. */
export class ZipDamaged extends Error {}

/** More would be unpacked than is allowed. */
export class ZipTooLarge extends Error {}

const [LOCAL, CENTRAL] = [0x04034b50, 0x02014b50]
const END = Buffer.from('PK\x05\x06', 'latin1')
const END_BYTES = 22
const MOST_COMMENT_BYTES = 65_535
const [STORED, DEFLATED] = [0, 8]
const ENCRYPTED = 1
const SIZES_FOLLOW = 8

/**
 * The files of an archive by their names. What the archive says twice of a file must be the same, and each has the length and the checksum that it says.
 * @param most bytes of all files together
 * @throws ZipDamaged, ZipTooLarge
 */
export function unzipped(bytes: Buffer, most: number): Map<string, Buffer> {
  const end = bytes.lastIndexOf(END, -END_BYTES)
  if (end < Math.max(0, bytes.length - END_BYTES - MOST_COMMENT_BYTES)) throw new ZipDamaged('its end is missing')
  const entries = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  sure(at + bytes.readUInt32LE(end + 12) === end && end + END_BYTES + bytes.readUInt16LE(end + 20) === bytes.length)
  sure(bytes.readUInt32LE(end + 4) === 0 && bytes.readUInt16LE(end + 8) === entries)
  const files = new Map<string, Buffer>()
  let [packed, unpacked] = [0, 0]
  for (let n = 0; n < entries; n++) {
    sure(at + 46 <= end && bytes.readUInt32LE(at) === CENTRAL)
    const [compressed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)]
    const lengths = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [number, number, number]
    const name = bytes.toString('utf8', at + 46, at + 46 + lengths[0])
    packed += compressed
    unpacked += size
    if (unpacked > most) throw new ZipTooLarge(name)
    sure(packed <= end && !files.has(name))
    files.set(name, fileOf(bytes, at, name, compressed, size))
    at += 46 + lengths[0] + lengths[1] + lengths[2]
  }
  sure(at === end)
  return files
}

/** The file of which the directory tells at `at`. */
function fileOf(bytes: Buffer, at: number, name: string, compressed: number, size: number): Buffer {
  const local = bytes.readUInt32LE(at + 42)
  sure(local + 30 <= at && bytes.readUInt32LE(local) === LOCAL)
  const flags = bytes.readUInt16LE(local + 6)
  const method = bytes.readUInt16LE(at + 10)
  sure(method === bytes.readUInt16LE(local + 8) && !(flags & ENCRYPTED))
  sure((flags & SIZES_FOLLOW) !== 0 || bytes.subarray(at + 16, at + 28).equals(bytes.subarray(local + 14, local + 26)))
  const nameEnds = local + 30 + bytes.readUInt16LE(local + 26)
  sure(bytes.toString('utf8', local + 30, nameEnds) === name)
  const begins = nameEnds + bytes.readUInt16LE(local + 28)
  const packed = bytes.subarray(begins, begins + compressed)
  sure(packed.length === compressed && (method === DEFLATED || (method === STORED && compressed === size)))
  const file = method === STORED ? packed : inflated(packed, size)
  sure(file.length === size && crc32(file) === bytes.readUInt32LE(at + 16))
  return file
}

function inflated(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) })
  } catch {
    throw new ZipDamaged('a part cannot be unpacked')
  }
}

function sure(holds: boolean): void {
  if (!holds) throw new ZipDamaged('its parts do not fit together')
}
