export { type Application, createApplication } from './application.js'
export { type Configuration, configurationFrom } from './configuration.js'
export { nameOf } from './demonstration/people.js'
export { type Runtime, contexts, openRuntime, openStore } from './runtime.js'
