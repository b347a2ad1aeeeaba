import type { Speaker } from '#kernel/file-ports.ts'
import { type HttpCall, openNetwork } from '#platform/http/call.ts'
import { callSound } from './call-sound.ts'
import { costOfSpeaking } from './known-sound-prices.ts'
import type { SoundConfig } from './sound-config.ts'

// The maximum that providers accept at once.
const CHARACTERS_AT_ONCE = 3_500

/** Synthesizes speech with OpenAI's endpoint; MP3, whose pieces can be concatenated. */
export function openSpeaker(config: SoundConfig, call: HttpCall = openNetwork.call): Speaker {
  const [, model = config.name, voice = 'alloy'] = /^(.+?)(?:@([\w-]+))?$/.exec(config.name) ?? []
  return {
    id: config.id,
    async speak(text, signal) {
      const pieces: Buffer[] = []
      for (const input of piecesOf(text)) {
        const body = Buffer.from(JSON.stringify({ model, voice, input, response_format: 'mp3' }))
        pieces.push(
          await callSound(config, { path: '/audio/speech', type: 'application/json', body, signal }, call),
        )
      }
      const nanos = config.isAtHome ? costOfSpeaking(model, text.length) : null
      return {
        content: Buffer.concat(pieces),
        mediaType: 'audio/mpeg',
        cost: nanos === null ? null : { nanos, currency: 'USD' },
      }
    },
  }
}

/** A text in pieces that end at the end of a sentence, if possible. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let rest = text.trim(); rest !== ''; ) {
    const window = rest.slice(0, CHARACTERS_AT_ONCE)
    const sentence = Math.max(
      ...['. ', '! ', '? ', '。', '！', '？', '\n'].map((end) => window.lastIndexOf(end)),
    )
    const end = rest.length <= CHARACTERS_AT_ONCE ? rest.length : sentence > 0 ? sentence + 1 : window.length
    pieces.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trim()
  }
  return pieces.filter((piece) => piece !== '')
}
