import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to a server that can be cut and joined again, as a network does. */
export interface CuttableLine {
  readonly url: string
  /** Breaks what is open, and lets nobody through until it is joined. */
  cut(): void
  join(): void
  close(): void
}

export async function openCuttableLine(serverUrl: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(serverUrl)
  const open = new Set<Socket>()
  let isCut = false
  const line = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
    if (isCut) near.destroy()
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const breakAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    cut() {
      isCut = true
      breakAll()
    },
    join() {
      isCut = false
    },
    close() {
      breakAll()
      line.close()
    },
  }
}
