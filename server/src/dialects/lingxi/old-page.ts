/** Their page's instants name UTC by its offset. */
export const offsetTime = (instant: string): string => instant.replace(/Z$/, '+00:00')

/** A field of a form; empty if it is missing, or not a text. */
export function readField(body: unknown, name: string): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
