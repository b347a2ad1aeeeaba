import type { TestCase, TestCaseResult, EvaluationRun } from '#contract/shapes/evals.ts'

export type Change = 'better' | 'worse' | 'same' | 'fresh'

/** How a question did in the last run and in the one before. */
export interface Outcome {
  readonly testCase: TestCase
  readonly now: TestCaseResult | undefined
  readonly before: TestCaseResult | undefined
  readonly change: Change | null
}

const order: Record<Change, number> = { worse: 0, better: 1, fresh: 2, same: 3 }

/** The questions with how they did; what changed comes first, and of that what got worse. */
export function outcomesOf(testCases: readonly TestCase[], runs: readonly EvaluationRun[]): Outcome[] {
  const [latest, previous] = runs.map((run) => new Map(run.results.map((one) => [one.testCaseId, one])))
  return testCases
    .map((testCase) => {
      const asked = latest?.get(testCase.id)
      // What was measured before the question was changed says nothing of it as it is.
      const now = asked?.revision === testCase.revision ? asked : undefined
      const earlier = previous?.get(testCase.id)
      const before = earlier?.revision === testCase.revision ? earlier : undefined
      return { testCase, now, before, change: changeOf(now, before, previous !== undefined) }
    })
    .sort((a, b) => placeOf(a) - placeOf(b))
}

const placeOf = ({ change }: Outcome): number => (change === null ? order.fresh : order[change])

function changeOf(
  now: TestCaseResult | undefined,
  before: TestCaseResult | undefined,
  hasPrevious: boolean,
): Change | null {
  if (!now || !hasPrevious) return null
  if (!before) return 'fresh'
  const [worth, was] = [worthOf(now), worthOf(before)]
  return worth === was ? 'same' : worth > was ? 'better' : 'worse'
}

const worthOf = ({ recall, support }: TestCaseResult): number => (recall ?? 0) + (support ?? 0)
