import { Fault } from '#kernel/fault.ts'

/** The meaning of a provider's refusal for the person who sent the audio; never its own message. */
export function asReadableFault(status: number): Fault {
  if (status === 413)
    return new Fault('too_large', 'The audio is too long to transcribe.', {
      reason: 'too-large-to-hear',
    })
  if (status === 400 || status === 415 || status === 422)
    return new Fault('invalid_input', 'The speech provider cannot process this audio.', {
      reason: 'unreadable',
    })
  if (status === 429) return new Fault('rate_limited', 'The speech provider is busy.')
  return new Fault('upstream_failed', 'The speech provider refused the request.', {
    internal: `status ${status}`,
  })
}
