import { contentTerms, coverage, weightSum } from './content-terms.ts'
import { quantitiesIn } from './quantities.ts'

const SUPPORT_MIN = 0.5
/** Below this, a sentence says too little to need a source, or to be distinguished from others. */
const CONTENT_MIN = 6
/** From two words on a sentence may be wrong. */
const STATEMENT_MIN = 4
const negation =
  /不(?![仅僅过過同断斷少久错錯但])|没|沒|无法|無法|未|勿|禁止|\b(?:not|no|never|cannot|without)\b|n['’]t\b/iu

/** The content of a piece of text, prepared for comparison. */
export interface Statement {
  readonly text: string
  readonly terms: ReadonlyMap<string, number>
  readonly quantities: ReturnType<typeof quantitiesIn>
  readonly isNegated: boolean
}

export const statementOf = (text: string): Statement => ({
  text,
  terms: contentTerms(text),
  quantities: quantitiesIn(text),
  isNegated: negation.test(text),
})

const isQuestion = ({ text }: Statement): boolean => /[?？]["'”’」』)）]*$/u.test(text.trim())

/** Whether a sentence states enough for a source to be identified; a question does not. */
export const isClaim = (statement: Statement): boolean =>
  weightSum(statement.terms) >= CONTENT_MIN && !isQuestion(statement)

/** Whether a sentence states anything at all, however short: a figure, or two content words. */
export const statesSomething = (statement: Statement): boolean =>
  (weightSum(statement.terms) >= STATEMENT_MIN || statement.quantities.stated.size > 0) &&
  !isQuestion(statement)

/**
 * How well adjacent sentences support a claim, from 0 for not at all to 1 for every word; negative if they deny it as
 * clearly as they would support it. The same words with other numbers are no support.
 */
export function support(claim: Statement, given: readonly Statement[]): number {
  const share = coverage(claim.terms, ...given.map(({ terms }) => terms))
  if (share < SUPPORT_MIN) return 0
  if (contradicts(claim, closest(claim, given))) return -share
  const isGiven = (value: number) => given.some((statement) => statement.quantities.all.has(value))
  return [...claim.quantities.stated].every(isGiven) ? share : 0
}

/** The sentence that the claim is most about. */
function closest(claim: Statement, given: readonly Statement[]): Statement | undefined {
  const shares = given.map((statement) => coverage(claim.terms, statement.terms))
  return given[shares.indexOf(Math.max(...shares))]
}

function contradicts(claim: Statement, given: Statement | undefined): boolean {
  if (!given || claim.isNegated === given.isNegated) return false
  // A sentence that says much more may well deny something else.
  return claim.isNegated || coverage(given.terms, claim.terms) >= SUPPORT_MIN
}
