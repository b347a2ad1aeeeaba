import type { Live } from '#platform/live/live.ts'
import { type Mirror, openMirror } from './mirror.ts'

interface Shared {
  readonly mirror: Mirror
  followers: number
}

const mirrorsOf = new WeakMap<Live, Map<string, Shared>>()

/** The mirror that all followers of a reply in this process share; null where no other process can be heard. */
export function joinMirror(live: Live, replyId: string): Mirror | null {
  if (!live.isShared) return null
  const mirrors = mirrorsOf.get(live) ?? new Map<string, Shared>()
  mirrorsOf.set(live, mirrors)
  const shared = mirrors.get(replyId) ?? { mirror: openMirror(live, replyId), followers: 0 }
  mirrors.set(replyId, shared)
  shared.followers += 1
  return {
    ...shared.mirror,
    leave() {
      shared.followers -= 1
      if (shared.followers > 0) return
      mirrors.delete(replyId)
      shared.mirror.leave()
    },
  }
}
