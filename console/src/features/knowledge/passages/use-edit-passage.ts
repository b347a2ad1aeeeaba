import type { Passage } from '#contract/shapes/knowledge.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'

type Change = Parameters<typeof client.documents.editPassage>[1]

/** Changes a passage at once, with the way back. */
export function useEditPassage({ id, documentId, isDisabled, originalText, text }: Passage) {
  const t = useMessages()
  const send = async (wanted: Change): Promise<boolean> => {
    try {
      await client.documents.editPassage(id, wanted)
      invalidate('passage', { documentId })
      return true
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
      return false
    }
  }
  const before: Change = { isDisabled, text: originalText === null ? null : text }
  return {
    async change(wanted: Change) {
      if (await send(wanted)) toast({ text: t.general.saved, undo: () => void send(before) })
    },
  }
}
