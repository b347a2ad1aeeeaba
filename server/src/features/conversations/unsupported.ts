import type { Searched } from '#contract/shapes/conversation.ts'

/** Whether the search did not answer: nothing was found, or less than half of the answer is supported. */
export function isUnsupported(searched: unknown): boolean {
  const found = searched as Searched | null
  return (
    found !== null && (found.passages === 0 || found.supported === 0 || found.supported * 2 < found.claims)
  )
}
