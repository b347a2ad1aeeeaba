import { TestedSource, TestRunList } from '#contract/shapes/proof.ts'
import { requireSources } from '#features/knowledge/index.ts'
import { query } from '#kernel/use-case.ts'
import { testRunsOf } from './test-run-store.ts'

/** Lists the newest test runs of a source with their results, the newest first. */
export const listTestRuns = query({
  name: 'test-run.list',
  permission: 'knowledge:read',
  input: TestedSource,
  output: TestRunList,
  async run({ tx, scope }, { sourceId }) {
    await requireSources(tx, scope, [sourceId])
    return { items: await testRunsOf(tx, sourceId) }
  },
})
