import { useState } from 'react'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import { client } from '../../../data/console-client.ts'
import { change } from '../../../data/cache.ts'
import { pages } from '../../../data/resource.ts'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { refreshAgent } from '../draft-actions.ts'

/** Answering a suggestion to an agent: each answer can be taken back. */
export function useAnswerSuggestion(agentId: string) {
  const t = useMessages()
  const [isBusy, setBusy] = useState(false)
  const show = (answered: Suggestion) =>
    change(pages('suggestions.list', agentId), (page) => ({
      ...page,
      items: page.items.map((one) => (one.id === answered.id ? answered : one)),
    }))
  const answer = async (
    call: () => Promise<Suggestion>,
    message: (answered: Suggestion) => string,
    canUndo = true,
  ) => {
    setBusy(true)
    try {
      const answered = await call()
      show(answered)
      toast({ text: message(answered), ...(canUndo && { undo: () => void undo(answered.id) }) })
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
    refreshAgent(agentId)
    setBusy(false)
  }
  const undo = (id: string) =>
    answer(
      () => client.suggestions.undo(id),
      () => t.agents.takenBackAgain,
      false,
    )
  return {
    isBusy,
    undo,
    apply: (id: string, instructions?: string) =>
      answer(
        () => client.suggestions.apply(id, instructions === undefined ? {} : { instructions }),
        ({ version }) => t.agents.publishedNow(version ?? 0),
      ),
    dismiss: (id: string) =>
      answer(
        () => client.suggestions.dismiss(id),
        () => t.agents.dismissed,
      ),
  }
}
