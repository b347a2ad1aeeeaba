import { ConfigRefused } from './refused.ts'

/** A port and the dialects that it speaks at its root. */
export interface Listener {
  readonly port: number
  readonly dialects: readonly string[]
}

/** The ports to listen on. Throws ConfigRefused. */
export function readListeners(listen: string | undefined, port: number): Listener[] {
  if (!listen) return [{ port, dialects: ['native'] }]
  return listen.split(',').map((entry) => {
    const match = /^\s*(\d+)\s*=\s*([a-z0-9+-]+)\s*$/.exec(entry)
    if (!match)
      throw new ConfigRefused(`PARLEY_LISTEN must be like 8080=native,8001=agentchat, not "${entry}".`)
    return { port: Number(match[1]), dialects: (match[2] ?? '').split('+') }
  })
}
