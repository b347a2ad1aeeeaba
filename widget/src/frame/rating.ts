import type { ratingCalls } from '#client/calls/report-calls.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { RatingLanguage } from '#contract/shapes/rating.ts'
import type { Keeping } from './keeping.ts'
import { el } from './view/element.ts'
import { ratingForm } from './view/rating-form.ts'
import type { Words } from './words/en.ts'

interface Asking {
  words: Words
  language: string
  keeping: Keeping
  calls: ReturnType<typeof ratingCalls>
  onProblem(text: string): void
  /** What is to have the focus once the question is gone. */
  onAway(): void
}

/** The last question that was put away unanswered. */
const PUT_AWAY = 'rating'

/** Asks how a conversation went, once for each time that it was resolved, until it is answered, put away, or goes on. */
export function openRating({ words, language, keeping, calls, onProblem, onAway }: Asking) {
  // There from the beginning, so that what appears in it is read out.
  const node = el('div', { class: 'rating', 'aria-live': 'polite' })
  let asked: string | null = null
  let isGiven = false

  const away = () => {
    isGiven = false
    if (node.childElementCount > 0) node.replaceChildren()
  }
  const ask = async (conversationId: string) => {
    const wish = await calls.read(conversationId, language as RatingLanguage)
    const { rating, question } = wish
    if (asked !== conversationId || !wish.isWished || !rating || keeping.read(PUT_AWAY) === rating.id) return
    node.replaceChildren(
      ratingForm({
        words,
        question,
        async give(score, comment) {
          isGiven = true
          await calls.give(conversationId, { score, ...(comment !== '' && { comment }) })
        },
        onProblem: () => onProblem(words.failed),
        onAway() {
          keeping.write(PUT_AWAY, rating.id)
          away()
          onAway()
        },
      }),
    )
  }
  return {
    node,
    show(conversation: Conversation | null) {
      const wished = conversation?.ratingWished ? conversation.id : null
      if (wished === asked) return
      asked = wished
      if (wished !== null) void ask(wished).catch(() => {})
      // Whoever has just said how it went may add words to it.
      else if (!isGiven) away()
    },
    /** The conversation goes on, or is another. */
    away,
  }
}
