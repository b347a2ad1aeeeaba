import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Fault, tooLarge } from '#kernel/fault.ts'
import type { Transcriber } from '#kernel/file-ports.ts'
import { type HttpCall, openNetwork } from '#platform/http/call.ts'
import { callSound } from './call-sound.ts'
import { costOfListening } from './known-sound-prices.ts'
import type { SoundConfig } from './sound-config.ts'

const BYTES_MAX = 25 * 1_048_576

const Answer = z.object({
  text: z.string(),
  language: z.string().max(60).optional(),
  duration: z.coerce.number().optional(),
  usage: z.object({ seconds: z.number().optional() }).partial().optional(),
})

/** File extensions by which providers recognize formats; others are not accepted. */
const endings: Record<string, string> = {
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'aac',
  'audio/wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'audio/flac': 'flac',
  'audio/x-flac': 'flac',
  'audio/webm': 'webm',
  'video/webm': 'webm',
  'video/mp4': 'mp4',
}

/** Transcribes audio with OpenAI's endpoint, which private servers have too. */
export function openTranscriber(config: SoundConfig, call: HttpCall = openNetwork.call): Transcriber {
  const isVerbose = config.name.includes('whisper')
  return {
    id: config.id,
    takes: (mediaType) => Object.hasOwn(endings, plain(mediaType)),
    async transcribe({ content, mediaType }, signal) {
      if (content.length > BYTES_MAX)
        throw tooLarge('Audio to transcribe', BYTES_MAX, { reason: 'too-large-to-hear' })
      const ending = endings[plain(mediaType)] ?? 'bin'
      const { type, body } = formOf(
        { model: config.name, response_format: isVerbose ? 'verbose_json' : 'json' },
        { name: `sound.${ending}`, mediaType, content },
      )
      const bytes = await callSound(config, { path: '/audio/transcriptions', type, body, signal }, call)
      const answer = Answer.safeParse(jsonOf(bytes))
      if (!answer.success)
        throw new Fault('upstream_failed', 'The speech provider sent an answer that cannot be read.')
      const { text, language, duration, usage } = answer.data
      const seconds = duration ?? usage?.seconds ?? null
      const nanos = config.isAtHome ? costOfListening(config.name, seconds) : null
      return {
        text: text.trim(),
        language: language ?? null,
        seconds,
        cost: nanos === null ? null : { nanos, currency: 'USD' },
      }
    },
  }
}

const plain = (mediaType: string): string => mediaType.split(';')[0]?.trim() ?? ''

/** A form with fields and one file, as browsers send it. */
function formOf(
  fields: Record<string, string>,
  file: { name: string; mediaType: string; content: Uint8Array },
): { type: string; body: Buffer } {
  const boundary = `parley-${randomUUID()}`
  const head = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const opening = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.mediaType}\r\n\r\n`
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([
      Buffer.from(head.join('') + opening),
      file.content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
