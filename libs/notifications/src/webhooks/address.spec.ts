import { describe, expect, it } from '@jest/globals'
import { AddressNotPublic, type Resolve, isPublic, publicAddresses, refusedUrl, whyNotPublic } from './address.js'

const at =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('an address', () => {
  it.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
    ...[
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.192',
      '192.168.1.1',
      '198.18.0.1',
      '203.0.113.9',
      '224.0.0.1',
      '239.1.1.1',
      '255.255.255.255',
    ],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1'],
    ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1', '3fff::1', 'fd00:ec2::254', 'example.org', ''],
  ])('%s is not of a machine in public', (address) => expect(isPublic(address)).toBe(false))

  it.each([
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.1.1',
    '203.150.1.1',
    '2001:4860:4860::8888',
    '2404:6800::1',
  ])('%s is', (address) => expect(isPublic(address)).toBe(true))
})

describe('the address of a webhook', () => {
  it.each([
    ['http://hooks.example.org/', 'https'],
    ['https://127.0.0.1/', '127.0.0.1'],
    ['https://2130706433/', '127.0.0.1'],
    ['https://0x7f.1/', '127.0.0.1'],
    ['https://0177.0.0.1/', '127.0.0.1'],
    ['https://127.1/', '127.0.0.1'],
    ['https://127.0.0.1./', '127.0.0.1'],
    ['https://１２７.0.0.1/', '127.0.0.1'],
    ['https://%31%32%37.0.0.1/', '127.0.0.1'],
    ['https://[::1]/', '::1'],
    ['https://[::ffff:10.0.0.1]/', '::ffff:a00:1'],
    ['https://[::ffff:8.8.8.8]/', '::ffff:808:808'],
    ['https://169.254.169.254/latest/meta-data', '169.254.169.254'],
    ['https://localhost/', 'localhost'],
    ['https://localhost./', 'localhost'],
    ['https://intranet/hook', 'intranet'],
    ['https://hooks.example.org:25/', '25'],
    ['https://hooks.example.org:22/', '22'],
    ['https://hooks.example.org:80/', '80'],
  ])('is not %s', (url, why) => expect(refusedUrl(new URL(url))).toContain(why))

  it.each([
    'https://hooks.example.org/',
    'https://hooks.example.org./',
    'https://hooks.example.org:8443/',
    'https://8.8.8.8/',
    'https://[2404:6800::1]/',
  ])('may be %s', (url) => expect(refusedUrl(new URL(url))).toBeNull())

  it('is none where any address of its name is inside', async () => {
    await expect(publicAddresses('a.example', at('8.8.8.8', '10.0.0.1'))).rejects.toThrow(AddressNotPublic)
    await expect(publicAddresses('a.example', at('::1'))).rejects.toThrow(AddressNotPublic)
    await expect(publicAddresses('a.example', at())).rejects.toThrow('no address')
    await expect(publicAddresses('[::1]', at('8.8.8.8'))).rejects.toThrow(AddressNotPublic)
    await expect(publicAddresses('a.example', at('8.8.8.8'))).resolves.toEqual([{ address: '8.8.8.8', family: 4 }])
  })

  it('is judged when it is registered, as far as its name is known; inside only where that is allowed', async () => {
    const unknown: Resolve = () => Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }))
    expect(await whyNotPublic('https://a.example/', false, at('192.168.0.7'))).toContain('192.168.0.7')
    expect(await whyNotPublic('https://a.example/', false, at('8.8.8.8'))).toBeNull()
    expect(await whyNotPublic('https://a.example/', false, unknown)).toBeNull()
    expect(await whyNotPublic('http://a.example/', false, at('8.8.8.8'))).toContain('https')
    expect(await whyNotPublic('http://127.0.0.1:9/', true, at('8.8.8.8'))).toBeNull()
  })
})
