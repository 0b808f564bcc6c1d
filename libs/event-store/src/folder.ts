import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes the folder, and those above it, so that they last through a power cut. One at a time: where a folder cannot be made, as below
 * /proc, Node's own `recursive` tries for ever.
 * @param mode of those that are made
 */
export function makeFolder(folder: string, mode?: number): void {
  if (isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above, mode)
  try {
    mkdirSync(folder, { ...(mode !== undefined && { mode }) })
  } catch (error) {
    if (isFolder(folder)) return // another process was first
    throw error
  }
  syncFolder(above)
}

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
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
