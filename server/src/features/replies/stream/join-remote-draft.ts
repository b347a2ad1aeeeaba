import type { Live } from '#platform/live/live.ts'
import { type RemoteDraft, openRemoteDraft } from './remote-draft.ts'

interface Shared {
  readonly remoteDraft: RemoteDraft
  readers: number
}

const remoteDraftsOf = new WeakMap<Live, Map<string, Shared>>()

/** The remote draft that all readers of a reply in this process share; null where no other process can be heard. */
export function joinRemoteDraft(live: Live, replyId: string): RemoteDraft | null {
  if (!live.isShared) return null
  const remoteDrafts = remoteDraftsOf.get(live) ?? new Map<string, Shared>()
  remoteDraftsOf.set(live, remoteDrafts)
  const shared = remoteDrafts.get(replyId) ?? { remoteDraft: openRemoteDraft(live, replyId), readers: 0 }
  remoteDrafts.set(replyId, shared)
  shared.readers += 1
  return {
    ...shared.remoteDraft,
    leave() {
      shared.readers -= 1
      if (shared.readers > 0) return
      remoteDrafts.delete(replyId)
      shared.remoteDraft.leave()
    },
  }
}
