import type { Scope } from '#kernel/scope.ts'
import { FileErrorCode } from '#contract/shapes/file.ts'
import { Fault } from '#kernel/fault.ts'
import { beginText, leaveText, storeText } from './keep-text.ts'
import { extractText } from './extract-text.ts'

// Errors that a retry would meet again.
const lasting = new Set<string>(['invalid_input', 'not_found', 'too_large', 'limit_reached'])

/**
 * Extracts the text of a file, once. Can be killed at any point and run again. Throws Fault `unavailable` while another
 * process is doing it, and errors that are worth a retry.
 */
export async function makeText(scope: Scope, { fileId }: { fileId: string }): Promise<void> {
  const { ports } = scope.app
  const begun = await beginText(scope, { fileId })
  if (begun === 'nothing to do') return
  if (begun === 'taken') throw new Fault('unavailable', 'The file is being read.')
  try {
    await storeText(scope, { fileId, made: await extractText(scope, ports, begun) })
  } catch (error) {
    const isLasting = !scope.signal.aborted && error instanceof Fault && lasting.has(error.code)
    if (isLasting) return await storeText(scope, { fileId, errorCode: errorCodeOf(error) })
    await leaveText(scope, { fileId })
    throw error
  }
}

export const errorCodeOf = ({ code, reason }: Fault): FileErrorCode => {
  const known = FileErrorCode.safeParse(reason)
  if (known.success) return known.data
  if (code === 'limit_reached') return 'plan-used-up'
  return code === 'not_found' ? 'file-missing' : 'unreadable'
}
