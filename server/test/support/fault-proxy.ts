import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** A line between a server and whoever calls it, which a test makes bad. */
export interface FaultProxy extends AsyncDisposable {
  readonly port: number
  /** Connections that are open through it. */
  open(): number
  /** How many there have been. */
  begun(): number
  /** Each piece comes so much later, in both directions. */
  delay(ms: number): void
  /** Passes nothing on from here, and does not say so. */
  freeze(): void
  thaw(): void
  /** Cuts all that is open. */
  cut(): void
}

export async function startFaultProxy(target: { host?: string; port: number }): Promise<FaultProxy> {
  const pairs = new Set<[Socket, Socket]>()
  let begun = 0
  let delayMs = 0
  let isFrozen = false

  const pass = (from: Socket, to: Socket) => {
    from.on('data', (piece) => {
      if (delayMs === 0) return void to.write(piece)
      setTimeout(() => to.write(piece), delayMs)
    })
    from.on('error', () => {})
    from.on('close', () => {
      // Who does not pass on what is said does not pass on that somebody left.
      if (!isFrozen) to.destroy()
    })
  }
  const server = createServer((near) => {
    begun += 1
    const far = connect(target.port, target.host ?? '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    pass(near, far)
    pass(far, near)
    near.on('close', () => pairs.delete(pair))
    if (isFrozen) for (const end of pair) end.pause()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const all = () => [...pairs].flat()
  const cut = () => {
    for (const end of all()) end.resetAndDestroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    open: () => pairs.size,
    begun: () => begun,
    delay: (ms) => void (delayMs = ms),
    freeze() {
      isFrozen = true
      for (const end of all()) end.pause()
    },
    thaw() {
      isFrozen = false
      for (const end of all()) end.resume()
    },
    cut,
    async [Symbol.asyncDispose]() {
      cut()
      server.close()
    },
  }
}
