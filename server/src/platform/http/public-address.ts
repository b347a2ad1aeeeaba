import { BlockList, isIP } from 'node:net'

// IANA's registries of special-purpose addresses: requests from strangers must reach none of these.
const PRIVATE_V4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/**
 * Addresses within the global unicast range that are no hosts, or that embed an IPv4 address which would have to be
 * checked.
 */
const SPECIAL_V6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const privateV4 = new BlockList()
for (const [address, bits] of PRIVATE_V4) privateV4.addSubnet(address, bits, 'ipv4')
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')
const specialV6 = new BlockList()
for (const [address, bits] of SPECIAL_V6) specialV6.addSubnet(address, bits, 'ipv6')
const mappedV4 = new BlockList()
mappedV4.addSubnet('::ffff:0:0', 96, 'ipv6')

/**
 * Whether an IP address is on the public internet: not this machine, a private network, a link, a cloud's metadata
 * service, a multicast group or documentation. False for an invalid address.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  switch (isIP(bare)) {
    case 4:
      return !privateV4.check(bare, 'ipv4')
    case 6:
      // An IPv4-mapped IPv6 address is never a legitimate target.
      return !mappedV4.check(bare, 'ipv6') && globalV6.check(bare, 'ipv6') && !specialV6.check(bare, 'ipv6')
    default:
      return false
  }
}

/** Whether a URL's host is such an address itself or names this machine, so that no look-up is needed to refuse it. */
export function isPlainlyPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  return isIP(host) ? !isPublicAddress(host) : /(^|\.)(localhost|internal|local)$/i.test(host)
}
