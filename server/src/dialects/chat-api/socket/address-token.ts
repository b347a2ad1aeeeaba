import type { IncomingMessage } from 'node:http'

/** The token in the address of a socket: admin pages can send theirs in no other way. Null without one. */
export const tokenInAddress = ({ url }: IncomingMessage): string | null =>
  new URLSearchParams(url?.split('?')[1] ?? '').get('token') || null
