import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { removeWithUndo } from '../../../ui/removals.ts'
import { saveFile } from '../../../ui/save-file.ts'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import type { Messages } from '../../../messages/en.ts'
import type { SelectingMessages } from '../../../messages/selecting/en.ts'
import { endSelecting } from './selection.ts'

type Change = Parameters<typeof client.conversations.change>[1]
type BulkMessages = Messages & { selecting: SelectingMessages }

const AT_ONCE = 4

/** Does something with each, a few at a time. Answers with which it went well; the first failure is told. */
async function each(
  ids: readonly string[],
  act: (id: string) => Promise<unknown>,
  t: Messages,
): Promise<string[]> {
  const left = [...ids]
  const done: string[] = []
  let failure: unknown
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift())
      try {
        await act(id)
        done.push(id)
      } catch (error) {
        failure ??= error
      }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (failure !== undefined) toast({ text: faultSentence(failure, t), isFailure: true })
  return done
}

/** Changes how several are kept; `back` takes it back. */
export async function updateSelected(
  ids: readonly string[],
  { change, back, message }: { change: Change; back?: Change; message: (count: number) => string },
  t: BulkMessages,
) {
  const done = await each(ids, (id) => client.conversations.change(id, change), t)
  invalidate('conversation')
  endSelecting()
  if (done.length === 0) return
  toast({
    text: message(done.length),
    ...(back && {
      undo: () =>
        void each(done, (id) => client.conversations.change(id, back), t).then(() =>
          invalidate('conversation'),
        ),
    }),
  })
}

export function deleteSelected(ids: readonly string[], t: BulkMessages) {
  endSelecting()
  removeWithUndo({
    id: ids,
    message: t.selecting.didDelete(ids.length),
    async remove(options) {
      await Promise.all(ids.map((id) => client.conversations.remove(id, {}, options)))
    },
    onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
  })
}

export const exportSelected = (ids: readonly string[], format: 'json' | 'markdown', t: BulkMessages) =>
  client.conversations
    .exportSeveral({ conversationIds: [...ids], format })
    .then(saveFile, (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }))
