import { messageToWriter } from '#features/conversations/index.ts'
import type { TestServer } from './open-test-server.ts'

interface Word {
  readonly type?: string
  readonly remoteDraft?: string
  readonly ageMs?: number
  readonly attempt?: number
}

/**
 * A planted defect: a process passes on what another says for as long as it hears it, without asking for how long it may,
 * and a writer waits for none of them. The fence test must catch it. Answers how to take it out again.
 */
export function plantNoLease(servers: readonly TestServer[]): () => void {
  for (const { app } of servers) {
    const { live } = app
    const remoteDrafts = new Map<string, Set<string>>()
    const publishElsewhere = live.publishElsewhere.bind(live)
    live.publishElsewhere = (topic, message) => {
      const { type, remoteDraft = '', attempt } = message as Word
      const known = remoteDrafts.get(topic) ?? new Set()
      remoteDrafts.set(topic, known)
      if (type === 'granted') known.add(remoteDraft)
      publishElsewhere(topic, type === 'granted' ? { ...(message as Word), ageMs: -1_000_000 } : message)
      if (type !== 'stopped') return
      const replyId = topic.slice(topic.indexOf(':') + 1)
      for (const one of known)
        live.publishHere(
          ...messageToWriter(replyId, { type: 'remote-draft-stopped', remoteDraft: one, attempt }),
        )
    }
  }
  return () => {}
}
