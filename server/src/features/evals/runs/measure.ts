import type { TestCase, TestCaseResult, EvaluationRun } from '#contract/shapes/evals.ts'
import { type FoundPassage, openJudge, sentencesOf } from '#features/knowledge/index.ts'
import { normalForm } from '#platform/lexical/normal-form.ts'

/** A run is worse when one of its figures fell by more than this. */
const TOLERANCE = 0.05

const plain = (text: string): string => normalForm(text).replaceAll(/\s+/g, ' ').trim().toLowerCase()

/** How well search results answer a test case. */
export function measure(
  { id, revision, question, answer, expected }: TestCase,
  found: readonly FoundPassage[],
): TestCaseResult {
  const missing = expected.filter(
    ({ documentName, quote }) =>
      !found.some(
        (passage) =>
          plain(passage.documentName) === plain(documentName) && plain(passage.text).includes(plain(quote)),
      ),
  )
  const { judge } = openJudge(found)
  const verdicts = sentencesOf(answer)
    .map(({ start, end }) => judge(answer.slice(start, end)))
    .filter((verdict) => verdict !== 'none')
  const supported = verdicts.filter((verdict) => verdict === 'supported')
  return {
    testCaseId: id,
    revision,
    question,
    recall: expected.length === 0 ? null : 1 - missing.length / expected.length,
    support: verdicts.length === 0 ? null : supported.length / verdicts.length,
    missing: missing.map(({ documentName }) => documentName),
  }
}

type Figure = 'recall' | 'support'
const figures: readonly Figure[] = ['recall', 'support']

/** The mean over the questions with this figure; null if none has it. */
export function meanOf(results: readonly TestCaseResult[], figure: Figure): number | null {
  const values = results.flatMap((result) => (result[figure] === null ? [] : [result[figure]]))
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Whether results are worse than those of an earlier run, by the questions that both asked in the same way. */
export function isWorse(results: readonly TestCaseResult[], before: Pick<EvaluationRun, 'results'>): boolean {
  const asked = ({ testCaseId, revision }: TestCaseResult) => `${testCaseId} ${revision}`
  const had = new Set(before.results.map(asked))
  const both = results.filter((result) => had.has(asked(result)))
  const also = new Set(both.map(asked))
  const then = before.results.filter((result) => also.has(asked(result)))
  return figures.some((figure) => {
    const [now, earlier] = [meanOf(both, figure), meanOf(then, figure)]
    return now !== null && earlier !== null && earlier - now > TOLERANCE
  })
}

/** Whether a figure is below a limit. */
export const isBelow = (results: readonly TestCaseResult[], least: number): boolean =>
  figures.some((figure) => (meanOf(results, figure) ?? 1) < least)

/** Whether a figure below a limit is lower than in other results for the same questions. */
export const isLower = (
  results: readonly TestCaseResult[],
  others: readonly TestCaseResult[],
  least: number,
): boolean =>
  figures.some((figure) => {
    const [now, other] = [meanOf(results, figure), meanOf(others, figure)]
    return now !== null && other !== null && now < least && now < other
  })
