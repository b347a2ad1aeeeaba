import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import type { useModelMessages } from '../../messages/models/model-messages.ts'

const UNDO_MS = 10_000

const readChoices = async () => (await client.agents.languageModels()).items

/** Does something to the connections, and says when another model answers by default after it; that can be undone. */
export async function notifyDefaultChange<T>(
  work: () => Promise<T>,
  t: ReturnType<typeof useModelMessages>,
): Promise<T> {
  const idOf = (items: Awaited<ReturnType<typeof readChoices>>) =>
    items.find(({ isDefault }) => isDefault)?.id
  const before = await readChoices().then(idOf, () => undefined)
  const done = await work()
  invalidate('connection')
  const items = await readChoices().catch(() => [])
  const now = idOf(items)
  if (now === undefined || before === undefined || now === before) return done
  const setBack = async () => {
    await client.models
      .setDefault({ model: before })
      .catch((error) => toast({ text: faultSentence(error, t), isFailure: true }))
    invalidate('language-model')
  }
  toast({
    text: t.models.newDefault(now),
    closesAfterMs: UNDO_MS,
    ...(items.some(({ id }) => id === before) && { undo: () => void setBack() }),
  })
  return done
}
