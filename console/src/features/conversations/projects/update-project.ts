import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { toast } from '../../../ui/toasts.ts'
import type { Messages } from '../../../messages/en.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'

type Change = Parameters<typeof client.projects.change>[1]

/** Changes how a project is kept, and shows it. */
export async function updateProject(id: string, change: Change, t: Messages) {
  await client.projects
    .change(id, change)
    .catch((error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }))
  invalidate('project')
}
