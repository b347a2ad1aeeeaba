import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { toast } from '../look/toasts.ts'
import type { Words } from '../words/en.ts'
import { faultSentence } from '../words/fault-sentence.ts'

type Change = Parameters<typeof client.projects.change>[1]

/** Changes how a project is kept, and shows it. */
export async function keepProject(id: string, change: Change, words: Words) {
  await client.projects
    .change(id, change)
    .catch((error: unknown) => toast({ text: faultSentence(error, words), isFailure: true }))
  refresh('projects')
}
