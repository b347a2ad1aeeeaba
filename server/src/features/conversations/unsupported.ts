import type { Searched } from '#contract/shapes/conversation.ts'

/** Whether what was looked up did not answer: nothing was found, or less of the answer is supported than is not. */
export function isUnsupported(searched: unknown): boolean {
  const found = searched as Searched | null
  return (
    found !== null && (found.passages === 0 || found.supported === 0 || found.supported * 2 < found.claims)
  )
}
