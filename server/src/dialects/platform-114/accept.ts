import { z } from 'zod'
import { INVALID, type Issue, Refusal } from './refusal.ts'

/** The parsed body, or the refusal that pydantic's clients know. Unknown keys are ignored. */
export function accept<S extends z.ZodType>(shape: S, body: unknown): z.output<S> {
  const given = typeof body === 'object' && body !== null ? body : {}
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Refusal(
    400,
    INVALID,
    parsed.error.issues.map((issue) => toIssue(issue, given)),
  )
}

function toIssue(issue: z.core.$ZodIssue, given: unknown): Issue {
  const loc = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
  const value = loc.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown> | undefined)?.[key],
    given,
  )
  const [type, msg] = value === undefined ? ['missing', 'Field required'] : wordsFor(issue)
  return { type, loc, msg }
}

function wordsFor(issue: z.core.$ZodIssue): [type: string, msg: string] {
  if (issue.code === 'too_small')
    return [
      'string_too_short',
      `String should have at least ${issue.minimum} character${issue.minimum === 1 ? '' : 's'}`,
    ]
  if (issue.code === 'too_big')
    return ['string_too_long', `String should have at most ${issue.maximum} characters`]
  if (issue.code === 'invalid_type' && issue.expected === 'string')
    return ['string_type', 'Input should be a valid string']
  if (issue.code === 'invalid_format' && issue.format === 'email')
    return ['value_error', 'value is not a valid email address']
  return ['value_error', issue.message]
}
