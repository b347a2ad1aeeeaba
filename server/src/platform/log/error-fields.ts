const CAUSES_MAX = 5

interface ErrorFields {
  readonly type: string
  readonly message: string
  readonly code?: string | number
  readonly stack?: string
  readonly cause?: ErrorFields
}

/**
 * The log fields of a thrown value: only selected ones. Drivers and libraries attach rows, requests and headers to
 * their errors, and those contain people's text and keys.
 */
export function errorFields(thrown: unknown, depth = 0): ErrorFields {
  if (!(thrown instanceof Error))
    return { type: typeof thrown, message: 'A value that is not an Error was thrown.' }
  const code = 'code' in thrown ? thrown.code : undefined
  return {
    type: thrown.name,
    message: thrown.message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(thrown.stack !== undefined && { stack: thrown.stack }),
    ...(thrown.cause !== undefined && depth < CAUSES_MAX && { cause: errorFields(thrown.cause, depth + 1) }),
  }
}
