import type { TestQuestion, TestResult, TestRun } from '#contract/shapes/proof.ts'

export type Change = 'better' | 'worse' | 'same' | 'fresh'

/** How a question did in the last run and in the one before. */
export interface Outcome {
  readonly question: TestQuestion
  readonly now: TestResult | undefined
  readonly before: TestResult | undefined
  readonly change: Change | null
}

const order: Record<Change, number> = { worse: 0, better: 1, fresh: 2, same: 3 }

/** The questions with how they did; what changed comes first, and of that what got worse. */
export function outcomesOf(questions: readonly TestQuestion[], runs: readonly TestRun[]): Outcome[] {
  const [latest, previous] = runs.map((run) => new Map(run.results.map((one) => [one.testQuestionId, one])))
  return questions
    .map((question) => {
      const asked = latest?.get(question.id)
      // What was measured before the question was changed says nothing of it as it is.
      const now = asked?.revision === question.revision ? asked : undefined
      const earlier = previous?.get(question.id)
      const before = earlier?.revision === question.revision ? earlier : undefined
      return { question, now, before, change: changeOf(now, before, previous !== undefined) }
    })
    .sort((a, b) => placeOf(a) - placeOf(b))
}

const placeOf = ({ change }: Outcome): number => (change === null ? order.fresh : order[change])

function changeOf(
  now: TestResult | undefined,
  before: TestResult | undefined,
  hasPrevious: boolean,
): Change | null {
  if (!now || !hasPrevious) return null
  if (!before) return 'fresh'
  const [worth, was] = [worthOf(now), worthOf(before)]
  return worth === was ? 'same' : worth > was ? 'better' : 'worse'
}

const worthOf = ({ recall, support }: TestResult): number => (recall ?? 0) + (support ?? 0)
