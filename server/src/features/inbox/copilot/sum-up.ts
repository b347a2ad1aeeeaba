import type { Scope } from '#kernel/scope.ts'
import { findModel } from '#features/models/index.ts'
import { askSummary } from './ask-summary.ts'
import { modelOf, readTalk } from './read-talk.ts'
import { storeSummary } from './store-summary.ts'

/** Sums a conversation up for whoever takes it over, where there is something to sum up and a model that can. */
export async function sumUp(scope: Scope, { conversationId }: { conversationId: string }): Promise<void> {
  const talk = await readTalk(scope, { conversationId })
  const said = (role: string) => talk.messages.filter((message) => message.role === role).length
  // Whoever asked for a person at once is read faster than summed up.
  if (said('user') < 2 || said('assistant') < 1) return
  if ((await findModel(scope, modelOf(talk).model)).provider === 'offline') return
  const summary = await askSummary(scope, talk)
  await storeSummary(scope, { conversationId, summary })
}
