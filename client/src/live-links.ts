import type { Reply } from '#contract/shapes/conversation.ts'

/**
 * Whether a link to that host in an answer may be followed. Links of an answer that had read text from outside may carry
 * away what else it had read, so of these only those are that its organisation listed, or a person named before; and what
 * an answer had read is known once it has come to its end.
 */
export function isLiveLink(reply: Pick<Reply, 'state' | 'liveHosts'> | null, host: string): boolean {
  if (reply === null) return true
  if (reply.state !== 'completed') return false
  return reply.liveHosts === null || reply.liveHosts.some((listed) => matches(listed, host.toLowerCase()))
}

const matches = (listed: string, host: string): boolean =>
  listed.startsWith('*.') ? host.endsWith(listed.slice(1)) : listed === host
