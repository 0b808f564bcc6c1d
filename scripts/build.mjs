// Compiles every workspace's TypeScript to dist with SWC: one file in, one file out, no bundling.
// Tests, worker threads, child processes and production all run this output; `--shipped` leaves out what only tests run.
import { transformFile } from '@swc/core'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const shipped = process.argv.includes('--shipped')
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** [source folder, output folder] of every workspace. */
const workspaces = [
  ...['libs', 'apps'].flatMap((kind) => readdirSync(join(root, kind)).map((name) => [join(kind, name, 'src'), join(kind, name, 'dist')])),
  ...(shipped ? [] : [['test', 'test/dist']]),
]

const options = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
}

await Promise.all(
  workspaces.map(async ([from, to]) => {
    rmSync(join(root, to), { recursive: true, force: true })
    const files = sources(join(root, from))
    await Promise.all(
      files.map(async (file) => {
        const out = join(root, to, relative(join(root, from), file)).replace(/\.ts$/, '.js')
        const { code } = await transformFile(file, { ...options, filename: file, sourceFileName: relative(dirname(out), file) })
        mkdirSync(dirname(out), { recursive: true })
        writeFileSync(out, code)
      }),
    )
  }),
)

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/(^|\/)(dist|node_modules)(\/|$)/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !(shipped && /spec\.ts$|\/testing\/|\/contract-suite\//.test(file)))
}
