import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { recordSpent, requirePlan } from '../spent/spent.ts'
import type { ReadFile } from '../texts/read-out.ts'

const CHARACTERS_MAX = 500_000

/** What is said in sound. What that took is noted. Throws Fault with a reason. */
export async function listenTo(
  scope: Scope,
  { transcriber }: Pick<Ports, 'transcriber'>,
  sound: { content: Uint8Array; mediaType: string },
): Promise<ReadFile> {
  if (!transcriber)
    throw new Fault('invalid_input', 'Nothing is set up that writes sound down.', {
      reason: 'no-transcriber',
    })
  if (!transcriber.takes(sound.mediaType))
    throw new Fault('invalid_input', 'Sound of this format is not written down.', {
      reason: 'unknown-type',
    })
  await requirePlan(scope, {})
  const { text, language, seconds, cost } = await transcriber.transcribe(sound, scope.signal)
  await recordSpent(scope, {
    purpose: 'listening',
    model: transcriber.id,
    seconds,
    characters: text.length,
    cost,
  })
  return {
    kind: 'transcript',
    text: text.slice(0, CHARACTERS_MAX).toWellFormed(),
    isCut: text.length > CHARACTERS_MAX,
    pages: [],
    seconds,
    language,
  }
}
