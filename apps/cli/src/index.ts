export * from './import/index.js'
export { withRuntime } from './opened.js'
