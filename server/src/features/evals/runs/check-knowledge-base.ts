import { step } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { lockTestedKnowledgeBase, releaseBlocked, knowledgeBaseChanged } from '#features/knowledge/index.ts'
import { testCasesOf } from '../test-cases/test-case-store.ts'
import { evaluationRunJob } from '../job-kinds.ts'
import { insertEvaluationRun, latestEvaluationRun } from './evaluation-run-store.ts'

/** Starts an evaluation run of a knowledge base that has changed, once all that was added is ready. */
export const checkKnowledgeBase = step(
  async (context, { knowledgeBaseId, change }: JobInput<typeof knowledgeBaseChanged>): Promise<void> => {
    const { tx, scope, enqueue } = context
    const knowledgeBase = await lockTestedKnowledgeBase(tx, scope, knowledgeBaseId)
    // A later change queues its own job.
    if (knowledgeBase.change !== change) return
    const { length } = await testCasesOf(tx, knowledgeBaseId)
    if (knowledgeBase.blocked > 0 && (length === 0 || knowledgeBase.qualityGate === null))
      await releaseBlocked(context, knowledgeBaseId)
    // So does the end of indexing.
    if (length === 0 || knowledgeBase.waiting > 0) return
    const latest = await latestEvaluationRun(tx, knowledgeBaseId)
    if (latest?.change === change && latest.verdict !== 'failed') return
    const run = await insertEvaluationRun(tx, scope, { knowledgeBaseId, change, cause: 'change' })
    enqueue(evaluationRunJob, { evaluationRunId: run.id })
  },
)
