import type { Reply } from '#contract/shapes/conversation.ts'

/**
 * Whether a link to that host in an answer may be followed. If an answer read external text, its links could leak what
 * else it read, so only hosts listed by the organisation, or named by a person before, are live; whether it read
 * external text is known only once it has ended.
 */
export function isLiveLink(reply: Pick<Reply, 'state' | 'liveHosts'> | null, host: string): boolean {
  if (reply === null) return true
  if (reply.state !== 'completed') return false
  return reply.liveHosts === null || reply.liveHosts.some((listed) => matches(listed, host.toLowerCase()))
}

const matches = (listed: string, host: string): boolean =>
  listed.startsWith('*.') ? host.endsWith(listed.slice(1)) : listed === host
