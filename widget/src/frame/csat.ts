import type { Conversation } from '#contract/shapes/conversation.ts'
import type { CsatLanguage } from '#contract/shapes/csat.ts'
import type { Api } from './chat/open-api.ts'
import type { Keeping } from './keeping.ts'
import { el } from './view/element.ts'
import { csatForm } from './view/csat-form.ts'
import type { Messages } from './messages/en.ts'

interface Asking {
  t: Messages
  language: string
  keeping: Keeping
  calls: Api['csat']
  onProblem(text: string): void
  /** Receives the focus when the question disappears. */
  onAway(): void
}

/** The last question that was dismissed. */
const PUT_AWAY = 'csat-rating'

/**
 * Requests a rating each time a conversation is resolved, until it is given, dismissed, or the conversation continues.
 */
export function openCsat({ t, language, keeping, calls, onProblem, onAway }: Asking) {
  // Present from the start, so that screen readers announce what appears in it.
  const node = el('div', { class: 'csat-rating', 'aria-live': 'polite' })
  let asked: string | null = null
  let isGiven = false

  const away = () => {
    isGiven = false
    if (node.childElementCount > 0) node.replaceChildren()
  }
  const ask = async (conversationId: string) => {
    const request = await calls.read(conversationId, { language: language as CsatLanguage })
    const { csatRating, question } = request
    if (
      asked !== conversationId ||
      !request.isRequested ||
      !csatRating ||
      keeping.read(PUT_AWAY) === csatRating.id
    )
      return
    node.replaceChildren(
      csatForm({
        t,
        question,
        async give(score, comment) {
          isGiven = true
          await calls.give(conversationId, { score, ...(comment !== '' && { comment }) })
        },
        onProblem: () => onProblem(t.failed),
        onAway() {
          keeping.write(PUT_AWAY, csatRating.id)
          away()
          onAway()
        },
      }),
    )
  }
  return {
    node,
    show(conversation: Conversation | null) {
      const requested = conversation?.csatRequested ? conversation.id : null
      if (requested === asked) return
      asked = requested
      if (requested !== null) void ask(requested).catch(() => {})
      // After rating, a comment may still be added.
      else if (!isGiven) away()
    },
    /** The conversation continues, or is another one. */
    away,
  }
}
