import { createApplication } from './application.js'
import { configurationFrom } from './configuration.js'

try {
  const configuration = configurationFrom(process.env)
  const { nest, close } = await createApplication(configuration)
  await nest.listen(configuration.port, configuration.listen)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close().then(() => process.exit(0)))
  console.log(`Prasan answers on ${await nest.getUrl()}`)
} catch (error) {
  console.error(`Prasan could not start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
