// Runs the command line; on a fresh clone it is compiled first. Later it is not, since a running API reads the same files.
import { existsSync } from 'node:fs'

const main = new URL('../apps/cli/dist/main.js', import.meta.url)
if (!existsSync(main)) await import('./build.mjs')
await import(main.href)
