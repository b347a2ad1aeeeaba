import { JudgeEvaluationRun, EvaluationRun } from '#contract/shapes/evals.ts'
import { noteChange, rejectBlocked, releaseBlocked } from '#features/knowledge/index.ts'
import { conflict, Fault, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { lockEvaluationRun, updateEvaluationRun } from './evaluation-run-store.ts'

/**
 * Accepts a run that came out worse, so that later ones are compared with it. What the quality gate blocked is found from
 * then on; or it is rejected and given up.
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
