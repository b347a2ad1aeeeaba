import type { Typing } from '#contract/shapes/typing.ts'
import type { Api } from './open-api.ts'

/** So often it is said again while somebody goes on; it is over by itself not long after. */
const AGAIN_MS = 3_000

/** Who of those who answer is writing, and telling them that one writes oneself. */
export function openWriters(api: Api) {
  const writing = new Map<string, Typing>()
  let toldAt: number | null = null
  return {
    hear(typing: Typing) {
      if (typing.isTyping) writing.set(typing.author.id, typing)
      else writing.delete(typing.author.id)
    },
    /** What the last who began is called; empty where that is not known. */
    of(conversationId: string): string | null {
      const here = [...writing.values()].filter((one) => one.conversationId === conversationId)
      return here.at(-1)?.author.name ?? null
    },
    tell(conversationId: string, isTyping: boolean) {
      const now = Date.now()
      if (isTyping ? toldAt !== null && now - toldAt < AGAIN_MS : toldAt === null) return
      toldAt = isTyping ? now : null
      api.conversations.typing(conversationId, { isTyping }).catch(() => {})
    },
    /** What was written is sent, and that says so itself. */
    said() {
      toldAt = null
    },
    forget() {
      writing.clear()
      toldAt = null
    },
  }
}
