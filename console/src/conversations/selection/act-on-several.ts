import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { removeWithUndo } from '../../data/removals.ts'
import { saveFile } from '../../look/save-file.ts'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import type { Words } from '../../words/en.ts'
import type { SelectingWords } from '../../words/selecting/en.ts'
import { endSelecting } from './selection.ts'

type Change = Parameters<typeof client.conversations.change>[1]
type Said = Words & { selecting: SelectingWords }

const AT_ONCE = 4

/** Does something with each, a few at a time. Answers with which it went well; the first failure is told. */
async function each(
  ids: readonly string[],
  act: (id: string) => Promise<unknown>,
  words: Words,
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
  if (failure !== undefined) toast({ text: faultSentence(failure, words), isFailure: true })
  return done
}

/** Changes how several are kept; `back` takes it back. */
export async function keepSeveral(
  ids: readonly string[],
  { change, back, said }: { change: Change; back?: Change; said: (count: number) => string },
  words: Said,
) {
  const done = await each(ids, (id) => client.conversations.change(id, change), words)
  refresh('conversation')
  endSelecting()
  if (done.length === 0) return
  toast({
    text: said(done.length),
    ...(back && {
      undo: () =>
        void each(done, (id) => client.conversations.change(id, back), words).then(() =>
          refresh('conversation'),
        ),
    }),
  })
}

export function removeSeveral(ids: readonly string[], words: Said) {
  endSelecting()
  removeWithUndo({
    id: ids,
    said: words.selecting.didDelete(ids.length),
    async remove(options) {
      await Promise.all(ids.map((id) => client.conversations.remove(id, options)))
    },
    onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
  })
}

export const exportSeveral = (ids: readonly string[], format: 'json' | 'markdown', words: Said) =>
  client.conversations
    .exportSeveral(ids, format)
    .then(saveFile, (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true }))
