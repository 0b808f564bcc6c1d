import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'

const yaml = createRequire(import.meta.url)('js-yaml') as { load(text: string): unknown }
const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

/** The part of the Compose specification that our file uses: a key that stands here wrongly, or is misspelt, is refused. */
const duration = z.string().regex(/^\d+(ms|s|m|h)$/)
const service = z.strictObject({
  build: z.string().optional(),
  image: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  restart: z.enum(['always', 'no', 'on-failure', 'unless-stopped']),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  tmpfs: z.array(z.string()).optional(),
  environment: z.record(z.string().regex(/^[A-Z0-9_]+$/), z.string()),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z0-9-]+:\/[a-z/]+$/)),
  networks: z.array(z.string()),
  healthcheck: z.strictObject({
    test: z.array(z.string()).min(2),
    interval: duration,
    timeout: duration,
    retries: z.number().int(),
    start_period: duration,
  }),
  deploy: z.strictObject({ resources: z.strictObject({ limits: z.strictObject({ cpus: z.string(), memory: z.string() }) }) }),
  stop_grace_period: duration.optional(),
})
const compose = z.strictObject({
  'x-eventstoredb': z.unknown(),
  'x-member': z.unknown(),
  'x-api': z.unknown(),
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean() })),
  volumes: z.record(z.string(), z.null()),
})

describe('docker-compose.yml', () => {
  const read = () => compose.parse(yaml.load(file('docker-compose.yml')))

  it('has the shape of the specification, with every volume and network declared', () => {
    const { services, networks, volumes } = read()
    for (const one of Object.values(services)) {
      for (const volume of one.volumes) expect(Object.keys(volumes)).toContain(volume.split(':')[0])
      for (const network of one.networks) expect(['default', ...Object.keys(networks)]).toContain(network)
    }
  })

  it('pins the server’s version and restarts every node, each on a volume of its own', () => {
    const nodes = Object.entries(read().services).filter(([name]) => name.startsWith('eventstoredb'))
    expect(nodes).toHaveLength(4)
    for (const [name, { image, restart, volumes }] of nodes) {
      expect(image).toMatch(/:\d+\.\d+\.\d+$/)
      expect(restart).toBe('always')
      expect(volumes).toEqual([`${name}:/var/lib/eventstore`])
    }
  })

  it('gives each member of the cluster the two others as seeds', () => {
    const members = Object.entries(read().services).filter(([, { profiles }]) => profiles?.includes('cluster'))
    const names = members.map(([name]) => name)
    expect(names).toHaveLength(3)
    for (const [name, { environment }] of members) {
      const others = names.filter((other) => other !== name).map((other) => `${other}:2113`)
      expect(environment['EVENTSTORE_GOSSIP_SEED']?.split(',').sort()).toEqual(others.sort())
      expect(environment['EVENTSTORE_NODE_HOST_ADVERTISE_AS']).toBe(name)
    }
  })

  it('starts two nodes of the API that share PostgreSQL, which nobody else reaches, and have nothing else in common but the log', () => {
    const { services, networks } = read()
    const several = Object.entries(services).filter(([, { profiles }]) => profiles?.includes('several'))
    expect(several.map(([name]) => name)).toEqual(['api-2', 'postgres'])
    const nodes = [services['api']!, services['api-2']!]
    const { postgres } = services
    const told = /^# PRASAN_SHARED_URL=(\S+) and PRASAN_MASTER_KEY in \.env\.$/m.exec(file('docker-compose.yml'))![1]!
    const { hostname, username, password, pathname } = new URL(told)
    expect({ hostname, username, password, pathname: pathname.slice(1) }).toEqual({
      hostname: 'postgres',
      username: postgres!.environment['POSTGRES_USER'],
      password: postgres!.environment['POSTGRES_PASSWORD'],
      pathname: postgres!.environment['POSTGRES_DB'],
    })
    for (const { environment } of nodes) expect(environment).toMatchObject({ PRASAN_SHARED_URL: '${PRASAN_SHARED_URL:-}' })
    expect(nodes[1]!.environment).toEqual(nodes[0]!.environment)
    expect(new Set(nodes.flatMap(({ volumes, ports }) => [...volumes, ...ports!])).size).toBe(4)
    for (const { networks: reached } of nodes) expect(reached).toEqual(expect.arrayContaining(postgres!.networks))
    expect(postgres!.ports).toBeUndefined()
    for (const name of postgres!.networks) expect(networks[name]).toEqual({ internal: true })
  })

  it('runs the API as nobody special on a file system that it cannot change', () => {
    const { api, 'api-2': second } = read().services
    expect(api).toMatchObject({ read_only: true, cap_drop: ['ALL'], ports: ['127.0.0.1:3000:3000'] })
    expect(second).toMatchObject({ read_only: true, cap_drop: ['ALL'], ports: ['127.0.0.1:3001:3000'] })
    expect(file('Dockerfile')).toMatch(/^USER node$/m)
  })
})
