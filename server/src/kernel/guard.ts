import { z } from 'zod'
import { Fault, forbidden } from './fault.ts'
import type { AskedPermission } from './permissions.ts'
import type { Scope } from './scope.ts'

interface Guarded<I extends z.ZodType> {
  readonly name: string
  readonly permission: AskedPermission
  readonly input: I
}

/** Authorises the actor and parses the input; throws Fault `forbidden` or `invalid_input`. */
export const guard = <I extends z.ZodType>(
  scope: Scope,
  useCase: Guarded<I>,
  input: unknown,
): z.output<I> => {
  if (!scope.actor.permissions.has(useCase.permission)) throw forbidden()
  return parseInput(useCase.input, input)
}

/** Zod's message for a missing key is about types; callers want to know which key. */
const inWords: z.core.$ZodErrorMap = ({ code, input }) =>
  code === 'invalid_type' && input === undefined ? 'This field is required.' : undefined

/** Parses a caller's value. Throws Fault `invalid_input`, which names each rejected field. */
export const parseInput = <I extends z.ZodType>(shape: I, input: unknown): z.output<I> => {
  const parsed = shape.safeParse(input, { error: inWords })
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join('.') || '(body)',
    message: issue.message,
  }))
  const first = fields[0]
  throw new Fault('invalid_input', first ? `${first.path}: ${first.message}` : 'The input is invalid.', {
    fields,
  })
}

/** The same object without undefined values, which Zod keeps for optional keys. */
export const withoutUndefined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
