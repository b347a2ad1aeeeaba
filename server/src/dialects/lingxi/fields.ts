import { z } from 'zod'
import { Refusal } from './refusal.ts'

const REQUIRED = 'This field is required.'
const NULL = 'This field may not be null.'
const BLANK = 'This field may not be blank.'

const orElse = (words: string) => (issue: { input?: unknown }) => {
  if (issue.input === undefined) return REQUIRED
  return issue.input === null ? NULL : words
}

/** Forms only contain texts, and Django REST framework accepts numbers as texts. */
const asText = (value: unknown) => (typeof value === 'number' ? String(value) : value)
const asNumber = (value: unknown) =>
  typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value
const asJson = (value: unknown) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
/** An empty field of a form counts as null. */
const orNothing = (value: unknown) => (value === '' ? undefined : value)

const text = (longest: number) =>
  z
    .string({ error: orElse('Not a valid string.') })
    .trim()
    .max(longest, `Ensure this field has no more than ${longest} characters.`)
    .refine((value) => !value.includes('\0'), 'Null characters are not allowed.')

/** A non-empty text. */
export const words = (longest: number) => z.preprocess(asText, text(longest).min(1, BLANK))
/** A text that may be empty. */
export const anyWords = (longest: number) => z.preprocess(asText, text(longest))
/** A secret, which is not trimmed. */
export const secret = (longest: number) =>
  z
    .string({ error: orElse('Not a valid string.') })
    .min(1, BLANK)
    .max(longest, 'Not a valid string.')
export const wholeNumber = z.preprocess(asNumber, z.int({ error: orElse('A valid integer is required.') }))
export const maybeWholeNumber = z.preprocess(
  (value) => asNumber(orNothing(value)),
  z.int({ error: 'A valid integer is required.' }).nullish(),
)
const JSON_LENGTH = 65_536
const isShort = (value: unknown) => JSON.stringify(value).length <= JSON_LENGTH
const TOO_LONG = `Ensure this field has no more than ${JSON_LENGTH} characters.`
/** An object, which a form has as JSON in a text. */
export const jsonObject = z.preprocess(
  asJson,
  z.record(z.string(), z.json(), { error: orElse('Value must be a JSON object.') }).refine(isShort, TOO_LONG),
)
export const maybeJsonObject = z.preprocess(
  (value) => asJson(orNothing(value)),
  z
    .record(z.string(), z.json(), { error: 'Value must be a JSON object.' })
    .refine(isShort, TOO_LONG)
    .nullish(),
)

/** The parsed value, or the refusal that names each field. Unknown keys are ignored. */
export function accept<S extends z.ZodType>(shape: S, sent: unknown): z.output<S> {
  const given = sent ?? {}
  if (typeof given !== 'object' || Array.isArray(given))
    throw new Refusal(400, {
      non_field_errors: [
        `Invalid data. Expected a dictionary, but got ${Array.isArray(given) ? 'list' : typeof given}.`,
      ],
    })
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  const complaints: Record<string, string[]> = {}
  for (const { path, message } of parsed.error.issues) (complaints[String(path[0])] ??= []).push(message)
  throw new Refusal(400, complaints)
}
