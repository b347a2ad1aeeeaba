import { useState } from 'react'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import { client } from '../../console-client.ts'
import { change } from '../../data/cache.ts'
import { suggestions } from '../../data/resources.ts'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'
import { refreshAgent } from '../draft-actions.ts'

/** Answering a suggestion to an agent: each answer can be taken back. */
export function useAnswering(agentId: string) {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const show = (answered: Suggestion) =>
    change(suggestions(agentId), (page) => ({
      ...page,
      items: page.items.map((one) => (one.id === answered.id ? answered : one)),
    }))
  const answer = async (
    call: () => Promise<Suggestion>,
    said: (answered: Suggestion) => string,
    canUndo = true,
  ) => {
    setBusy(true)
    try {
      const answered = await call()
      show(answered)
      toast({ text: said(answered), ...(canUndo && { undo: () => void undo(answered.id) }) })
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
    refreshAgent(agentId)
    setBusy(false)
  }
  const undo = (id: string) =>
    answer(
      () => client.suggestions.undo(id),
      () => words.agents.takenBackAgain,
      false,
    )
  return {
    isBusy,
    undo,
    apply: (id: string, instructions?: string) =>
      answer(
        () => client.suggestions.apply(id, instructions === undefined ? {} : { instructions }),
        ({ version }) => words.agents.publishedNow(version ?? 0),
      ),
    dismiss: (id: string) =>
      answer(
        () => client.suggestions.dismiss(id),
        () => words.agents.dismissed,
      ),
  }
}
