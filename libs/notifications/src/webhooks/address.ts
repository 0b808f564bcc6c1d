/** Which addresses a webhook may have: judged of the name when it is registered, and of the address that is connected to each time. */
import { lookup as dnsLookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export interface Address {
  readonly address: string
  readonly family: number
}
/** All addresses of a name, as the machine knows it. */
export type Resolve = (name: string) => Promise<readonly Address[]>
export const resolveName: Resolve = (name) => dnsLookup(name, { all: true, verbatim: true })

export class AddressNotPublic extends Error {
  override readonly name = 'AddressNotPublic'
  readonly code = 'AddressNotPublic'
}

/** What IANA's registers for special purposes hold, and multicast, which nobody listens to for others. */
const SPECIAL_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]
/** Of the addresses of IPv6 that are given out at all, 2000::/3, those that are not of one machine in public: they hold an IPv4 address, or are for examples. */
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const listOf = (networks: readonly string[], family: 'ipv4' | 'ipv6') => {
  const list = new BlockList()
  for (const network of networks) {
    const [net, prefix] = network.split('/') as [string, string]
    list.addSubnet(net, Number(prefix), family)
  }
  return list
}
const special4 = listOf(SPECIAL_4, 'ipv4')
const special6 = listOf(SPECIAL_6, 'ipv6')
const given6 = listOf(['2000::/3'], 'ipv6')

/** Whether it is the address of a machine in public; one of IPv6 that stands for one of IPv4 is none. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special4.check(address, 'ipv4')
    case 6:
      return given6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
    default:
      return false
  }
}

/** Why nothing is sent to the URL, before its name is looked up; null where that may be. */
export function refusedUrl({ protocol, hostname, port }: URL): string | null {
  if (protocol !== 'https:') return 'it is not https'
  if (port !== '' && Number(port) < 1_024) return `port ${port} is not for programs that receive`
  const host = bare(hostname)
  if (isIP(host) > 0) return isPublic(host) ? null : `${host} is not a public address`
  return host.includes('.') ? null : `${host} is a name inside a network`
}

/** As in a URL, without the brackets of an address and the dot of the root. */
export const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

/** The addresses to connect to. @throws AddressNotPublic where one of them is not public, and what the look-up throws */
export async function publicAddresses(hostname: string, resolve: Resolve): Promise<readonly Address[]> {
  const host = bare(hostname)
  const family = isIP(host)
  const addresses = family > 0 ? [{ address: host, family }] : await resolve(host)
  const inside = addresses.find(({ address }) => !isPublic(address))
  if (inside) throw new AddressNotPublic(`${hostname} is at ${inside.address}`)
  if (addresses.length === 0) throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' })
  return addresses
}

/** So long is a name looked up when a webhook is registered, in milliseconds; what is not known by then is judged when it is sent to. */
const LOOK_MS = 2_000

/** Why a webhook is not registered at the URL; null where it is. A name that nobody knows yet may be. */
export async function whyNotPublic(url: string, allowPrivate: boolean, resolve: Resolve = resolveName): Promise<string | null> {
  if (allowPrivate) return null
  const asked = new URL(url)
  const refused = refusedUrl(asked)
  if (refused !== null) return refused
  const looked = publicAddresses(asked.hostname, resolve).then(
    () => null,
    (error: Error) => (error instanceof AddressNotPublic ? error.message : null),
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((done) => (timer = setTimeout(() => done(null), LOOK_MS)))
  return Promise.race([looked, late]).finally(() => clearTimeout(timer))
}
