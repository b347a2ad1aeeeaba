import type { Typing } from '#contract/shapes/typing.ts'
import type { Api } from './open-api.ts'

/** Repeated this often while typing continues; it expires soon afterwards. */
const AGAIN_MS = 3_000

/** Who is typing on the other side, and reporting that the visitor is. */
export function openWriters(api: Api) {
  const writing = new Map<string, Typing>()
  let toldAt: number | null = null
  return {
    hear(typing: Typing) {
      if (typing.isTyping) writing.set(typing.author.id, typing)
      else writing.delete(typing.author.id)
    },
    /** The name of the last person who started typing; empty if unknown. */
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
    /** Sending a message implies the end of typing. */
    said() {
      toldAt = null
    },
    forget() {
      writing.clear()
      toldAt = null
    },
  }
}
