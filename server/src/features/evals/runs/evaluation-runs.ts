import {
  TestedKnowledgeBase,
  EvaluationRunList,
  EvaluationRun,
  JudgeEvaluationRun,
} from '#contract/shapes/evals.ts'
import {
  requireKnowledgeBases,
  lockTestedKnowledgeBase,
  noteChange,
  rejectBlocked,
  releaseBlocked,
} from '#features/knowledge/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault, conflict, notFound } from '#kernel/fault.ts'
import { testCasesOf } from '../test-cases/test-case-store.ts'
import { evaluationRunJob } from '../job-kinds.ts'
import {
  evaluationRunsOf,
  insertEvaluationRun,
  lockEvaluationRun,
  updateEvaluationRun,
} from './evaluation-run-store.ts'

/** Lists the newest evaluation runs of a knowledge base with their results, the newest first. */
export const listEvaluationRuns = query({
  name: 'evaluation-run.list',
  permission: 'knowledge:read',
  input: TestedKnowledgeBase,
  output: EvaluationRunList,
  async run({ tx, scope }, { knowledgeBaseId }) {
    await requireKnowledgeBases(tx, scope, [knowledgeBaseId])
    return { items: await evaluationRunsOf(tx, knowledgeBaseId) }
  },
})

/** Starts an evaluation run of all test cases of a knowledge base. */
export const startEvaluationRun = command({
  name: 'evaluation-run.start',
  permission: 'knowledge:write',
  input: TestedKnowledgeBase,
  output: EvaluationRun,
  async run({ tx, scope, enqueue }, { knowledgeBaseId }) {
    const { change } = await lockTestedKnowledgeBase(tx, scope, knowledgeBaseId)
    if ((await testCasesOf(tx, knowledgeBaseId)).length === 0)
      throw new Fault('precondition_failed', 'This knowledge base has no test cases yet. Add one first.')
    const run = await insertEvaluationRun(tx, scope, { knowledgeBaseId, change, cause: 'asked' })
    enqueue(evaluationRunJob, { evaluationRunId: run.id })
    return run
  },
})

/**
 * Accepts a run with worse results as the new reference and publishes blocked content, or rejects it and discards that
 * content.
 */
export const judgeEvaluationRun = command({
  name: 'evaluation-run.judge',
  permission: 'knowledge:write',
  input: JudgeEvaluationRun,
  output: EvaluationRun,
  async run(context, { evaluationRunId, decision }) {
    const { tx, scope, emit } = context
    const locked = await lockEvaluationRun(tx, scope, evaluationRunId)
    if (!locked) throw notFound('evaluation run')
    const { run, knowledgeBase } = locked
    const isBlocked = run.verdict === 'blocked'
    if (!isBlocked && (run.verdict !== 'worse' || decision === 'rejected'))
      throw new Fault('precondition_failed', 'This evaluation run needs no decision.')
    if (isBlocked) {
      if (knowledgeBase.change !== run.change)
        throw conflict('The knowledge base has changed since. Wait for the next evaluation run.')
      if (decision === 'accepted') await releaseBlocked(context, run.knowledgeBaseId)
      else await rejectBlocked(context, run.knowledgeBaseId)
    }
    const judged = await updateEvaluationRun(tx, evaluationRunId, { verdict: decision })
    emit({
      type: 'evaluation-run.judged',
      payload: { knowledgeBaseId: run.knowledgeBaseId, evaluationRunId, decision, name: knowledgeBase.name },
    })
    if (decision === 'rejected') await noteChange(context, run.knowledgeBaseId)
    return judged
  },
})
