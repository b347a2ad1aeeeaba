import { Fault } from '#kernel/fault.ts'
import type { ByteRange } from '#kernel/file-ports.ts'

/**
 * What a player asks for by `Range: bytes=…`; null for all of it, also where several pieces are asked for or it is said
 * in a way that nobody knows. Throws Fault `invalid_input` for what lies beyond the end.
 */
export function rangeOf(header: string | undefined, sizeBytes: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (start >= sizeBytes || start > end)
    throw new Fault('invalid_input', `The file has ${sizeBytes} bytes.`, { reason: 'range-not-satisfiable' })
  return { start, end }
}
