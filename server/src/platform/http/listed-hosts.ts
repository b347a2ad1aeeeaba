/** Whether it is a valid entry: `*`, or a host as in URLs, by itself, with a port, or with `*` for every port. */
export const isListable = (entry: string): boolean =>
  entry === '*' || /^([a-z0-9_.-]+|\[[0-9a-f:.]+\])(:(\d{1,5}|\*))?$/i.test(entry)

/**
 * Whether an address has a listed host and port. A host without a port is listed for 80 and 443 only: vouching for a
 * machine's website does not vouch for its database. `*` lists everything.
 */
export function isListedAddress(entries: readonly string[], address: string | URL): boolean {
  const { hostname, port, protocol } = new URL(address)
  const number = port || (protocol === 'https:' ? '443' : '80')
  const isUsual = number === '80' || number === '443'
  return entries.some((one) => {
    const entry = one.toLowerCase()
    return (
      entry === '*' ||
      entry === `${hostname}:*` ||
      entry === `${hostname}:${number}` ||
      (isUsual && entry === hostname)
    )
  })
}
