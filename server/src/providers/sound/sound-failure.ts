import { Fault } from '#kernel/fault.ts'

/** What a refusal of a provider means for whoever sent the sound; never in its own words. */
export function asReadableFault(status: number): Fault {
  if (status === 413)
    return new Fault('too_large', 'The sound is too long to be written down.', {
      reason: 'too-large-to-hear',
    })
  if (status === 400 || status === 415 || status === 422)
    return new Fault('invalid_input', 'The provider cannot make anything of the sound.', {
      reason: 'unreadable',
    })
  if (status === 429) return new Fault('rate_limited', 'The provider of sound is busy.')
  return new Fault('upstream_failed', 'The provider of sound refused.', { internal: `status ${status}` })
}
