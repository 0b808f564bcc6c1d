import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes the folder, and those above it, so that they last through a power cut. @param mode of those that are made */
export function makeFolder(folder: string, mode?: number): void {
  const made = mkdirSync(folder, { recursive: true, ...(mode !== undefined && { mode }) })
  if (made === undefined) return
  for (let at = folder; ; at = dirname(at)) {
    syncFolder(dirname(at))
    if (at === made) return
  }
}

/** Makes what was made in the folder last through a power cut. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
