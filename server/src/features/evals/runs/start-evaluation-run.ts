import { TestedKnowledgeBase, EvaluationRun } from '#contract/shapes/evals.ts'
import { lockTestedKnowledgeBase } from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { testCasesOf } from '../test-cases/test-case-store.ts'
import { evaluationRunJob } from '../job-kinds.ts'
import { insertEvaluationRun } from './evaluation-run-store.ts'

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
