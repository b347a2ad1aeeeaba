import { step } from '#kernel/step.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { nextUnembedded, type UnembeddedPassage } from '../vectors/vector-store.ts'
import { knowledgeBaseEmbed } from '../job-kinds.ts'
import { awaitRun, endRun, keepRun, lockEmbedded } from './run-store.ts'

const PASSAGES_AT_ONCE = 50
const LOOK_LATER_MS = 1_000

export interface Taken {
  readonly model: string
  readonly errorCode: string | null
  /** Empty when there are no more, and then the run has ended. */
  readonly passages: readonly UnembeddedPassage[]
}

/**
 * The next passages of a knowledge base without a vector, reserved for this run; null while another run is active,
 * which finds them too. If that one died, a scheduled job finds them.
 */
export const takeUnembedded = step(
  async (
    context,
    {
      knowledgeBaseId,
      runId,
      after,
    }: { knowledgeBaseId: string; runId: string; after: { documentId: string; ordinal: number } | null },
  ): Promise<Taken | null> => {
    const { tx, scope } = context
    const run = { knowledgeBaseId, runId }
    const knowledgeBase = await lockEmbedded(tx, scope, run)
    if (knowledgeBase && knowledgeBase.busyMs > 0) {
      await awaitRun(tx, knowledgeBaseId)
      const dueAt = new Date(scope.app.now().getTime() + knowledgeBase.busyMs + LOOK_LATER_MS)
      scheduleJob(context, knowledgeBaseEmbed, knowledgeBaseId, { knowledgeBaseId }, dueAt)
      return null
    }
    cancelScheduledJob(context, knowledgeBaseEmbed, knowledgeBaseId)
    if (!knowledgeBase) return null
    const wanted = { knowledgeBaseId, model: knowledgeBase.model, limit: PASSAGES_AT_ONCE }
    const rest = await nextUnembedded(tx, scope, { ...wanted, after })
    // New passages may sort before those that are done.
    const passages =
      rest.length > 0 || !after ? rest : await nextUnembedded(tx, scope, { ...wanted, after: null })
    // From now on, others find no active run: the knowledge base is locked until the commit.
    if (passages.length > 0) await keepRun(tx, scope, run)
    else await endRun(tx, scope, run)
    return { model: knowledgeBase.model, errorCode: knowledgeBase.errorCode, passages }
  },
)

/** Ends a run that gave up or failed, if it has not ended. A run that was requested in the meantime gets its turn. */
export const giveUpRun = step(
  async ({ tx, scope, enqueue }, run: { knowledgeBaseId: string; runId: string }): Promise<void> => {
    const ended = await endRun(tx, scope, run)
    if (ended?.isAwaited) enqueue(knowledgeBaseEmbed, { knowledgeBaseId: run.knowledgeBaseId })
  },
)
