import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import { transcribeSound, kindOf } from '#features/files/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'

export const isSound = (mediaType: string): boolean => ['audio', 'video'].includes(kindOf(mediaType))

/**
 * The transcript of a recording or a video, by the server's transcription model. Throws Fault `invalid_input` if there
 * is no such model or nothing is said, `too_large` if it is too long, and errors of the model.
 */
export async function readSound(
  scope: Scope,
  ports: Ports,
  recording: { content: Uint8Array; mediaType: string },
): Promise<ExtractedDocument> {
  const { text, isCut } = await transcribeSound(scope, ports, recording)
  if (text.trim() === '') throw refused('nothing-said', 'It contains no speech.')
  // A document of which the end is missing would be quoted as if it were whole.
  if (isCut) throw refused('too-large-to-hear', 'It is too long to transcribe. Split it into several files.')
  return ports.documents.extract(Buffer.from(text), 'text/plain', scope.signal)
}

const refused = (reason: DocumentErrorCode, message: string) =>
  new Fault('invalid_input', message, { reason })
