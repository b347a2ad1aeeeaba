import { chargeBudgets } from '#features/budgets/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Transcriber } from '#kernel/file-ports.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { kindOf } from '../limits/file-kind.ts'
import { recordSpent, requirePlan } from '../spent/spent.ts'
import type { ReadFile } from '../texts/extract-text.ts'

const CHARACTERS_MAX = 500_000

interface Sound {
  readonly content: Uint8Array
  readonly mediaType: string
}

/** The transcript of audio or video. Its usage is recorded. Throws Fault with a reason. */
export async function transcribeSound(
  scope: Scope,
  { transcriber, films }: Pick<Ports, 'transcriber' | 'films'>,
  recording: Sound,
): Promise<ReadFile> {
  if (!transcriber)
    throw new Fault('invalid_input', 'Transcription is not set up on this server.', {
      reason: 'no-transcriber',
    })
  await requirePlan(scope)
  const sound = await asTaken(recording, { transcriber, films }, scope.signal)
  const { text, language, seconds, cost } = await transcriber.transcribe(sound, scope.signal)
  const heard = seconds ?? sound.seconds
  await recordSpent(scope, {
    purpose: 'listening',
    model: transcriber.id,
    seconds: heard,
    characters: text.length,
    cost,
  })
  await chargeBudgets(
    scope,
    { agentId: null, personId: scope.actor.kind === 'system' ? null : scope.actor.id },
    cost,
  )
  return {
    kind: 'transcript',
    text: text.slice(0, CHARACTERS_MAX).toWellFormed(),
    isCut: sound.isCut || text.length > CHARACTERS_MAX,
    pages: [],
    seconds: heard,
    language,
  }
}

/** The audio as the transcriber accepts it: extracted from a video, or converted, if the machine has the programs. */
async function asTaken(
  sound: Sound,
  { transcriber, films }: { transcriber: Transcriber; films: Ports['films'] },
  signal: AbortSignal,
): Promise<Sound & { seconds: number | null; isCut: boolean }> {
  const isFilm = kindOf(sound.mediaType) === 'video'
  const isTaken = transcriber.takes(sound.mediaType)
  if (films && (isFilm || !isTaken)) return films.sound(sound.content, signal)
  if (isTaken) return { ...sound, seconds: null, isCut: false }
  throw new Fault('invalid_input', 'This audio format cannot be transcribed.', {
    reason: isFilm ? 'no-film-tools' : 'unknown-type',
  })
}
